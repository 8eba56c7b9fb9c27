/** One question moved, tagged or reserved, for deeds on many and for taking them back. What is asked stays the same. */
import type { VersionId } from '../rules/ids.ts';
import type { Question } from '../rules/question.ts';
import { insertQuestionEvents, type QuestionEvent } from '../store/question-events.ts';
import { drawVersion, insertVersions, rewriteVersion, type QuestionVersionRow } from '../store/question-versions.ts';
import { writeQuestion, type QuestionChange } from '../store/questions.ts';
import type { Tx } from '../store/store.ts';
import type { Ctx } from './context.ts';
import { nextRevision, touchPool, type Actor, type HeldBank, type HeldQuestion } from './held-question.ts';
import { headColumns } from './question-head.ts';
import type { Before, Undoable } from './undo-ticket.ts';

export interface OneChange {
  readonly bank: HeldBank;
  readonly held: HeldQuestion;
  readonly actor: Actor;
}

export interface Changed extends Undoable {
  readonly event: QuestionEvent;
  /** What papers draw is another now. */
  readonly touchesPool: boolean;
}

/** `topic` is one of the bank, or '' for a draft that had none. null when it is there already. */
export async function moveQuestion(tx: Tx, ctx: Ctx, change: OneChange, topic: string): Promise<Changed | null> {
  const { head, versions } = change.held;
  if (head.topic === topic && versions.every((v) => !v.isCurrent || v.content.topic === topic)) return null;
  const moved = await moveVersions(tx, ctx, change, topic);
  const note = change.bank.bank.topics.find(({ id }) => id === topic)?.name ?? '';
  const done = { deed: 'moved', note, before: { topic: head.topic } } as const;
  return written(tx, change, { topic, ...moved }, { ...done, touchesPool: head.drawnVersionId !== '' });
}

/** `tags` are all that it has from now on. Tags are no part of what is asked: the version stays as it was approved. */
export async function tagQuestion(
  tx: Tx,
  ctx: Ctx,
  change: OneChange,
  tags: readonly string[],
): Promise<Changed | null> {
  const { head, newest } = change.held;
  if (tags.join('\n') === head.tags.join('\n')) return null;
  const content = { ...newest.content, tags };
  await rewriteVersion(tx, newest.id, { content, contentHash: hashOf(ctx, content) });
  const done = { deed: 'tagged', note: tags.join(', '), before: { tags: head.tags } } as const;
  return written(tx, change, headColumns(content), { ...done, touchesPool: false });
}

/** '' opens it to every contest again. */
export async function reserveQuestion(tx: Tx, change: OneChange, contestId: string): Promise<Changed | null> {
  const { reservedFor, drawnVersionId } = change.held.head;
  if (reservedFor === contestId) return null;
  const done = { deed: 'reserved', note: contestId, before: { reservedFor } } as const;
  return written(tx, change, { reservedFor: contestId }, { ...done, touchesPool: drawnVersionId !== '' });
}

/** Their events, all at once; and the pool is read again where it has changed. */
export async function keepChanges(tx: Tx, bank: HeldBank, changed: readonly Changed[]): Promise<void> {
  await insertQuestionEvents(
    tx,
    changed.map(({ event }) => event),
  );
  if (changed.some(({ touchesPool }) => touchesPool)) await touchPool(tx, bank);
}

interface Done extends Pick<QuestionEvent, 'deed' | 'note'> {
  readonly before: Before;
  readonly touchesPool: boolean;
}

async function written(tx: Tx, { bank, held, actor }: OneChange, change: QuestionChange, done: Done): Promise<Changed> {
  const { head, newest } = held;
  const { deed, note, before, touchesPool } = done;
  const updatedAt = nextRevision(head, bank.at);
  await writeQuestion(tx, head.id, { ...change, updatedAt, updatedBy: actor.id });
  const event = { questionRowId: head.id, versionId: newest.id, deed, note, actorId: actor.id, at: bank.at };
  return { code: head.questionId, revision: updatedAt, before, event, touchesPool };
}

/**
 * What papers hold is never rewritten, so the drawn version goes on as a copy under the new topic: approved by whom it
 * was. A draft is moved as it is.
 */
async function moveVersions(tx: Tx, ctx: Ctx, { bank, held }: OneChange, topic: string): Promise<QuestionChange> {
  const { head, newest, versions } = held;
  const drawn = versions.find(({ id }) => id === head.drawnVersionId);
  const change: { newestVersionId?: VersionId; drawnVersionId?: VersionId } = {};
  if (drawn && drawn.content.topic !== topic) {
    const copy = copyOf(ctx, drawn, { ...drawn.content, topic }, versions, bank.at);
    await drawVersion(tx, head.bankId, head.questionId, '');
    await insertVersions(tx, [copy]);
    change.drawnVersionId = copy.id;
    if (drawn.id === newest.id) change.newestVersionId = copy.id;
  }
  if (drawn?.id !== newest.id) {
    const content = { ...newest.content, topic };
    await rewriteVersion(tx, newest.id, { content, contentHash: hashOf(ctx, content) });
  }
  return change;
}

function copyOf(
  ctx: Ctx,
  of: QuestionVersionRow,
  content: Question,
  versions: readonly QuestionVersionRow[],
  createdAt: number,
): QuestionVersionRow {
  const version = Math.max(...versions.map((each) => each.version)) + 1;
  return {
    ...of,
    id: ctx.newId<VersionId>(),
    version,
    content,
    contentHash: hashOf(ctx, content),
    isCurrent: true,
    createdAt,
  };
}

const hashOf = (ctx: Ctx, content: Question): string => ctx.secrets.digest(JSON.stringify(content));
