/** Queries about the versions of questions: what was written, what is drawn. A version that was drawn is never changed. */
import { and, asc, desc, eq, gt, gte, inArray, like, sql } from 'drizzle-orm';
import type { Millis, QuestionRowId, UserId, VersionId } from '../rules/ids.ts';
import type { Question } from '../rules/question.ts';
import type { Tables } from './schema.ts';
import type { ReadTx, Tx } from './store.ts';

export type QuestionVersionRow = Tables['questionVersion']['$inferSelect'];

/** Every version of a bank: papers drawn long ago still name them. */
export async function versionsOfBank(tx: ReadTx, bankId: string): Promise<QuestionVersionRow[]> {
  const { questionVersion } = tx.tables;
  return tx.db
    .select()
    .from(questionVersion)
    .where(eq(questionVersion.bankId, bankId))
    .orderBy(asc(questionVersion.questionId), asc(questionVersion.version));
}

/** Newest first. */
export async function versionsOfQuestion(
  tx: ReadTx,
  bankId: string,
  questionId: string,
): Promise<QuestionVersionRow[]> {
  const { questionVersion } = tx.tables;
  return tx.db
    .select()
    .from(questionVersion)
    .where(and(eq(questionVersion.bankId, bankId), eq(questionVersion.questionId, questionId)))
    .orderBy(desc(questionVersion.version));
}

/** Versions by question, newest first. */
export async function versionsOfQuestions(
  tx: ReadTx,
  bankId: string,
  questionIds: readonly string[],
): Promise<Map<string, QuestionVersionRow[]>> {
  const { questionVersion } = tx.tables;
  const found = new Map<string, QuestionVersionRow[]>();
  for (let start = 0; start < questionIds.length; start += idsPerSelectMax) {
    const some = questionIds.slice(start, start + idsPerSelectMax);
    const rows = await tx.db
      .select()
      .from(questionVersion)
      .where(and(eq(questionVersion.bankId, bankId), inArray(questionVersion.questionId, some)))
      .orderBy(asc(questionVersion.questionId), desc(questionVersion.version));
    for (const row of rows) found.set(row.questionId, [...(found.get(row.questionId) ?? []), row]);
  }
  return found;
}

export interface KnownQuestion {
  readonly rowId: QuestionRowId;
  readonly state: Tables['question']['$inferSelect']['state'];
  readonly isDrawn: boolean;
  readonly updatedAt: Millis;
  readonly content: Question;
}

export interface ContentsWanted {
  /** Only what was touched at this instant or later. */
  readonly since: Millis;
  /** Begins behind this code; '' begins at the first. */
  readonly after: string;
  readonly limit: number;
}

/** Newest contents of the bank's questions, by code. */
export async function contentsPage(
  tx: ReadTx,
  bankId: string,
  { since, after, limit }: ContentsWanted,
): Promise<KnownQuestion[]> {
  const { question, questionVersion } = tx.tables;
  const rows = await tx.db
    .select({
      rowId: question.id,
      state: question.state,
      drawnVersionId: question.drawnVersionId,
      updatedAt: question.updatedAt,
      content: questionVersion.content,
    })
    .from(question)
    .innerJoin(questionVersion, eq(questionVersion.id, question.newestVersionId))
    .where(and(eq(question.bankId, bankId), gte(question.updatedAt, since), gt(question.questionId, after)))
    .orderBy(asc(question.questionId))
    .limit(limit);
  return rows.map(({ drawnVersionId, ...row }) => ({ ...row, isDrawn: drawnVersionId !== '' }));
}

/** Far above any bank; a limit all the same. */
const questionsOfBankMax = 100_000;

/** The same of a whole bank. */
export const newestContents = (tx: ReadTx, bankId: string, since: Millis): Promise<KnownQuestion[]> =>
  contentsPage(tx, bankId, { since, after: '', limit: questionsOfBankMax });

