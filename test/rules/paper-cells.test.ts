/** Cells that overlap: topics in topics, kinds, points; and that drawing from them is possible whenever it is, and fair. */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { fullScoreOf, type BlueprintCell } from '../../server/rules/contest.ts';
import type { VersionId } from '../../server/rules/ids.ts';
import { fits } from '../../server/rules/paper-supply.ts';
import { drawPaper, fullScoreOfPaper, type Paper, type PoolQuestion } from '../../server/rules/paper.ts';
import { difficulties, questionKinds, type QuestionKind } from '../../server/rules/question.ts';
import { refused } from '../../server/rules/refusal.ts';
import { chiSquare, chiSquareMax } from './chi-square.ts';
import { cell, pool, seedNumber } from './named-pool.ts';

const blueprint = (...cells: BlueprintCell[]) => ({ cells, pointsPerQuestion: 10 });

function paper(cells: readonly BlueprintCell[], questions: readonly PoolQuestion[], seed = '5eed'): Paper {
  const outcome = drawPaper(blueprint(...cells), questions, seed);
  if (!outcome.ok) throw new Error(JSON.stringify(outcome.refusal));
  return outcome.value;
}
const idsOf = ({ slots }: Paper) => slots.map(({ versionId }) => versionId).sort();

describe('a cell', () => {
  it('of a topic draws from the topics under it, never from those above or beside', () => {
    const questions = pool(
      'law-apply-single×1',
      'cyber-apply-single×1',
      'phone-apply-single×1',
      'skills-apply-single×9',
    );
    expect(idsOf(paper([cell('cyber', 2)], questions))).toEqual(['cyber-apply-single-1', 'phone-apply-single-1']);
    expect(idsOf(paper([cell('law', 3)], questions))).toHaveLength(3);
    expect(drawPaper(blueprint(cell('cyber', 3)), questions, '00')).toEqual(
      refused({ name: 'blueprint-unmet', topic: 'cyber', difficulty: 'any', kind: 'any', needed: 3, have: 2 }),
    );
  });

  it('of a kind draws that kind', () => {
    const questions = pool('law-apply-single×9', 'law-apply-grid×2', 'law-recognise-grid×1');
    expect(idsOf(paper([cell('law', 3, { kind: 'grid' })], questions))).toEqual([
      ...['law-apply-grid-1', 'law-apply-grid-2', 'law-recognise-grid-1'],
    ]);
    const tooMany = blueprint(cell('law', 3, { kind: 'grid', difficulty: 'apply' }));
    expect(drawPaper(tooMany, questions, '00')).toEqual(
      refused({ name: 'blueprint-unmet', topic: 'law', difficulty: 'apply', kind: 'grid', needed: 3, have: 2 }),
    );
  });

  it('gives its points to its slots, the others have those of the blueprint', () => {
    const cells = [cell('law', 2), cell('skills', 1, { points: 25 })];
    const drawn = paper(cells, pool('law-apply-single×2', 'skills-apply-grid×1'));
    const points = drawn.slots.map(({ versionId, points }) => [versionId.slice(0, 3), points]);
    expect(points.sort()).toEqual([
      ['law', undefined],
      ['law', undefined],
      ['ski', 25],
    ]);
    expect(fullScoreOfPaper(drawn, blueprint())).toBe(45);
    expect(fullScoreOf(blueprint(...cells))).toBe(45);
  });

  it('leaves to the others what only they could draw, wherever it stands', () => {
    const questions = pool('law-apply-single×1', 'cyber-apply-grid×1', 'phone-recognise-grid×1');
    const cells = [cell('law', 1, { kind: 'grid' }), cell('law', 1, { difficulty: 'apply' }), cell('cyber', 1)];
    for (let seed = 0; seed < 60; seed += 1) {
      expect(idsOf(paper(cells, questions, seedNumber(seed)))).toHaveLength(3);
      expect(idsOf(paper(cells.toReversed(), questions, seedNumber(seed)))).toHaveLength(3);
    }
  });
});

