/** The studio's table of questions: filtered, searched, sorted and cut into pages by the database. */
import { and, asc, count, desc, eq, gt, inArray, lte, ne, not, or, sql, type SQL } from 'drizzle-orm';
import type { UserId } from '../rules/ids.ts';
import type { Difficulty, QuestionKind } from '../rules/question.ts';
import type { QuestionRow } from './questions.ts';
import type { QuestionState } from './schema-banks.ts';
import type { ReadTx } from './store.ts';

/** What is undefined does not narrow. */
export interface QuestionQuery {
  readonly bankId: string;
  /** Words without diacritics, every one of which must occur. */
  readonly words: readonly string[];
  readonly topics: readonly string[] | undefined;
  readonly kind: QuestionKind | undefined;
  readonly difficulty: Difficulty | undefined;
  readonly state: QuestionState | undefined;
  readonly tag: string | undefined;
  readonly isPractice: boolean | undefined;
  readonly reservedFor: string | undefined;
  /** These alone; more than `codesMax` are not looked for. */
  readonly codes: readonly string[] | undefined;
  /** A hint's name. */
  readonly hint: string | undefined;
  /** An instrument is out of force on this ISO day, and nobody has said that it does not matter. */
  readonly instrumentLapsedOn: string | undefined;
  /** Lapsed on this ISO day. */
  readonly lapsedOn: string | undefined;
  readonly batchId: string | undefined;
  readonly touchedBy: UserId | undefined;
  /** In review, and the two-person rule lets this person approve it. */
  readonly reviewableBy: UserId | undefined;
}

export type QuestionSort = 'updated' | 'code' | 'stem' | 'topic' | 'difficulty' | 'kind' | 'state';

export interface QuestionSlice {
  readonly sort: QuestionSort;
  readonly descending: boolean;
  readonly offset: number;
  readonly countMax: number;
}

/** Below the bound values that one statement may have on either database. */
const codesMax = 20_000;

/** `%` and `_` of a text stand for themselves. */
const escaped = (text: string): string => text.replace(/[\\%_]/g, (letter) => `\\${letter}`);
const holds = (column: SQL | QuestionColumn, text: string): SQL =>
  sql`${column} like ${`%${escaped(text)}%`} escape '\\'`;
type QuestionColumn = ReadTx['tables']['question']['searchKey'];

function fitting(tx: ReadTx, query: QuestionQuery): SQL | undefined {
  const { question } = tx.tables;
  const { topics, kind, difficulty, state, tag, isPractice, reservedFor, codes, hint, batchId } = query;
  const { lapsedOn, instrumentLapsedOn, touchedBy, reviewableBy } = query;
  return and(
    eq(question.bankId, query.bankId),
    ...query.words.map((word) => holds(question.searchKey, word)),
    topics && inArray(question.topic, topics.length === 0 ? [''] : [...topics]),
    kind && eq(question.kind, kind),
    difficulty && eq(question.difficulty, difficulty),
    // Retired questions show only to whoever asks for them.
    state === undefined ? ne(question.state, 'retired') : eq(question.state, state),
    tag === undefined ? undefined : holds(sql`cast(${question.tags} as text)`, JSON.stringify(tag)),
    isPractice === undefined ? undefined : eq(question.isPractice, isPractice),
    reservedFor === undefined ? undefined : eq(question.reservedFor, reservedFor),
    codes && inArray(question.questionId, codes.length === 0 ? [''] : codes.slice(0, codesMax)),
    hint === undefined ? undefined : holds(sql`${question.hints}`, `,${hint},`),
    lapsedOn === undefined ? undefined : and(gt(question.lapsesOn, ''), lte(question.lapsesOn, lapsedOn)),
    instrumentLapsedOn === undefined ? undefined : hasLapsedInstrument(tx, instrumentLapsedOn),
    batchId === undefined ? undefined : eq(question.batchId, batchId as QuestionRow['batchId']),
    touchedBy && or(eq(question.createdBy, touchedBy), eq(question.updatedBy, touchedBy)),
    reviewableBy && and(eq(question.state, 'in-review'), sql`not exists ${pendingOf(tx, reviewableBy)}`),
  );
}

