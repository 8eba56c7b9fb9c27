import type { Counter } from './scratch.svelte.ts';
export function effects(c: Counter, flush: () => void): number[] {
  const seen: number[] = [];
  const stop = $effect.root(() => { $effect(() => { seen.push(c.double); }); });
  flush(); c.n = 5; flush(); stop(); return seen;
}