describe('the options', () => {
  const orders = (kind: QuestionKind, keepsOrder: boolean) => {
    const [question] = pool(`law-apply-${kind}×1`) as [PoolQuestion];
    const papers = Array.from({ length: 60 }, (_, seed) =>
      paper([cell('law', 1)], [{ ...question, keepsOrder }], seedNumber(seed)),
    );
    return new Set(papers.map(({ slots }) => slots[0]?.options.join('') ?? '')).size;
  };

  it('are shuffled by kind, unless the question keeps its own; an order to be found is always shuffled', () => {
    const shuffled = questionKinds.filter((kind) => orders(kind, false) > 10);
    expect(shuffled).toEqual(['single', 'multiple', 'grid', 'ordering', 'matching']);
    expect(questionKinds.filter((kind) => orders(kind, true) > 1)).toEqual(['ordering']);
  });

  it.each(['single', 'grid', 'ordering', 'matching'] as const)('of %s stand at every position alike', (kind) => {
    const questions = pool(`law-apply-${kind}×6`);
    const counts = new Array<number>(16).fill(0);
    for (let seed = 0; seed < 2_000; seed += 1)
      for (const { options } of paper([cell('law', 2)], questions, seedNumber(seed)).slots)
        options.forEach((id, position) => {
          const at = 'abcd'.indexOf(id) * 4 + position;
          counts[at] = (counts[at] ?? 0) + 1;
        });
    expect(chiSquare(counts)).toBeLessThan(chiSquareMax(15));
  });
});

it('questions that the same cells may draw are drawn alike often, also where cells must spare some', () => {
  const questions = pool('law-apply-single×8', 'cyber-apply-grid×8', 'phone-recognise-grid×8');
  const cells = [cell('law', 5, { kind: 'grid' }), cell('law', 5, { difficulty: 'apply' }), cell('cyber', 5)];
  const counts = new Map(questions.map(({ questionId }) => [questionId, 0]));
  for (let seed = 0; seed < 3_000; seed += 1)
    for (const id of idsOf(paper(cells, questions, seedNumber(seed)))) counts.set(id, (counts.get(id) ?? 0) + 1);
  for (const group of ['law-apply-single', 'cyber-apply-grid', 'phone-recognise-grid']) {
    const exposure = [...counts].filter(([id]) => id.startsWith(group)).map(([, count]) => count);
    // Drawn or not in each paper, without replacement: the spread is below that of free draws, which the bar is for.
    expect(chiSquare(exposure)).toBeLessThan(chiSquareMax(exposure.length - 1));
  }
});

it('a blueprint is met exactly when some way of giving questions to cells meets it', () => {
  const names = ['law', 'cyber', 'skills'].flatMap((topic) =>
    difficulties
      .slice(0, 2)
      .flatMap((difficulty) => ['single', 'grid'].map((kind) => `${topic}-${difficulty}-${kind}`)),
  );
  const anyCell = fc.record({
    topic: fc.constantFrom('law', 'cyber', 'skills'),
    difficulty: fc.constantFrom(null, ...difficulties.slice(0, 2)),
    kind: fc.constantFrom(null, 'single' as const, 'grid' as const),
    count: fc.nat(2),
  });
  const counts = fc.array(fc.nat(1), { minLength: names.length, maxLength: names.length });
  fc.assert(
    fc.property(counts, fc.array(anyCell, { maxLength: 4 }), fc.nat(), (have, cells, seed) => {
      const questions = names.flatMap((name, at) => pool(`${name}×${have[at] ?? 0}`));
      const outcome = drawPaper(blueprint(...cells), questions, seedNumber(seed));
      const demands = cells.flatMap((one) => Array.from({ length: one.count }, () => one));
      expect(outcome.ok).toBe(isMatched(demands, questions));
      if (!outcome.ok) return;
      const drawn = idsOf(outcome.value);
      expect(new Set(drawn).size).toBe(demands.length);
      const taken = questions.filter(({ questionId }) => drawn.includes(questionId as VersionId));
      expect(isMatched(demands, taken)).toBe(true);
    }),
    { numRuns: 600 },
  );
});

/** Tries every way: slow and plain. */
function isMatched([first, ...rest]: readonly BlueprintCell[], questions: readonly PoolQuestion[]): boolean {
  if (first === undefined) return true;
  const fitting = questions.filter((question) => fits(question, first));
  return fitting.some((one) => isMatched(rest, questions.filter((other) => other !== one))); // prettier-ignore
}