function hasLapsedInstrument({ tables: { question } }: ReadTx, day: string): SQL | undefined {
  const dismissal = holds(sql`cast(${question.dismissed} as text)`, '"instrument-lapsed"');
  return and(gt(question.firstLapseOn, ''), lte(question.firstLapseOn, day), not(dismissal));
}

/**
 * Versions of the question that this person wrote and nobody has approved, up to the newest and since words were last
 * agreed on: `authorsOfPending` of the services, for a whole table at once.
 */
function pendingOf({ tables: { question, questionVersion } }: ReadTx, author: UserId): SQL {
  const isOfQuestion = (version: SQL): SQL =>
    sql`${version}.bank_id = ${question.bankId} and ${version}.question_id = ${question.questionId}`;
  const [own, agreed] = [sql.raw('own'), sql.raw('agreed')];
  return sql`(
    select 1 from ${questionVersion} own
    join ${questionVersion} newest on newest.id = ${question.newestVersionId}
    where ${isOfQuestion(own)} and own.author_id = ${author} and own.approved_at = 0 and own.version <= newest.version
      and not exists (
        select 1 from ${questionVersion} agreed
        where ${isOfQuestion(agreed)} and agreed.id <> newest.id and agreed.approved_at > 0
          and agreed.created_at <= agreed.approved_at
          and agreed.version > own.version and agreed.version <= newest.version
      )
  )`;
}

function sortKeys({ tables: { question } }: ReadTx, sort: QuestionSort): (SQL | QuestionColumn)[] {
  const rank = (column: SQL | QuestionColumn, words: readonly string[]): SQL =>
    sql`case ${column} ${sql.join(
      words.map((word, place) => sql.raw(`when '${word}' then ${place}`)),
      sql` `,
    )} else 99 end`;
  switch (sort) {
    case 'updated':
      return [sql`${question.updatedAt}`];
    case 'code':
      return [];
    case 'stem':
      // The stem stands first in it; the whole is long, and its beginning tells nearly all apart.
      return [sql`substr(${question.searchKey}, 1, 60)`];
    case 'topic':
      return [sql`${question.topic}`];
    case 'kind':
      return [sql`${question.kind}`];
    case 'difficulty':
      return [rank(sql`${question.difficulty}`, ['recognise', 'understand', 'apply'])];
    case 'state':
      return [rank(sql`${question.state}`, ['draft', 'in-review', 'approved', 'retired'])];
  }
}

/** Rows of a page with the name of who touched them last ('' for files), equals by code; and how many fit on all pages. */
export async function questionPage(
  tx: ReadTx,
  query: QuestionQuery,
  { sort, descending, offset, countMax }: QuestionSlice,
): Promise<{ readonly total: number; readonly rows: (QuestionRow & { updatedByName: string })[] }> {
  const { question, user } = tx.tables;
  const direction = descending ? desc : asc;
  // Ids first: sorting ten thousand whole rows costs many times what sorting their keys does.
  const ids = await tx.db
    // Counted on the way: a second search would cost as much as the first.
    .select({ id: question.id, total: sql<number>`count(*) over ()`.mapWith(Number) })
    .from(question)
    .where(fitting(tx, query))
    .orderBy(...sortKeys(tx, sort).map((key) => direction(key)), direction(question.questionId))
    .offset(offset)
    .limit(countMax);
  if (ids.length === 0) return { total: offset === 0 ? 0 : await countQuestions(tx, query), rows: [] };
  const rows = await tx.db
    .select({ row: question, updatedByName: user.fullName })
    .from(question)
    .leftJoin(user, eq(user.id, question.updatedBy))
    .where(
      inArray(
        question.id,
        ids.map(({ id }) => id),
      ),
    );
  const byId = new Map(rows.map(({ row, updatedByName }) => [row.id, { ...row, updatedByName: updatedByName ?? '' }]));
  return { total: ids[0]?.total ?? 0, rows: ids.flatMap(({ id }) => byId.get(id) ?? []) };
}

async function countQuestions(tx: ReadTx, query: QuestionQuery): Promise<number> {
  const [row] = await tx.db.select({ n: count() }).from(tx.tables.question).where(fitting(tx, query));
  return row?.n ?? 0;
}
