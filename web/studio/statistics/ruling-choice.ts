/** What was chosen on the screen as a ruling; pure. */
import type { AskedItem, RulingChoice } from '../../../server/wire/http/statistics.ts';

/** Kinds with one right option: several accepted keys are several options. */
export const acceptsOptions = ({ kind }: Pick<AskedItem, 'kind'>): boolean =>
  kind === 'single' || kind === 'true-false';

/** Every key that a ruling counts; none for a void question. */
export const keysOf = (ruling: RulingChoice): readonly (readonly string[])[] => {
  if (ruling.kind === 'void') return [];
  return ruling.kind === 'accept' ? ruling.keys : [ruling.key];
};

/** Accepting keeps the printed key beside the one that was chosen, where keys are more than one option. */
export function rulingOf(item: AskedItem, way: RulingChoice['kind'], chosen: readonly string[]): RulingChoice {
  if (way === 'void') return { kind: 'void' };
  const key = chosen.map((part) => part.trim()).filter((part) => part !== '');
  if (way === 'correct') return { kind: 'correct', key };
  if (acceptsOptions(item)) return { kind: 'accept', keys: key.map((id) => [id]) };
  return { kind: 'accept', keys: [item.key, key].map((one) => [...one]) };
}
