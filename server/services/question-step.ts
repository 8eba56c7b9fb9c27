/**
 * One step in the life of a question (draft → in review → approved → retired), decided without writing anything: the
 * one place where states and the two-person rule are kept, for one question and for many at once.
 */
import { formatIsoDate, localDate } from '../rules/calendar.ts';
import { lapsesOn, type Topic } from '../rules/question.ts';
import { accepted, refused, type Outcome } from '../rules/refusal.ts';
import type { VersionId } from '../rules/ids.ts';
import type { QuestionChange } from '../store/questions.ts';
import type { QuestionDeed } from '../store/schema-banks.ts';
import type { LifeDeed } from '../wire/http/banks.ts';
import { authorsOfPending, isApprover, type Actor, type HeldQuestion } from './held-question.ts';
import { faultsOf } from './look-at-question.ts';

export interface StepGround {
  readonly actor: Actor;
  readonly topics: readonly Topic[];
  readonly at: number;
  readonly note: string;
  /** A round that draws from this bank is open now. */
  readonly hasOpenRound: boolean;
}

export interface Step {
  readonly deed: QuestionDeed;
  readonly change: QuestionChange;
  /** What papers draw afterwards; absent: as before. */
  readonly draws?: VersionId | '';
  /** The newest version is approved by the actor. */
  readonly approves?: true;
}

type Decide = (held: HeldQuestion, ground: StepGround) => Outcome<Step>;

const wrongState = ({ head }: HeldQuestion) => refused({ name: 'question-state', state: head.state });

const send: Decide = (held, { topics }) => {
  if (held.head.state !== 'draft') return wrongState(held);
  const faults = faultsOf(held.newest.content, topics).length;
  if (faults > 0) return refused({ name: 'question-not-ready', faults });
  return accepted({ deed: 'sent', change: { state: 'in-review' } });
};

const approve: Decide = (held, { actor, topics, at, hasOpenRound }) => {
  const { head, newest, versions } = held;
  if (!isApprover(actor)) return refused({ name: 'not-allowed' });
  if (head.state !== 'in-review') return wrongState(held);
  if (authorsOfPending(held).has(actor.id)) return refused({ name: 'own-question' });
  const faults = faultsOf(newest.content, topics).length;
  if (faults > 0) return refused({ name: 'question-not-ready', faults });
  const lapse = lapsesOn(newest.content);
  if (lapse !== '' && lapse <= formatIsoDate(localDate(at))) return refused({ name: 'question-lapsed', since: lapse });
  if (newest.content.isPractice) {
    if (head.reservedFor !== '') return refused({ name: 'question-is-practice' });
    // Somebody may have it on a paper just now.
    if (hasOpenRound && versions.some((version) => version.approvedAt > 0 && !version.content.isPractice))
      return refused({ name: 'question-in-open-round' });
  }
  const change: QuestionChange = { state: 'approved', drawnVersionId: newest.id, lapsesOn: lapse };
  return accepted({ deed: 'approved', change, draws: newest.id, approves: true });
};

const giveBack: Decide = (held, { actor, note }) => {
  if (!isApprover(actor)) return refused({ name: 'not-allowed' });
  if (held.head.state !== 'in-review') return wrongState(held);
  if (note === '') return refused({ name: 'reason-needed' });
  return accepted({ deed: 'returned', change: { state: 'draft' } });
};

/** An author may give up a draft of their own that nothing was drawn from; the rest is for approvers. */
const retire: Decide = (held, { actor, note }) => {
  const { head } = held;
  const isOwnDraft = head.drawnVersionId === '' && head.createdBy === actor.id;
  if (!isApprover(actor) && !isOwnDraft) return refused({ name: 'not-allowed' });
  if (head.state === 'retired') return wrongState(held);
  if (note === '') return refused({ name: 'reason-needed' });
  return accepted({ deed: 'retired', change: { state: 'retired', drawnVersionId: '', lapsesOn: '' }, draws: '' });
};

/** What two people had agreed on is drawn again; anything else begins as a draft. */
const restore: Decide = (held, { actor, topics }) => {
  const { head, newest } = held;
  if (head.state !== 'retired') return wrongState(held);
  const lapse = lapsesOn(newest.content);
  if (newest.approvedAt === 0) return accepted({ deed: 'restored', change: { state: 'draft', lapsesOn: lapse } });
  if (!isApprover(actor)) return refused({ name: 'not-allowed' });
  // Its topic may have been taken out of the bank meanwhile: a topic of retired questions alone can be.
  const faults = faultsOf(newest.content, topics).length;
  if (faults > 0) return refused({ name: 'question-not-ready', faults });
  const change: QuestionChange = { state: 'approved', drawnVersionId: newest.id, lapsesOn: lapse };
  return accepted({ deed: 'restored', change, draws: newest.id });
};

const deeds: Readonly<Record<LifeDeed, Decide>> = { send, approve, return: giveBack, retire, restore };

/**
 * What the step would do. Refusals: `not-allowed`, `question-state`, `question-not-ready`, `own-question`,
 * `question-lapsed`, `question-in-open-round`, `question-is-practice`, `reason-needed`.
 */
export const decideStep = (deed: LifeDeed, held: HeldQuestion, ground: StepGround): Outcome<Step> =>
  deeds[deed](held, ground);
