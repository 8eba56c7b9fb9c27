/** Characters that one of the databases cannot hold, in everything that the staff types into a bank: kept without them, or refused. */
import { afterAll, beforeAll, describe, expect, inject, it } from 'vitest';
import { wholeJson } from '../../server/http/plugins/whole-text.ts';
import { openStore } from '../../server/store/open.ts';
import { aQuestion, openBank, type BankWorld } from '../helpers/bank-world.ts';
import { createDatabase, type TestDatabase } from '../helpers/postgres.ts';
import { uploadFile } from '../helpers/upload.ts';

/** A zero byte, halves of a character, a control character, what is no character at all. */
const hostile = 'a\u0000b\ud800c\udc00d\u0007e\uffff';
const inAddress = 'a%00b%07';

describe.each(['sqlite', 'postgres'] as const)('on %s', (dialect) => {
  let database: TestDatabase | undefined;
  let world: BankWorld & AsyncDisposable;
  let at: string;
  beforeAll(async () => {
    if (dialect === 'postgres') database = await createDatabase(inject('postgresUrl'));
    world = await openBank(database ? { store: await openStore({ databaseUrl: database.url }) } : {});
    at = `/api/staff/banks/${world.bankId}`;
  });
  afterAll(async () => {
    await world[Symbol.asyncDispose]();
    await database?.drop();
  });

  it('a question keeps what can be read of it', async () => {
    const parts = ['a', 'b', 'c'].map((id) => ({ id, text: `${id} ${hostile}` }));
    const content = aQuestion({
      ...{ stem: hostile, options: parts, prompts: parts, explanation: hostile, source: hostile, factId: hostile },
      ...{ tags: [hostile], key: [hostile], tolerance: hostile },
      legal: [{ instrument: hostile, article: hostile, clause: hostile, inForceFrom: '', inForceTo: '' }],
    });
    const code = await world.write(content);
    const kept = JSON.stringify((await world.view(code)).content);
    expect(kept).not.toMatch(/\\u0000|\\ud800|\\udc00|\\u0007/);
    expect((await world.view(code)).content.stem).toBe('ab\ufffdc\ufffdde');
    await world.save(code, { ...content, stem: `${hostile} ${hostile}` });
  });

  it('nothing that is typed anywhere is a failure', async () => {
    const code = await world.write();
    const { revision } = await world.view(code);
    const bank = await world.get(at, { cookie: world.organiser.cookie });
    const topics = [{ id: '', ref: hostile, name: hostile, parentId: null }];
    const asked: (readonly [method: 'GET' | 'POST' | 'PUT', url: string, body?: unknown])[] = [
      ['POST', '/api/staff/banks', { name: hostile }],
      ['PUT', `${at}/topics`, { revision: bank.json<{ revision: number }>().revision, name: hostile, topics }],
      ['POST', `${at}/look`, { content: aQuestion({ stem: hostile, topic: hostile }) }],
      ['POST', `${at}/questions/${code}/comments`, { text: hostile }],
      ['POST', `${at}/questions/${code}/dismissals`, { hint: 'similar', reason: hostile }],
      ['POST', `${at}/questions/${code}/retire`, { revision, note: hostile }],
      ['POST', `${at}/bulk`, { deed: 'tag', codes: [code], add: [hostile], remove: [hostile] }],
      ['POST', `${at}/bulk`, { deed: 'move', codes: [code], topic: hostile }],
      ['POST', `${at}/bulk`, { deed: 'reserve', codes: [code], contestId: hostile }],
      ['POST', `${at}/bulk`, { deed: 'retire', codes: [code], note: hostile }],
      ['POST', '/api/staff/tables/look', { rows: [[hostile]], mapping: { headingRow: -1, columns: {}, options: [0] } }],
      ...['q', 'topic', 'tag', 'reserved', 'batch'].map(
        (name) => ['GET', `${at}/questions?${name}=${inAddress}`] as const,
      ),
      ['POST', `/api/staff/rounds/${code}/rulings/preview`, { questionId: hostile, ruling: { kind: 'void' } }],
      ['GET', `/api/staff/imports/${inAddress}`],
      ['GET', `/api/staff/rounds/${inAddress}/statistics`],
      ['GET', `/api/staff/rounds/${inAddress}/rulings`],
      ['GET', `/api/staff/rounds/r/questions?q=${inAddress}`],
      ['GET', `/api/staff/rounds/${inAddress}/blueprint`],
    ];
    const failed: unknown[] = [];
    for (const [method, url, body] of asked) {
      const reply = await world.ask(method, url, {
        cookie: world.organiser.cookie,
        ...(body !== undefined && { body }),
      });
      if (reply.statusCode >= 500) failed.push([method, url, reply.statusCode]);
    }
    expect(failed).toEqual([]);
  });

  it('a file with such a name, and such letters in it, is read', async () => {
    const text = `Câu 1. ${hostile}?\nA. ${hostile} 1\nB. hai\nC. ba\nĐáp án: B\n`;
    const name = 'a\u0000\ud800.txt';
    const reply = await uploadFile(world, `${at}/imports`, world.author.cookie, { name, bytes: Buffer.from(text) });
    expect(reply.statusCode).toBeLessThan(500);
  });
});

describe('a body', () => {
  it.each([
    ['{"a":"x\\u0000y"}', '{"a":"xy"}'],
    ['{"a":"x\\ud800y\\uDC00"}', '{"a":"x\ufffdy\ufffd"}'],
    ['{"a":"\\ud83d\\ude00\\u00e9"}', '{"a":"\\ud83d\\ude00\\u00e9"}'],
    // A backslash, and four digits that belong to nothing.
    ['{"a":"\\\\u0000"}', '{"a":"\\\\u0000"}'],
    ['{"__pro\\u0000to__":1}', '{"__proto__":1}'],
  ])('%s', (sent, read) => {
    expect(wholeJson(sent)).toBe(read);
  });

  it('is not made dangerous by what is taken out of it', async () => {
    await using world = await openBank();
    const reply = await world.ask('POST', '/api/staff/banks', {
      cookie: world.organiser.cookie,
      headers: { 'content-type': 'application/json' },
      body: '{"name":"x","__pro\\u0000to__":{"role":"owner"}}',
    });
    expect(reply.statusCode).toBe(400);
  });
});
