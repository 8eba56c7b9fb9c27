/** Who stands where and why: ranks, best attempts, overall rows, predictions. */
import { describe, expect, it } from 'vitest';
import type { RankingKey } from '../../server/rules/contest.ts';
import type { ContestId, RoundId } from '../../server/rules/ids.ts';
import {
  bestAttempt,
  boardOfContest,
  boardOfRound,
  compareRows,
  decidedBy,
  overallRow,
  predictionGap,
  predictionTruth,
  sortKey,
  type CountedAttempt,
  type RankedValues,
} from '../../server/rules/standings.ts';
import { rankRows } from '../helpers/rank-rows.ts';
import { row } from './ranked-row.ts';

const all: readonly RankingKey[] = ['score', 'predictionGap', 'elapsed', 'submittedAt'];
const seconds = (count: number) => count * 1000;

/** Names in the order of the standings with their ranks: "1 C, 2 B, 2 A". */
function standing(keys: readonly RankingKey[], rows: Record<string, RankedValues>): string {
  const keyed = Object.entries(rows).map(([name, values]) => ({ name, sortKey: sortKey(keys, values) }));
  return rankRows(keyed.sort(compareRows))
    .map(({ rank, name }) => `${rank} ${name}`)
    .join(', ');
}

describe('the order', () => {
  it('of four people who guessed at 987', () => {
    const guess = (score: number, prediction: number, elapsed: number) =>
      row({ score, correct: score, predictionGap: predictionGap(prediction, 987), elapsedMs: seconds(elapsed) });
    const rows = { A: guess(10, 1000, 300), B: guess(10, 974, 250), C: guess(10, 990, 600), D: guess(9, 987, 60) };
    expect(standing(all, rows)).toBe('1 C, 2 B, 3 A, 4 D');
    expect(standing(['score', 'elapsed'], rows)).toBe('1 B, 2 A, 3 C, 4 D');
    expect(standing(['score'], rows)).toBe('1 A, 1 B, 1 C, 4 D');
    expect(standing(['score', 'predictionGap'], rows)).toBe('1 C, 2 A, 2 B, 4 D');
  });

  it.each<[string, RankingKey, Partial<RankedValues>, Partial<RankedValues>]>([
    ['more points', 'score', { score: 11 }, { score: 10 }],
    ['more right answers', 'correct', { correct: 11 }, { correct: 10 }],
    ['a smaller gap', 'predictionGap', { predictionGap: 0 }, { predictionGap: 1 }],
    ['the worst gap before no prediction', 'predictionGap', { predictionGap: 10_000_000 }, { predictionGap: null }],
    ['less time', 'elapsed', { elapsedMs: 299_999 }, { elapsedMs: 300_000 }],
    ['the earlier', 'submittedAt', { submittedAt: 999 }, { submittedAt: 1000 }],
  ])('puts first: %s', (_, key, better, worse) => {
    expect(standing([key], { worse: row(worse), better: row(better) })).toBe('1 better, 2 worse');
    expect(decidedBy([key], row(better), row(worse))).toBe(key);
  });

  it('leaves everybody equal in the gap as long as the truth is not known', () => {
    const rows = {
      A: row({ predictionGap: predictionGap(5, null) }),
      B: row({ predictionGap: predictionGap(null, null) }),
    };
    expect(standing(['score', 'predictionGap'], rows)).toBe('1 A, 1 B');
  });

  it('says what decided it', () => {
    const above = row({ predictionGap: 3, elapsedMs: 5 });
    expect(decidedBy(all, above, row({ predictionGap: 3, elapsedMs: 6, submittedAt: 7 }))).toBe('elapsed');
    expect(decidedBy(all, above, row({ score: 9, predictionGap: 0 }))).toBe('score');
    expect(decidedBy(all, above, above)).toBe('');
    expect(decidedBy(['score'], above, row({ elapsedMs: 6 }))).toBe('');
  });
});

describe('ranks', () => {
  const ranked = (...keys: string[]) => rankRows(keys.map((key) => ({ sortKey: key })));

  it.each([
    [[], ''],
    [['9'], '1'],
    [['9', '8', '7'], '1 2 3'],
    [['9', '9', '7'], '1= 1= 3'],
    [['9', '8', '8', '7'], '1 2= 2= 4'],
    [['9', '9', '8', '8', '8', '7'], '1= 1= 3= 3= 3= 6'],
    [['9', '9', '9'], '1= 1= 1='],
  ])('of %j are %s', (keys, ranks) => {
    expect(
      ranked(...keys)
        .map(({ rank, isTied }) => `${rank}${isTied ? '=' : ''}`)
        .join(' '),
    ).toBe(ranks);
  });

  it('are not given to rows out of order', () => {
    expect(() => ranked('8', '9')).toThrow('sorted');
  });
});

