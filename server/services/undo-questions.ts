/**
 * Undoes what somebody has just done to many questions: all of them or none. Each goes back to what it was, as long as
 * nobody has changed it since; an approval only while nothing has used what was approved. What was done, and that it was
 * undone, both stay in the histories and in the journal.
 */
import { lapsesOn } from '../rules/question.ts';
import { accepted, refused, type Outcome, type Refusal } from '../rules/refusal.ts';
import type { ContestId, Millis, RoundId, VersionId } from '../rules/ids.ts';
import { papersSince } from '../store/attempts.ts';
import { insertQuestionEvents } from '../store/question-events.ts';
import { approveVersion, drawVersion } from '../store/question-versions.ts';
import { writeQuestion } from '../store/questions.ts';
import type { ReadTx, Tx } from '../store/store.ts';
import {
  keepChanges,
  moveQuestion,
  reserveQuestion,
  tagQuestion,
  type Changed,
  type OneChange,
} from './change-question.ts';
import type { Ctx } from './context.ts';
import {
  holdBank,
  holdQuestions,
  isApprover,
  nextRevision,
  touchPool,
  unlessChanged,
  type Actor,
  type HeldBank,
  type HeldQuestion,
} from './held-question.ts';
import { journalBank } from './journal-bank.ts';
import { loadContests } from './load-contest.ts';
import type { CodeRefusal } from './step-questions.ts';
import { openTicket, type Before, type UndoTicket } from './undo-ticket.ts';

export interface Undoing {
  readonly bankId: string;
  /** As `BulkDone.undo` gave it. */
  readonly ticket: string;
  /** Codes that stay as they are. */
  readonly without: readonly string[];
  readonly actor: Actor;
}

export interface UndoneDeed {
  readonly refusals: readonly CodeRefusal[];
  readonly changed: number;
}

/**
 * Refusals of each code (`changed-meanwhile`, `approval-used`, `not-allowed`, `topic-unknown`), or everything undone.
 * Refuses itself with `not-found` for what is no ticket of this person and this bank.
 */
export async function undoQuestions(ctx: Ctx, undoing: Undoing): Promise<Outcome<UndoneDeed>> {
  const { bankId, actor } = undoing;
  const ticket = openTicket(ctx, undoing.ticket);
  if (ticket?.bankId !== bankId || ticket.actorId !== actor.id) return refused({ name: 'not-found' });
  const without = new Set(undoing.without);
  const wanted = ticket.questions.filter(({ code }) => !without.has(code));
  const codes = wanted.map(({ code }) => code);
  const rounds = ticket.deed === 'approve' ? await roundsOfBank(ctx, bankId) : [];
  return ctx.store.write(async (tx) => {
    const bank = await holdBank(tx, ctx, bankId);
    if (bank === null) return refused({ name: 'not-found' });
    const held = await holdQuestions(tx, bankId, codes);
    const used = ticket.deed === 'approve' ? await usedVersions(tx, rounds, [...held.values()]) : new Set<VersionId>();
    const refusals: CodeRefusal[] = [];
    const goingBack: GoingBack[] = [];
    for (const { code, revision, before } of wanted) {
      const one = held.get(code);
      const changed = one && (await unlessChanged(tx, one.head, revision));
      const refusal = one
        ? (changed?.refusal ?? faultOf(ticket, { bank, held: one, actor, before, used }))
        : ({ name: 'not-found' } as const);
      if (refusal) refusals.push({ code, refusal });
      else if (one) goingBack.push({ bank, held: one, actor, before });
    }
    if (refusals.length > 0) return accepted({ refusals, changed: 0 });
    await goBack(tx, ctx, bank, ticket.deed, goingBack);
    const action = `undo-${ticket.deed}-questions`;
    if (codes.length > 0) await journalBank(tx, ctx, { actor, action, bankId, codes, contestId: contestOf(goingBack) });
    return accepted({ refusals, changed: codes.length });
  });
}

interface GoingBack extends OneChange {
  readonly before: Before;
}

/** The one contest whose pool it was about, now or before; '' for several or none. */
function contestOf(all: readonly GoingBack[]): ContestId | '' {
  const reservations = all.filter(({ before }) => before.reservedFor !== undefined);
  const owners = new Set(reservations.flatMap(({ held, before }) => [held.head.reservedFor, before.reservedFor ?? '']));
  owners.delete('');
  const [owner = ''] = owners.size === 1 ? owners : [];
  return owner as ContestId | '';
}

