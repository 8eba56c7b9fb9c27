/** A key that was wrong on the day: looked at before, put right in a running and in a closed round, and put back again. */
import { describe, expect, test } from 'vitest';
import type { AttemptId, RoundId } from '../../server/rules/ids.ts';
import type { KeyRuling } from '../../server/rules/ruling.ts';
import { decideAwards } from '../../server/services/decide-awards.ts';
import { listRulings, readNotices } from '../../server/services/list-rulings.ts';
import { makeRuling } from '../../server/services/make-ruling.ts';
import { previewRuling } from '../../server/services/preview-ruling.ts';
import { loadContest } from '../../server/services/load-contest.ts';
import { loadPool } from '../../server/services/question-pool.ts';
import { readAwards } from '../../server/services/read-awards.ts';
import { readResult } from '../../server/services/read-result.ts';
import { readStaffStandings } from '../../server/services/read-staff-standings.ts';
import { verifyJournal } from '../../server/services/verify-chains.ts';
import { verifyAwards, verifyRound } from '../../server/services/verify-rounds.ts';
import { verifyStandings } from '../../server/services/verify-standings.ts';
import { sealedDigest } from '../../server/services/settle-round.ts';
import { attemptById, attemptsOfRound } from '../../server/store/attempts.ts';
import { roundById } from '../../server/store/contests.ts';
import { scoreChangesOf } from '../../server/store/rulings.ts';
import { sampleContest, sampleSlug } from '../helpers/make.ts';
import { must, playedRound, refusalOf, type PlayedRound } from '../helpers/organising.ts';
import { draft, sitDown } from '../helpers/sitting.ts';

const words = { reason: 'Luật sửa đổi từ 01/7', notice: 'Câu về thẩm quyền được hủy, mọi thí sinh được tính điểm.' };

const attemptOf = async (round: PlayedRound, name: string) =>
  (await round.ctx.store.read((tx) => attemptsOfRound(tx, round.idOf(name), round.roundId)))[0]!;

/** What somebody was asked in a slot. */
async function questionAt(round: PlayedRound, attemptId: string, slot: number) {
  const attempt = (await round.ctx.store.read((tx) => attemptById(tx, attemptId as AttemptId)))!;
  const pool = await loadPool(round.ctx, await sampleContest(round.ctx));
  return pool.question(attempt.paper.slots[slot - 1]!.versionId);
}

const seen = async (round: PlayedRound, questionId: string, ruling: KeyRuling) =>
  must(await previewRuling(round.ctx, { roundId: round.roundId, questionId, ruling }));

async function rule(round: PlayedRound, questionId: string, ruling: KeyRuling) {
  const { ctx, roundId, organiser: actor } = round;
  const { digest: previewDigest } = await seen(round, questionId, ruling);
  return must(await makeRuling(ctx, { roundId, questionId, ruling, ...words, previewDigest, actor }));
}

const ranked = async ({ ctx, contestId, board }: PlayedRound) =>
  must(await readStaffStandings(ctx, { contestId, board, offset: 0, q: '' })).rows.map(
    ({ rank, fullName, score }) => `${rank} ${fullName} ${score}`,
  );
const stored = (round: PlayedRound) => round.ctx.store.read((tx) => roundById(tx, round.roundId));

/** As `hoithi verify` finds it, but for awards, which a ruling leaves as they were decided. */
async function isWhole(round: PlayedRound): Promise<void> {
  const { ctx, contestId, roundId } = round;
  const contest = (await loadContest(ctx, contestId))!;
  for (const one of contest.rounds) expect(await verifyRound(ctx, one)).toEqual([]);
  const { brokenAt } = await verifyJournal(ctx);
  expect(brokenAt).toBeNull();
  expect((await verifyStandings(ctx, contestId)).disagreements).toEqual([]);
  const { sealDigest, closedAt } = (await stored(round))!;
  if (closedAt > 0) expect(sealDigest).toBe(await sealedDigest(ctx, roundId));
}

