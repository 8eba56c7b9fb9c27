/** What the result says beyond the score: what would change one's place, from public lines only, and the card for sharing. */
import { Resvg } from '@resvg/resvg-js';
import { eq } from 'drizzle-orm';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { resultCardSvg } from '../../server/documents/result-card.ts';
import type { RoundDefinition } from '../../server/rules/contest.ts';
import { closeRound } from '../../server/services/close-round.ts';
import type { AttemptResult } from '../../server/wire/http/attempts.ts';
import type { BoardView, OwnPlace } from '../../server/wire/http/leaderboard.ts';
import { openApp, type TestApp } from '../helpers/build-app.ts';
import { makeParticipant, makeUser, roundIdOf, sampleContest } from '../helpers/make.ts';
import { must } from '../helpers/organising.ts';
import { sitDown, sitThrough, type Sitting } from '../helpers/sitting.ts';

let hoithi: TestApp & AsyncDisposable;
beforeEach(async () => {
  hoithi = await openApp();
});
afterEach(() => hoithi[Symbol.asyncDispose]());

/** The result as it reads now, once the boards have had time to take in what happened. */
async function resultNow({ view, cookie }: Sitting): Promise<AttemptResult> {
  hoithi.clock.advance(2_000);
  return (await hoithi.get(`/api/attempts/${view.id}/result`, { cookie })).json<AttemptResult>();
}

let version = 1;

/** As if the contest had declared it from the beginning. */
async function redefineOpenRound(change: Partial<RoundDefinition>): Promise<void> {
  const contest = await sampleContest(hoithi.ctx);
  const open = contest.rounds.find(({ id }) => id === roundIdOf(contest, 'open'));
  if (!open) throw new Error('the sample has an open round');
  await hoithi.ctx.store.write(async ({ db, tables }) => {
    const definition = { ...open.definition, ...change };
    await db.update(tables.round).set({ definition }).where(eq(tables.round.id, open.id));
    await db
      .update(tables.contest)
      .set({ definitionVersion: (version += 1) })
      .where(eq(tables.contest.id, contest.id));
  });
}

/** What a reader with pencil and paper would find, who sees the board as everybody and one line more: their own. */
function fromThePublicBoard(top: BoardView['top'], own: OwnPlace): AttemptResult['above'] {
  const above = top.findLast(({ rank }) => own.rank !== null && rank < own.rank);
  if (above === undefined) return null;
  const { rank } = above;
  if (above.score !== own.score) return { rank, key: 'score', amount: above.score - own.score };
  if (above.elapsedMs !== own.elapsedMs) return { rank, key: 'elapsed', amount: own.elapsedMs - above.elapsedMs };
  // Handed in earlier: that is not on the board.
  return null;
}

