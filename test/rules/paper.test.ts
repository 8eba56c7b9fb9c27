/** Drawing papers. A pool is written as "topic-difficulty×count", as in "law-recognise×5". */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { BlueprintCell } from '../../server/rules/contest.ts';
import type { VersionId } from '../../server/rules/ids.ts';
import { drawPaper, type Paper, type PoolQuestion } from '../../server/rules/paper.ts';
import { difficulties, type Difficulty } from '../../server/rules/question.ts';
import { makeRandom, shuffle } from '../../server/rules/random.ts';
import { accepted, refused } from '../../server/rules/refusal.ts';
import { chiSquare, chiSquareMax } from './chi-square.ts';

function pool(...parts: string[]): PoolQuestion[] {
  return parts.flatMap((part) => {
    const [, topic = '', difficulty = '', count] = /^(\w+)-(\w+)×(\d+)$/.exec(part) ?? [];
    return Array.from({ length: Number(count) }, (_, at) => question(`${topic}-${difficulty}-${at + 1}`));
  });
}
function question(id: string, kind: PoolQuestion['kind'] = 'single'): PoolQuestion {
  const [topic = '', difficulty = ''] = id.split('-');
  const optionIds = kind === 'true-false' ? ['true', 'false'] : ['a', 'b', 'c', 'd'];
  return {
    versionId: `${id}@1` as VersionId,
    questionId: id,
    topic,
    difficulty: difficulty as Difficulty,
    kind,
    optionIds,
  };
}
const cell = (topic: string, difficulty: Difficulty | null, count: number): BlueprintCell => ({
  topic,
  difficulty,
  count,
});
const draw = (cells: readonly BlueprintCell[], questions: readonly PoolQuestion[], seed = '5eed') =>
  drawPaper({ cells, pointsPerQuestion: 1 }, questions, seed);

function paperOf(outcome: ReturnType<typeof drawPaper>): Paper {
  if (!outcome.ok) throw new Error(JSON.stringify(outcome.refusal));
  return outcome.value;
}
/** Ids of the questions in order, without their version. */
const idsOf = (paper: Paper) => paper.slots.map((slot) => slot.versionId.replace('@1', ''));
const seedNumber = (n: number) => n.toString(16).padStart(8, '0');

describe('a blueprint', () => {
  it('is met cell by cell', () => {
    const cells = [cell('law', 'recognise', 2), cell('law', 'apply', 1), cell('skills', null, 3)];
    const paper = paperOf(draw(cells, pool('law-recognise×4', 'law-apply×3', 'law-understand×9', 'skills-apply×5')));
    const kinds = idsOf(paper).map((id) => id.replace(/-\d+$/, ''));
    expect(kinds.sort()).toEqual([
      ...['law-apply', 'law-recognise', 'law-recognise', 'skills-apply', 'skills-apply', 'skills-apply'],
    ]);
    expect(new Set(idsOf(paper)).size).toBe(6);
  });

  it('lets a cell of any difficulty draw from what the picky cells left, wherever it stands', () => {
    const questions = pool('law-recognise×2', 'law-apply×1');
    for (let seed = 0; seed < 50; seed++) {
      const paper = paperOf(draw([cell('law', null, 1), cell('law', 'recognise', 2)], questions, seedNumber(seed)));
      expect(idsOf(paper).sort()).toEqual(['law-apply-1', 'law-recognise-1', 'law-recognise-2']);
    }
  });

  it.each([
    ['a question short', [cell('law', 'apply', 3)], 'law', 'apply', 3, 2],
    ['a topic that is not there', [cell('history', null, 1)], 'history', 'any', 1, 0],
    ['two cells that want the same', [cell('law', 'apply', 2), cell('law', 'apply', 1)], 'law', 'apply', 1, 0],
    ['what the picky cells left is too little', [cell('law', null, 2), cell('law', 'apply', 2)], 'law', 'any', 2, 1],
  ] as const)('is refused: %s', (_, cells, topic, difficulty, needed, have) => {
    const outcome = draw(cells, pool('law-apply×2', 'law-recognise×1', 'skills-apply×9'));
    expect(outcome).toEqual(refused({ name: 'blueprint-unmet', topic, difficulty, kind: 'any', needed, have }));
  });

  it('draws no question twice, even when two versions of it are in the pool', () => {
    const [first] = pool('law-apply×1') as [PoolQuestion];
    const second = { ...first, versionId: 'law-apply-1@2' as VersionId };
    expect(idsOf(paperOf(draw([cell('law', 'apply', 1)], [second, first])))).toEqual(['law-apply-1']);
    expect(draw([cell('law', 'apply', 2)], [second, first]).ok).toBe(false);
  });

  it('without questions is a paper without questions', () => {
    expect(draw([], [])).toEqual(accepted({ seed: '5eed', slots: [] }));
  });
});

