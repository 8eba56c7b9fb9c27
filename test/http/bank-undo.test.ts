/** What was done to many questions is undone: all of it, as long as nobody has changed or used it since. */
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { BulkOutcome } from '../../server/wire/http/banks.ts';
import { loadPool } from '../../server/services/question-pool.ts';
import { openBank, type BankWorld } from '../helpers/bank-world.ts';
import { makeParticipant, roundIdOf, sampleContest } from '../helpers/make.ts';
import { startAttempt } from '../../server/services/start-attempt.ts';

let world: BankWorld & AsyncDisposable;
beforeAll(async () => {
  world = await openBank();
});
afterAll(() => world[Symbol.asyncDispose]());

type Who = BankWorld['author'];
const bulk = async (body: object, who: Who, on = world) => {
  const reply = await on.post(`/api/staff/banks/${on.bankId}/bulk`, { note: '', ...body }, { cookie: who.cookie });
  expect(reply.statusCode, reply.body).toBe(200);
  return reply.json<BulkOutcome>();
};
const undo = (outcome: BulkOutcome, who: Who, without: string[] = [], on = world) =>
  on.post(`/api/staff/banks/${on.bankId}/undo`, { undo: outcome.undo, without }, { cookie: who.cookie });
const undone = async (...given: Parameters<typeof undo>) => (await undo(...given)).json<BulkOutcome>();
const historyOf = async (code: string) =>
  (await world.view(code)).events.map(({ deed, actorName, note }) => [deed, actorName, note]);
const journal = async (count: number) =>
  (await world.ctx.store.read((tx) => tx.db.select().from(tx.tables.journal)))
    .slice(-count)
    .map(({ action, actorName }) => [action, actorName]);

describe('undone', () => {
  it.each([
    ['send', 'draft', 'in-review'],
    ['return', 'in-review', 'draft'],
    ['approve', 'in-review', 'approved'],
    ['retire', 'draft', 'retired'],
  ] as const)('%s: each is what it was, and both acts stay in its history', async (deed, before, after) => {
    const codes = [await world.write(), await world.write()];
    const who = deed === 'send' ? world.author : world.reviewer;
    if (before === 'in-review') await bulk({ deed: 'send', codes }, world.author);
    const done = await bulk({ deed, codes, note: 'Vì thế' }, who);
    for (const code of codes) expect((await world.view(code)).state).toBe(after);
    expect(await undone(done, who)).toEqual({ changed: 2, refusals: [], undo: '' });
    for (const code of codes) {
      const view = await world.view(code, who);
      expect(view).toMatchObject({ state: before, isDrawn: false });
      expect(view.versions.map(({ approvedAt }) => approvedAt)).toEqual([0]);
      expect(await historyOf(code)).toEqual(expect.arrayContaining([['undone', who.fullName, deed]]));
    }
    expect(await journal(2)).toEqual([
      [`${deed}-questions`, who.fullName],
      [`undo-${deed}-questions`, who.fullName],
    ]);
    // Undone once is enough: a ticket stands for what was there then.
    expect((await undone(done, who)).refusals.map(({ name }) => name)).toEqual([
      'changed-meanwhile',
      'changed-meanwhile',
    ]);
  });

  it('a single step gives its way back, too', async () => {
    const code = await world.write();
    const { revision } = await world.view(code);
    const address = `/api/staff/banks/${world.bankId}/questions/${code}/send`;
    const sent = await world.post(address, { revision, note: '' }, { cookie: world.author.cookie });
    expect(sent.json()).toMatchObject({ state: 'in-review', undo: expect.any(String) as string });
    const done = sent.json<BulkOutcome>();
    expect((await undo(done, world.reviewer)).statusCode).toBe(404);
    expect(await undone(done, world.author)).toEqual({ changed: 1, refusals: [], undo: '' });
    expect((await world.view(code)).state).toBe('draft');
  });

  it('an approval taken back leaves the two-person rule as it was: another draws the version before', async () => {
    const code = await world.approved({ stem: 'Bản một?' });
    await world.save(code, { ...(await world.view(code)).content, stem: 'Bản hai?' });
    await world.step(code, 'send', world.author);
    const done = await bulk({ deed: 'approve', codes: [code] }, world.second);
    expect((await world.view(code)).drawnDifference).toBeNull();
    await undone(done, world.second);
    const view = await world.view(code, world.second);
    expect(view).toMatchObject({ state: 'in-review', isDrawn: true });
    expect(view.may).toContain('approve');
    expect(view.versions.map(({ version, isDrawn }) => [version, isDrawn])).toEqual([
      [2, false],
      [1, true],
    ]);
    expect(view.drawnDifference?.map(({ field }) => field)).toEqual(['stem']);
  });

  it('a question that was retired with a draft beside what is drawn has both again', async () => {
    const code = await world.approved({ stem: 'Đang dùng?' });
    await world.save(code, { ...(await world.view(code)).content, stem: 'Đang sửa?' });
    const done = await bulk({ deed: 'retire', codes: [code], note: 'Nhầm' }, world.reviewer);
    await undone(done, world.reviewer);
    expect(await world.view(code)).toMatchObject({ state: 'draft', isDrawn: true, content: { stem: 'Đang sửa?' } });
  });

  it('topics, tags and pools come back, each question its own', async () => {
    const first = await world.write({ topic: 'du-lieu-so', tags: ['cũ'] });
    const second = await world.approved({ tags: ['cũ', 'ôn'] });
    const codes = [first, second];
    const places = async () =>
      Promise.all(codes.map((code) => world.view(code).then(({ content: { topic, tags } }) => [topic, tags])));
    const before = await places();
    const moved = await bulk({ deed: 'move', codes, topic: 'chuyen-doi-so', note: undefined }, world.reviewer);
    expect(await undone(moved, world.reviewer)).toMatchObject({ changed: 1 });
    const tagged = await bulk({ deed: 'tag', codes, add: ['ôn'], remove: ['cũ'], note: undefined }, world.author);
    expect(await undone(tagged, world.author)).toMatchObject({ changed: 2 });
    expect(await places()).toEqual(before);
    expect(await journal(4)).toEqual([
      ['move-questions', world.reviewer.fullName],
      ['undo-move-questions', world.reviewer.fullName],
      ['tag-questions', world.author.fullName],
      ['undo-tag-questions', world.author.fullName],
    ]);
  });
});

