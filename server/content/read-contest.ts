/**
 * Reads a contest's file into a definition, with the line of every problem. It never throws for
 * what the file says. Dates may stand relative to a day, so that a sample is always under way.
 */
import { isNode, LineCounter, parseDocument, visit, type Alias, type Document } from 'yaml';
import { Value } from 'typebox/value';
import { instantOf, isRealDate, type CalendarDate } from '../rules/calendar.ts';
import type { ContestDefinition, IndividualPrize, CollectivePrize, RoundDefinition } from '../rules/contest.ts';
import type { Millis } from '../rules/ids.ts';
import { ContestFile } from './contest-file.ts';

export interface ContestProblem {
  readonly line: number;
  readonly column: number;
  /** Where in the file, as a JSON pointer. */
  readonly path: string;
  /** What is wrong, by name: `broken`, `alias`, `shape`, `closes-too-early`, `not-unique`, … */
  readonly problem: string;
}

export interface ReadContest {
  /** null when there is any problem. */
  readonly definition: ContestDefinition | null;
  readonly problems: readonly ContestProblem[];
}

export const contestTextLengthMax = 512 * 1024;

/** `installedOn` is the day that relative dates count from. */
export function readContestText(text: string, installedOn: CalendarDate): ReadContest {
  if (text.length > contestTextLengthMax) return failed([{ line: 1, column: 1, path: '', problem: 'too-large' }]);
  const lines = new LineCounter();
  const document = parseDocument(text.normalize('NFC'), { lineCounter: lines, prettyErrors: false });
  const fault = document.errors[0] ?? document.warnings[0];
  if (fault !== undefined) {
    const { line, col } = lines.linePos(fault.pos[0]);
    return failed([{ line, column: col, path: '', problem: 'broken' }]);
  }
  const alias = firstAlias(document);
  if (alias?.range) {
    const { line, col } = lines.linePos(alias.range[0]);
    return failed([{ line, column: col, path: '', problem: 'alias' }]);
  }
  const file: unknown = document.toJS();
  const at = (path: string, problem: string): ContestProblem => ({ ...placeOf(document, lines, path), path, problem });
  if (!Value.Check(ContestFile, file))
    return failed(Value.Errors(ContestFile, file).map(({ instancePath }) => at(instancePath, 'shape')));
  const definition = definitionOf(file, installedOn);
  const problems = problemsOf(definition).map(({ path, problem }) => at(path, problem));
  return problems.length === 0 ? { definition, problems } : failed(problems);
}

/** Aliases are how a small file becomes a huge one; a contest needs none. */
function firstAlias(document: Document.Parsed): Alias | undefined {
  let found: Alias | undefined;
  visit(document, {
    Alias(_key, alias) {
      found = alias;
      return visit.BREAK;
    },
  });
  return found;
}

const failed = (problems: readonly ContestProblem[]): ReadContest => ({ definition: null, problems });

/** The line of a value, or of the nearest thing around it that is there. */
function placeOf(document: Document, lines: LineCounter, path: string): { line: number; column: number } {
  const steps = path
    .split('/')
    .slice(1)
    .map((step) => (/^[0-9]+$/.test(step) ? Number(step) : step));
  for (let length = steps.length; length > 0; length -= 1) {
    const node: unknown = document.getIn(steps.slice(0, length), true);
    if (isNode(node) && node.range) {
      const { line, col } = lines.linePos(node.range[0]);
      return { line, column: col };
    }
  }
  return { line: 1, column: 1 };
}

const dayMs = 24 * 3_600_000;

function instantFrom(text: string, installedOn: CalendarDate): Millis {
  const [day = '', time = ''] = text.split(' ');
  const [hour = 0, minute = 0] = time.split(':').map(Number);
  if (/^[0-9]{4}-/.test(day)) return isRealDay(day) ? instantOf({ ...dateOf(day), hour, minute }) : Number.NaN;
  return instantOf({ ...installedOn, hour, minute }) + Number(day) * dayMs;
}

