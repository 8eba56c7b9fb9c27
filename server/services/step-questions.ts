/** Takes steps in the life of questions: one, or many of which all are taken or none. */
import { accepted, refused, type Outcome, type Refusal } from '../rules/refusal.ts';
import { normaliseName } from '../rules/names.ts';
import { insertQuestionEvents, type QuestionEvent } from '../store/question-events.ts';
import { approveVersion, drawVersion } from '../store/question-versions.ts';
import { writeQuestion } from '../store/questions.ts';
import type { Tx } from '../store/store.ts';
import type { LifeDeed } from '../wire/http/banks.ts';
import type { Ctx } from './context.ts';
import {
  holdBank,
  holdQuestions,
  nextRevision,
  touchPool,
  unlessChanged,
  type Actor,
  type HeldBank,
  type HeldQuestion,
} from './held-question.ts';
import { loadContests } from './load-contest.ts';
import { journalBank } from './journal-bank.ts';
import { decideStep, type Step } from './question-step.ts';
import { sealTicket, type Undoable } from './undo-ticket.ts';

export interface Stepping {
  readonly bankId: string;
  readonly deed: LifeDeed;
  readonly codes: readonly string[];
  readonly note: string;
  readonly actor: Actor;
  /** As the actor saw them, in the order of `codes`: what has changed since is not what was looked at. Absent: as they are. */
  readonly revisions?: readonly number[];
}

export interface CodeRefusal {
  readonly code: string;
  readonly refusal: Refusal;
}

export interface BulkDone {
  /** Not empty: nothing was done. */
  readonly refusals: readonly CodeRefusal[];
  /** The ticket that undoes it; '' where there is nothing to undo. */
  readonly undo: string;
}

/** Refusals of each code, or nothing refused and everything done. Refuses itself with `not-found` for the bank. */
export async function stepQuestions(ctx: Ctx, stepping: Stepping): Promise<Outcome<BulkDone>> {
  const { bankId, deed, actor, revisions } = stepping;
  const seen = revisions && new Map(stepping.codes.map((code, at) => [code, revisions[at] ?? 0]));
  const codes = [...new Set(stepping.codes)];
  const note = normaliseName(stepping.note);
  const hasOpenRound = deed === 'approve' && (await isAnyRoundOpen(ctx, bankId));
  return ctx.store.write(async (tx) => {
    const bank = await holdBank(tx, ctx, bankId);
    if (bank === null) return refused({ name: 'not-found' });
    const held = await holdQuestions(tx, bankId, codes);
    const ground = { actor, topics: bank.bank.topics, at: bank.at, note, hasOpenRound };
    const steps: { held: HeldQuestion; step: Step }[] = [];
    const refusals: CodeRefusal[] = [];
    for (const code of codes) {
      const found = held.get(code);
      const changed = found && seen ? await unlessChanged(tx, found.head, seen.get(code) ?? 0) : null;
      const step = found ? (changed ?? decideStep(deed, found, ground)) : refused({ name: 'not-found' });
      if (!step.ok) refusals.push({ code, refusal: step.refusal });
      else if (found) steps.push({ held: found, step: step.value });
    }
    if (refusals.length > 0) return accepted({ refusals, undo: '' });
    const questions = await takeSteps(tx, bank, steps, actor, note);
    await journalBank(tx, ctx, { actor, action: `${deed}-questions`, bankId, codes, detail: { note } });
    return accepted({ refusals, undo: sealTicket(ctx, { bankId, actorId: actor.id, deed, questions }) });
  });
}

async function takeSteps(
  tx: Tx,
  bank: HeldBank,
  steps: readonly { readonly held: HeldQuestion; readonly step: Step }[],
  actor: Actor,
  note: string,
): Promise<Undoable[]> {
  const undoable: Undoable[] = [];
  const events: QuestionEvent[] = [];
  for (const { held, step } of steps) {
    const { head, newest } = held;
    if (step.approves) await approveVersion(tx, newest.id, actor.id, bank.at);
    if (step.draws !== undefined) await drawVersion(tx, head.bankId, head.questionId, step.draws);
    const updatedAt = nextRevision(head, bank.at);
    await writeQuestion(tx, head.id, { ...step.change, updatedAt, updatedBy: actor.id });
    events.push({
      ...{ questionRowId: head.id, versionId: newest.id, deed: step.deed },
      ...{ actorId: actor.id, note, at: bank.at },
    });
    const { state, drawnVersionId } = head;
    undoable.push({ code: head.questionId, revision: updatedAt, before: { state, drawnVersionId } });
  }
  await insertQuestionEvents(tx, events);
  if (steps.some(({ step }) => step.draws !== undefined)) await touchPool(tx, bank);
  return undoable;
}

/** Whether people may have questions of the bank on a paper just now. */
export async function isAnyRoundOpen(ctx: Ctx, bankId: string): Promise<boolean> {
  const now = ctx.clock.now();
  const contests = (await loadContests(ctx)).filter(({ definition }) => definition.bankId === bankId);
  return contests.some(
    ({ isDraft, rounds }) => !isDraft && rounds.some((round) => round.opensAt <= now && round.closedAt === 0),
  );
}