/** What was allowed then must be allowed still. */
function faultOf(
  { deed }: UndoTicket,
  { bank, held, actor, before, used }: GoingBack & { readonly used: ReadonlySet<VersionId> },
): Refusal | null {
  const isForApprovers = deed === 'approve' || deed === 'return' || deed === 'reserve';
  const isDrawn = held.head.drawnVersionId !== '' || (before.drawnVersionId ?? '') !== '';
  if (!isApprover(actor) && (isForApprovers || isDrawn) && deed !== 'tag' && deed !== 'send')
    return { name: 'not-allowed' };
  if (deed === 'approve' && (used.has(held.newest.id) || wasShown(held, before))) return { name: 'approval-used' };
  const { topic = '' } = before;
  if (topic !== '' && !bank.bank.topics.some(({ id }) => id === topic)) return { name: 'topic-unknown', topic };
  return null;
}

/** Everybody may have seen it in practice meanwhile: it must not be asked again as it was before. */
function wasShown({ newest, versions }: HeldQuestion, { drawnVersionId }: Before): boolean {
  const before = versions.find(({ id }) => id === drawnVersionId);
  return newest.content.isPractice && before !== undefined && !before.content.isPractice;
}

async function goBack(
  tx: Tx,
  ctx: Ctx,
  bank: HeldBank,
  deed: UndoTicket['deed'],
  all: readonly GoingBack[],
): Promise<void> {
  const changes: Changed[] = [];
  for (const each of all) {
    const { topic, tags, reservedFor } = each.before;
    const done =
      topic !== undefined
        ? await moveQuestion(tx, ctx, each, topic)
        : tags !== undefined
          ? await tagQuestion(tx, ctx, each, tags)
          : reservedFor !== undefined
            ? await reserveQuestion(tx, each, reservedFor)
            : null;
    if (done) changes.push({ ...done, event: { ...done.event, deed: 'undone', note: deed } });
  }
  await keepChanges(tx, bank, changes);
  const steps = all.filter(({ before }) => before.state !== undefined);
  for (const each of steps) await stepBack(tx, deed, each);
  await insertQuestionEvents(
    tx,
    steps.map(({ held: { head, newest }, actor }) => ({
      ...{ questionRowId: head.id, versionId: newest.id, deed: 'undone' },
      ...{ actorId: actor.id, note: deed, at: bank.at },
    })),
  );
  if (steps.some(({ held, before }) => held.head.drawnVersionId !== before.drawnVersionId)) await touchPool(tx, bank);
}

async function stepBack(tx: Tx, deed: UndoTicket['deed'], { bank, held, actor, before }: GoingBack): Promise<void> {
  const { head, newest, versions } = held;
  const { state = head.state, drawnVersionId = head.drawnVersionId } = before;
  const { content } = versions.find(({ id }) => id === drawnVersionId) ?? newest;
  if (deed === 'approve') await approveVersion(tx, newest.id, '', 0);
  if (drawnVersionId !== head.drawnVersionId) await drawVersion(tx, head.bankId, head.questionId, drawnVersionId);
  const stamp = { updatedAt: nextRevision(head, bank.at), updatedBy: actor.id };
  await writeQuestion(tx, head.id, {
    state,
    drawnVersionId,
    lapsesOn: state === 'retired' ? '' : lapsesOn(content),
    ...stamp,
  });
}

/** More papers than these are not read one by one: whatever was approved before them counts as used. */
const papersMax = 1_000;
/** Clocks of several servers need not agree to the second. */
const clocksApartMs = 60_000;

async function usedVersions(
  tx: ReadTx,
  rounds: readonly RoundId[],
  held: readonly HeldQuestion[],
): Promise<Set<VersionId>> {
  const newest = held.map((each) => each.newest);
  const since: Millis = Math.min(...newest.map(({ approvedAt }) => approvedAt)) - clocksApartMs;
  const papers = await papersSince(tx, rounds, since, papersMax + 1);
  if (papers.length > papersMax) return new Set(newest.map(({ id }) => id));
  return new Set(papers.flatMap(({ slots }) => slots.map(({ versionId }) => versionId)));
}

async function roundsOfBank(ctx: Ctx, bankId: string): Promise<RoundId[]> {
  const contests = (await loadContests(ctx)).filter(({ definition }) => definition.bankId === bankId);
  return contests.flatMap(({ rounds }) => rounds.map(({ id }) => id));
}