describe('no longer', () => {
  it('when somebody has changed one since: who is told, nothing is done, and the others can be undone', async () => {
    const [one, two] = [await world.write(), await world.write()];
    const done = await bulk({ deed: 'send', codes: [one, two] }, world.author);
    await world.step(two, 'return', world.reviewer, 'Sai');
    const refused = await undone(done, world.author);
    expect(refused).toMatchObject({ changed: 0, refusals: [{ code: two, name: 'changed-meanwhile' }] });
    expect(refused.refusals[0]?.message).toContain(world.reviewer.fullName);
    expect((await world.view(one)).state).toBe('in-review');
    expect(await undone(done, world.author, [two])).toMatchObject({ changed: 1, refusals: [] });
    expect((await world.view(one)).state).toBe('draft');
  });

  it('by another person, in another bank, or with a ticket that was made up', async () => {
    const done = await bulk({ deed: 'send', codes: [await world.write()] }, world.author);
    expect((await undo(done, world.other)).statusCode).toBe(404);
    expect((await undo({ ...done, undo: `${done.undo.slice(0, -4)}AAAA` }, world.author)).statusCode).toBe(404);
    expect((await undo({ ...done, undo: 'v1.x.y.z' }, world.author)).statusCode).toBe(404);
    expect((await undo(done, world.viewer)).statusCode).toBe(403);
    expect(await undone(done, world.author)).toMatchObject({ changed: 1 });
  });

  it('an approval once its question is on a paper; one that nobody was asked goes back', async () => {
    await using sample = await openBank({ samples: true, bankId: 'chuyen-doi-so' });
    const contest = await sampleContest(sample.ctx);
    const roundId = roundIdOf(contest, 'open');
    const cell = contest.rounds.find(({ id }) => id === roundId)?.definition.blueprint.cells[0];
    if (!cell) throw new Error('the sample has a blueprint');
    const send = async (stem: string) => {
      const code = await sample.write({ topic: cell.topic, difficulty: cell.difficulty ?? 'recognise', stem });
      await sample.step(code, 'send', sample.author);
      return code;
    };
    const approve = (codes: string[]) => bulk({ deed: 'approve', codes }, sample.reviewer, sample);
    const codes: string[] = [];
    for (let n = 0; n < cell.count; n += 1) codes.push(await send(`Câu mới ${n}?`));
    const used = await approve(codes);
    // Nothing else is left for this cell of the blueprint: each paper holds all of them.
    const { pool } = await loadPool(sample.ctx, contest);
    const others = pool
      .filter(({ topic, within = [] }) => topic === cell.topic || within.includes(cell.topic))
      .filter(
        ({ difficulty, questionId }) => (cell.difficulty ?? difficulty) === difficulty && !codes.includes(questionId),
      )
      .map(({ questionId }) => questionId);
    await bulk({ deed: 'retire', codes: others, note: 'Để dành' }, sample.organiser, sample);
    const { id: participantId, user } = await makeParticipant(sample.ctx);
    const started = await startAttempt(sample.ctx, { userId: user.id, participantId, roundId });
    expect(started).toMatchObject({ ok: true });
    const late = await approve([await send('Chưa ai gặp?')]);

    const refused = await undone(used, sample.reviewer, [], sample);
    expect(refused.changed).toBe(0);
    expect(refused.refusals.map(({ code, name }) => `${code} ${name}`).sort()).toEqual(
      codes.map((code) => `${code} approval-used`).sort(),
    );
    expect(await sample.view(codes[0] ?? '')).toMatchObject({ state: 'approved', isDrawn: true });
    expect(await undone(late, sample.reviewer, [], sample)).toMatchObject({ changed: 1, refusals: [] });
  });

  it('an approval that has shown a question of papers to everybody in practice', async () => {
    const code = await world.approved({ stem: 'Câu thi?' });
    await world.save(code, { ...(await world.view(code)).content, isPractice: true });
    await world.step(code, 'send', world.author);
    const done = await bulk({ deed: 'approve', codes: [code] }, world.reviewer);
    expect((await undone(done, world.reviewer)).refusals.map(({ name }) => name)).toEqual(['approval-used']);
    expect(await world.view(code)).toMatchObject({ state: 'approved', content: { isPractice: true } });
  });
});
