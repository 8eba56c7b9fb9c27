/** An attempt as a phone lives it: start, answers that are repeated, reordered and late, other devices, the end. */
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { answersOf } from '../../server/store/answers.ts';
import type { AttemptId } from '../../server/rules/ids.ts';
import { brokenLink } from '../../server/services/answer-chain.ts';
import { endDueAttempts } from '../../server/services/end-due-attempts.ts';
import { startAttempt } from '../../server/services/start-attempt.ts';
import { attemptById, attemptsOfRound } from '../../server/store/attempts.ts';
import type { AttemptResult, MyPlaces } from '../../server/wire/http/attempts.ts';
import { openApp, type TestApp } from '../helpers/build-app.ts';
import { makeParticipant, makeUser, roundIdOf, sampleContest } from '../helpers/make.ts';
import { play } from '../helpers/scenario.ts';
import { draft, prediction, sitDown, sitThrough } from '../helpers/sitting.ts';

let hoithi: TestApp & AsyncDisposable;
beforeEach(async () => {
  hoithi = await openApp();
});
afterEach(() => hoithi[Symbol.asyncDispose]());

const code = (reply: { json(): unknown }): string => (reply.json() as { error: { code: string } }).error.code;
const logOf = (id: string) => hoithi.ctx.store.read((tx) => answersOf(tx, id as AttemptId));

describe('starting', () => {
  it('starts the clock once: two taps, two tabs and two devices get the same paper and deadline', async () => {
    const first = await sitDown(hoithi);
    hoithi.clock.advance(60_000);
    const again = await Promise.all(
      [1, 2, 3].map(() => sitDown(hoithi, { participant: first.participant, roundId: first.roundId })),
    );
    for (const { view } of again) expect({ ...view, serverNow: 0 }).toEqual({ ...first.view, serverNow: 0 });
  });

  it('a hundred starts at the same time make one attempt', async () => {
    const participant = await makeParticipant(hoithi.ctx);
    const contest = await sampleContest(hoithi.ctx);
    const wish = { participantId: participant.id, roundId: roundIdOf(contest, 'open'), userId: participant.user.id };
    const started = await Promise.all(Array.from({ length: 100 }, () => startAttempt(hoithi.ctx, wish)));
    expect(new Set(started.map((one) => one.ok && one.value.id)).size).toBe(1);
    const attempts = await hoithi.ctx.store.read((tx) => attemptsOfRound(tx, participant.id, wish.roundId));
    expect(attempts.map(({ ordinal }) => ordinal)).toEqual([1]);
  });

  it('draws other papers for other people, each as the blueprint says', async () => {
    const one = await sitDown(hoithi);
    const two = await sitDown(hoithi);
    expect(one.view.questions.map(({ stem }) => stem)).not.toEqual(two.view.questions.map(({ stem }) => stem));
    expect(one.view.questions).toHaveLength(20);
    expect(one.view.questions.map(({ slot }) => slot)).toEqual(Array.from({ length: 20 }, (_, index) => index + 1));
  });

  it('refuses by name: before, after, another’s place, the disqualified, attempts used', async () => {
    const contest = await sampleContest(hoithi.ctx);
    const mine = await makeParticipant(hoithi.ctx);
    const stranger = await makeUser(hoithi.ctx);
    const out = await makeParticipant(hoithi.ctx, { row: { disqualifiedAt: 1, disqualifiedReason: 'thi hộ' } });
    const body = (which: 'over' | 'open' | 'to-come', participantId: string = mine.id) => ({
      participantId,
      roundId: roundIdOf(contest, which),
    });
    const start = { method: 'POST', url: '/api/attempts' } as const;
    const as = mine.user.cookie;
    await play(hoithi, { ...start, name: 'nobody', body: body('open'), status: 401, contains: ['not-signed-in'] });
    await play(hoithi, {
      ...start,
      name: 'too early',
      as,
      body: body('to-come'),
      status: 409,
      contains: ['round-not-open'],
    });
    await play(hoithi, { ...start, name: 'too late', as, body: body('over'), status: 409, contains: ['round-closed'] });
    await play(hoithi, {
      ...start,
      name: 'another’s',
      as: stranger.cookie,
      body: body('open'),
      status: 404,
      contains: ['not-found'],
    });
    await play(hoithi, {
      ...start,
      name: 'disqualified',
      as: out.user.cookie,
      body: body('open', out.id),
      status: 403,
      contains: ['participant-disqualified'],
    });
    await play(hoithi, {
      ...start,
      name: 'a score in the wish',
      as,
      body: { ...body('open'), score: 20 },
      status: 400,
      contains: ['bad-input'],
    });
    for (const takesMs of [1_000, 2_000]) await sitThrough(hoithi, { participant: mine, right: 0, takesMs });
    await play(hoithi, {
      ...start,
      name: 'used up',
      as,
      body: body('open'),
      status: 409,
      contains: ['attempts-used'],
      lacks: ['stem'],
    });
  });
});