describe('a closed round', () => {
  const plays = [
    { name: 'Trần Văn Bảo', right: 12 },
    { name: 'Nguyễn Thị Ánh', right: 12, takesMs: 90_000 },
    { name: 'Lê Hoàng Châu', right: 4 },
  ];

  test('voided: previewed with names and prizes, applied whole, sealed anew, told, kept, and put back', async () => {
    await using round = await playedRound(plays);
    const { ctx, contestId, board, roundId, organiser: actor } = round;
    await round.closeByClock();
    const wish = { contestId, board };
    const { proposalDigest } = must(await readAwards(ctx, wish));
    must(await decideAwards(ctx, { ...wish, proposalDigest, reason: '', actor }));
    const before = await ranked(round);
    expect(before).toEqual(['1 Trần Văn Bảo 60', '2 Nguyễn Thị Ánh 60', '3 Lê Hoàng Châu 20']);
    const firstSeal = (await stored(round))!.sealDigest;
    const attempt = await attemptOf(round, 'Nguyễn Thị Ánh');
    // Nobody else may have been asked it, so that the picture stays one of three people.
    const only = await questionOnlyOn(round, 'Nguyễn Thị Ánh');

    const preview = await seen(round, only.id, { kind: 'void' });
    expect(preview).toMatchObject({ asked: 1, attemptsChanged: 1, gained: 1, lost: 0, peopleChanged: 1 });
    expect(preview).toMatchObject({ isProvisional: false, outdatesAwards: true });
    const [onRound] = preview.boards;
    expect(onRound).toMatchObject({ board, ranksChanged: 2, prizesChanged: 2 });
    expect(
      onRound!.people.map((one) => [one.fullName, one.rankBefore, one.rankAfter, one.scoreBefore, one.scoreAfter]),
    ).toEqual([
      ['Nguyễn Thị Ánh', 2, 1, 60, 65],
      ['Trần Văn Bảo', 1, 2, 60, 60],
    ]);
    expect(
      onRound!.people.map((one) => [one.prizesBefore, one.prizesAfter].map((names) => names.map(({ vi }) => vi))),
    ).toEqual([
      [['Giải Nhì tuần'], ['Giải Nhất tuần']],
      [['Giải Nhất tuần'], ['Giải Nhì tuần']],
    ]);
    // Looking changes nothing.
    expect(await ranked(round)).toEqual(before);
    expect((await stored(round))!.sealDigest).toBe(firstSeal);

    const order = { roundId, questionId: only.id, ruling: { kind: 'void' } as const, ...words, actor };
    expect(refusalOf(await makeRuling(ctx, { ...order, previewDigest: 'x' }))).toBe('ruling-outdated');
    const made = must(await makeRuling(ctx, { ...order, previewDigest: preview.digest }));
    expect(made).toMatchObject({
      questionId: only.id,
      attemptsChanged: 1,
      madeBy: actor.fullName,
      ruling: { kind: 'void' },
    });
    expect(made.appliedAt).toBeGreaterThan(0);
    expect(await ranked(round)).toEqual(['1 Nguyễn Thị Ánh 65', '2 Trần Văn Bảo 60', '3 Lê Hoàng Châu 20']);
    expect((await stored(round))!.sealDigest).not.toBe(firstSeal);
    await isWhole(round);
    // What was decided stands until it is decided again.
    expect(must(await readAwards(ctx, wish))).toMatchObject({ isOutdated: true });
    expect(await verifyAwards(ctx, (await loadContest(ctx, contestId))!)).toEqual([board]);
    expect(await ctx.store.read((tx) => scoreChangesOf(tx, attempt.id))).toMatchObject([
      { rulingId: made.id, scoreBefore: 60, correctBefore: 12, scoreAfter: 65, correctAfter: 13 },
    ]);
    expect((await round.actions()).slice(0, 4).toReversed()).toEqual([
      'make-ruling',
      'reopen-round',
      'apply-ruling',
      'seal-round',
    ]);
    const entry = (await round.journal()).find(({ action }) => action === 'make-ruling')!;
    expect(entry.actorName).toBe(actor.fullName);
    expect(JSON.parse(entry.detail)).toMatchObject({ questionId: only.id, kind: 'void', ...words });

    // The same preview again is of yesterday.
    expect(refusalOf(await makeRuling(ctx, { ...order, previewDigest: preview.digest }))).toBe('ruling-outdated');

    // The printed key put back: everything is as it was sealed at first, and the history says so.
    await rule(round, only.id, { kind: 'correct', key: only.key });
    expect(await ranked(round)).toEqual(before);
    expect((await stored(round))!.sealDigest).toBe(firstSeal);
    await isWhole(round);
    expect(await ctx.store.read((tx) => scoreChangesOf(tx, attempt.id))).toHaveLength(2);
    const { rulings } = await listRulings(ctx, roundId);
    expect(rulings.map(({ ruling }) => ruling.kind)).toEqual(['correct', 'void']);
    const { notices } = must(await readNotices(ctx, sampleSlug));
    expect(notices).toHaveLength(2);
    expect(notices[0]).toEqual({
      ...{ id: rulings[0]!.id, roundId, roundName: { vi: 'Tuần 2', en: 'Week 2' }, text: words.notice },
      at: rulings[0]!.madeAt,
    });
    expect(JSON.stringify(notices)).not.toContain(only.id);
  });

  test('a corrected key takes from those who had the wrong one; two accepted keys take from nobody', async () => {
    await using round = await playedRound(plays);
    await round.closeByClock();
    const attempt = await attemptOf(round, 'Trần Văn Bảo');
    const slot = await singleSlot(round, attempt.id, 12);
    const question = await questionAt(round, attempt.id, slot);
    const other = question.options.find(({ id }) => !question.key.includes(id))!.id;
    expect(await seen(round, question.id, { kind: 'correct', key: [other] })).toMatchObject({ gained: 0 });
    const [row] = (await seen(round, question.id, { kind: 'correct', key: [other] })).boards[0]!.people.filter(
      ({ fullName }) => fullName === 'Trần Văn Bảo',
    );
    expect(row).toMatchObject({ scoreBefore: 60, scoreAfter: 55 });
    expect(await seen(round, question.id, { kind: 'accept', keys: [question.key, [other]] })).toMatchObject({
      attemptsChanged: 0,
    });
    await rule(round, question.id, { kind: 'correct', key: [other] });
    expect((await attemptOf(round, 'Trần Văn Bảo')).score).toBe(55);
    await isWhole(round);
    await rule(round, question.id, { kind: 'accept', keys: [[other], question.key] });
    expect((await attemptOf(round, 'Trần Văn Bảo')).score).toBe(60);
    await isWhole(round);
    // Who looks at their paper sees every accepted key, their own first.
    const { userId, id: attemptId, paper } = await attemptOf(round, 'Trần Văn Bảo');
    const { review } = must(await readResult(round.ctx, { userId, attemptId }, () => Promise.resolve(null)));
    const place = (id: string | undefined) => ({ choice: [paper.slots[slot - 1]!.options.indexOf(id!)], text: '' });
    expect(review![slot - 1]).toMatchObject({
      ...{ isRight: true, given: place(question.key[0]), right: place(question.key[0]), alsoRight: [place(other)] },
      ruling: { kind: 'accept', notice: words.notice },
    });
  });

  test('a ruling that replaces a ruling, after the prizes were decided anew: each step kept, the last one counts', async () => {
    await using round = await playedRound(plays);
    const { ctx, contestId, board, roundId, organiser: actor } = round;
    await round.closeByClock();
    const decide = async (reason: string) => {
      const { proposalDigest } = must(await readAwards(ctx, { contestId, board }));
      must(await decideAwards(ctx, { contestId, board, proposalDigest, reason, actor }));
    };
    await decide('');
    const only = await questionOnlyOn(round, 'Nguyễn Thị Ánh');
    await rule(round, only.id, { kind: 'void' });
    await decide('Hủy một câu');
    const contest = async () => (await loadContest(ctx, contestId))!;
    expect(await verifyAwards(ctx, await contest())).toEqual([]);
    await rule(round, only.id, { kind: 'accept', keys: [only.key] });
    expect(must(await readAwards(ctx, { contestId, board }))).toMatchObject({ isOutdated: true });
    await decide('Giữ đáp án');
    expect(await verifyAwards(ctx, await contest())).toEqual([]);
    await isWhole(round);
    const { id } = await attemptOf(round, 'Nguyễn Thị Ánh');
    const history = await ctx.store.read((tx) => scoreChangesOf(tx, id));
    expect(history.map(({ scoreBefore, scoreAfter }) => [scoreBefore, scoreAfter])).toEqual([
      [60, 65],
      [65, 60],
    ]);
    const { awarded } = must(await readAwards(ctx, { contestId, board }));
    expect(
      awarded
        .filter(({ revokedAt }) => revokedAt > 0)
        .map(({ revokedReason }) => revokedReason)
        .sort(),
    ).toEqual([...['Giữ đáp án', 'Giữ đáp án', 'Hủy một câu', 'Hủy một câu']]);
    expect((await listRulings(ctx, roundId)).rulings).toHaveLength(2);
    expect(must(await readNotices(ctx, sampleSlug)).notices).toHaveLength(2);
  });

  test('a truth that rests on perfect papers is counted anew, and with it everybody’s gap', async () => {
    await using round = await playedRound([
      { name: 'Trần Văn Bảo', right: 20, predicted: 2 },
      { name: 'Nguyễn Thị Ánh', right: 19, predicted: 1, takesMs: 30_000 },
      { name: 'Lê Hoàng Châu', right: 20, predicted: 1 },
    ]);
    await round.closeByClock();
    expect(await stored(round)).toMatchObject({ predictionTruth: 2 });
    expect((await ranked(round)).map((row) => row.split(' ').at(-2))).toEqual(['Bảo', 'Châu', 'Ánh']);
    const { id } = await questionAt(round, (await attemptOf(round, 'Nguyễn Thị Ánh')).id, 20);
    const preview = await seen(round, id, { kind: 'void' });
    expect(preview).toMatchObject({ predictionTruth: 2, predictionTruthAfter: 3 });
    await rule(round, id, { kind: 'void' });
    expect(await stored(round)).toMatchObject({ predictionTruth: 3 });
    const after = await ranked(round);
    expect(after.map((row) => row.split(' ').at(-2))).toEqual(['Bảo', 'Ánh', 'Châu']);
    // What was previewed is what came.
    const [onRound] = preview.boards;
    expect(
      onRound!.people.map(({ rankAfter, fullName, scoreAfter }) => `${rankAfter} ${fullName} ${scoreAfter}`).sort(),
    ).toEqual(after.slice(1).sort());
    await isWhole(round);
  });
});

