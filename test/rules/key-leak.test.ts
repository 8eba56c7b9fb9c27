/** When repeated attempts give the key away: how many questions come again, as a table and as papers are really drawn. */
import { describe, expect, it } from 'vitest';
import { checkBlueprint } from '../../server/rules/blueprint-check.ts';
import type { VersionId } from '../../server/rules/ids.ts';
import { mayLeakKey, questionsSeenAgain } from '../../server/rules/key-leak.ts';
import { makeDraw, type PoolQuestion } from '../../server/rules/paper.ts';

const topics = [{ id: 'law', name: 'Pháp luật' }];
const cellOf = (count: number) => ({ topic: 'law', difficulty: null, count });
const checked = (count: number, have: number) =>
  checkBlueprint(
    { cells: [cellOf(count)], pointsPerQuestion: 5 },
    [{ topic: 'law', difficulty: 'apply', kind: 'single', split: 1, count: have }],
    topics,
  );

describe('scores told at once, attempt after attempt', () => {
  it.each([
    ['one attempt has nothing before it', 20, 20, 1, 0, false],
    ['the only paper that there is comes again whole', 20, 20, 2, 20, true],
    ['a small pool brings a third again', 20, 60, 2, 6.67, true],
    ['of a pool of ten papers two questions of twenty', 20, 200, 2, 2, true],
    ['one question is enough', 20, 400, 2, 1, true],
    ['of a great pool less than one question', 20, 401, 2, 1, false],
    ['many attempts meet more', 20, 401, 10, 7.38, true],
    ['a short paper', 1, 2, 2, 0.5, false],
    ['nothing asked for', 0, 50, 5, 0, false],
    ['nothing to draw from', 3, 0, 5, 0, false],
  ])('%s', (_name, count, have, attempts, again, mayLeak) => {
    const one = checked(count, have);
    expect(questionsSeenAgain(one, attempts)).toBeCloseTo(again, 1);
    expect(mayLeakKey(one, attempts)).toBe(mayLeak);
  });

  it('cells add up', () => {
    const cells = [...checked(5, 10).cells, ...checked(4, 40).cells];
    expect(questionsSeenAgain({ cells }, 2)).toBeCloseTo(2.5 + 0.4);
  });

  it('is what papers really have in common', () => {
    const pool = Array.from({ length: 60 }, (_, at): PoolQuestion => {
      const id = `q-${at}`;
      const rest = { topic: 'law', difficulty: 'apply', kind: 'single', optionIds: ['a', 'b'] } as const;
      return { ...rest, versionId: id as VersionId, questionId: id };
    });
    const draw = makeDraw({ cells: [cellOf(20)], pointsPerQuestion: 5 }, pool);
    const drawn = (seed: number) => {
      const paper = draw(seed.toString(16).padStart(32, '0'));
      return paper.ok ? paper.value.slots.map(({ versionId }) => versionId) : [];
    };
    const people = 300;
    let again = 0;
    for (let person = 0; person < people; person += 1) {
      const [first, second, last] = [drawn(3 * person), drawn(3 * person + 1), drawn(3 * person + 2)];
      again += last.filter((id) => first.includes(id) || second.includes(id)).length;
    }
    const expected = questionsSeenAgain(checked(20, 60), 3);
    expect(expected).toBeCloseTo(11.1, 1);
    expect(Math.abs(again / people - expected)).toBeLessThan(0.3);
  });
});
