/** Moves, tags and reserves many questions at once: all of them or none. What is asked by them stays the same. */
import type { ContestId } from '../rules/ids.ts';
import { topicName } from '../rules/question.ts';
import { toReadable } from '../rules/names.ts';
import { accepted, refused, type Outcome, type Refusal } from '../rules/refusal.ts';
import type { Tx } from '../store/store.ts';
import { questionLimits, type BulkDeed } from '../wire/http/banks.ts';
import { keepChanges, moveQuestion, reserveQuestion, tagQuestion, type Changed } from './change-question.ts';
import type { Ctx } from './context.ts';
import { holdBank, holdQuestions, isApprover, type Actor, type HeldBank, type HeldQuestion } from './held-question.ts';
import { journalBank, type BankNote } from './journal-bank.ts';
import { loadContests } from './load-contest.ts';
import type { BulkDone, CodeRefusal } from './step-questions.ts';
import { sealTicket, type Undoable } from './undo-ticket.ts';

type ChangeDeed = Extract<BulkDeed, { deed: 'move' | 'tag' | 'reserve' }>;

export interface Changing {
  readonly bankId: string;
  readonly wish: ChangeDeed;
  readonly actor: Actor;
}

/** Refusals of each code, or nothing refused and everything done. Refuses itself: `not-found`, `topic-unknown`, `contest-unknown`, `not-allowed`. */
export async function changeQuestions(ctx: Ctx, changing: Changing): Promise<Outcome<BulkDone>> {
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
    if (refusals.length > 0) return accepted({ refusals, undo: '' });
    const done = await change(tx, ctx, { bank, held: codes.flatMap((code) => held.get(code) ?? []), wish, actor });
    if (done.length > 0) await journalBank(tx, ctx, { actor, bankId, ...entryOf(wish, bank, done) });
    const questions = done.map(({ code, revision, before }) => ({ code, revision, before }));
    return accepted({ refusals, undo: sealTicket(ctx, { bankId, actorId: actor.id, deed: wish.deed, questions }) });
  });
}

/** What the journal says of it. A reservation stands in the journal of the contest that it is about. */
function entryOf(wish: ChangeDeed, { bank }: HeldBank, done: readonly Undoable[]): Omit<BankNote, 'actor' | 'bankId'> {
  const codes = done.map(({ code }) => code);
  if (wish.deed === 'move') {
    return { action: 'move-questions', codes, detail: { topic: topicName(bank.topics, wish.topic) } };
  }
  if (wish.deed === 'tag') {
    const detail = { tagsAdded: wish.add.join(', '), tagsRemoved: wish.remove.join(', ') };
    return { action: 'tag-questions', codes, detail };
  }
  if (wish.contestId !== '') return { action: 'reserve-questions', codes, contestId: wish.contestId as ContestId };
  const owners = new Set(done.map(({ before }) => before.reservedFor));
  const [owner = ''] = owners.size === 1 ? owners : [];
  return { action: 'release-questions', codes, contestId: owner as ContestId | '' };
}

interface ManyChanges {
  readonly bank: HeldBank;
  readonly held: readonly HeldQuestion[];
  readonly wish: ChangeDeed;
  readonly actor: Actor;
}

/** Those that were changed; what is so already is left alone. */
async function change(tx: Tx, ctx: Ctx, { bank, held, wish, actor }: ManyChanges): Promise<Undoable[]> {
  const changed: Changed[] = [];
  for (const one of held) {
    const ground = { bank, held: one, actor };
    const done =
      wish.deed === 'move'
        ? await moveQuestion(tx, ctx, ground, wish.topic)
        : wish.deed === 'tag'
          ? await tagQuestion(tx, ctx, ground, withTags(one.head.tags, wish))
          : await reserveQuestion(tx, ground, wish.contestId);
    if (done) changed.push(done);
  }
  await keepChanges(tx, bank, changed);
  return changed;
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
  const clean = (words: readonly string[]) => words.map(toReadable).filter(Boolean);
  const gone = new Set(clean(remove));
  return [...new Set([...tags.filter((tag) => !gone.has(tag)), ...clean(add)])].sort();
}