describe('a running round', () => {
  test('who has handed in is counted anew at once, who hands in later goes by it, and closing agrees', async () => {
    await using round = await playedRound([{ name: 'Trần Văn Bảo', right: 12 }]);
    const { ctx } = round;
    const running = await sitDown(round);
    await running.answer(draft(1, 1, await running.rightOf(1)));
    const later = await questionAt(round, running.view.id, 20);
    const now = await questionAt(round, (await attemptOf(round, 'Trần Văn Bảo')).id, 20);
    expect(await seen(round, now.id, { kind: 'void' })).toMatchObject({
      isProvisional: true,
      predictionTruthAfter: null,
    });
    await rule(round, now.id, { kind: 'void' });
    expect((await attemptOf(round, 'Trần Văn Bảo')).correct).toBe(13);
    await rule(round, later.id, { kind: 'void' });
    const { attempt } = await running.handIn();
    const asked = (await ctx.store.read((tx) => attemptById(tx, running.view.id as AttemptId)))!;
    const pool = await loadPool(ctx, await sampleContest(ctx));
    // The first slot was answered rightly; whatever was voided of the rest counts beside it.
    const voided = asked.paper.slots
      .slice(1)
      .filter(({ versionId }) => [now.id, later.id].includes(pool.question(versionId).id));
    expect(voided.length).toBeGreaterThan(0);
    expect(attempt.correct).toBe(1 + voided.length);
    await isWhole(round);
    await round.closeByClock();
    await isWhole(round);
    expect(must(await readNotices(ctx, sampleSlug)).notices).toHaveLength(2);
  });

  test('people who hand in between looking and applying are no hindrance; another ruling is', async () => {
    await using round = await playedRound([{ name: 'Trần Văn Bảo', right: 12 }]);
    const { ctx, roundId, organiser: actor } = round;
    const { id: questionId } = await questionAt(round, (await attemptOf(round, 'Trần Văn Bảo')).id, 20);
    const wish = { roundId, questionId, ruling: { kind: 'void' } as const };
    const { digest: previewDigest } = must(await previewRuling(ctx, wish));
    await (await sitDown(round)).handIn();
    must(await makeRuling(ctx, { ...wish, ...words, previewDigest, actor }));
    expect(refusalOf(await makeRuling(ctx, { ...wish, ...words, previewDigest, actor }))).toBe('ruling-outdated');
  });

  test('what cannot be ruled is refused by name, and nothing is written', async () => {
    await using round = await playedRound([{ name: 'Trần Văn Bảo', right: 12 }]);
    const { ctx, roundId, organiser: actor } = round;
    const attempt = await attemptOf(round, 'Trần Văn Bảo');
    const { id: questionId } = await questionAt(round, attempt.id, await singleSlot(round, attempt.id, 20));
    const contest = await sampleContest(ctx);
    const wish = { roundId, questionId, ruling: { kind: 'void' } as KeyRuling };
    const preview = async (given: Partial<typeof wish>) => refusalOf(await previewRuling(ctx, { ...wish, ...given }));
    expect(await preview({ roundId: 'nowhere' as RoundId })).toBe('not-found');
    expect(await preview({ questionId: 'nothing' })).toBe('not-found');
    expect(await preview({ roundId: contest.rounds[2]!.id })).toBe('round-not-open');
    for (const key of [[], ['z'], ['a', 'b']])
      expect(await preview({ ruling: { kind: 'correct', key } })).toBe('ruling-key-invalid');
    expect(await preview({ ruling: { kind: 'accept', keys: [['a'], ['z']] } })).toBe('ruling-key-invalid');
    const { digest: previewDigest } = must(await previewRuling(ctx, wish));
    const make = async (given: object) =>
      refusalOf(await makeRuling(ctx, { ...wish, ...words, previewDigest, actor, ...given }));
    const before = await round.actions();
    expect(await make({ reason: ' ' })).toBe('reason-needed');
    expect(await make({ notice: '\n' })).toBe('notice-needed');
    expect(await make({ previewDigest: '' })).toBe('ruling-outdated');
    expect(await round.actions()).toEqual(before);
    expect((await listRulings(ctx, roundId)).rulings).toEqual([]);
    expect(refusalOf(await readNotices(ctx, 'nowhere'))).toBe('not-found');
  });
});

/** A question in the unanswered part of this person's paper that nobody else was asked. */
async function questionOnlyOn(round: PlayedRound, name: string) {
  const pool = await loadPool(round.ctx, await sampleContest(round.ctx));
  const asked = async (one: string) =>
    (await attemptOf(round, one)).paper.slots.map(({ versionId }) => pool.question(versionId));
  const others = new Set<string>();
  for (const one of round.people.keys()) if (one !== name) for (const { id } of await asked(one)) others.add(id);
  const found = (await asked(name)).slice(12).find(({ id }) => !others.has(id));
  if (found === undefined) throw new Error('everybody was asked the same');
  return found;
}

/** A slot up to `max` whose question has one right option of several. */
async function singleSlot(round: PlayedRound, attemptId: string, max: number): Promise<number> {
  for (let slot = 1; slot <= max; slot += 1)
    if ((await questionAt(round, attemptId, slot)).kind === 'single') return slot;
  throw new Error('no single choice');
}
