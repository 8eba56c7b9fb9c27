/** What a pool gives to a blueprint. A group is written "topic-difficulty-kind×count", or "…/split×count". */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  canBePublished,
  checkBlueprint,
  papersWanted,
  supplyFor,
  type SupplyGroup,
} from '../../server/rules/blueprint-check.ts';
import type { BlueprintCell } from '../../server/rules/contest.ts';
import type { VersionId } from '../../server/rules/ids.ts';
import { fits } from '../../server/rules/paper-supply.ts';
import { drawPaper, type PoolQuestion } from '../../server/rules/paper.ts';
import { difficulties, topicsAbove, type Difficulty, type QuestionKind } from '../../server/rules/question.ts';

const topics = [
  { id: 'law', name: 'Pháp luật' },
  { id: 'cyber', name: 'An toàn mạng', parentId: 'law' },
  { id: 'skills', name: 'Kỹ năng' },
];

const groups = (...parts: string[]): SupplyGroup[] =>
  parts.map((part) => {
    const [, topic = '', difficulty, kind, split = '1', count] =
      /^(\w+)-(\w+)-([\w-]+?)(?:\/(\d+))?×(\d+)$/.exec(part) ?? [];
    return {
      ...{ topic, difficulty: difficulty as Difficulty, kind: kind as QuestionKind },
      ...{ split: Number(split), count: Number(count) },
    };
  });
const cell = (topic: string, count: number, rest: Partial<BlueprintCell> = {}): BlueprintCell => ({
  ...{ topic, difficulty: null, count },
  ...rest,
});
const check = (cells: BlueprintCell[], supply: SupplyGroup[], pointsPerQuestion = 10) =>
  checkBlueprint({ cells, pointsPerQuestion }, supply, topics);

describe('a blueprint that can be met', () => {
  it('has no faults, its sums, and as many papers as the pool has without a common question', () => {
    const checked = check(
      [cell('law', 2), cell('skills', 1, { points: 30 })],
      groups('cyber-apply-single×10', 'skills-apply-single×9'),
    );
    expect(checked).toMatchObject({ questions: 3, points: 50, papers: papersWanted, problems: [] });
    expect(checked.cells.map(({ have, faults }) => [have, faults])).toEqual([
      [10, []],
      [9, []],
    ]);
    expect(canBePublished(checked)).toBe(true);
  });

  it('of a small pool is warned of, and says how many papers it has', () => {
    const checked = check([cell('law', 2)], groups('law-apply-single×7'));
    expect(checked.papers).toBe(3);
    expect(checked.cells[0]?.faults).toEqual([{ name: 'few', needed: 10, have: 7 }]);
    expect(canBePublished(checked)).toBe(true);
  });

  it('is warned of points that a marking cannot split, by the marking that loses most', () => {
    const supply = groups('law-apply-grid/20×30', 'law-apply-matching/3×30', 'law-apply-single×30');
    expect(check([cell('law', 1)], supply).cells[0]?.faults).toEqual([{ name: 'points-rest', points: 10, split: 20 }]);
    expect(check([cell('law', 1, { points: 60 })], supply).cells[0]?.faults).toEqual([]);
    expect(check([cell('law', 1, { kind: 'single' })], supply).cells[0]?.faults).toEqual([]);
  });
});

describe('a blueprint that cannot be met', () => {
  it('names the cell that asks too much', () => {
    const checked = check([cell('law', 3), cell('skills', 1)], groups('law-apply-single×2', 'skills-apply-single×9'));
    expect(checked.cells.map(({ faults }) => faults)).toEqual([[{ name: 'unmet', needed: 3, have: 2 }], []]);
    expect([checked.papers, canBePublished(checked)]).toEqual([0, false]);
  });

  it('names the cell to which the others leave too little, though each alone could be met', () => {
    const checked = check([cell('law', 3), cell('cyber', 2)], groups('cyber-apply-single×4'));
    expect(checked.cells.map(({ have }) => have)).toEqual([4, 4]);
    expect(checked.cells.map(({ faults }) => faults[0]?.name)).toEqual(['few', 'unmet-together']);
    expect(checked.cells[1]?.faults[0]).toEqual({ name: 'unmet-together', needed: 2, have: 1 });
    expect(canBePublished(checked)).toBe(false);
  });

  it('names a cell whose topic is gone', () => {
    expect(check([cell('history', 1)], groups('law-apply-single×9')).cells[0]?.faults).toEqual([
      { name: 'topic-gone' },
    ]);
  });

  it('is one without questions, with too many, or with too many points', () => {
    const supply = groups('law-apply-single×900');
    const problems = (cells: BlueprintCell[], points = 1) => check(cells, supply, points).problems;
    expect(problems([])).toEqual(['empty']);
    expect(problems([cell('law', 0)])).toEqual(['empty']);
    expect(problems([cell('law', 200)])).toEqual([]);
    expect(problems([cell('law', 100), cell('law', 101, { kind: 'single' })])).toEqual(['too-many-questions']);
    expect(problems([cell('law', 100, { points: 100_000 })])).toEqual(['too-many-points']);
  });
});

