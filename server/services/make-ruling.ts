/**
 * Puts right a key that was wrong on the day: voids the question, accepts several keys or corrects the key, for a running
 * or a closed round. The ruling, its journal entry, the broken seal and the first page of attempts are one transaction, the
 * only one in a round of usual size; a larger one goes on page by page, and `finish-rulings` goes on after a stop. Old
 * results are kept, decided awards become outdated, and a closed round is settled and sealed anew.
 */
import { normaliseName } from '../rules/names.ts';
import { accepted, refused, type Outcome } from '../rules/refusal.ts';
import type { RulingId } from '../rules/ids.ts';
import { roundById } from '../store/contests.ts';
import { insertRuling, rulingsOfRound } from '../store/rulings.ts';
import { removeStatistics } from '../store/sittings.ts';
import type { AttemptPlace } from '../store/attempts.ts';
import type { Tx } from '../store/store.ts';
import type { RulingView } from '../wire/http/statistics.ts';
import { applyRulings, finishApplying, firstPageMax, rescorePage, rescoreRound } from './apply-rulings.ts';
import type { Ctx } from './context.ts';
import { inTurn } from './in-turn.ts';
import { listRulings } from './list-rulings.ts';
import { rulingDigest } from './preview-ruling.ts';
import { loadPool, type QuestionPool } from './question-pool.ts';
import { effectsOf } from './ruling-effects.ts';
import { ruledQuestion, type Ruled, type RulingWish } from './ruled-question.ts';
import { breakSeal, settle } from './settle-round.ts';
import { writeJournal, type JournalNote } from './write-journal.ts';

export interface RulingOrder extends RulingWish {
  readonly reason: string;
  readonly notice: string;
  /** Of the preview as its reader saw it. */
  readonly previewDigest: string;
  readonly actor: NonNullable<JournalNote['actor']>;
}

/**
 * Ends when every attempt counts by it; `onMade` hears of it before, where a great round is still being counted anew. Refusals:
 * those of `ruledQuestion`, `reason-needed`, `notice-needed`; `ruling-outdated` when it is not what was previewed.
 */
export async function makeRuling(
  ctx: Ctx,
  given: RulingOrder,
  onMade: (made: Outcome<RulingView>) => void = () => {},
): Promise<Outcome<RulingView>> {
  const order = { ...given, reason: normaliseName(given.reason), notice: normaliseName(given.notice) };
  if (order.reason === '') return refused({ name: 'reason-needed' });
  if (order.notice === '') return refused({ name: 'notice-needed' });
  const found = await ruledQuestion(ctx, order);
  if (!found.ok) return found;
  const contestId = found.value.contest.id;
  return inTurn(ctx, contestId, async () => {
    await applyRulings(ctx, found.value.contest, order.roundId);
    // As it is in our turn: it may have been closed, or sealed anew, since.
    const ruled = await ruledQuestion(ctx, order);
    if (!ruled.ok) return ruled;
    const digest = await rulingDigest(ctx, ruled.value, order, () => effectsOf(ctx, ruled.value, order));
    if (digest !== order.previewDigest) return refused({ name: 'ruling-outdated' });
    const viewOf = async (id: RulingId): Promise<Outcome<RulingView>> => {
      const view = (await listRulings(ctx, order.roundId)).rulings.find((one) => one.id === id);
      return view === undefined ? refused({ name: 'not-found' }) : accepted(view);
    };
    const made = await apply(ctx, ruled.value, order, async (id) => onMade(await viewOf(id)));
    return made.ok ? viewOf(made.value) : made;
  });
}

/** Makes it, and answers as soon as it is in the store: no browser waits for a hundred thousand attempts. The rest goes on. */
export function orderRuling(ctx: Ctx, order: RulingOrder): Promise<Outcome<RulingView>> {
  return new Promise((resolve, reject) => {
    let isMade = false;
    const onMade = (made: Outcome<RulingView>): void => {
      isMade = true;
      resolve(made);
    };
    makeRuling(ctx, order, onMade).then(resolve, (problem: unknown) => {
      if (isMade)
        ctx.log.error({ err: problem, roundId: order.roundId }, 'a ruling was cut short; the next second goes on');
      reject(problem);
    });
  });
}

async function apply(
  ctx: Ctx,
  ruled: Ruled,
  order: RulingOrder,
  onMade: (id: RulingId) => Promise<void>,
): Promise<Outcome<RulingId>> {
  const { contest } = ruled;
  const { roundId, actor } = order;
  const pool = await loadPool(ctx, contest);
  const begun = await ctx.store.write((tx) => begin(tx, ctx, { ruled, order, pool }));
  if (!begun.ok) return begun;
  const { id, rest, isClosed } = begun.value;
  if (rest !== undefined) {
    await onMade(id);
    await rescoreRound(ctx, contest, roundId, rest);
    await ctx.store.write((tx) => finishApplying(tx, ctx, contest, roundId, actor));
  }
  if (isClosed) await settle(ctx, { contestId: contest.id, roundId, actor, why: 'make-ruling', isRebuilt: true });
  return accepted(id);
}

interface Begun {
  readonly id: RulingId;
  /** After whom to go on; undefined when every attempt counts by it. */
  readonly rest: AttemptPlace | undefined;
  readonly isClosed: boolean;
}

interface Beginning {
  readonly ruled: Ruled;
  readonly order: RulingOrder;
  readonly pool: QuestionPool;
}

async function begin(tx: Tx, ctx: Ctx, { ruled, order, pool }: Beginning): Promise<Outcome<Begun>> {
  const { contest } = ruled;
  const { roundId, questionId, ruling, reason, notice, actor } = order;
  await tx.lock('round', roundId);
  const round = await roundById(tx, roundId);
  const newest = (await rulingsOfRound(tx, roundId)).at(-1);
  // Another instance may have closed, reopened or ruled since the digest was compared.
  if (round === undefined || newest?.appliedAt === 0) return refused({ name: 'ruling-outdated' });
  const { closedAt, sealDigest } = ruled.round;
  if (round.closedAt !== closedAt || round.sealDigest !== sealDigest) return refused({ name: 'ruling-outdated' });
  const id = ctx.newId<RulingId>();
  // Of two rulings on one question the later counts, also when the clock stood still between them.
  const madeAt = Math.max(ctx.clock.now(), (newest?.madeAt ?? 0) + 1);
  await insertRuling(tx, {
    ...{ id, contestId: contest.id, roundId, questionId, ruling, reason, notice },
    ...{ attemptsChanged: 0, madeBy: actor.id, madeAt, appliedAt: 0 },
  });
  await removeStatistics(tx, roundId);
  const rest = await rescorePage(tx, { contest, roundId, pool }, null, firstPageMax);
  // Locks are always taken in this order: standings, the journal of their changes, the journal.
  await tx.lock('standing-change', contest.id);
  const keys = ruling.kind === 'void' ? '' : JSON.stringify(ruling.kind === 'accept' ? ruling.keys : [ruling.key]);
  const detail = { rulingId: id, roundId, round: round.key, questionId, kind: ruling.kind, keys, reason, notice };
  await writeJournal(tx, ctx, { actor, action: 'make-ruling', contestId: contest.id, detail });
  await breakSeal(tx, ctx, round, { actor, why: 'make-ruling' });
  if (rest === undefined) await finishApplying(tx, ctx, contest, roundId, actor);
  tx.afterCommit(() => ctx.bus.say({ what: 'contest-changed', contestId: contest.id }));
  return accepted({ id, rest, isClosed: round.closedAt > 0 });
}
