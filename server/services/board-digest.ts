/**
 * The digest by which a round's results are sealed: SHA-256 of a line of canonical text that says what is sealed, then one
 * for each standing in the order of the participants' ids, then one for each ended attempt in the order of their start,
 * with the last hash of its answers: without that, a log could lose its last answers unseen, since what is left of a
 * chain is a chain. Whoever holds the rows can compute it again.
 */
import { createHash } from 'node:crypto';
import { setImmediate as nextTurn } from 'node:timers/promises';
import { boardOfRound } from '../rules/standings.ts';
import { chainHeads } from '../store/answers.ts';
import { endedAttemptsPage, type AttemptPlace } from '../store/attempts.ts';
import type { RoundRow } from '../store/contests.ts';
import { standingsPage, type StandingRow } from '../store/standings.ts';
import type { Ctx } from './context.ts';

/** Changes when the text does. */
const form = 'hoithi-standings-2';

export const isSealed = (round: Pick<RoundRow, 'sealDigest'>): boolean => round.sealDigest !== '';

/** Hex. The round's `predictionTruth` is part of it. */
export async function boardDigest(ctx: Ctx, round: Pick<RoundRow, 'id' | 'predictionTruth'>): Promise<string> {
  const board = boardOfRound(round.id);
  const hash = createHash('sha256').update(line([form, board, round.predictionTruth]));
  for (let afterId: string | undefined = ''; afterId !== undefined;) {
    const from: string = afterId;
    const page = await ctx.store.read((tx) => standingsPage(tx, board, from));
    for (const row of page) hash.update(line(sealed(row)));
    afterId = page.at(-1)?.participantId;
    await nextTurn();
  }
  for (let after: AttemptPlace | null | undefined = null; after !== undefined;) {
    const from: AttemptPlace | null = after;
    const { attempts, heads } = await ctx.store.read(async (tx) => {
      const page = await endedAttemptsPage(tx, round.id, from);
      return {
        attempts: page,
        heads: await chainHeads(
          tx,
          page.map(({ id }) => id),
        ),
      };
    });
    for (const { id } of attempts) hash.update(line([id, heads.get(id) ?? '']));
    after = attempts.at(-1);
    await nextTurn();
  }
  return hash.digest('hex');
}

/** JSON of an array: no separator can be forged inside a value. */
const line = (values: readonly unknown[]): string => `${JSON.stringify(values)}\n`;

/** Everything the staff's view holds; once a round is closed the public's view holds no more than this. */
const sealed = (row: StandingRow): readonly unknown[] => [
  row.participantId,
  row.categoryId,
  row.unitId,
  row.attemptId,
  row.isRanked,
  row.sortKey,
  row.score,
  row.correct,
  row.elapsedMs,
  row.submittedAt,
  row.prediction,
  row.predictionGap,
  row.attempts,
];