/** What papers of the bank draw now, by code. */
export async function drawnContents(tx: ReadTx, bankId: string): Promise<Question[]> {
  const { questionVersion } = tx.tables;
  const rows = await tx.db
    .select({ content: questionVersion.content })
    .from(questionVersion)
    .where(and(eq(questionVersion.bankId, bankId), eq(questionVersion.isCurrent, true)))
    .orderBy(asc(questionVersion.questionId));
  return rows.map(({ content }) => content);
}

export interface ShowingVersion {
  readonly id: VersionId;
  readonly content: Question;
}

/** Versions of every bank whose texts may show files, behind `after` ('': from the first), in the order of their ids. */
export async function versionsShowing(tx: ReadTx, after: string, limit: number): Promise<ShowingVersion[]> {
  const { questionVersion } = tx.tables;
  const { id, content } = questionVersion;
  return tx.db
    .select({ id, content })
    .from(questionVersion)
    .where(and(gt(id, after as VersionId), like(sql`cast(${content} as text)`, '%media:%')))
    .orderBy(asc(id))
    .limit(limit);
}

/** Newest contents of questions of every bank that were touched at this instant or later. */
export async function contentsTouchedSince(tx: ReadTx, since: Millis): Promise<Question[]> {
  const { question, questionVersion } = tx.tables;
  const rows = await tx.db
    .select({ content: questionVersion.content })
    .from(question)
    .innerJoin(questionVersion, eq(questionVersion.id, question.newestVersionId))
    .where(gte(question.updatedAt, since))
    .orderBy(asc(question.id));
  return rows.map(({ content }) => content);
}

/** Written together: a bank has hundreds of questions, and a statement for each takes seconds. */
const versionsPerInsertMax = 200;
const idsPerSelectMax = 500;

export async function insertVersions(tx: Tx, added: readonly QuestionVersionRow[]): Promise<void> {
  for (let start = 0; start < added.length; start += versionsPerInsertMax) {
    const rows = added.slice(start, start + versionsPerInsertMax);
    await tx.db.insert(tx.tables.questionVersion).values(rows);
  }
}

/** Only of a draft that nobody has been sent or has drawn. */
export async function rewriteVersion(
  tx: Tx,
  id: VersionId,
  change: Pick<QuestionVersionRow, 'content' | 'contentHash'>,
): Promise<void> {
  const { questionVersion } = tx.tables;
  await tx.db.update(questionVersion).set(change).where(eq(questionVersion.id, id));
}

/** From now on papers draw this version of the question, or none of it (''); papers that hold another keep it. */
export async function drawVersion(tx: Tx, bankId: string, questionId: string, id: VersionId | ''): Promise<void> {
  const { questionVersion } = tx.tables;
  await tx.db
    .update(questionVersion)
    .set({ isCurrent: false })
    .where(
      and(
        eq(questionVersion.bankId, bankId),
        eq(questionVersion.questionId, questionId),
        eq(questionVersion.isCurrent, true),
      ),
    );
  if (id !== '') await tx.db.update(questionVersion).set({ isCurrent: true }).where(eq(questionVersion.id, id));
}

export async function approveVersion(tx: Tx, id: VersionId, approvedBy: UserId | '', at: Millis): Promise<void> {
  const { questionVersion } = tx.tables;
  await tx.db.update(questionVersion).set({ approvedBy, approvedAt: at }).where(eq(questionVersion.id, id));
}

/** Of questions that never went further than a draft: no paper can hold them. */
export async function deleteVersions(tx: Tx, bankId: string, questionIds: readonly string[]): Promise<void> {
  const { questionVersion } = tx.tables;
  for (let start = 0; start < questionIds.length; start += idsPerSelectMax) {
    const some = questionIds.slice(start, start + idsPerSelectMax);
    await tx.db
      .delete(questionVersion)
      .where(and(eq(questionVersion.bankId, bankId), inArray(questionVersion.questionId, some)));
  }
}