describe('what would change one’s place', () => {
  it('is what the line above is better by: points, or the time where the points are equal; nothing for the first', async () => {
    const first = await sitThrough(hoithi, { right: 18, takesMs: 300_000 });
    const second = await sitThrough(hoithi, { right: 18, takesMs: 345_000 });
    const third = await sitThrough(hoithi, { right: 15, takesMs: 100_000 });
    expect(await resultNow(first.sitting)).toMatchObject({ rank: 1, above: null, isFrozen: false });
    expect(await resultNow(second.sitting)).toMatchObject({
      rank: 2,
      above: { rank: 1, key: 'elapsed', amount: 45_000 },
    });
    expect(await resultNow(third.sitting)).toMatchObject({ rank: 3, above: { rank: 2, key: 'score', amount: 15 } });
  });

  it('tells nobody anything that the public board and one’s own line do not tell: all of it can be worked out of those', async () => {
    const sittings: Sitting[] = [];
    for (let index = 0; index < 54; index += 1) {
      const right = index > 51 ? 0 : (index * 7) % 5;
      sittings.push((await sitThrough(hoithi, { right, takesMs: 10_000 + ((index * 13) % 17) * 1_000 })).sitting);
    }
    const { roundId } = sittings[0]!;
    hoithi.clock.advance(2_000);
    const { top } = (await hoithi.get(`/api/contests/tien-giang/board?board=r:${roundId}`)).json<BoardView>();
    expect(top).toHaveLength(50);
    let hidden = 0;
    for (const sitting of sittings) {
      const asked = `board=r:${roundId}&participant=${sitting.participant.id}`;
      const place = await hoithi.get(`/api/contests/tien-giang/own-place?${asked}`, { cookie: sitting.cookie });
      const own = place.json<OwnPlace>();
      const { rank, above } = (
        await hoithi.get(`/api/attempts/${sitting.view.id}/result`, { cookie: sitting.cookie })
      ).json<AttemptResult>();
      expect(rank).toBe(own.rank);
      expect(above).toEqual(fromThePublicBoard(top, own));
      if (above !== null && rank !== null && rank > above.rank + 1 && above.rank === top[49]?.rank) hidden += 1;
    }
    // Some stand so far below that the line right above them is not shown to anybody.
    expect(hidden).toBeGreaterThan(0);
  });

  it('is not told on a frozen board, where places are kept back, nor after the close', async () => {
    await sitThrough(hoithi, { right: 18, takesMs: 300_000 });
    const { sitting } = await sitThrough(hoithi, { right: 15, takesMs: 300_000 });
    hoithi.clock.advance(1_000);
    await redefineOpenRound({ freezesAt: hoithi.clock.now() });
    expect(await resultNow(sitting)).toMatchObject({ rank: 2, isFrozen: true, above: null });
    await redefineOpenRound({ showsRank: false });
    expect(await resultNow(sitting)).toMatchObject({ rank: null, above: null });
    const contest = await sampleContest(hoithi.ctx);
    hoithi.clock.set((contest.rounds.find(({ id }) => id === sitting.roundId)?.closesAt ?? 0) + 60_000);
    must(await closeRound(hoithi.ctx, { roundId: sitting.roundId, actor: null, early: false }));
    expect(await resultNow(sitting)).toMatchObject({ rank: 2, isFrozen: false, isProvisional: false, above: null });
  });
});

describe('the card of one’s own result', () => {
  const cardOf = ({ view }: Sitting) => `/api/attempts/${view.id}/card.png`;

  it('is a picture for its owner, kept nowhere on the way', async () => {
    const { sitting } = await sitThrough(hoithi, { right: 18, takesMs: 300_000 });
    const reply = await hoithi.get(cardOf(sitting), { cookie: sitting.cookie });
    expect(reply.statusCode).toBe(200);
    expect(reply.headers).toMatchObject({
      'content-type': 'image/png',
      'cache-control': 'no-store',
      'cross-origin-resource-policy': 'same-origin',
    });
    expect(reply.rawPayload.subarray(1, 4).toString()).toBe('PNG');
  });

  it('is nobody else’s: not a stranger’s, not a neighbour’s, and not there before the end', async () => {
    const { sitting } = await sitThrough(hoithi, { right: 18, takesMs: 300_000 });
    const stranger = await makeUser(hoithi.ctx);
    expect((await hoithi.get(cardOf(sitting))).statusCode).toBe(401);
    expect((await hoithi.get(cardOf(sitting), { cookie: stranger.cookie })).statusCode).toBe(404);
    const running = await sitDown(hoithi);
    expect((await hoithi.get(cardOf(running), { cookie: running.cookie })).statusCode).toBe(409);
  });

  it('is not made for a result that was cancelled', async () => {
    const participant = await makeParticipant(hoithi.ctx);
    const { sitting } = await sitThrough(hoithi, { participant, right: 18, takesMs: 300_000 });
    await hoithi.ctx.store.write(({ db, tables }) =>
      db.update(tables.participant).set({ disqualifiedAt: 1 }).where(eq(tables.participant.id, participant.id)),
    );
    expect((await hoithi.get(cardOf(sitting), { cookie: sitting.cookie })).statusCode).toBe(403);
  });

  it('says the public name, right answers and time, in the reader’s language', () => {
    const card = {
      title: 'Tìm hiểu về chuyển đổi số',
      roundName: 'Tuần 2',
      name: 'N. V. A***',
      correct: 18,
      questionCount: 20,
      elapsedMs: 475_900,
    };
    const [vi, en] = [resultCardSvg({ ...card, language: 'vi' }), resultCardSvg({ ...card, language: 'en' })];
    for (const words of ['Tuần 2', 'N. V. A***', '>18<', 'trên 20 câu', '7 phút 55 giây']) expect(vi).toContain(words);
    for (const words of ['of 20 questions', '7 min 55 s']) expect(en).toContain(words);
    const drawn = new Resvg(vi);
    expect([drawn.width, drawn.height]).toEqual([1200, 630]);
  });
});