function definitionOf(file: ContestFile, installedOn: CalendarDate): ContestDefinition {
  const { bank, round, rounds, prizes, eligibility, ...same } = file;
  return {
    ...same,
    eligibility: {
      minAge: eligibility.minAge ?? null,
      maxAge: eligibility.maxAge ?? null,
      ageOn: eligibility.ageOn,
      residence: eligibility.residence ?? null,
    },
    bankId: bank,
    rounds: rounds.map((given) => roundOf(given, round, installedOn)),
    prizes: prizes.map((prize): IndividualPrize | CollectivePrize =>
      prize.kind === 'individual' ? { ...prize, categoryId: prize.categoryId ?? null } : { ...prize, scope: 'overall' },
    ),
  };
}

function roundOf(
  given: ContestFile['rounds'][number],
  common: ContestFile['round'],
  installedOn: CalendarDate,
): RoundDefinition {
  return {
    key: given.key,
    name: given.name,
    opensAt: instantFrom(given.opens, installedOn),
    closesAt: instantFrom(given.closes, installedOn),
    freezesAt: given.freezes === undefined ? null : instantFrom(given.freezes, installedOn),
    durationMs: common.minutes * 60_000,
    graceMs: common.graceSeconds * 1_000,
    attemptsMax: common.attempts,
    blueprint: {
      cells: common.blueprint.map((cell) => ({ ...cell, difficulty: cell.difficulty ?? null })),
      pointsPerQuestion: common.pointsPerQuestion,
    },
    prediction: common.prediction ?? null,
    showsRank: common.showsRank,
  };
}

interface Found {
  readonly path: string;
  readonly problem: string;
}

/** What a shape cannot say: things named twice, rounds that overlap, names of nothing. */
function problemsOf(definition: ContestDefinition): Found[] {
  const { rounds, prizes, categories, ranking, eligibility } = definition;
  const found: Found[] = [
    ...repeated(
      rounds.map((round) => round.key),
      'rounds',
      'key',
    ),
    ...repeated(
      prizes.map((prize) => prize.id),
      'prizes',
      'id',
    ),
    ...repeated(
      categories.map((category) => category.id),
      'categories',
      'id',
    ),
  ];
  if (ranking[0] !== 'score') found.push({ path: '/ranking', problem: 'score-not-first' });
  const { minAge, maxAge, ageOn } = eligibility;
  if (minAge !== null && maxAge !== null && maxAge < minAge)
    found.push({ path: '/eligibility/maxAge', problem: 'below-min-age' });
  if (ageOn !== 'entry' && !isRealDay(ageOn)) found.push({ path: '/eligibility/ageOn', problem: 'no-such-day' });
  rounds.forEach((round, index) => {
    const instants = { opens: round.opensAt, closes: round.closesAt, freezes: round.freezesAt ?? 0 };
    for (const [member, instant] of Object.entries(instants))
      if (Number.isNaN(instant)) found.push({ path: `/rounds/${index}/${member}`, problem: 'no-such-day' });
    const before = rounds[index - 1];
    if (round.closesAt <= round.opensAt) found.push({ path: `/rounds/${index}/closes`, problem: 'closes-too-early' });
    if (before !== undefined && round.opensAt < before.closesAt)
      found.push({ path: `/rounds/${index}/opens`, problem: 'rounds-overlap' });
    if (round.freezesAt !== null && (round.freezesAt <= round.opensAt || round.freezesAt > round.closesAt))
      found.push({ path: `/rounds/${index}/freezes`, problem: 'freezes-outside' });
  });
  prizes.forEach((prize, index) => {
    const categoryId = prize.kind === 'individual' ? prize.categoryId : null;
    if (categoryId !== null && !categories.some((category) => category.id === categoryId))
      found.push({ path: `/prizes/${index}/categoryId`, problem: 'no-such-category' });
  });
  return found;
}

function dateOf(text: string): CalendarDate {
  const [year = 0, month = 0, day = 0] = text.split('-').map(Number);
  return { year, month, day };
}

const isRealDay = (text: string): boolean => isRealDate(dateOf(text));

function repeated(names: readonly string[], list: string, member: string): Found[] {
  return names.flatMap((name, index) =>
    names.indexOf(name) < index ? [{ path: `/${list}/${index}/${member}`, problem: 'not-unique' }] : [],
  );
}