describe('answering', () => {
  it('receipts what is on disk, and a repeated answer is receipted the same and logged once', async () => {
    const sitting = await sitDown(hoithi);
    const [slot] = sitting.singles;
    const chosen = draft(slot, 1, [2]);
    const [first] = await sitting.answer(chosen);
    hoithi.clock.advance(5_000);
    const [again] = await sitting.answer(chosen);
    expect(again).toEqual(first);
    expect(first).toEqual({
      clientKey: chosen.clientKey,
      slot,
      status: 'saved',
      held: { slot, revision: 1, choice: [2], text: '', prediction: null, receivedAt: sitting.view.serverNow },
    });
    expect(await logOf(sitting.view.id)).toHaveLength(1);
  });

  it('keeps the newest revision whatever the order of arrival', async () => {
    const sitting = await sitDown(hoithi);
    const [slot] = sitting.singles;
    const [one, two, three] = [draft(slot, 1, [0]), draft(slot, 2, [1]), draft(slot, 3, [2])];
    await sitting.answer(three);
    const receipts = await sitting.answer(two, one);
    expect(receipts.map(({ status, held }) => [status, held.choice])).toEqual([
      ['superseded', [2]],
      ['superseded', [2]],
    ]);
    expect((await sitting.reload()).answers).toMatchObject([{ slot, revision: 3, choice: [2] }]);
  });

  it('a client key that is given twice is never told “saved” for what was not', async () => {
    await using hoithi = await openApp();
    const { answer, singles, reload } = await sitDown(hoithi);
    const [one, two] = singles;
    const clientKey = 'the-same-key';
    await answer(draft(one, 1, [0], { clientKey }));
    const again = await answer(draft(two, 1, [1], { clientKey }), draft(one, 2, [2], { clientKey }));
    expect(again.map(({ status }) => status)).toEqual(['saved', 'saved']);
    const held = new Map((await reload()).answers.map(({ slot, choice }) => [slot, choice]));
    expect([held.get(one), held.get(two)]).toEqual([[2], [1]]);
  });

  it('two tabs at the same revision: the first counts, the second is shown it', async () => {
    const sitting = await sitDown(hoithi);
    const [[left], [right]] = await Promise.all([sitting.answer(draft(1, 1, [0])), sitting.answer(draft(1, 1, [1]))]);
    expect([left?.status, right?.status].sort()).toEqual(['saved', 'superseded']);
    expect(left?.held).toEqual(right?.held);
  });

  it('an answer can be taken back, and the prediction travels with the drafts', async () => {
    const sitting = await sitDown(hoithi);
    await sitting.answer(draft(1, 1, [0]), draft(1, 2, []), prediction(1, 24_455));
    expect((await sitting.reload()).answers).toMatchObject([
      { slot: 1, choice: [] },
      { slot: 0, prediction: 24_455 },
    ]);
  });

  it('the log of an attempt is one chain', async () => {
    const sitting = await sitDown(hoithi);
    await sitting.answer(draft(1, 1, [0]), draft(2, 1, [1]));
    await sitting.answer(draft(1, 2, [1]));
    const log = await logOf(sitting.view.id);
    const attempt = await hoithi.ctx.store.read((tx) => attemptById(tx, sitting.view.id as AttemptId));
    const seed = attempt?.paper.seed ?? '';
    expect(log.map(({ seq, slot, revision }) => [seq, slot, revision])).toEqual([[1, 1, 1], [2, 2, 1], [3, 1, 2]]); // prettier-ignore
    expect(brokenLink(sitting.view.id as AttemptId, seed, log)).toBeNull();
    for (const [column, value] of [
      ['response', 'another'],
      ['receivedAt', 1],
      ['slot', 9],
      ['clientKey', 'x'],
      ['revision', 7],
    ] as const)
      // prettier-ignore
      expect(brokenLink(sitting.view.id as AttemptId, seed, log.with(1, { ...log[1]!, [column]: value })), column).toBe(2);
    expect(brokenLink(sitting.view.id as AttemptId, seed, log.toSpliced(1, 1))).toBe(3);
  });

  it.each([
    ['a slot that is not on the paper', () => draft(21, 1, [0]), 'slot-unknown'],
    ['an option that is not there', () => draft(1, 1, [9]), 'choice-invalid'],
    ['the same option twice', () => draft(1, 1, [0, 0]), 'choice-invalid'],
    ['a number to a question of options', () => draft(1, 1, [], { prediction: 4 }), 'choice-invalid'],
    ['a text to a question of options', () => draft(1, 1, [], { text: 'B' }), 'choice-invalid'],
    ['a text to the prediction', () => draft(0, 1, [], { prediction: 4, text: '4' }), 'prediction-invalid'],
    ['options to the prediction', () => draft(0, 1, [1], { prediction: 4 }), 'prediction-invalid'],
  ])('refuses %s and keeps nothing of the request', async (_, bad, name) => {
    const sitting = await sitDown(hoithi);
    const reply = await sitting.tryAnswer(draft(2, 1, [0]), bad());
    expect([reply.statusCode, code(reply)]).toEqual([422, name]);
    expect(await logOf(sitting.view.id)).toEqual([]);
  });

  it('refuses what no page of ours sends', async () => {
    const { view, cookie } = await sitDown(hoithi);
    const stranger = await makeUser(hoithi.ctx);
    const send = { method: 'POST', url: `/api/attempts/${view.id}/answers`, as: cookie } as const;
    const one = draft(1, 1, [0]);
    await play(hoithi, {
      ...send,
      name: 'another’s',
      as: stranger.cookie,
      body: { answers: [one] },
      status: 404,
      contains: ['not-found'],
    });
    await play(hoithi, {
      ...send,
      name: 'a time',
      body: { answers: [{ ...one, receivedAt: 1 }] },
      status: 400,
      contains: ['bad-input'],
    });
    await play(hoithi, {
      ...send,
      name: 'a text for a number',
      body: { answers: [{ ...one, slot: '1' }] },
      status: 400,
      contains: ['bad-input'],
    });
    await play(hoithi, { ...send, name: 'nothing', body: { answers: [] }, status: 400, contains: ['bad-input'] });
    await play(hoithi, {
      ...send,
      name: 'too many',
      body: { answers: Array.from({ length: 61 }, () => one) },
      status: 400,
      contains: ['bad-input'],
    });
    await play(hoithi, {
      ...send,
      name: 'a foreign page',
      headers: { origin: 'https://evil.example' },
      body: { answers: [one] },
      status: 403,
    });
  });
});

