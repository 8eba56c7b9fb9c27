/** What single keys mean in the studio; pure. A letter typed into a field means only itself. */
import { tabs, type Tab } from './paths.ts';

export type KeyDeed =
  | { readonly kind: 'help' }
  | { readonly kind: 'place'; readonly place: 'overview' | 'contests' | 'banks' }
  | { readonly kind: 'tab'; readonly tab: Tab }
  | { readonly kind: 'search' }
  | { readonly kind: 'page'; readonly step: -1 | 1 }
  /** The first of two letters: what follows within a second decides. */
  | { readonly kind: 'lead' };

/** `before` is the letter typed just before, '' when none waits. */
export function keyDeed(key: string, before: string): KeyDeed | null {
  if (before === 'g') {
    if (key === 't') return { kind: 'place', place: 'overview' };
    if (key === 'c') return { kind: 'place', place: 'contests' };
    if (key === 'n') return { kind: 'place', place: 'banks' };
  }
  if (key === 'g') return { kind: 'lead' };
  if (key === '?') return { kind: 'help' };
  if (key === '/') return { kind: 'search' };
  if (key === '[' || key === ']') return { kind: 'page', step: key === '[' ? -1 : 1 };
  const tab = key >= '1' && key <= '9' ? tabs[Number(key) - 1] : undefined;
  return tab ? { kind: 'tab', tab } : null;
}
