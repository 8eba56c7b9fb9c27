/** One question with its life: what is written, what is drawn, who did what, and what who asks may do. */
import { setImmediate as nextTurn } from 'node:timers/promises';
import { accepted, refused, type Outcome } from '../rules/refusal.ts';
import type { UserId } from '../rules/ids.ts';
import { questionDifference, type FieldDifference as Difference } from '../rules/question-difference.ts';
import type { Question } from '../rules/question.ts';
import { bankById } from '../store/banks.ts';
import { eventsOfQuestion } from '../store/question-events.ts';
import { userNames } from '../store/users.ts';
import type { ReadTx } from '../store/store.ts';
import type { FieldDifference, QuestionVersionView, QuestionView } from '../wire/http/banks.ts';
import type { Ctx } from './context.ts';
import { authorsOfPending, holdQuestions, isApprover, type Actor, type HeldQuestion } from './held-question.ts';
import { faultsOf, hintsFor, hintViews, showQuestion } from './look-at-question.ts';

const versionsMax = 50;
const eventsMax = 200;

export interface QuestionWanted {
  readonly bankId: string;
  readonly code: string;
  readonly actor: Actor;
}

/** Refuses with `not-found`. */
export async function readQuestion(ctx: Ctx, { bankId, code, actor }: QuestionWanted): Promise<Outcome<QuestionView>> {
  const found = await ctx.store.read((tx) => readAll(tx, bankId, code));
  if (found === null) return refused({ name: 'not-found' });
  const { bank, held, events, names } = found;
  const { head, newest, versions } = held;
  const { content } = newest;
  const drawn = versions.find(({ id }) => id === head.drawnVersionId);
  const nameOf = (id: UserId | ''): string => names.get(id) ?? '';
  const numberOf = new Map(versions.map(({ id, version }) => [id, version]));
  const isDrawn = head.drawnVersionId !== '';
  const hasOther = drawn !== undefined && drawn.id !== newest.id;
  const differences = await differencesOf(versions.slice(0, versionsMax + 1));
  return accepted({
    ...{ bankId, code, state: head.state, revision: head.updatedAt, content, isDrawn },
    hints: hintViews(await hintsFor(ctx, bankId, content), head.dismissed),
    faults: faultsOf(content, bank.topics),
    shown: await showQuestion(ctx, content),
    ...{ reservedFor: head.reservedFor, lapsesOn: head.lapsesOn },
    drawnDifference: hasOther ? differenceView(drawn.content, content) : null,
    ...mayOf(held, actor),
    versions: versions.slice(0, versionsMax).map((version, place) => ({
      ...versionView(version, nameOf),
      isDrawn: version.id === head.drawnVersionId,
      difference: differences[place] ?? [],
    })),
    events: events.map(({ deed, actorId, note, versionId, at }) => ({
      ...{ deed, actorName: nameOf(actorId), note, at },
      version: numberOf.get(versionId) ?? 0,
    })),
    serverNow: ctx.clock.now(),
  });
}

async function readAll(tx: ReadTx, bankId: string, code: string) {
  const bank = await bankById(tx, bankId);
  const held = bank && (await holdQuestions(tx, bankId, [code])).get(code);
  if (!bank || !held) return null;
  const events = await eventsOfQuestion(tx, held.head.id, eventsMax);
  const ids = [
    ...held.versions.flatMap(({ authorId, approvedBy }) => [authorId, approvedBy]),
    ...events.map((e) => e.actorId),
  ];
  return { bank, held, events, names: await userNames(tx, ids) };
}

function versionView(
  { version, authorId, createdAt, approvedBy, approvedAt }: HeldQuestion['newest'],
  nameOf: (id: UserId | '') => string,
): Omit<QuestionVersionView, 'isDrawn' | 'difference'> {
  return { version, authorName: nameOf(authorId), createdAt, approvedByName: nameOf(approvedBy), approvedAt };
}

/**
 * Of each version against the one behind it, in turns: two long texts with nothing in common take a tenth of a second,
 * and others wait for answers meanwhile.
 */
async function differencesOf(versions: HeldQuestion['versions']): Promise<FieldDifference[][]> {
  const found: FieldDifference[][] = [];
  for (const [at, { content }] of versions.entries()) {
    found.push(differenceView(versions[at + 1]?.content ?? content, content));
    await nextTurn();
  }
  return found;
}

const differenceView = (before: Question, after: Question): FieldDifference[] =>
  questionDifference(before, after).map(({ field, of, parts }: Difference) => ({
    ...{ field, of },
    parts: parts.map(({ kind, text }) => ({ kind, text })),
  }));

/** The same rules as `question-step.ts`, told beforehand so that a screen need not offer what will be refused. */
function mayOf(held: HeldQuestion, actor: Actor): Pick<QuestionView, 'may' | 'isOwnWork'> {
  const { head, newest } = held;
  const isWriter = actor.role !== 'viewer';
  const approves = isApprover(actor);
  const isOwn = authorsOfPending(held).has(actor.id);
  const isInReview = head.state === 'in-review';
  const isRetired = head.state === 'retired';
  const canRetire = approves || (head.drawnVersionId === '' && head.createdBy === actor.id);
  const all: readonly [QuestionView['may'][number], boolean][] = [
    ['save', isWriter && !isRetired],
    ['send', isWriter && head.state === 'draft'],
    ['approve', approves && isInReview && !isOwn],
    ['return', approves && isInReview],
    ['retire', isWriter && canRetire && !isRetired],
    ['restore', isWriter && isRetired && (approves || newest.approvedAt === 0)],
    ['reserve', approves && !isRetired],
  ];
  return {
    may: all.filter(([, may]) => may).map(([deed]) => deed),
    isOwnWork: approves && isInReview && isOwn,
  };
}
