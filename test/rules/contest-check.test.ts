/** What keeps a definition from being published: one thing changed in a good one, one problem named. */
import { describe, expect, it } from 'vitest';
import { checkDefinition, type Problem, type ProblemName } from '../../server/rules/contest-check.ts';
import type {
  Category,
  CollectivePrize,
  ContestDefinition,
  Eligibility,
  IndividualPrize,
  RoundDefinition,
} from '../../server/rules/contest.ts';
import { morningOf } from './dates.ts';

const text = (vi: string) => ({ vi, en: vi });
const minutes = (count: number) => count * 60_000;

const week1: RoundDefinition = {
  key: 'tuan-1',
  name: text('Tuần 1'),
  opensAt: morningOf('01/10/2026'),
  closesAt: morningOf('08/10/2026'),
  durationMs: minutes(15),
  graceMs: 3000,
  attemptsMax: 2,
  blueprint: {
    cells: [
      { topic: 'law', difficulty: 'apply', count: 2 },
      { topic: 'law', difficulty: null, count: 8 },
    ],
    pointsPerQuestion: 10,
  },
  prediction: 'perfect-participants',
  freezesAt: morningOf('07/10/2026'),
  showsRank: true,
};
const week2: RoundDefinition = {
  ...week1,
  key: 'tuan-2',
  opensAt: week1.closesAt,
  closesAt: morningOf('15/10/2026'),
  freezesAt: null,
};
const first: IndividualPrize = {
  ...{ kind: 'individual', scope: 'round', id: 'nhat', name: text('Giải Nhất'), quota: 1, amount: 2_000_000 },
  ...{ tiePolicy: 'share', categoryId: null, minScore: 50 },
};
const unitPrize: CollectivePrize = {
  ...{ kind: 'collective', scope: 'overall', id: 'tap-the', name: text('Giải tập thể'), quota: 1, amount: 5_000_000 },
  ...{ tiePolicy: 'draw', criterion: 'rate', minEntrants: 5 },
};
const pupil: Category = { id: 'hoc-sinh', name: text('Học sinh') };
const from11: Eligibility = { minAge: 11, maxAge: null, ageOn: 'entry', residence: null };

const good: ContestDefinition = {
  slug: 'tim-hieu',
  title: text('Tìm hiểu'),
  summary: text(''),
  audience: text(''),
  heading: 'state',
  parentBody: '',
  issuingBody: '',
  placeName: '',
  organisers: [],
  contactPhone: '',
  rules: [],
  eligibility: from11,
  categories: [pupil],
  unitRoots: [],
  bankId: 'cds',
  ranking: ['score', 'predictionGap', 'elapsed'],
  rounds: [week1, week2],
  prizes: [first, unitPrize],
  onePrizePer: 'round',
};
const check = (change: Partial<ContestDefinition>) => checkDefinition({ ...good, ...change });
const only = (name: ProblemName, at: string): Problem[] => [{ name, at }];

it('a good definition has no problem', () => expect(check({})).toEqual([]));

describe('who may enter', () => {
  it.each<[string, Partial<Eligibility>, Problem[]]>([
    ['a floor above the ceiling', { maxAge: 10 }, only('age-limits', 'eligibility.minAge')],
    ['half a year', { minAge: 10.5 }, only('age-limits', 'eligibility.minAge')],
    ['one age only', { maxAge: 11 }, []],
    ['a day that is none', { ageOn: '2026-02-29' }, only('age-day', 'eligibility.ageOn')],
    ['a day', { ageOn: '2026-10-01' }, []],
    [
      'nobody belongs',
      { residence: { ways: [], needs: 'any', areaName: text('tỉnh') } },
      only('residence-ways', 'eligibility.residence.ways'),
    ],
  ])('%s', (_, change, problems) => {
    expect(check({ eligibility: { ...from11, ...change } })).toEqual(problems);
  });
});

describe('the ranking', () => {
  it.each<[string, ContestDefinition['ranking'], Problem[]]>([
    ['begins with time', ['elapsed', 'score'], only('ranking-first', 'ranking.0')],
    ['is empty', [], only('ranking-first', 'ranking.0')],
    ['repeats itself', ['score', 'elapsed', 'score'], only('ranking-repeated', 'ranking.2')],
  ])('%s', (_, ranking, problems) => {
    expect(check({ ranking })).toEqual(problems);
  });

  it('looks at a prediction that no round asks for', () => {
    const rounds = good.rounds.map((round) => ({ ...round, prediction: null }));
    expect(check({ rounds })).toEqual(only('ranking-without-prediction', 'ranking'));
    expect(check({ rounds, ranking: ['score', 'elapsed'] })).toEqual([]);
  });
});

