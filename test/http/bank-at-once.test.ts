/** People who do things to one question in the same instant, on both databases: one of them is first, and the others are told. */
import { afterAll, beforeAll, describe, expect, inject, it } from 'vitest';
import type { BulkOutcome } from '../../server/wire/http/banks.ts';
import { versionsOfQuestion } from '../../server/store/question-versions.ts';
import { openStore } from '../../server/store/open.ts';
import { aQuestion, openBank, type BankWorld } from '../helpers/bank-world.ts';
import type { MadeStaff } from '../helpers/make.ts';
import { createDatabase, type TestDatabase } from '../helpers/postgres.ts';

describe.each(['sqlite', 'postgres'] as const)('on %s', (dialect) => {
  let database: TestDatabase | undefined;
  let world: BankWorld & AsyncDisposable;
  let at: string;
  beforeAll(async () => {
    if (dialect === 'postgres') database = await createDatabase(inject('postgresUrl'));
    world = await openBank(database ? { store: await openStore({ databaseUrl: database.url }) } : {});
    at = `/api/staff/banks/${world.bankId}/questions`;
  });
  afterAll(async () => {
    await world[Symbol.asyncDispose]();
    await database?.drop();
  });

  async function inReview(): Promise<{ code: string; revision: number }> {
    const code = await world.write();
    const { revision } = await world.step(code, 'send', world.author);
    return { code, revision };
  }
  const approve = (who: MadeStaff, code: string, revision: number) =>
    world.post(`${at}/${code}/approve`, { revision, note: '' }, { cookie: who.cookie });
  const statuses = (replies: readonly { statusCode: number }[]) => replies.map(({ statusCode }) => statusCode).sort();

  it('two reviewers approve: one has approved, once', async () => {
    const { code, revision } = await inReview();
    const { reviewer, second } = world;
    expect(statuses(await Promise.all([approve(reviewer, code, revision), approve(second, code, revision)]))).toEqual([
      200, 409,
    ]);
    const { events, versions } = await world.view(code);
    expect(events.filter(({ deed }) => deed === 'approved')).toHaveLength(1);
    expect(versions.map(({ isDrawn }) => isDrawn)).toEqual([true]);
  });

  it('an author edits while a reviewer approves: what is drawn is what was looked at, or nothing is', async () => {
    for (let n = 0; n < 6; n += 1) {
      const { code, revision } = await inReview();
      const content = aQuestion({ stem: 'Đổi ngay lúc duyệt?' });
      const edit = () =>
        world.ask('PUT', `${at}/${code}/draft`, { cookie: world.author.cookie, body: { revision, content } });
      const both =
        n % 2 === 0
          ? [edit(), approve(world.reviewer, code, revision)]
          : [approve(world.reviewer, code, revision), edit()];
      expect(statuses(await Promise.all(both))).toEqual([200, 409]);
      const versions = await world.ctx.store.read((tx) => versionsOfQuestion(tx, world.bankId, code));
      const isDrawn = (await world.view(code)).isDrawn;
      const drawn = versions
        .filter(({ isCurrent }) => isCurrent)
        .map(({ content: { stem }, approvedBy }) => [stem, approvedBy]);
      expect(drawn).toEqual(isDrawn ? [[aQuestion().stem, world.reviewer.id]] : []);
    }
  });

  it('two move it while a third approves: it is moved once', async () => {
    const one = await inReview();
    const move = (who: MadeStaff) =>
      world.post(
        `/api/staff/banks/${world.bankId}/bulk`,
        { deed: 'move', codes: [one.code], topic: 'du-lieu-so' },
        { cookie: who.cookie },
      );
    const replies = await Promise.all([
      move(world.reviewer),
      move(world.second),
      approve(world.reviewer, one.code, one.revision),
    ]);
    expect(replies.slice(0, 2).map(({ statusCode }) => statusCode)).toEqual([200, 200]);
    const { content, events } = await world.view(one.code);
    expect([content.topic, events.filter(({ deed }) => deed === 'moved').length]).toEqual(['du-lieu-so', 1]);
  });

  it('none is approved when one of them changed after it was looked at', async () => {
    const { author, reviewer } = world;
    const bulk = `/api/staff/banks/${world.bankId}/bulk`;
    const codes = [await world.write({ stem: 'Câu đã xem?' }), await world.write({ stem: 'Câu sẽ bị đổi?' })];
    const [one = '', changed = ''] = codes;
    for (const code of codes) await world.step(code, 'send', author);
    const rows = (await world.table('?state=in-review', reviewer)).rows;
    const revisions = codes.map((code) => rows.find((row) => row.code === code)?.revision ?? 0);
    await world.save(changed, aQuestion({ stem: 'Đổi sau lưng người duyệt?' }));
    await world.step(changed, 'send', author);
    const approve = { deed: 'approve', codes, note: '', revisions };
    const outcome = (await world.post(bulk, approve, { cookie: reviewer.cookie })).json<BulkOutcome>();
    expect(outcome.changed).toBe(0);
    expect(outcome.refusals).toMatchObject([
      { code: changed, name: 'changed-meanwhile', params: { byName: author.fullName } },
    ]);
    expect((await world.view(one)).state).toBe('in-review');
    const unseen = { deed: 'approve', codes: [one, changed], note: '', revisions: revisions.slice(0, 1) };
    expect((await world.post(bulk, unseen, { cookie: reviewer.cookie })).json<BulkOutcome>().changed).toBe(0);
    const only = { ...approve, codes: [one] };
    expect((await world.post(bulk, only, { cookie: reviewer.cookie })).json<BulkOutcome>().changed).toBe(1);
  });
});
