/**
 * The server is killed a hundred times, at points of the seed's choosing, while people enter, start and answer. Nothing
 * that was acknowledged may be missing, no clock may start again, and in the end the score is that of the answers.
 */
import { expect, test } from 'vitest';
import type { AttemptId } from '../../server/rules/ids.ts';
import { encodeGiven, mark } from '../../server/rules/marking/index.ts';
import { makeRandom, subSeed } from '../../server/rules/random.ts';
import { loadContest } from '../../server/services/load-contest.ts';
import { loadPool } from '../../server/services/question-pool.ts';
import { verifyStandings } from '../../server/services/verify-standings.ts';
import { verifyAnswerChains } from '../../server/services/verify-chains.ts';
import { attemptById } from '../../server/store/attempts.ts';
import { installLongRound } from './open-round.ts';
import { Phone, ServerGone } from './phone.ts';
import { RealServer } from './real-server.ts';

const kills = Number(process.env['KILLS'] ?? 100);
const seed = process.env['SEED'] ?? '2f'.repeat(16);
const phonesAtOnce = 6;

test(`${kills} kills lose nothing that was acknowledged (SEED=${seed})`, async () => {
  const random = makeRandom(seed);
  let roundId = '';
  const server = await RealServer.prepare(async (ctx) => {
    roundId = await installLongRound(ctx);
  });
  const phones: Phone[] = [];
  const newPhone = (): void => {
    phones.push(new Phone(server, makeRandom(subSeed(seed, String(phones.length))), phones.length));
  };
  for (let n = 0; n < phonesAtOnce; n += 1) newPhone();

  try {
    for (let n = 1; n <= kills; n += 1) {
      await server.start();
      server.warmUp();
      for (const phone of phones.filter(({ view }) => view !== null)) await phone.checkNothingLost();
      // One more enters in every third life, so that kills fall on entries and starts too.
      if (n % 3 === 0) newPhone();
      await liveUntilKilled(server, phones.slice(-phonesAtOnce), roundId, random);
    }
    await server.start();
    for (const phone of phones) {
      await phone.enter('kill');
      await phone.start(roundId);
      await phone.checkNothingLost();
      await phone.sendWaiting();
      await phone.checkNothingLost();
    }
    const results = await Promise.all(phones.map(async (phone) => ({ phone, result: await phone.handIn() })));
    await server.kill();

    const receipts = phones.reduce((sum, phone) => sum + phone.receipts, 0);
    // A test in which hardly anything was acknowledged would prove nothing.
    expect(receipts).toBeGreaterThan(kills * 5);
    await server.look(async (ctx) => {
      const contest = await loadContest(ctx, 'kill');
      if (contest === null) throw new Error('the contest is gone');
      const pool = await loadPool(ctx, contest);
      for (const { phone, result } of results) {
        const attempt = await ctx.store.read((tx) => attemptById(tx, result.attempt.id as AttemptId));
        // Scored anew from what the phone remembers, not from what the server holds.
        const right = attempt?.paper.slots.filter(({ versionId, options }, index) => {
          const question = pool.question(versionId);
          const chosen = encodeGiven(question, options, {
            choice: phone.latest.get(index + 1)?.choice ?? [],
            text: '',
          });
          return chosen !== null && mark(question, chosen).isRight;
        });
        expect(result.attempt.correct).toBe(right?.length);
        expect(attempt).toMatchObject({ state: 'handed-in', correct: right?.length, ordinal: 1 });
      }
      const chains = await verifyAnswerChains(ctx, contest.id, () => {});
      expect(chains).toEqual({ attempts: phones.length, broken: [] });
      const standings = await verifyStandings(ctx, contest.id);
      expect(standings).toEqual({ participants: phones.length, disagreements: [] });
    });
  } finally {
    await server.remove();
  }
}, 1_200_000);

/** People use the server until it dies: after so many requests were sent, in the middle of whatever that hits. */
async function liveUntilKilled(
  server: RealServer,
  phones: readonly Phone[],
  roundId: string,
  random: { below(n: number): number },
): Promise<void> {
  let left = 1 + random.below(48);
  const laterMs = random.below(3);
  const deaths: Promise<void>[] = [];
  const spend = (): void => {
    left -= 1;
    if (left === 0) deaths.push(laterMs === 0 ? server.kill() : after(laterMs).then(() => server.kill()));
  };
  const use = async (phone: Phone): Promise<void> => {
    try {
      for (;;) {
        spend();
        if (phone.participantId === '') await phone.enter('kill');
        else if (phone.view === null) await phone.start(roundId);
        else await phone.tap();
      }
    } catch (problem) {
      if (!(problem instanceof ServerGone)) throw problem;
    }
  };
  await Promise.all(phones.map(use));
  await Promise.all(deaths);
}

const after = (ms: number): Promise<void> => new Promise((resolve) => setTimeout(resolve, ms));