describe('a round', () => {
  it.each<[string, Partial<RoundDefinition>, Problem[]]>([
    ['begins before the last has ended', { opensAt: week1.closesAt - 1 }, only('round-order', 'rounds.1.opensAt')],
    ['has the name of another', { key: 'tuan-1' }, only('round-repeated', 'rounds.1.key')],
    [
      'gives more time than it has',
      { durationMs: minutes(60 * 24 * 8) },
      only('round-duration', 'rounds.1.durationMs'),
    ],
    ['gives just the time it has', { durationMs: minutes(60 * 24 * 7) }, []],
    ['gives no time', { durationMs: 0 }, only('round-duration', 'rounds.1.durationMs')],
    ['takes answers back', { graceMs: -1 }, only('round-grace', 'rounds.1.graceMs')],
    ['allows no attempt', { attemptsMax: 0 }, only('round-attempts', 'rounds.1.attemptsMax')],
    ['freezes before it opens', { freezesAt: week1.opensAt }, only('round-freeze', 'rounds.1.freezesAt')],
    ['freezes after it has closed', { freezesAt: week2.closesAt + 1 }, only('round-freeze', 'rounds.1.freezesAt')],
    ['freezes as it closes', { freezesAt: week2.closesAt }, []],
  ])('%s', (_, change, problems) => {
    expect(check({ rounds: [week1, { ...week2, ...change }] })).toEqual(problems);
  });

  it('that closes before it opens has no time for anything either', () => {
    const problems = check({ rounds: [{ ...week1, closesAt: week1.opensAt, freezesAt: null }] });
    expect(problems.map(({ name }) => name)).toEqual(['round-window', 'round-duration']);
  });

  it('there must be', () => {
    const problems = check({ rounds: [], ranking: ['score'], prizes: [] });
    expect(problems).toEqual(only('no-rounds', 'rounds'));
  });
});

describe('a blueprint', () => {
  type Cells = RoundDefinition['blueprint']['cells'];
  const withCells = (cells: Cells, pointsPerQuestion = 10) =>
    check({ rounds: [{ ...week1, blueprint: { cells, pointsPerQuestion } }], prizes: [] });

  it.each<[string, Cells, Problem[]]>([
    ['asks for whatever a bank may have', [{ topic: 'law', difficulty: null, count: 15 }], []],
    [
      'asks for a kind, and for a topic with others under it',
      [{ topic: 'law', difficulty: 'apply', kind: 'grid', count: 6 }],
      [],
    ],
    [
      'asks for nothing',
      [{ topic: 'law', difficulty: null, count: 0 }],
      only('blueprint-empty', 'rounds.0.blueprint.cells'),
    ],
  ])('%s', (_, cells, problems) => {
    expect(withCells(cells)).toEqual(problems);
  });

  it.each([0, -1, 0.5, 2_000_000])('gives %s points a question', (points) => {
    const problems = withCells(week1.blueprint.cells, points);
    expect(problems).toEqual(only('points', 'rounds.0.blueprint.pointsPerQuestion'));
  });

  it.each([-1, 1.5, Number.NaN])('counts %s questions', (count) => {
    const names = withCells([{ topic: 'law', difficulty: null, count }]).map(({ name }) => name);
    expect(names).toEqual(['blueprint-count']);
  });
});

describe('prizes', () => {
  it.each<[string, Partial<IndividualPrize>, Problem[]]>([
    ['of one id', { id: 'tap-the' }, only('prize-repeated', 'prizes.1.id')],
    ['none of it', { quota: 0 }, only('prize-quota', 'prizes.0.quota')],
    ['of less than nothing', { amount: -1 }, only('prize-amount', 'prizes.0.amount')],
    ['of half a đồng', { amount: 0.5 }, only('prize-amount', 'prizes.0.amount')],
    ['for a category that is not there', { categoryId: 'can-bo' }, only('prize-category', 'prizes.0.categoryId')],
    ['for a category that is', { categoryId: 'hoc-sinh' }, []],
    ['at the full score of a round', { minScore: 100 }, []],
    ['above it', { minScore: 101 }, only('prize-score', 'prizes.0.minScore')],
    ['above it, over all rounds', { minScore: 101, scope: 'overall' }, []],
    ['above all rounds together', { minScore: 201, scope: 'overall' }, only('prize-score', 'prizes.0.minScore')],
  ])('%s', (_, change, problems) => {
    expect(check({ prizes: [{ ...first, ...change }, unitPrize] })).toEqual(problems);
  });

  it('of units without entrants', () => {
    const problems = check({ prizes: [{ ...unitPrize, minEntrants: 0 }] });
    expect(problems).toEqual(only('prize-entrants', 'prizes.0.minEntrants'));
  });
});

it('categories of one id are told apart by nobody', () => {
  expect(check({ categories: [pupil, pupil] })).toEqual(only('category-repeated', 'categories.1'));
});