describe('the last second', () => {
  it.each([
    [-1, 'saved'],
    [0, 'saved'],
    [2_999, 'saved'],
    [3_000, 'attempt-over'],
    [60_000, 'attempt-over'],
  ])('an answer %i ms after the deadline is %s', async (late, expected) => {
    const sitting = await sitDown(hoithi);
    hoithi.clock.set(sitting.view.deadlineAt + late);
    const reply = await sitting.tryAnswer(draft(1, 1, [0]));
    const said = reply.statusCode === 200 ? 'saved' : code(reply);
    expect(said).toBe(expected);
    expect(await logOf(sitting.view.id)).toHaveLength(expected === 'saved' ? 1 : 0);
  });

  it('the grace is never a gain: time used is capped at the deadline', async () => {
    const sitting = await sitDown(hoithi);
    hoithi.clock.set(sitting.view.deadlineAt + 2_000);
    const { attempt } = await sitting.handIn();
    expect(attempt).toMatchObject({ state: 'handed-in', elapsedMs: 15 * 60_000, finishedAt: sitting.view.deadlineAt });
  });

  it('an answer that was saved in time is receipted again after the end, and a new one is not taken', async () => {
    const sitting = await sitDown(hoithi);
    const saved = draft(1, 1, [0]);
    await sitting.answer(saved);
    await sitting.handIn();
    expect((await sitting.answer(saved))[0]?.status).toBe('saved');
    expect(code(await sitting.tryAnswer(draft(1, 2, [1])))).toBe('attempt-over');
  });

  it('without a browser the server hands in what it holds, once, as timed out', async () => {
    const sitting = await sitDown(hoithi);
    await sitting.answer(draft(1, 1, await sitting.rightOf(1)));
    hoithi.clock.set(sitting.view.deadlineAt + 2_999);
    expect(await endDueAttempts(hoithi.ctx)).toBe(0);
    hoithi.clock.set(sitting.view.deadlineAt + 3_000);
    expect([await endDueAttempts(hoithi.ctx), await endDueAttempts(hoithi.ctx)]).toEqual([1, 0]);
    const result = (
      await hoithi.get(`/api/attempts/${sitting.view.id}/result`, { cookie: sitting.cookie })
    ).json<AttemptResult>();
    expect(result.attempt).toMatchObject({ state: 'timed-out', correct: 1, elapsedMs: 15 * 60_000, isBest: true });
  });

  it('a start near the end of the round has only what is left of it', async () => {
    const contest = await sampleContest(hoithi.ctx);
    const open = contest.rounds.find(({ id }) => id === roundIdOf(contest, 'open'));
    hoithi.clock.set((open?.closesAt ?? 0) - 60_000);
    const { view } = await sitDown(hoithi);
    expect(view.deadlineAt - view.startedAt).toBe(60_000);
  });
});