describe('the same seed', () => {
  it('gives this paper for ever', () => {
    const questions = [...pool('law-apply×3', 'skills-recognise×2'), question('law-understand-1', 'true-false')];
    const cells = [cell('law', 'apply', 2), cell('law', null, 2), cell('skills', 'recognise', 1)];
    const paper = paperOf(draw(cells, questions, '00112233445566778899aabbccddeeff'));
    expect(paper.slots.map((slot) => `${slot.versionId} ${slot.options.join('')}`)).toEqual([
      'law-apply-3@1 cbda',
      'skills-recognise-1@1 abcd',
      'law-understand-1@1 truefalse',
      'law-apply-2@1 cbda',
      'law-apply-1@1 bcad',
    ]);
  });

  it('gives one paper for every order of the pool', () => {
    const questions = pool('law-apply×9', 'law-recognise×9', 'skills-apply×9');
    const cells = [cell('law', 'apply', 4), cell('law', null, 3), cell('skills', null, 2)];
    const expected = draw(cells, questions);
    for (let seed = 0; seed < 50; seed++) {
      expect(draw(cells, shuffle(questions, makeRandom(seedNumber(seed))))).toEqual(expected);
    }
  });

  it('is kept in the paper, and another gives another', () => {
    const questions = pool('law-apply×30');
    const papers = ['01', '02', '03'].map((seed) => paperOf(draw([cell('law', 'apply', 10)], questions, seed)));
    expect(papers.map((paper) => paper.seed)).toEqual(['01', '02', '03']);
    expect(new Set(papers.map((paper) => idsOf(paper).join())).size).toBe(3);
  });
});

describe('options', () => {
  it('of a statement to judge keep their order, others do not', () => {
    const cells = [cell('law', 'apply', 1), cell('law', 'recognise', 1)];
    const questions = [question('law-apply-1', 'true-false'), question('law-recognise-1', 'multiple')];
    const orders = Array.from({ length: 60 }, (_, seed) => paperOf(draw(cells, questions, seedNumber(seed))).slots);
    const ordersOf = (id: string) =>
      new Set(orders.flat().flatMap((slot) => (slot.versionId.startsWith(id) ? [slot.options.join()] : [])));
    expect(ordersOf('law-apply')).toEqual(new Set(['true,false']));
    expect(ordersOf('law-recognise').size).toBeGreaterThan(15);
  });

  it('stand at every position alike, and so do questions', () => {
    const questions = pool('law-apply×8');
    const optionAt = new Array<number>(16).fill(0);
    const drawnAt = new Array<number>(32).fill(0);
    for (let seed = 0; seed < 4000; seed++) {
      const { slots } = paperOf(draw([cell('law', 'apply', 4)], questions, seedNumber(seed)));
      for (const [place, slot] of slots.entries()) {
        const number = Number(/-(\d+)@/.exec(slot.versionId)?.[1]) - 1;
        drawnAt[number * 4 + place] = (drawnAt[number * 4 + place] ?? 0) + 1;
        for (const [position, id] of slot.options.entries()) {
          const index = 'abcd'.indexOf(id) * 4 + position;
          optionAt[index] = (optionAt[index] ?? 0) + 1;
        }
      }
    }
    expect(chiSquare(optionAt)).toBeLessThan(chiSquareMax(15));
    expect(chiSquare(drawnAt)).toBeLessThan(chiSquareMax(31));
  });
});

it('meets every blueprint that the pool can meet, and refuses every other', () => {
  const topics = ['law', 'skills'];
  const supply = fc.array(fc.nat(4), { minLength: 6, maxLength: 6 });
  const anyCell = fc.record({
    topic: fc.constantFrom(...topics),
    difficulty: fc.option(fc.constantFrom(...difficulties)),
    count: fc.nat(3),
  });
  fc.assert(
    fc.property(supply, fc.array(anyCell, { maxLength: 6 }), fc.nat(), (counts, cells, seed) => {
      const have = (topic: string, difficulty: Difficulty) =>
        counts[topics.indexOf(topic) * 3 + difficulties.indexOf(difficulty)] ?? 0;
      const needed = (topic: string, fits: (difficulty: Difficulty | null) => boolean) =>
        cells.reduce((sum, one) => sum + (one.topic === topic && fits(one.difficulty) ? one.count : 0), 0);
      // Possible when no picky demand exceeds its supply, nor all the demand of a topic the topic's.
      const canMeet = topics.every(
        (topic) =>
          difficulties.every((one) => needed(topic, (difficulty) => difficulty === one) <= have(topic, one)) &&
          needed(topic, () => true) <= difficulties.reduce((sum, one) => sum + have(topic, one), 0),
      );
      const questions = topics.flatMap((topic) =>
        difficulties.flatMap((one) => pool(`${topic}-${one}×${have(topic, one)}`)),
      );
      const outcome = draw(cells, questions, seedNumber(seed));
      expect(outcome.ok).toBe(canMeet);
      if (!outcome.ok) return;
      const ids = idsOf(outcome.value);
      expect(new Set(ids).size).toBe(ids.length);
      for (const topic of topics) {
        expect(ids.filter((id) => id.startsWith(topic)).length).toBe(needed(topic, () => true));
        for (const one of difficulties) {
          const drawn = ids.filter((id) => id.startsWith(`${topic}-${one}-`)).length;
          expect(drawn).toBeGreaterThanOrEqual(needed(topic, (difficulty) => difficulty === one));
        }
      }
    }),
    { numRuns: 500 },
  );
});
