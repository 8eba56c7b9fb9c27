/** Everything that is done to a bank is in the journal: one entry an act, with who, and no more codes than people read. */
import sharp from 'sharp';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { journalledCodesMax } from '../../server/services/journal-bank.ts';
import type { ImportView } from '../../server/wire/http/bank-imports.ts';
import type { BankView, BulkOutcome } from '../../server/wire/http/banks.ts';
import { aQuestion, openBank, type BankWorld } from '../helpers/bank-world.ts';
import { sampleContest } from '../helpers/make.ts';
import { uploadFile } from '../helpers/upload.ts';

let world: BankWorld & AsyncDisposable;
let at: string;
beforeAll(async () => {
  world = await openBank({ samples: true, bankId: 'chuyen-doi-so' });
  at = `/api/staff/banks/${world.bankId}`;
});
afterAll(() => world[Symbol.asyncDispose]());

const entries = async () => world.ctx.store.read((tx) => tx.db.select().from(tx.tables.journal));
/** What `work` has left in the journal. */
async function left(work: () => Promise<unknown>) {
  const before = (await entries()).length;
  await work();
  return (await entries())
    .slice(before)
    .map(({ action, actorName, contestId, detail }) => ({ action, actorName, contestId, ...JSON.parse(detail) }));
}

const bulk = (body: object, who = world.organiser) =>
  left(async () => expect((await world.post(`${at}/bulk`, body, { cookie: who.cookie })).statusCode).toBe(200));

it('writing, saying and stepping: each act once, and writing on at one’s own draft is none', async () => {
  const { author, reviewer, organiser } = world;
  let code = '';
  const by = (who: typeof author, action: string, more: object = {}) =>
    expect.objectContaining({ action, actorName: who.fullName, bankId: world.bankId, ...more });
  const topic = (await sampleContest(world.ctx)).topics[0]?.id ?? '';
  const say = (address: string, body: object) =>
    world.post(`${at}/questions/${code}/${address}`, body, { cookie: author.cookie });
  expect(await left(async () => void (code = await world.write({ topic })))).toEqual([
    by(author, 'write-question', { questions: 1, codes: code }),
  ]);
  expect(await left(() => world.save(code, aQuestion({ topic, stem: 'Viết tiếp?' })))).toEqual([]);
  expect(await left(() => world.step(code, 'send', author))).toEqual([by(author, 'send-questions', { codes: code })]);
  expect(await left(() => world.step(code, 'return', reviewer, 'Thiếu'))).toEqual([
    by(reviewer, 'return-questions', { note: 'Thiếu' }),
  ]);
  expect(await left(() => world.save(code, aQuestion({ topic, stem: 'Sửa?' })))).toEqual([
    by(author, 'change-question', { codes: code, version: 2 }),
  ]);
  expect(await left(() => say('comments', { text: 'Xem giúp' }))).toEqual([by(author, 'comment-question')]);
  expect(await left(() => say('dismissals', { hint: 'key-longest', reason: 'Cố ý' }))).toEqual([
    by(author, 'dismiss-hint', { hint: 'key-longest', reason: 'Cố ý' }),
  ]);
  expect(await left(() => say('dismissals', { hint: 'key-longest', reason: 'Cố ý' }))).toEqual([]);
  expect(await left(() => say('dismissals', { hint: 'key-longest', reason: '' }))).toEqual([
    by(author, 'restore-hint'),
  ]);
  await world.step(code, 'send', author);
  for (const deed of ['approve', 'retire', 'restore'])
    expect(await left(() => world.step(code, deed, organiser, 'Vì vậy'))).toEqual([by(organiser, `${deed}-questions`)]);
});

it('many at once are one entry with a count; where nothing changed there is none', async () => {
  const codes = (await world.table('?state=approved&practice=false')).rows.map(({ code }) => code);
  expect(codes.length).toBeGreaterThan(journalledCodesMax);
  const contest = await sampleContest(world.ctx);
  const [tag, topic] = ['ôn tập', contest.topics[1]];
  const common = { questions: codes.length, codesNotNamed: codes.length - journalledCodesMax };
  const named = codes.slice(0, journalledCodesMax);
  const tagging = { deed: 'tag', codes, add: [tag], remove: [] };
  const [entry, ...more] = await bulk(tagging);
  expect(entry).toMatchObject({ action: 'tag-questions', contestId: '', tagsAdded: tag, ...common });
  expect([more, entry.codes]).toEqual([[], named.join(' ')]);
  expect(await bulk(tagging)).toEqual([]);
  expect(await bulk({ deed: 'move', codes: codes.slice(0, 2), topic: topic?.id })).toMatchObject([
    { action: 'move-questions', topic: topic?.name },
  ]);
});

