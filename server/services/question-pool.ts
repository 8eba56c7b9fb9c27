/**
 * The questions a contest draws from, kept in memory: versions never change once imported, so
 * only the time of the bank's last import tells whether to read again.
 */
import { formatIsoDate, localDate } from '../rules/calendar.ts';
import type { ContestId, Millis, VersionId } from '../rules/ids.ts';
import type { Blueprint } from '../rules/contest.ts';
import { makeDraw, type Draw, type PoolQuestion } from '../rules/paper.ts';
import { lapsesOn, textsOf, topicsAbove, type Question, type Topic } from '../rules/question.ts';
import { mediaIn } from '../content/markup.ts';
import type { MediaOf, ShownMedia } from '../content/markup-media.ts';
import { bankById, bankImportedAt } from '../store/banks.ts';
import { mediaShown } from '../store/media.ts';
import { versionsOfBank, type QuestionVersionRow } from '../store/question-versions.ts';
import { reservations } from '../store/questions.ts';
import type { Store } from '../store/store.ts';
import type { Ctx } from './context.ts';
import type { LoadedContest } from './load-contest.ts';

export interface QuestionPool {
  /** Current versions that papers may draw, of whatever contest: no practice question, and no key in the shape. */
  readonly pool: readonly PoolQuestion[];
  /** Those of them that papers of the contest draw now: neither kept for another contest nor lapsed by their source. */
  drawableIn(contestId: ContestId, now: Millis): readonly PoolQuestion[];
  /** Draws a round's papers from those. Kept for the day: one paper of a large bank takes a millisecond, looking through it many. */
  drawIn(contestId: ContestId, now: Millis, blueprint: Blueprint): Draw;
  /** Practice questions that the contest shows now. */
  practiceIn(contestId: ContestId, now: Millis): readonly Question[];
  /** Any version ever imported; throws for an id that was never given out. */
  question(versionId: VersionId): Question;
  readonly mediaOf: MediaOf;
}

/** Rounds that draw from one bank on one day, at most; with more they are looked through again. */
const drawsMax = 20;

const keptByStore = new WeakMap<Store, Map<string, { importedAt: number; pool: QuestionPool }>>();

/** The pool of the contest's bank. */
export async function loadPool(ctx: Ctx, contest: Pick<LoadedContest, 'definition'>): Promise<QuestionPool> {
  const { bankId } = contest.definition;
  const kept = keptByStore.get(ctx.store) ?? new Map<string, { importedAt: number; pool: QuestionPool }>();
  keptByStore.set(ctx.store, kept);
  return ctx.store.read(async (tx) => {
    const importedAt = await bankImportedAt(tx, bankId);
    const known = kept.get(bankId);
    if (known?.importedAt === importedAt) return known.pool;
    const rows = await versionsOfBank(tx, bankId);
    const media = await mediaShown(tx, [...new Set(rows.flatMap(({ content }) => mediaNamed(content)))]);
    const pool = poolOf({
      topics: (await bankById(tx, bankId))?.topics ?? [],
      rows,
      reservedFor: await reservations(tx, bankId),
      media: new Map(media.map((one) => [one.id, one])),
    });
    kept.set(bankId, { importedAt, pool });
    return pool;
  });
}

const mediaNamed = (question: Question): string[] =>
  textsOf(question).flatMap((text) => mediaIn(text).map(({ id }) => id));

interface Pooled {
  readonly topics: readonly Topic[];
  readonly rows: readonly QuestionVersionRow[];
  /** Contest by question; a question that is not there is for every contest. */
  readonly reservedFor: ReadonlyMap<string, string>;
  readonly media: ReadonlyMap<string, ShownMedia>;
}

function poolOf({ topics, rows, reservedFor, media }: Pooled): QuestionPool {
  const byVersion = new Map(rows.map((row) => [row.id, row.content]));
  const current = rows.filter((row) => row.isCurrent);
  const drawn = current
    .filter((row) => !row.content.isPractice)
    .map((row) => ({ row, ask: poolQuestion(row, topics) }));
  const practice = current.filter((row) => row.content.isPractice);
  const isShown = ({ content }: QuestionVersionRow, contestId: ContestId, today: string) => {
    const [owner, lapse] = [reservedFor.get(content.id) ?? contestId, lapsesOn(content)];
    return owner === contestId && (lapse === '' || today < lapse);
  };
  const drawableOn = (contestId: ContestId, today: string) =>
    drawn.filter(({ row }) => isShown(row, contestId, today)).map(({ ask }) => ask);
  const draws = new Map<string, Draw>();
  return {
    pool: drawn.map(({ ask }) => ask),
    drawableIn: (contestId, now) => drawableOn(contestId, formatIsoDate(localDate(now))),
    drawIn(contestId, now, blueprint) {
      const today = formatIsoDate(localDate(now));
      const name = JSON.stringify([contestId, today, blueprint]);
      const known = draws.get(name);
      if (known !== undefined) return known;
      if (draws.size >= drawsMax) draws.clear();
      const draw = makeDraw(blueprint, drawableOn(contestId, today));
      draws.set(name, draw);
      return draw;
    },
    practiceIn(contestId, now) {
      const today = formatIsoDate(localDate(now));
      return practice.filter((row) => isShown(row, contestId, today)).map((row) => row.content);
    },
    question(versionId) {
      const found = byVersion.get(versionId);
      if (found === undefined) throw new Error(`no question version ${versionId}`);
      return found;
    },
    mediaOf: (id) => media.get(id),
  };
}

const poolQuestion = ({ id, content }: QuestionVersionRow, topics: readonly Topic[]): PoolQuestion => ({
  versionId: id,
  questionId: content.id,
  topic: content.topic,
  within: topicsAbove(topics, content.topic),
  difficulty: content.difficulty,
  kind: content.kind,
  optionIds: content.options.map((option) => option.id),
  keepsOrder: content.keepsOrder ?? false,
});
