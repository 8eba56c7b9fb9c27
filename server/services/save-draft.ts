/**
 * Keeps what somebody writes. The author's own draft is written over until others have been sent it; everything else
 * becomes a new version, and an approved one goes on being drawn beside it.
 */
import type { VersionId } from '../rules/ids.ts';
import { accepted, refused, type Outcome } from '../rules/refusal.ts';
import type { Hint } from '../rules/question-hints.ts';
import { lapsesOn, type Question } from '../rules/question.ts';
import { insertQuestionEvents, wasSent } from '../store/question-events.ts';
import { insertVersions, rewriteVersion } from '../store/question-versions.ts';
import { writeQuestion } from '../store/questions.ts';
import type { Tx } from '../store/store.ts';
import { questionLimits, type SavedDraft } from '../wire/http/banks.ts';
import type { Ctx } from './context.ts';
import { headColumns, hintsColumn, normaliseQuestion } from './question-head.ts';
import {
  holdBank,
  holdQuestions,
  nextRevision,
  unlessChanged,
  type Actor,
  type HeldBank,
  type HeldQuestion,
} from './held-question.ts';
import { journalBank } from './journal-bank.ts';
import { faultsOf, hintsFor, hintViews } from './look-at-question.ts';

export interface Draft {
  readonly bankId: string;
  readonly code: string;
  /** Of the head as the author last saw it. */
  readonly revision: number;
  readonly content: Question;
  readonly actor: Actor;
}

/** Saving the same again changes nothing. Refusals: `not-found`, `changed-meanwhile`, `question-state`, `topic-unknown`, `versions-too-many`. */
export async function saveDraft(ctx: Ctx, draft: Draft): Promise<Outcome<SavedDraft>> {
  const { bankId, code, revision, actor } = draft;
  const content = { ...normaliseQuestion(draft.content), id: code };
  const contentHash = ctx.secrets.digest(JSON.stringify(content));
  const hints = await hintsFor(ctx, bankId, content);
  return ctx.store.write(async (tx) => {
    const bank = await holdBank(tx, ctx, bankId);
    const held = bank && (await holdQuestions(tx, bankId, [code])).get(code);
    if (!bank || !held) return refused({ name: 'not-found' });
    const changed = await unlessChanged(tx, held.head, revision);
    if (changed) return changed;
    if (held.head.state === 'retired') return refused({ name: 'question-state', state: 'retired' });
    const isTopicKnown = bank.bank.topics.some(({ id }) => id === content.topic);
    if (content.topic !== '' && !isTopicKnown) return refused({ name: 'topic-unknown', topic: content.topic });
    const faults = faultsOf(content, bank.bank.topics);
    if (held.newest.contentHash === contentHash) return accepted(saved(held.head, held.newest.version, hints, faults));
    const isRewritten = await mayRewrite(tx, held, actor);
    const { versionsMax: max } = questionLimits;
    if (!isRewritten && held.versions.length >= max) return refused({ name: 'versions-too-many', max });
    const written = await write(tx, ctx, { bank, held, content, contentHash, hints, actor, isRewritten });
    return accepted(saved({ ...held.head, ...written.head }, written.version, hints, faults));
  });
}

interface Writing {
  readonly bank: HeldBank;
  readonly held: HeldQuestion;
  readonly content: Question;
  readonly contentHash: string;
  readonly hints: readonly Hint[];
  readonly actor: Actor;
  readonly isRewritten: boolean;
}

/** One's own draft that nobody else has been sent. */
const mayRewrite = async (tx: Tx, { newest }: HeldQuestion, actor: Actor): Promise<boolean> =>
  newest.authorId === actor.id && newest.approvedAt === 0 && !(await wasSent(tx, newest.id));

async function write(tx: Tx, ctx: Ctx, writing: Writing) {
  const { bank, held, content, contentHash, hints, actor, isRewritten } = writing;
  const { head, newest, versions } = held;
  const version = isRewritten ? newest.version : Math.max(...versions.map((each) => each.version)) + 1;
  const newestVersionId = isRewritten ? newest.id : ctx.newId<VersionId>();
  if (isRewritten) await rewriteVersion(tx, newest.id, { content, contentHash });
  else {
    await insertVersions(tx, [
      {
        ...{ id: newestVersionId, bankId: head.bankId, questionId: head.questionId, version, contentHash, content },
        ...{ isCurrent: false, authorId: actor.id, createdAt: bank.at, approvedBy: '', approvedAt: 0 },
      },
    ]);
    await insertQuestionEvents(tx, [
      {
        ...{ questionRowId: head.id, versionId: newestVersionId, deed: 'changed', note: '' },
        ...{ actorId: actor.id, at: bank.at },
      },
    ]);
    // Writing on at one's own draft is no new act: what stands between the two is in nobody's hands but the author's.
    const note = {
      actor,
      action: 'change-question',
      bankId: head.bankId,
      codes: [head.questionId],
      detail: { version },
    };
    await journalBank(tx, ctx, note);
  }
  const change = {
    ...headColumns(content),
    hints: hintsColumn(hints, head.dismissed),
    ...(head.drawnVersionId === '' && { lapsesOn: lapsesOn(content) }),
    state: 'draft' as const,
    newestVersionId,
    updatedAt: nextRevision(head, bank.at),
    updatedBy: actor.id,
  };
  await writeQuestion(tx, head.id, change);
  return { head: change, version };
}

function saved(
  { questionId: code, updatedAt, state, dismissed }: HeldQuestion['head'],
  version: number,
  hints: readonly Hint[],
  faults: SavedDraft['faults'],
): SavedDraft {
  return { code, revision: updatedAt, state, version, hints: hintViews(hints, dismissed), faults, savedAt: updatedAt };
}
