/**
 * What closed rounds say of a bank's questions, for its table: read from the figures that are kept of each round, and from
 * rulings. Kept in memory until figures, rulings or the bank change; a question that was rewritten since is told nothing of.
 */
import type { Millis } from '../rules/ids.ts';
import { resultFlagNames, type ResultFlagName } from '../rules/item-flags.ts';
import type { ItemStatistics } from '../rules/item-statistics.ts';
import type { Question } from '../rules/question.ts';
import type { KeyRuling } from '../rules/ruling.ts';
import { bankImportedAt } from '../store/banks.ts';
import type { RoundRow } from '../store/contests.ts';
import { versionsOfQuestions, type QuestionVersionRow } from '../store/question-versions.ts';
import { rulingsOfRound, type RulingRow } from '../store/rulings.ts';
import { statisticsOf, statisticsStamps } from '../store/sittings.ts';
import type { ReadTx, Store } from '../store/store.ts';
import { rightAnswers } from './compute-round-statistics.ts';
import type { Ctx } from './context.ts';
import { loadContests } from './load-contest.ts';

export interface ResultFlags {
  /** Gravest first. */
  readonly flags: readonly ResultFlagName[];
  /** Of `option-unused`: letters of the options in the bank's order. */
  readonly unused: readonly string[];
}

export type FlagsByCode = ReadonlyMap<string, ResultFlags>;

interface Kept {
  readonly stamp: string;
  readonly found: FlagsByCode;
}
const keptByStore = new WeakMap<Store, Map<string, Kept>>();

/** By code; a question of which there is nothing to say is not in it. */
export async function resultFlags(ctx: Ctx, bankId: string): Promise<FlagsByCode> {
  const all = keptByStore.get(ctx.store) ?? new Map<string, Kept>();
  keptByStore.set(ctx.store, all);
  const contests = (await loadContests(ctx)).filter(({ definition }) => definition.bankId === bankId);
  const rounds = contests.flatMap((contest) => contest.rounds).toSorted((a, b) => b.opensAt - a.opensAt);
  if (rounds.length === 0) return new Map();
  return ctx.store.read(async (tx) => {
    const computedAt = await statisticsStamps(tx);
    const rulings: RulingRow[] = [];
    for (const { id } of rounds) rulings.push(...(await rulingsOfRound(tx, id)));
    const stamp = JSON.stringify([
      await bankImportedAt(tx, bankId),
      rounds.map(({ id, closedAt }) => [id, closedAt, computedAt.get(id)]),
      rulings.map(({ id }) => id),
    ]);
    const known = all.get(bankId);
    if (known?.stamp === stamp) return known.found;
    const told = await toldOf(
      tx,
      rounds.filter(({ id }) => computedAt.has(id)),
    );
    const found = await standing(tx, bankId, told, newestFirst(rulings));
    all.set(bankId, { stamp, found });
    return found;
  });
}

interface Told {
  readonly item: ItemStatistics;
  readonly closedAt: Millis;
}

const newestFirst = (rulings: readonly RulingRow[]): RulingRow[] => rulings.toSorted((a, b) => b.madeAt - a.madeAt);

/** Of each question the newest round that can say anything. */
async function toldOf(tx: ReadTx, rounds: readonly RoundRow[]): Promise<ReadonlyMap<string, Told>> {
  const told = new Map<string, Told>();
  for (const { id, closedAt } of rounds) {
    const row = await statisticsOf(tx, id);
    for (const item of row?.statistics.items ?? [])
      if (!told.has(item.questionId) && !item.flags.includes('too-few')) told.set(item.questionId, { item, closedAt });
  }
  return told;
}

/** What still holds of the version that is drawn now. */
async function standing(
  tx: ReadTx,
  bankId: string,
  told: ReadonlyMap<string, Told>,
  rulings: readonly RulingRow[],
): Promise<FlagsByCode> {
  const flagged = [...told].filter(([, { item }]) => item.flags.length > 0).map(([code]) => code);
  const codes = [...new Set([...flagged, ...rulings.map(({ questionId }) => questionId)])];
  const versions = await versionsOfQuestions(tx, bankId, codes);
  const found = new Map<string, ResultFlags>();
  for (const code of codes) {
    const all = versions.get(code) ?? [];
    const now = all.find(({ isCurrent }) => isCurrent)?.content;
    if (now === undefined) continue;
    const ruled = rulings.find(({ questionId }) => questionId === code);
    const names = new Set<string>();
    const of = told.get(code);
    const isOfNow = of !== undefined && isSameAsked(versionAt(all, of.closedAt), now);
    if (isOfNow) for (const flag of of.item.flags) names.add(flag);
    if (ruled && isSameAsked(versionAt(all, ruled.madeAt), now) && !isAsPrinted(ruled.ruling, now)) names.add('ruled');
    const flags = resultFlagNames.filter((name) => names.has(name));
    const unused = names.has('option-unused') && of ? unusedLetters(now, of.item, ruled?.ruling) : [];
    if (flags.length > 0) found.set(code, { flags, unused });
  }
  return found;
}

/** Which was drawn at an instant; of banks that came as files the oldest is drawn from the beginning. Newest first. */
const versionAt = (all: readonly QuestionVersionRow[], at: Millis): Question | undefined =>
  (
    all.find(
      ({ approvedAt, createdAt, isCurrent }) => (isCurrent || approvedAt > 0) && Math.max(approvedAt, createdAt) <= at,
    ) ?? all.at(-1)
  )?.content;

/** People are asked the same and it is judged the same, whatever became of its topic, tags or explanation. */
const isSameAsked = (then: Question | undefined, now: Question): boolean =>
  then !== undefined && askedText(then) === askedText(now);
const askedText = ({ kind, stem, options, prompts = [], key }: Question): string =>
  JSON.stringify([
    kind,
    stem,
    options.map(({ id, text }) => [id, text]),
    prompts.map(({ id, text }) => [id, text]),
    key,
  ]);

/** A ruling that was taken back names the printed key again. */
const isAsPrinted = (ruling: KeyRuling, { key }: Question): boolean =>
  ruling.kind === 'correct' && JSON.stringify(ruling.key) === JSON.stringify(key);

function unusedLetters(question: Question, { chosen }: ItemStatistics, ruling: KeyRuling | undefined): string[] {
  const right = new Set(rightAnswers(question, ruling).flat());
  return question.options.flatMap(({ id }, at) =>
    right.has(id) || chosen[id] !== undefined ? [] : [String.fromCharCode(65 + at)],
  );
}