describe('the result', () => {
  it('tells score, time and a provisional rank, and no key before the round has closed', async () => {
    await sitThrough(hoithi, { right: 20, takesMs: 300_000 });
    const { result, sitting } = await sitThrough(hoithi, { right: 18, takesMs: 475_000, predicted: 100 });
    expect(result).toMatchObject({
      attempt: { state: 'handed-in', correct: 18, elapsedMs: 475_000, isBest: true },
      questionCount: 20,
      prediction: 100,
      rank: 2,
      rankedCount: 2,
      isProvisional: true,
      attemptsLeft: 1,
      review: null,
    });
    expect(JSON.stringify(result)).not.toContain('explanation');
    expect((await sitting.handIn()).attempt).toEqual(result.attempt);
  });

  it('is not told while the attempt runs, nor to anybody else', async () => {
    const { view, cookie } = await sitDown(hoithi);
    const url = `/api/attempts/${view.id}/result`;
    const stranger = await makeUser(hoithi.ctx);
    await play(hoithi, {
      name: 'while it runs',
      url,
      as: cookie,
      status: 409,
      contains: ['result-not-yet'],
      lacks: ['"review"'],
    });
    await play(hoithi, { name: 'a stranger', url, as: stranger.cookie, status: 404, contains: ['not-found'] });
    await play(hoithi, { name: 'nobody', url, status: 401, contains: ['not-signed-in'] });
  });

  it('the better attempt counts, by the ranking’s own comparator', async () => {
    const { sitting } = await sitThrough(hoithi, { right: 12, takesMs: 100_000 });
    const { participant } = sitting;
    await sitThrough(hoithi, { participant, right: 10, takesMs: 50_000 });
    const { places } = (await hoithi.get('/api/contests/tien-giang/me', { cookie: sitting.cookie })).json<MyPlaces>();
    expect(places.map(({ attempts }) => attempts.map(({ correct, isBest }) => [correct, isBest]))).toEqual([
      [
        [12, true],
        [10, false],
      ],
    ]);
  });
});
