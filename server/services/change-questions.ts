/** Moves, tags and reserves many questions at once: all of them or none. What is asked by them stays the same. */
import type { VersionId } from '../rules/ids.ts';
import { accepted, refused, type Outcome, type Refusal } from '../rules/refusal.ts';
import type { Question } from '../rules/question.ts';
import { insertQuestionEvents, type QuestionEvent } from '../store/question-events.ts';
import { drawVersion, insertVersions, rewriteVersion, type QuestionVersionRow } from '../store/question-versions.ts';
import { writeQuestion, type QuestionChange } from '../store/questions.ts';
import type { Tx } from '../store/store.ts';
import { questionLimits, type BulkDeed } from '../wire/http/banks.ts';
import type { Ctx } from './context.ts';
import { headColumns } from './question-head.ts';
import {
  holdBank,
  holdQuestions,
  isApprover,
  nextRevision,
  touchPool,
  type Actor,
  type HeldBank,
  type HeldQuestion,
} from './held-question.ts';
import { loadContests } from './load-contest.ts';
import type { CodeRefusal } from './step-questions.ts';

type ChangeDeed = Extract<BulkDeed, { deed: 'move' | 'tag' | 'reserve' }>;

export interface Changing {
  readonly bankId: string;
  readonly wish: ChangeDeed;
  readonly actor: Actor;
}

/** Refusals of each code, or nothing refused and everything done. Refuses itself: `not-found`, `topic-unknown`, `contest-unknown`, `not-allowed`. */
export async function changeQuestions(ctx: Ctx, changing: Changing): Promise<Outcome<readonly CodeRefusal[]>> {
  const { bankId, wish, actor } = changing;
  const codes = [...new Set(wish.codes)];
  if (wish.deed === 'reserve') {
    if (!isApprover(actor)) return refused({ name: 'not-allowed' });
    const contests = (await loadContests(ctx)).filter(({ definition }) => definition.bankId === bankId);
    if (wish.contestId !== '' && !contests.some(({ id }) => id === wish.contestId))
      return refused({ name: 'contest-unknown' });
  }
  return ctx.store.write(async (tx) => {
    const bank = await holdBank(tx, ctx, bankId);
    if (bank === null) return refused({ name: 'not-found' });
    if (wish.deed === 'move' && !bank.bank.topics.some(({ id }) => id === wish.topic))
      return refused({ name: 'topic-unknown', topic: wish.topic });
    const held = await holdQuestions(tx, bankId, codes);
    const refusals = codes.flatMap((code): CodeRefusal[] => {
      const found = held.get(code);
      const refusal = found ? faultOf(wish, found, actor) : { name: 'not-found' as const };
      return refusal ? [{ code, refusal }] : [];
    });
    if (refusals.length > 0) return accepted(refusals);
    let isPoolTouched = false;
    const events: QuestionEvent[] = [];
    for (const each of held.values()) {
      const done = await change(tx, ctx, { bank, held: each, wish, actor });
      if (done === null) continue;
      events.push(done);
      isPoolTouched ||= wish.deed !== 'tag' && each.head.drawnVersionId !== '';
    }
    await insertQuestionEvents(tx, events);
    if (isPoolTouched) await touchPool(tx, bank);
    return accepted([]);
  });
}

/** An approved question moves in the draw as well, so that is for approvers. */
function faultOf(wish: ChangeDeed, { head }: HeldQuestion, actor: Actor): Refusal | null {
  if (head.state === 'retired') return { name: 'question-state', state: head.state };
  if (wish.deed === 'move' && head.drawnVersionId !== '' && !isApprover(actor)) return { name: 'not-allowed' };
  if (wish.deed === 'tag' && withTags(head.tags, wish).length > questionLimits.tagsMax)
    return { name: 'tags-too-many', max: questionLimits.tagsMax };
  if (wish.deed === 'reserve' && wish.contestId !== '' && head.isPractice) return { name: 'question-is-practice' };
  return null;
}

function withTags(tags: readonly string[], { add, remove }: { add: readonly string[]; remove: readonly string[] }) {
  const clean = (words: readonly string[]) => words.map((word) => word.normalize('NFC').trim()).filter(Boolean);
  const gone = new Set(clean(remove));
  return [...new Set([...tags.filter((tag) => !gone.has(tag)), ...clean(add)])].sort();
}

interface OneChange {
  readonly bank: HeldBank;
  readonly held: HeldQuestion;
  readonly wish: ChangeDeed;
  readonly actor: Actor;
}

/** null when it is so already. */
async function change(tx: Tx, ctx: Ctx, { bank, held, wish, actor }: OneChange): Promise<QuestionEvent | null> {
  const { head, newest } = held;
  const stamp = { updatedAt: nextRevision(head, bank.at), updatedBy: actor.id };
  const event = { questionRowId: head.id, versionId: newest.id, actorId: actor.id, at: bank.at };
  if (wish.deed === 'reserve') {
    if (head.reservedFor === wish.contestId) return null;
    await writeQuestion(tx, head.id, { reservedFor: wish.contestId, ...stamp });
    return { ...event, deed: 'reserved', note: wish.contestId };
  }
  if (wish.deed === 'tag') {
    const tags = withTags(head.tags, wish);
    if (tags.join('\n') === head.tags.join('\n')) return null;
    // Tags are not part of what is asked: the version stays the one that was approved.
    const content = { ...newest.content, tags };
    await rewriteVersion(tx, newest.id, { content, contentHash: hashOf(ctx, content) });
    await writeQuestion(tx, head.id, { ...headColumns(content), ...stamp });
    return { ...event, deed: 'changed', note: tags.join(', ') };
  }
  if (head.topic === wish.topic && held.versions.every((v) => !v.isCurrent || v.content.topic === wish.topic))
    return null;
  const moved = await moveVersions(tx, ctx, { bank, held, wish, actor }, wish.topic);
  await writeQuestion(tx, head.id, { topic: wish.topic, ...moved, ...stamp });
  return { ...event, deed: 'moved', note: bank.bank.topics.find(({ id }) => id === wish.topic)?.name ?? '' };
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
