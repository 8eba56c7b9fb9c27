/** Components of the kinds that not every paper has, loaded when a paper or a practice question needs them. */
import type { Component } from 'svelte';
import type { KindName } from '../../../server/wire/http/given.ts';
import type { KindProps } from './kind-props.ts';

type Loaded = Promise<Component<KindProps>>;

const loaders: Partial<Record<KindName, () => Promise<{ default: Component<KindProps> }>>> = {
  grid: () => import('./Grid.svelte'),
  number: () => import('./NumberField.svelte'),
  text: () => import('./TextField.svelte'),
  ordering: () => import('./Ordering.svelte'),
  matching: () => import('./Matching.svelte'),
};

const asked = new Map<KindName, Loaded>();

/** Of a kind that is not answered by choosing. Rejects without network; asking again tries again. */
export function loadKind(kind: KindName): Loaded {
  const known = asked.get(kind);
  if (known) return known;
  const load = loaders[kind];
  if (!load) throw new Error(`no component for ${kind}`);
  const loading = load().then((module) => module.default);
  asked.set(kind, loading);
  loading.catch(() => asked.delete(kind));
  return loading;
}

/** Before the network is gone: all that a paper with these kinds needs. */
export function loadKinds(kinds: readonly KindName[]): void {
  for (const kind of kinds) if (loaders[kind]) loadKind(kind).catch(() => {});
}
