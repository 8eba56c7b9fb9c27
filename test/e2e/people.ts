/** What the server knows after people have done something on a screen, and what no screen can do to it. */
import { eq } from 'drizzle-orm';
import type { AttemptId } from '../../server/rules/ids.ts';
import { answersOf } from '../../server/store/answers.ts';
import { attemptById, type AttemptRow } from '../../server/store/attempts.ts';
import { roundIdOf, sampleContest } from '../helpers/make.ts';
import type { Site } from './site.ts';

/** Everybody of this name who has entered, with the account they stand on and how many attempts they began. */
export function participantsOf({ ctx }: Site, fullName: string) {
  return ctx.store.read(async ({ db, tables }) => {
    const { participant, user, attempt } = tables;
    const rows = await db.select().from(participant).where(eq(participant.fullName, fullName));
    return Promise.all(
      rows.map(async (row) => {
        const [account] = await db.select().from(user).where(eq(user.id, row.userId));
        const attempts = await db.select().from(attempt).where(eq(attempt.participantId, row.id));
        return { ...row, accountName: account?.fullName, attempts: attempts.length };
      }),
    );
  });
}

/** The log of an attempt, oldest first, as `slot: response`. */
export async function logOf({ ctx }: Site, attemptId: string): Promise<{ slot: number; response: string }[]> {
  const answers = await ctx.store.read((tx) => answersOf(tx, attemptId as AttemptId));
  return answers.map(({ slot, response }) => ({ slot, response }));
}

/** The attempt's row; throws when there is none. */
export async function attemptOf({ ctx }: Site, attemptId: string): Promise<AttemptRow> {
  const attempt = await ctx.store.read((tx) => attemptById(tx, attemptId as AttemptId));
  if (!attempt) throw new Error(`no attempt ${attemptId}`);
  return attempt;
}

/** As if the contest had declared from the beginning that the open round's public board stands still from now on. */
export async function freezeOpenRound({ ctx, clock }: Site): Promise<void> {
  const contest = await sampleContest(ctx);
  const open = contest.rounds.find(({ id }) => id === roundIdOf(contest, 'open'));
  if (!open) throw new Error('the sample has an open round');
  const definition = { ...open.definition, freezesAt: clock.now() };
  await ctx.store.write(async ({ db, tables }) => {
    await db.update(tables.round).set({ definition }).where(eq(tables.round.id, open.id));
    await db.update(tables.contest).set({ definitionVersion: 2 }).where(eq(tables.contest.id, contest.id));
  });
}