it('a pool is kept for a contest, and opened again, in that contest’s own journal', async () => {
  const { id } = await sampleContest(world.ctx);
  const codes = (await world.table('?state=approved&practice=false&sort=code')).rows
    .slice(0, 3)
    .map(({ code }) => code);
  const kept = await bulk({ deed: 'reserve', codes, contestId: id });
  const open = await bulk({ deed: 'reserve', codes, contestId: '' });
  const done = await world.post(
    `${at}/bulk`,
    { deed: 'reserve', codes, contestId: id },
    { cookie: world.organiser.cookie },
  );
  const { undo } = done.json<BulkOutcome>();
  expect(
    await left(() => world.post(`${at}/undo`, { undo, without: [] }, { cookie: world.organiser.cookie })),
  ).toMatchObject([{ action: 'undo-reserve-questions', contestId: id, questions: 3 }]);
  expect([...kept, ...open]).toMatchObject([
    { action: 'reserve-questions', contestId: id, questions: 3, codes: codes.join(' ') },
    { action: 'release-questions', contestId: id, questions: 3 },
  ]);
  const page = await world.get(`/api/staff/contests/${id}/journal`, { cookie: world.organiser.cookie });
  expect(
    page
      .json<{ entries: { action: string }[] }>()
      .entries.slice(0, 4)
      .map(({ action }) => action),
  ).toEqual(['undo-reserve-questions', 'reserve-questions', 'release-questions', 'reserve-questions']);
});

it('topics, files, exports and banks', async () => {
  const { organiser, author } = world;
  const bank = (await world.get(at, { cookie: author.cookie })).json<BankView>();
  const [first, ...rest] = bank.topics.map(({ id, name, parentId }) => ({ id, name, parentId }));
  const topics = [{ ...first, name: 'Tên mới' }, ...rest, { id: '', name: 'Chủ đề thêm', parentId: null }];
  const body = { revision: bank.revision, name: bank.name, topics };
  expect(await left(() => world.ask('PUT', `${at}/topics`, { cookie: organiser.cookie, body }))).toMatchObject([
    { action: 'edit-topics', actorName: organiser.fullName, topicsAdded: 'Chủ đề thêm', topicsRenamed: 'Tên mới' },
  ]);
  const pixel = { create: { width: 2, height: 2, channels: 3, background: 'red' } } as const;
  const bytes = await sharp(pixel).png().toBuffer();
  expect(await left(() => uploadFile(world, `${at}/media`, author.cookie, { name: 'anh.png', bytes }))).toMatchObject([
    { action: 'upload-media', actorName: author.fullName, fileName: 'anh.png' },
  ]);
  expect(await left(() => world.get(`${at}/export?format=aiken`, { cookie: author.cookie }))).toMatchObject([
    { action: 'export-bank', actorName: author.fullName, format: 'aiken' },
  ]);
  const file = { name: 'cau.txt', bytes: Buffer.from('Mấy giờ?\nA. Một\nB. Hai\nANSWER: A\n') };
  let batchId = '';
  const begun = await left(async () => {
    const reply = await uploadFile(world, `${at}/imports`, author.cookie, file);
    batchId = reply.json<ImportView>().batch.id;
  });
  const dropped = await left(() => world.ask('DELETE', `/api/staff/imports/${batchId}`, { cookie: organiser.cookie }));
  expect([...begun, ...dropped]).toMatchObject([
    { action: 'start-import', actorName: author.fullName, batchId, fileName: 'cau.txt' },
    { action: 'cancel-import', actorName: organiser.fullName, batchId, fileName: 'cau.txt' },
  ]);
  const name = 'Ngân hàng mới';
  const made = await left(() => world.post('/api/staff/banks', { name }, { cookie: organiser.cookie }));
  expect(made).toMatchObject([{ action: 'create-bank', bankId: 'ngan-hang-moi', name }]);
});
