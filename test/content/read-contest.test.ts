/** Contest files: what they become, and the line of everything that is wrong in them. */
import { readFileSync } from 'node:fs';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { readContestText } from '../../server/content/read-contest.ts';
import { instantOf, localDate } from '../../server/rules/calendar.ts';
import { phaseAt } from '../../server/rules/timing.ts';

const sample = (slug: string): string =>
  readFileSync(new URL(`../../questions/samples/${slug}.yaml`, import.meta.url), 'utf8');
const today = { year: 2026, month: 11, day: 21 };
const dayMs = 24 * 3_600_000;

describe('the samples', () => {
  it.each(['tien-giang', 'kien-giang'])('%s reads without a problem, in both languages', (slug) => {
    const { definition, problems } = readContestText(sample(slug), today);
    expect(problems).toEqual([]);
    expect(definition?.slug).toBe(slug);
    const empty = (definition?.rules ?? []).flatMap((chapter) =>
      chapter.articles.filter(({ title, text }) =>
        [title.vi, title.en, text.vi, text.en].some((part) => part.trim() === ''),
      ),
    );
    expect(empty).toEqual([]);
  });

  it('on any day and at any hour one round is over, one is open and one is to come', () => {
    const anyInstant = fc.integer({ min: Date.UTC(2024, 0, 1), max: Date.UTC(2040, 0, 1) });
    const text = sample('tien-giang');
    fc.assert(
      fc.property(anyInstant, (now) => {
        const rounds = readContestText(text, localDate(now)).definition?.rounds ?? [];
        expect(rounds.map((round) => phaseAt({ ...round, closedAt: 0 }, now).phase)).toEqual([
          'after',
          'open',
          'before',
        ]);
      }),
      { numRuns: 25 },
    );
  });

  it('Tiền Giang is as its plan and its prizes say', () => {
    const definition = readContestText(sample('tien-giang'), today).definition;
    expect(definition?.eligibility).toMatchObject({ minAge: 11, maxAge: null, ageOn: 'entry' });
    expect(definition?.ranking).toEqual(['score', 'correct', 'predictionGap', 'elapsed', 'submittedAt']);
    const [round] = definition?.rounds ?? [];
    expect(round).toMatchObject({
      durationMs: 900_000,
      graceMs: 3_000,
      attemptsMax: 2,
      prediction: 'perfect-participants',
    });
    expect(round?.opensAt).toBe(instantOf({ ...today, hour: 8 }) - 10 * dayMs);
    expect(round?.closesAt).toBe(instantOf({ ...today, hour: 22 }) - 4 * dayMs);
    expect(round?.blueprint.cells.reduce((sum, cell) => sum + cell.count, 0)).toBe(20);
    expect(new Set(round?.blueprint.cells.map((cell) => cell.topic)).size).toBe(8);
    const weekly = (definition?.prizes ?? []).filter((prize) => prize.kind === 'individual');
    expect(weekly.reduce((sum, { quota, amount }) => sum + quota * amount, 0)).toBe(13_000_000);
  });
});

describe('problems', () => {
  const problemsIn = (change: (text: string) => string) => {
    const { definition, problems } = readContestText(change(sample('tien-giang')), today);
    expect(definition).toBeNull();
    return problems.map(({ path, problem, line }) => ({ path, problem, line }));
  };
  const lineOf = (part: string): number =>
    sample('tien-giang').slice(0, sample('tien-giang').indexOf(part)).split('\n').length;

  it.each([
    [
      'a round that closes before it opens',
      "closes: '+3 22:00'",
      "closes: '-3 07:00'",
      '/rounds/1/closes',
      'closes-too-early',
    ],
    ['rounds that overlap', "opens: '-3 08:00'", "opens: '-5 08:00'", '/rounds/1/opens', 'rounds-overlap'],
    ['a key twice', 'key: tuan-2', 'key: tuan-1', '/rounds/1/key', 'not-unique'],
    ['a day that does not exist', "opens: '-10 08:00'", "opens: '2026-02-30 08:00'", '/rounds/0/opens', 'no-such-day'],
    [
      'a ranking that does not begin with the score',
      'ranking: [score, correct,',
      'ranking: [correct, score,',
      '/ranking',
      'score-not-first',
    ],
    ['a number as text', 'minutes: 15', 'minutes: fifteen', '/round/minutes', 'shape'],
    ['a word nobody knows', 'heading: state', 'heading: city', '/heading', 'shape'],
  ])('%s', (_name, from, to, path, problem) => {
    const found = problemsIn((text) => text.replace(from, to));
    expect(found).toContainEqual({ path, problem, line: lineOf(from) });
  });

  it('a field that is too much is named', () => {
    expect(problemsIn((text) => `${text}\nscoreBonus: 5\n`)[0]?.problem).toBe('shape');
  });

  it('broken YAML has its line', () => {
    expect(problemsIn(() => 'slug: [\ntitle: x')[0]).toMatchObject({ problem: 'broken' });
  });

  it('a file of any content never throws', () => {
    fc.assert(
      fc.property(
        fc.oneof(fc.string(), fc.json(), fc.constantFrom('', '- 1', '&a [*a]', 'a: &x 1\nb: *x', '!!js/function x')),
        (text) => {
          expect(readContestText(text, today).definition).toBeNull();
        },
      ),
    );
  });

  it('a bomb of aliases is refused', () => {
    const bomb = `a: &a [x]\n${Array.from({ length: 9 }, (_, index) => `b${index}: &b${index} [${'*a,'.repeat(9)}]`).join('\n')}`;
    expect(readContestText(bomb, today).definition).toBeNull();
  });
});