describe('the best attempt', () => {
  const attempt = (name: string, values: Partial<RankedValues>) => ({ name, ...row(values) });
  const best = (keys: readonly RankingKey[], ...attempts: ReturnType<typeof attempt>[]) =>
    bestAttempt(keys, attempts)?.name;

  it.each([
    ['by score', [attempt('first', { score: 8 }), attempt('second', { score: 9 })], 'second'],
    ['by gap', [attempt('first', { predictionGap: 9 }), attempt('second', { predictionGap: 3 })], 'second'],
    ['by time', [attempt('first', { elapsedMs: 9 }), attempt('second', { elapsedMs: 8 })], 'second'],
    ['of equals the earlier', [attempt('second', { submittedAt: 20 }), attempt('first', { submittedAt: 10 })], 'first'],
    ['of equals in all, the first given', [attempt('first', {}), attempt('second', {})], 'first'],
    [
      'a slow good one before a quick bad one',
      [attempt('quick', { score: 1, elapsedMs: 1 }), attempt('slow', {})],
      'slow',
    ],
  ])('%s', (_, attempts, name) => {
    expect(best(all, ...attempts)).toBe(name);
  });

  it('is chosen by the contest’s own list: the earlier of equals by score alone', () => {
    const attempts = [
      attempt('early', { elapsedMs: 900, submittedAt: 1 }),
      attempt('quick', { elapsedMs: 1, submittedAt: 2 }),
    ];
    expect(best(['score'], ...attempts)).toBe('early');
    expect(best(['score'], ...attempts.toReversed())).toBe('early');
    expect(best(['score', 'elapsed'], ...attempts)).toBe('quick');
  });

  it('of none is none', () => expect(bestAttempt(all, [])).toBeNull());
});

describe('the overall row', () => {
  it('adds rounds up, submitted when the last was', () => {
    const week1 = row({ score: 8, correct: 8, predictionGap: 3, elapsedMs: 100, submittedAt: 500 });
    const week2 = row({ score: 9, correct: 9, predictionGap: 4, elapsedMs: 200, submittedAt: 400 });
    expect(overallRow([week1, week2])).toEqual(
      row({ score: 17, correct: 17, predictionGap: 7, elapsedMs: 300, submittedAt: 500 }),
    );
  });

  it('counts a prediction left out as the worst one, and none at all as none', () => {
    expect(overallRow([row({ predictionGap: 3 }), row({ predictionGap: null })]).predictionGap).toBe(10_000_003);
    expect(overallRow([row(), row()]).predictionGap).toBeNull();
  });

  it('is told apart by the key for a year of weekly rounds at their limits', () => {
    const worst = row({ score: 10_000, correct: 100, predictionGap: 10_000_000, elapsedMs: 4 * 3_600_000 });
    const rounds = Array.from({ length: 52 }, () => worst);
    const sum = overallRow(rounds);
    const better = [
      { score: sum.score + 1 },
      { predictionGap: (sum.predictionGap ?? 0) - 1 },
      { elapsedMs: sum.elapsedMs - 1 },
    ];
    for (const change of better) expect(sortKey(all, { ...sum, ...change }) > sortKey(all, sum)).toBe(true);
  });
});

describe('the truth of a prediction', () => {
  /** "An 10/10", "Bình 9/10 running", "Chi 10/10 out" (disqualified). */
  function attempts(...texts: string[]): CountedAttempt[] {
    return texts.map((text) => {
      const [participantId = '', mark = '', state = 'handed-in'] = text.split(' ');
      const [correct, questionCount] = mark.split('/').map(Number);
      const isDisqualified = state === 'out';
      return {
        participantId,
        state: isDisqualified ? 'handed-in' : (state as CountedAttempt['state']),
        isDisqualified,
        correct: correct ?? 0,
        questionCount: questionCount ?? 0,
      };
    });
  }

  it.each([
    ['nobody', [], 0, 0],
    ['people, not attempts', ['An 10/10', 'An 10/10', 'Chi 10/10'], 2, 2],
    ['any attempt of a person', ['An 3/10', 'An 10/10', 'An 9/10'], 1, 1],
    ['all right only', ['An 10/10', 'Chi 9/10'], 1, 2],
    ['what timed out too', ['An 10/10 timed-out'], 1, 1],
    ['neither what runs nor what is void', ['An 10/10 running', 'Chi 10/10 void', 'Bình 1/10'], 0, 1],
    ['the disqualified took part, but are not right', ['An 10/10 out', 'Chi 10/10'], 1, 2],
  ])('%s', (_, texts, perfect, participants) => {
    expect(predictionTruth('perfect-participants', attempts(...texts))).toBe(perfect);
    expect(predictionTruth('participants', attempts(...texts))).toBe(participants);
  });
});

it('boards are named by what they are of', () => {
  expect(boardOfRound('01' as RoundId)).toBe('r:01');
  expect(boardOfContest('01' as ContestId)).toBe('o:01');
});
