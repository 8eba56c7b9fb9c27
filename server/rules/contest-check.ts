/**
 * Whether a definition can be run as it is declared: what an organiser must put right before
 * publishing, and what a sample file must not get wrong. It reads values only; whether texts
 * are good and a bank's questions are honest is checked elsewhere, and whether the bank can supply
 * the papers is for `blueprint-check.ts`, which knows its topics and kinds.
 */
import { compareDates, parseIsoDate } from './calendar.ts';
import { fullScoreOf, type ContestDefinition, type IndividualPrize, type RoundDefinition } from './contest.ts';
import { rankingMax } from './sort-key.ts';

export type ProblemName =
  | 'age-limits'
  | 'age-day'
  | 'residence-ways'
  | 'category-repeated'
  | 'ranking-first'
  | 'ranking-repeated'
  | 'ranking-without-prediction'
  | 'no-rounds'
  | 'round-repeated'
  | 'round-window'
  | 'round-order'
  | 'round-duration'
  | 'round-grace'
  | 'round-attempts'
  | 'round-freeze'
  | 'blueprint-empty'
  | 'blueprint-count'
  | 'points'
  | 'prize-repeated'
  | 'prize-quota'
  | 'prize-amount'
  | 'prize-category'
  | 'prize-score'
  | 'prize-entrants';

export interface Problem {
  readonly name: ProblemName;
  /** Which value it is about, from the definition down: `rounds.0.closesAt`. */
  readonly at: string;
}

/** Every problem in the order of the definition; none means that it can be published. */
export function checkDefinition(definition: ContestDefinition): Problem[] {
  return [
    ...checkEligibility(definition),
    ...repeated(definition.categories.map(({ id }) => id)).map((at) =>
      problem('category-repeated', `categories.${at}`),
    ),
    ...checkRanking(definition),
    ...when(definition.rounds.length === 0, 'no-rounds', 'rounds'),
    ...repeated(definition.rounds.map(({ key }) => key)).map((at) => problem('round-repeated', `rounds.${at}.key`)),
    ...definition.rounds.flatMap((round, at) => checkRound(round, `rounds.${at}`, definition.rounds[at - 1])),
    ...definition.rounds.flatMap((round, at) => checkBlueprint(round, `rounds.${at}.blueprint`)),
    ...checkPrizes(definition),
  ];
}

function checkEligibility({ eligibility: { minAge, maxAge, ageOn, residence } }: ContestDefinition): Problem[] {
  const isAge = (age: number | null) => age === null || (Number.isInteger(age) && age >= 0);
  const isOrdered = minAge === null || maxAge === null || minAge <= maxAge;
  return [
    ...when(!isAge(minAge) || !isAge(maxAge) || !isOrdered, 'age-limits', 'eligibility.minAge'),
    ...when(ageOn !== 'entry' && !isIsoDate(ageOn), 'age-day', 'eligibility.ageOn'),
    ...when(residence?.ways.length === 0, 'residence-ways', 'eligibility.residence.ways'),
  ];
}

function checkRanking({ ranking, rounds }: ContestDefinition): Problem[] {
  const asks = rounds.some((round) => round.prediction !== null);
  return [
    ...when(ranking[0] !== 'score', 'ranking-first', 'ranking.0'),
    ...repeated(ranking).map((at) => problem('ranking-repeated', `ranking.${at}`)),
    ...when(ranking.includes('predictionGap') && !asks, 'ranking-without-prediction', 'ranking'),
  ];
}

/** `before` is the round above it: rounds follow each other and never overlap, so that one is open at a time. */
function checkRound(round: RoundDefinition, at: string, before: RoundDefinition | undefined): Problem[] {
  const { opensAt, closesAt, durationMs, graceMs, attemptsMax, freezesAt } = round;
  const freezesInside = freezesAt === null || (freezesAt > opensAt && freezesAt <= closesAt);
  return [
    ...when(closesAt <= opensAt, 'round-window', `${at}.closesAt`),
    ...when(before !== undefined && opensAt < before.closesAt, 'round-order', `${at}.opensAt`),
    ...when(durationMs <= 0 || durationMs > closesAt - opensAt, 'round-duration', `${at}.durationMs`),
    ...when(graceMs < 0, 'round-grace', `${at}.graceMs`),
    ...when(!isCount(attemptsMax), 'round-attempts', `${at}.attemptsMax`),
    ...when(!freezesInside, 'round-freeze', `${at}.freezesAt`),
  ];
}

function checkBlueprint({ blueprint }: RoundDefinition, at: string): Problem[] {
  const counts = blueprint.cells.map((cell) => cell.count);
  const isDrawable = counts.every((count) => Number.isInteger(count) && count >= 0);
  const questions = isDrawable ? counts.reduce((sum, count) => sum + count, 0) : 0;
  const points = [blueprint.pointsPerQuestion, ...blueprint.cells.flatMap((cell) => cell.points ?? [])];
  const isScorable =
    points.every(isCount) &&
    (isDrawable ? fullScoreOf(blueprint) : 0) <= rankingMax.score &&
    questions <= rankingMax.correct;
  return [
    ...when(!isDrawable, 'blueprint-count', `${at}.cells`),
    ...when(isDrawable && questions === 0, 'blueprint-empty', `${at}.cells`),
    ...when(!isScorable, 'points', `${at}.pointsPerQuestion`),
  ];
}

function checkPrizes({ prizes, categories, rounds }: ContestDefinition): Problem[] {
  const full = rounds.map(({ blueprint }) => fullScoreOf(blueprint));
  // A prize that is given in every round must be within reach in each of them.
  const scoreMax = (prize: IndividualPrize) => (prize.scope === 'round' ? Math.min(...full) : sumOf(full));
  const isCategory = (id: string | null) => id === null || categories.some((category) => category.id === id);
  return [
    ...repeated(prizes.map(({ id }) => id)).map((at) => problem('prize-repeated', `prizes.${at}.id`)),
    ...prizes.flatMap((prize, index) => {
      const at = `prizes.${index}`;
      return [
        ...when(!isCount(prize.quota), 'prize-quota', `${at}.quota`),
        ...when(!Number.isSafeInteger(prize.amount) || prize.amount < 0, 'prize-amount', `${at}.amount`),
        ...(prize.kind === 'individual'
          ? [
              ...when(!isCategory(prize.categoryId), 'prize-category', `${at}.categoryId`),
              ...when(prize.minScore > scoreMax(prize), 'prize-score', `${at}.minScore`),
            ]
          : when(!isCount(prize.minEntrants), 'prize-entrants', `${at}.minEntrants`)),
      ];
    }),
  ];
}

const problem = (name: ProblemName, at: string): Problem => ({ name, at });
const when = (isWrong: boolean, name: ProblemName, at: string): Problem[] => (isWrong ? [problem(name, at)] : []);
const isCount = (value: number): boolean => Number.isSafeInteger(value) && value >= 1;
const sumOf = (values: readonly number[]): number => values.reduce((sum, value) => sum + value, 0);

/** Places of values that stand further up already. */
function repeated(values: readonly string[]): number[] {
  return values.flatMap((value, at) => (values.indexOf(value) < at ? [at] : []));
}

function isIsoDate(text: string): boolean {
  try {
    return compareDates(parseIsoDate(text), { year: 1900, month: 1, day: 1 }) > 0;
  } catch {
    return false;
  }
}
