/** What `hoithi verify` must find: one row is changed behind the services' back, and the check that is about it says so. */
import { eq } from 'drizzle-orm';
import { expect, test } from 'vitest';
import type { AttemptId, ParticipantId } from '../../server/rules/ids.ts';
import { decideAwards } from '../../server/services/decide-awards.ts';
import { loadContest } from '../../server/services/load-contest.ts';
import { readAwards } from '../../server/services/read-awards.ts';
import { verifyAnswerChains } from '../../server/services/verify-chains.ts';
import { verifyAwards, verifyRound } from '../../server/services/verify-rounds.ts';
import { verifyStandings } from '../../server/services/verify-standings.ts';
import type { Tx } from '../../server/store/store.ts';
import { must, playedRound, type PlayedRound } from '../helpers/organising.ts';
import { draft, sitDown } from '../helpers/sitting.ts';

/** Everything that is found, in words that name what was checked. */
async function faultsOf({ ctx, contestId }: PlayedRound): Promise<string[]> {
  const contest = await loadContest(ctx, contestId);
  if (contest === null) throw new Error('the contest is there');
  const standings = await verifyStandings(ctx, contestId);
  const chains = await verifyAnswerChains(ctx, contestId, () => {});
  const rounds = await Promise.all(contest.rounds.map((round) => verifyRound(ctx, round)));
  return [
    ...standings.disagreements.map(({ board, attemptId }) => `${board.charAt(0)}${attemptId ? ' attempt' : ''}`),
    ...chains.broken.map(() => 'chain'),
    ...rounds.flat(),
    ...(await verifyAwards(ctx, contest)).map(() => 'awards'),
  ];
}

async function awardedRound(): Promise<PlayedRound> {
  const round = await playedRound([
    { name: 'Trần Văn Bảo', right: 20, predicted: 1 },
    { name: 'Lê Hoàng Châu', right: 18, predicted: 5 },
  ]);
  await round.closeByClock();
  const { ctx, contestId, board, organiser: actor } = round;
  const { proposalDigest } = must(await readAwards(ctx, { contestId, board }));
  must(await decideAwards(ctx, { contestId, board, proposalDigest, reason: '', actor }));
  return round;
}

const nobody = 'ghost' as ParticipantId;

const changes: readonly (readonly [string, string[], (tx: Tx, round: PlayedRound) => Promise<unknown>])[] = [
  ['nothing', [], () => Promise.resolve()],
  [
    'a standing of somebody who never entered, on a board that is sealed by nothing',
    ['o'],
    async ({ db, tables }, { overall }) => {
      const [row] = await db.select().from(tables.standing).where(eq(tables.standing.board, overall));
      if (row) await db.insert(tables.standing).values({ ...row, participantId: nobody });
    },
  ],
  [
    'the score that an attempt shows its owner',
    ['r attempt'],
    ({ db, tables: { attempt } }, round) =>
      db
        .update(attempt)
        .set({ score: 1 })
        .where(eq(attempt.participantId, round.idOf('Trần Văn Bảo'))),
  ],
  [
    'an attempt that ends after its own deadline',
    ['r attempt', 'r', 'o'],
    async ({ db, tables: { attempt } }, round) => {
      const own = eq(attempt.participantId, round.idOf('Lê Hoàng Châu'));
      const [row] = await db.select().from(attempt).where(own);
      const finishedAt = (row?.deadlineAt ?? 0) + 1;
      await db
        .update(attempt)
        .set({ finishedAt, elapsedMs: finishedAt - (row?.startedAt ?? 0) })
        .where(own);
    },
  ],
  [
    'an answer from after the time of its attempt',
    ['chain', 'r attempt', 'r', 'o'],
    async ({ db, tables: { attempt } }, round) => {
      const own = eq(attempt.participantId, round.idOf('Lê Hoàng Châu'));
      const [row] = await db.select().from(attempt).where(own);
      await db
        .update(attempt)
        .set({ deadlineAt: (row?.startedAt ?? 0) - 60_000 })
        .where(own);
    },
  ],
  [
    'a truth that nobody counted',
    ['truth', 'seal', 'r', 'r', 'o', 'o'],
    ({ db, tables: { round } }, { roundId }) =>
      db.update(round).set({ predictionTruth: 7 }).where(eq(round.id, roundId)),
  ],
  [
    'the secret that papers and lots rest on',
    ['chain', 'chain', 'secret'],
    ({ db, tables: { round } }, { roundId }) =>
      db
        .update(round)
        .set({ secret: '00'.repeat(32) })
        .where(eq(round.id, roundId)),
  ],
  [
    'an attempt that runs in a round that is closed',
    ['chain', 'running-after-close'],
    async ({ db, tables: { attempt } }, round) => {
      const [row] = await db.select().from(attempt);
      const again = { id: 'again' as AttemptId, participantId: nobody, state: 'running', finishedAt: 0 } as const;
      if (row) await db.insert(attempt).values({ ...row, ...again, roundId: round.roundId });
    },
  ],
  [
    'who has the first prize',
    ['awards'],
    ({ db, tables: { award } }, round) =>
      db
        .update(award)
        .set({ participantId: round.idOf('Lê Hoàng Châu') })
        .where(eq(award.participantId, round.idOf('Trần Văn Bảo'))),
  ],
];

test.each(changes)('%s', async (_name, found, change) => {
  await using round = await awardedRound();
  await round.ctx.store.write((tx) => change(tx, round).then(() => {}));
  expect((await faultsOf(round)).sort()).toEqual([...found].sort());
});

test('a last answer that was taken away, though it earned nothing and what is left is a chain', async () => {
  await using round = await playedRound([{ name: 'Trần Văn Bảo', right: 20 }]);
  const sitting = await sitDown(round);
  const [slot] = sitting.singles;
  const [right = 0] = await sitting.rightOf(slot);
  await sitting.answer(draft(slot, 1, [right === 0 ? 1 : 0]));
  await sitting.handIn();
  await round.closeByClock();
  expect(await faultsOf(round)).toEqual([]);
  await round.ctx.store.write(async ({ db, tables: { answer } }) => {
    const gone = await db
      .delete(answer)
      .where(eq(answer.attemptId, sitting.view.id as AttemptId))
      .returning();
    expect(gone).toHaveLength(1);
  });
  expect(await faultsOf(round)).toEqual(['seal']);
});
