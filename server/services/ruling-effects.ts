/** What a ruling would change of the ended attempts of its round, by the fold that will apply it. Reads only. */
import { createHash } from 'node:crypto';
import { setImmediate as nextTurn } from 'node:timers/promises';
import type { AttemptId, ParticipantId } from '../rules/ids.ts';
import { buildSheet, scoreSheet } from '../rules/sheet.ts';
import { rulingsOfRound } from '../store/rulings.ts';
import { answersOfSittings, sittingsPage } from '../store/sittings.ts';
import type { AttemptPlace } from '../store/attempts.ts';
import type { Ctx } from './context.ts';
import { loadPool } from './question-pool.ts';
import { newestRulings, rulingOf } from './newest-rulings.ts';
import type { Ruled, RulingWish } from './ruled-question.ts';

interface Worth {
  readonly score: number;
  readonly correct: number;
}

export interface Effect {
  readonly attemptId: AttemptId;
  readonly participantId: ParticipantId;
  readonly before: Worth;
  readonly after: Worth;
}

export interface Effects {
  /** Ended attempts, and those of them that had the question on their paper. */
  readonly counted: number;
  readonly asked: number;
  /** In the order of their start. */
  readonly changes: readonly Effect[];
  /** Hex SHA-256 of the changes. */
  readonly digest: string;
}

/** Papers and answers are long: so many are marked in some twenty milliseconds. */
const pageMax = 100;

/** `onProgress` hears how many attempts are counted; what it throws ends the work. */
export async function effectsOf(
  ctx: Ctx,
  { contest, round }: Ruled,
  wish: RulingWish,
  onProgress: (done: number) => void = () => {},
): Promise<Effects> {
  const pool = await loadPool(ctx, contest);
  const held = newestRulings(await ctx.store.read((tx) => rulingsOfRound(tx, round.id)));
  const after = rulingOf(new Map([...held, [wish.questionId, wish]]), pool);
  const markedBy = { questionOf: pool.question, blueprint: round.definition.blueprint, rulingOf: after };
  const changes: Effect[] = [];
  const hash = createHash('sha256');
  let [counted, asked] = [0, 0];
  for (let from: AttemptPlace | null | undefined = null; from !== undefined;) {
    const place: AttemptPlace | null = from;
    const { page, answers } = await ctx.store.read(async (tx) => {
      const page = await sittingsPage(tx, round.id, place, pageMax);
      const touched = page.filter(({ paper }) =>
        paper.slots.some(({ versionId }) => pool.question(versionId).id === wish.questionId),
      );
      const ids = touched.map(({ id }) => id);
      return { page, answers: await answersOfSittings(tx, ids) };
    });
    for (const { id, participantId, paper, score, correct } of page) {
      const log = answers.get(id);
      if (log === undefined) continue;
      asked += 1;
      const worth = scoreSheet(buildSheet(paper.slots.length, log), paper, markedBy);
      if (worth.score === score && worth.correct === correct) continue;
      const then = { score: worth.score, correct: worth.correct };
      changes.push({ attemptId: id, participantId, before: { score, correct }, after: then });
      hash.update(`${JSON.stringify([id, score, correct, then.score, then.correct])}\n`);
    }
    onProgress((counted += page.length));
    from = page.length < pageMax ? undefined : page.at(-1);
    await nextTurn();
  }
  return { counted, asked, changes, digest: hash.digest('hex') };
}
