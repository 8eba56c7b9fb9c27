/** The server is dead when the time of an attempt runs out: when it comes back it hands in what it had acknowledged. */
import { afterEach, expect, test } from 'vitest';
import { makeRandom } from '../../server/rules/random.ts';
import type { AttemptResult } from '../../server/wire/http/attempts.ts';
import { installOpenRound } from './open-round.ts';
import { Phone } from './phone.ts';
import { RealServer } from './real-server.ts';

let server: RealServer | null = null;
afterEach(() => server?.remove());

const durationMs = 4_000;
const graceMs = 500;

test('an attempt whose deadline the server missed is handed in within seconds of its return', async () => {
  let roundId = '';
  server = await RealServer.prepare(async (ctx) => {
    roundId = await installOpenRound(ctx, 'ngan', { durationMs, graceMs });
  });
  const phone = new Phone(server, makeRandom('11'.repeat(16)), 1);
  await server.start();
  await phone.enter('ngan');
  const view = await phone.start(roundId);
  for (let n = 0; n < 5; n += 1) await phone.tap();
  await server.kill();

  // The next process is warm long before; it must come late.
  server.warmUp();
  await until(view.deadlineAt + graceMs);
  await server.start();
  const startedAt = now();
  const result = await resultOf(phone, view.id);

  expect(now() - startedAt).toBeLessThan(5_000);
  expect(result.attempt).toMatchObject({ state: 'timed-out', elapsedMs: durationMs, finishedAt: view.deadlineAt });
  const { json } = await phone.ask('GET', `/attempts/${view.id}`);
  const held = (json as typeof view).answers.map(({ slot, revision, choice }) => ({ slot, revision, choice }));
  const sent = [...phone.acknowledged.values()].map(({ slot, revision, choice }) => ({ slot, revision, choice }));
  expect(held.toSorted(bySlot)).toEqual(sent.toSorted(bySlot));
});

const bySlot = (a: { slot: number }, b: { slot: number }): number => a.slot - b.slot;
const now = (): number => performance.timeOrigin + performance.now();
const until = (instant: number): Promise<void> =>
  new Promise((resolve) => setTimeout(resolve, Math.max(0, instant - now())));

/** Asked for until there is one. */
async function resultOf(phone: Phone, id: string): Promise<AttemptResult> {
  for (;;) {
    const { status, json } = await phone.ask('GET', `/attempts/${id}/result`);
    if (status === 200) return json as AttemptResult;
    expect((json as { error: { code: string } }).error.code).toBe('result-not-yet');
    await until(now() + 50);
  }
}
