/**
 * The server dies between the commit of a hand-in and the first word about it: nobody has been answered and no board
 * has moved. When it comes back everything shows what was committed, and asking again gives the same.
 */
import { afterEach, expect, test } from 'vitest';
import { boardOfRound } from '../../server/rules/standings.ts';
import type { RoundId } from '../../server/rules/ids.ts';
import { makeRandom } from '../../server/rules/random.ts';
import { loadContest } from '../../server/services/load-contest.ts';
import { verifyStandings } from '../../server/services/verify-standings.ts';
import type { BoardView, OwnPlace } from '../../server/wire/http/leaderboard.ts';
import { installOpenRound } from './open-round.ts';
import { Phone, ServerGone } from './phone.ts';
import { RealServer } from './real-server.ts';

let server: RealServer | null = null;
afterEach(() => server?.remove());

test('a hand-in that was committed and told to nobody is on the board after the restart', async () => {
  const { running, phone, roundId } = await seated('standings-changed');
  const board = `/contests/nguoi-chet/board?board=${boardOfRound(roundId)}`;
  const before = (await phone.ask('GET', board)).json as BoardView;
  expect(before.top).toEqual([]);

  await expect(phone.handIn()).rejects.toBeInstanceOf(ServerGone);
  await running.hasEnded();
  await running.start();

  const after = (await phone.ask('GET', board)).json as BoardView;
  const again = await phone.handIn();
  expect(again.attempt.state).toBe('handed-in');
  const { score, correct, elapsedMs } = again.attempt;
  expect(after.top).toMatchObject([{ rank: 1, score, correct, elapsedMs }]);
  const own = `/contests/nguoi-chet/own-place?board=${boardOfRound(roundId)}&participant=${phone.participantId}`;
  expect((await phone.ask('GET', own)).json as OwnPlace).toMatchObject({ rank: 1, score, correct, elapsedMs });
  await running.kill();
  await running.look(async (ctx) => {
    const contest = await loadContest(ctx, 'nguoi-chet');
    expect(contest && (await verifyStandings(ctx, contest.id))).toEqual({ participants: 1, disagreements: [] });
  });
});

test('an attempt whose start was committed and told to nobody goes on with the same paper and clock', async () => {
  const running = (server = await RealServer.prepare(
    async (ctx) => void (await installOpenRound(ctx, 'nguoi-chet', {})),
  ));
  const phone = new Phone(running, makeRandom('22'.repeat(16)), 2);
  running.warmUp('attempt-started');
  await running.start();
  await phone.enter('nguoi-chet');
  const roundId = await running.roundIdOf('nguoi-chet');
  await expect(phone.start(roundId)).rejects.toBeInstanceOf(ServerGone);
  await running.hasEnded();
  const diedAt = performance.timeOrigin + performance.now();
  await running.start();
  const view = await phone.start(roundId);
  expect(view.startedAt).toBeLessThan(diedAt);
  expect(view).toMatchObject({ ordinal: 1, state: 'running' });
});

/** Somebody with answers in a server that will die at the first happening of that name. */
async function seated(faultAt: string): Promise<{ running: RealServer; phone: Phone; roundId: RoundId }> {
  const running = (server = await RealServer.prepare(
    async (ctx) => void (await installOpenRound(ctx, 'nguoi-chet', {})),
  ));
  const phone = new Phone(running, makeRandom('33'.repeat(16)), 3);
  running.warmUp(faultAt);
  await running.start();
  const roundId = await running.roundIdOf('nguoi-chet');
  await phone.enter('nguoi-chet');
  await phone.start(roundId);
  for (let n = 0; n < 5; n += 1) await phone.tap();
  return { running, phone, roundId };
}