it('what a cell could draw counts the topics under it, its difficulty and its kind', () => {
  const have = supplyFor(
    groups('law-apply-single×1', 'cyber-apply-grid×2', 'cyber-recognise-grid×4', 'skills-apply-grid×8'),
    topics,
  );
  expect(
    [cell('law', 1), cell('cyber', 1), cell('law', 1, { difficulty: 'apply' }), cell('law', 1, { kind: 'grid' })].map(
      have,
    ),
  ).toEqual([7, 6, 3, 6]);
});

describe('of cells that overlap', () => {
  const names = ['law', 'cyber', 'skills'].flatMap((topic) =>
    difficulties.flatMap((one) => [`${topic}-${one}-single`, `${topic}-${one}-grid`]),
  );
  const anyCell = fc.record({
    topic: fc.constantFrom('law', 'cyber', 'skills'),
    difficulty: fc.constantFrom(null, ...difficulties),
    kind: fc.constantFrom(null, 'single' as const, 'grid' as const),
    count: fc.integer({ min: 1, max: 3 }),
  });
  const anyCells = fc.array(anyCell, { minLength: 1, maxLength: 5 });
  const anyCounts = (max: number) => fc.array(fc.nat(max), { minLength: names.length, maxLength: names.length });
  const supplyOf = (have: readonly number[]) => groups(...names.map((name, at) => `${name}×${have[at] ?? 0}`));
  const poolOf = (supply: readonly SupplyGroup[]) =>
    supply.flatMap((group) =>
      Array.from({ length: group.count }, (_, at): PoolQuestion => {
        const id = `${group.topic}-${group.difficulty}-${group.kind}-${at}`;
        return {
          ...group,
          within: topicsAbove(topics, group.topic),
          versionId: id as VersionId,
          questionId: id,
          optionIds: [],
        };
      }),
    );

  it('one passes exactly when every question asked can have one of its own, and then it is drawn, whatever the seed', () => {
    fc.assert(
      fc.property(anyCounts(2), anyCells, fc.nat(), (have, cells, seed) => {
        const supply = supplyOf(have);
        const pool = poolOf(supply);
        const canBe = isMatched(cells, pool, 1);
        expect(canBePublished(check(cells, supply))).toBe(canBe);
        const outcome = drawPaper({ cells, pointsPerQuestion: 10 }, pool, seed.toString(16).padStart(8, '0'));
        expect(outcome.ok).toBe(canBe);
        if (!outcome.ok) return;
        const drawn = outcome.value.slots.map(({ versionId }) => versionId);
        expect(new Set(drawn).size).toBe(drawn.length);
        expect(
          isMatched(
            cells,
            pool.filter(({ versionId }) => drawn.includes(versionId)),
            1,
          ),
        ).toBe(true);
      }),
      { numRuns: 500 },
    );
  });

  it('papers are as many as can be laid side by side without a common question, and a cell is marked when they are few', () => {
    fc.assert(
      fc.property(anyCounts(6), anyCells, (have, cells) => {
        const supply = supplyOf(have);
        const pool = poolOf(supply);
        const checked = check(cells, supply);
        const most = [5, 4, 3, 2, 1].find((papers) => isMatched(cells, pool, papers)) ?? 0;
        expect(checked.papers).toBe(most);
        const few = checked.cells.flatMap(({ faults }) => faults.filter(({ name }) => name.startsWith('few')));
        if (most > 0) expect(few.length > 0).toBe(most < papersWanted);
      }),
      { numRuns: 300 },
    );
  });

  it('one pool behind two cells is counted once: each has enough alone, together there are three papers', () => {
    const checked = check([cell('cyber', 2), cell('law', 1)], groups('cyber-apply-single×10'));
    expect(checked.papers).toBe(3);
    expect(canBePublished(checked)).toBe(true);
    expect(checked.cells.map(({ faults }) => faults)).toEqual([
      [],
      [{ name: 'few-together', needed: papersWanted, have: 0 }],
    ]);
  });

  it('a bank is looked at by its groups, never by its questions: of a quarter of a million it takes no longer', () => {
    const [small, large] = [3, 3_000].map((count) => supplyOf(names.map(() => count * 5)));
    const cells = [cell('law', 9), cell('cyber', 5, { difficulty: 'apply' }), cell('cyber', 4, { kind: 'grid' })];
    expect(check(cells, large ?? []).papers).toBe(papersWanted);
    expect(check(cells, small ?? []).questions).toBe(18);
  });
});

/** Each question of so many papers gets one of the pool that its cell may draw: by single steps along alternating ways. */
function isMatched(cells: readonly BlueprintCell[], pool: readonly PoolQuestion[], papers: number): boolean {
  const wanted = cells.flatMap((one) => Array.from({ length: one.count * papers }, () => one));
  const givenTo = new Map<number, number>();
  const place = (at: number, seen: Set<number>): boolean =>
    pool.some((question, index) => {
      const one = wanted[at];
      if (one === undefined || seen.has(index) || !fits(question, one)) return false;
      seen.add(index);
      const other = givenTo.get(index);
      if (other !== undefined && !place(other, seen)) return false;
      givenTo.set(index, at);
      return true;
    });
  return wanted.every((_, at) => place(at, new Set()));
}
