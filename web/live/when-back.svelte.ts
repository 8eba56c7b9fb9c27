/** What could not be had without a network is asked for again when it is back, as the word about it promises. */
import { untrack } from 'svelte';
import { network } from './network.svelte.ts';

/** `run` each time the network comes back, for as long as the component lives that calls this. */
export function whenBack(run: () => void): void {
  let wasAway = false;
  $effect(() => {
    const isBack = network.isOnline && wasAway;
    wasAway = !network.isOnline;
    if (isBack) untrack(run);
  });
}
