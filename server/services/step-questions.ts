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
import { decideStep, type Step } from './question-step.ts';
import { writeJournal } from './write-journal.ts';

export interface Stepping {
  readonly bankId: string;
  readonly deed: LifeDeed;
  readonly codes: readonly string[];
  readonly note: string;
  readonly actor: Actor;
  /** As the actor saw it; absent for many at once, which are taken as they are. */
  readonly revision?: number;
}

export interface CodeRefusal {
  readonly code: string;
  readonly refusal: Refusal;
}

/** Steps that the journal tells of: they change what can be drawn. */
const journalled: readonly LifeDeed[] = ['approve', 'retire', 'restore'];

/** Refusals of each code, or nothing refused and everything done. Refuses itself with `not-found` for the bank. */
export async function stepQuestions(ctx: Ctx, stepping: Stepping): Promise<Outcome<readonly CodeRefusal[]>> {
  const { bankId, deed, actor, revision } = stepping;
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
      const changed = found && revision !== undefined ? await unlessChanged(tx, found.head, revision) : null;
      const step = found ? (changed ?? decideStep(deed, found, ground)) : refused({ name: 'not-found' });
      if (!step.ok) refusals.push({ code, refusal: step.refusal });
      else if (found) steps.push({ held: found, step: step.value });
    }
    if (refusals.length > 0) return accepted(refusals);
    await takeSteps(tx, bank, steps, actor, note);
    if (journalled.includes(deed))
      await writeJournal(tx, ctx, {
        actor,
        action: `${deed}-questions`,
        contestId: '',
        detail: { bankId, questions: codes.length, codes: codes.join(' '), note },
      });
    return accepted([]);
  });
}

async function takeSteps(
  tx: Tx,
  bank: HeldBank,
  steps: readonly { readonly held: HeldQuestion; readonly step: Step }[],
  actor: Actor,
  note: string,
): Promise<void> {
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
  }
  await insertQuestionEvents(tx, events);
  if (steps.some(({ step }) => step.draws !== undefined)) await touchPool(tx, bank);
}

/** Whether people may have questions of the bank on a paper just now. */
async function isAnyRoundOpen(ctx: Ctx, bankId: string): Promise<boolean> {
  const now = ctx.clock.now();
  const contests = (await loadContests(ctx)).filter(({ definition }) => definition.bankId === bankId);
  return contests.some(
    ({ isDraft, rounds }) => !isDraft && rounds.some((round) => round.opensAt <= now && round.closedAt === 0),
  );
}
