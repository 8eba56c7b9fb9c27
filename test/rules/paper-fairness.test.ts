/**
 * Who meets which question, and where: over many seeds, within what chance allows. Questions that the same cells may draw
 * are alike; a pool is written "topic-difficulty-kind×count".
 */
import { describe, expect, it } from 'vitest';
import type { BlueprintCell } from '../../server/rules/contest.ts';
import { placesFitting } from '../../server/rules/paper-supply.ts';
import { drawPaper, makeDraw, type Paper, type PoolQuestion } from '../../server/rules/paper.ts';
import { chiSquare, chiSquareMax } from './chi-square.ts';
import { cell, pool, seedNumber } from './named-pool.ts';

const seeds = 3_000;

/** As many papers as there are seeds. */
function papers(cells: readonly BlueprintCell[], questions: readonly PoolQuestion[]): Paper[] {
  const draw = makeDraw({ cells, pointsPerQuestion: 10 }, questions);
  return Array.from({ length: seeds }, (_, seed) => {
    const drawn = draw(seedNumber(seed));
    if (!drawn.ok) throw new Error(JSON.stringify(drawn.refusal));
    return drawn.value;
  });
}

const grow = (counts: number[], at: number): void => void (counts[at] = (counts[at] ?? 0) + 1);
const apply = { difficulty: 'apply' } as const;
const grid = { kind: 'grid' } as const;

describe.each<[string, readonly BlueprintCell[], PoolQuestion[]]>([
  ['one cell', [cell('law', 4)], pool('law-apply-single×13')],
  [
    'a topic with others under it',
    [cell('law', 5)],
    pool('law-apply-single×4', 'cyber-recognise-grid×7', 'phone-apply-multiple×5'),
  ],
  [
    'a topic and one under it, of which each may be short',
    [cell('law', 4), cell('phone', 3)],
    pool('law-apply-single×5', 'cyber-apply-single×5', 'phone-apply-single×6'),
  ],
  [
    'cells of a level, of a kind and of anything',
    [cell('law', 3, apply), cell('law', 3, grid), cell('law', 3)],
    pool('law-apply-single×8', 'law-recognise-grid×8', 'law-apply-grid×8', 'law-understand-text×8'),
  ],
  [
    'cells that must spare what another cannot do without',
    [cell('cyber', 4), cell('law', 4, apply), cell('law', 4, grid)],
    pool('law-apply-single×6', 'cyber-apply-grid×6', 'phone-recognise-grid×6'),
  ],
  [
    'two cells that share one pool, and one apart',
    [cell('skills', 3), cell('skills', 2, apply), cell('law', 2)],
    pool('skills-apply-single×9', 'skills-understand-single×9', 'law-apply-single×9'),
  ],
])('a blueprint of %s', (_, cells, questions) => {
  const drawn = papers(cells, questions);

  it('shows alike questions alike often, and each at every place', () => {
    const size = drawn[0]?.slots.length ?? 0;
    const seen = new Map<string, number[]>(
      questions.map(({ questionId }) => [questionId, new Array<number>(size).fill(0)]),
    );
    for (const { slots } of drawn)
      for (const [place, { versionId }] of slots.entries()) grow(seen.get(versionId) ?? [], place);
    const placesOf = (question: PoolQuestion) => placesFitting(question, cells).join();
    for (const alike of new Set(questions.map(placesOf))) {
      const group = questions.filter((question) => placesOf(question) === alike);
      const places = group.flatMap(({ questionId }) => [seen.get(questionId) ?? []]);
      const exposure = places.map((counts) => counts.reduce((sum, n) => sum + n, 0));
      expect(Math.min(...exposure)).toBeGreaterThan(0);
      expect(chiSquare(exposure)).toBeLessThan(chiSquareMax(exposure.length - 1 || 1));
      expect(chiSquare(places.flat())).toBeLessThan(chiSquareMax(places.flat().length - 1));
    }
  });

  it('gives a seed the same paper whatever was drawn before it, and in whatever order the pool comes', () => {
    for (const at of [7, 3, 7, 0]) {
      const again = drawPaper({ cells, pointsPerQuestion: 10 }, questions.toReversed(), seedNumber(at));
      expect(again).toEqual({ ok: true, value: drawn[at] });
    }
  });
});

describe('options', () => {
  it.each(['single', 'multiple', 'grid', 'ordering', 'matching'] as const)(
    'of %s stand in every order alike',
    (kind) => {
      const orders = new Map<string, number>();
      for (const { slots } of papers([cell('law', 2)], pool(`law-apply-${kind}×5`)))
        for (const { options } of slots) orders.set(options.join(''), (orders.get(options.join('')) ?? 0) + 1);
      expect(orders.size).toBe(24);
      expect(chiSquare([...orders.values()])).toBeLessThan(chiSquareMax(23));
    },
  );

  it('of one question say nothing of those of the next', () => {
    const together = new Array<number>(16).fill(0);
    for (const { slots } of papers([cell('law', 2)], pool('law-apply-single×6'))) {
      const [first, second] = slots.map(({ options }) => options.indexOf('a'));
      grow(together, 4 * (first ?? 0) + (second ?? 0));
    }
    expect(chiSquare(together)).toBeLessThan(chiSquareMax(15));
  });
});
