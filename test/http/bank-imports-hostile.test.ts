/**
 * Files that nobody should send, through the door by which they come: each upload ends in a preview or in a refusal by name,
 * nothing is a failure of ours, and the server goes on answering. What is read of which file is tested with the readers.
 */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, expect, it } from 'vitest';
import type { BatchId } from '../../server/rules/ids.ts';
import { importRuns } from '../../server/services/import-runs.ts';
import type { ImportBatchView, ImportView } from '../../server/wire/http/bank-imports.ts';
import { fuzzFormats, makeCorpus } from '../fuzz/corpus.ts';
import { caseAt } from '../fuzz/fuzz-case.ts';
import { openBank, type BankWorld } from '../helpers/bank-world.ts';
import { makeStaff } from '../helpers/make.ts';
import { uploadFile, type SentFile } from '../helpers/upload.ts';

const folder = fileURLToPath(new URL('../content/awkward/hostile/', import.meta.url));

/** Each is read in a thread of its own, which takes a while to start; the others are tested with the readers. */
const chosen = [
  ...['bom-bi-danh.yaml', 'bom-giai-nen.docx', 'co-mat-khau.docx', 'duong-dan-len.zip', 'macro.docm', 'mau-ngoai.docx'],
  ...[
    'ngoac-long-nhau.gift',
    'pdf-doi-ten.docx',
    'qua-nhieu-tep.zip',
    'qua-sau.xml',
    'qti-chi-ra-ngoai.zip',
    'rong.docx',
  ],
  ...['thuc-the-ngoai.xml', 'utf8-hong.csv', 'word-97.doc', 'zip-chong-nhau.zip'],
];

/** One account may send only so many files a minute. */
const uploadsPerAccount = 50;

let world: BankWorld & AsyncDisposable;
let cookie = '';
let uploads = 0;
let most = 0;
const before = process.memoryUsage().rss;

beforeAll(async () => {
  world = await openBank();
});
afterAll(() => world[Symbol.asyncDispose]());

async function upload(file: SentFile) {
  if (uploads % uploadsPerAccount === 0) ({ cookie } = await makeStaff(world.ctx, { role: 'author' }));
  uploads += 1;
  const reply = await uploadFile(world, `/api/staff/banks/${world.bankId}/imports`, cookie, file);
  await expectAlive();
  return reply;
}

async function expectAlive(): Promise<void> {
  expect((await world.get('/healthz')).statusCode).toBe(200);
  most = Math.max(most, process.memoryUsage().rss);
}

/** What became of an upload: a refusal at the door, or how its batch ended. */
async function fateOf(file: SentFile): Promise<string> {
  const reply = await upload(file);
  if (reply.statusCode !== 200) return `${reply.statusCode} ${reply.json<{ error: { code: string } }>().error.code}`;
  const { id } = reply.json<ImportView>().batch;
  await importRuns(world.ctx).get(id as BatchId)?.done;
  await expectAlive();
  const { batch } = await viewOf(id);
  return batch.state === 'failed' ? batch.failure : await applied(batch);
}

async function viewOf(id: string): Promise<ImportView> {
  const view = await world.get(`/api/staff/imports/${id}`, { cookie: world.author.cookie });
  expect(view.statusCode, view.body).toBe(200);
  return view.json<ImportView>();
}

/** Whatever is ready of a preview can be made and taken back. */
async function applied({ id, state }: ImportBatchView): Promise<string> {
  const as = { cookie: world.author.cookie };
  const done = await world.post(`/api/staff/imports/${id}/apply`, { numbers: null }, as);
  expect(done.statusCode, done.body).toBeLessThan(500);
  const undone = await world.post(`/api/staff/imports/${id}/undo`, undefined, as);
  expect(undone.statusCode, undone.body).toBeLessThan(500);
  return state;
}

const failures = (): string[] => world.logged.filter((line) => (JSON.parse(line) as { level: number }).level >= 50);

it('hostile files of the folder end by name, one for each way in which they can', async () => {
  const fates = new Map<string, string>();
  for (const name of chosen) fates.set(name, await fateOf({ name, bytes: readFileSync(join(folder, name)) }));
  expect([...fates]).toEqual([
    ['bom-bi-danh.yaml', 'file-broken'],
    ['bom-giai-nen.docx', 'file-unpacks-too-large'],
    ['co-mat-khau.docx', 'file-encrypted'],
    ['duong-dan-len.zip', 'file-path-outside'],
    ['macro.docm', 'file-has-macros'],
    ['mau-ngoai.docx', 'preview'],
    ['ngoac-long-nhau.gift', 'preview'],
    ['pdf-doi-ten.docx', 'file-format-unknown'],
    ['qua-nhieu-tep.zip', 'file-too-many-entries'],
    ['qua-sau.xml', 'file-too-deep'],
    ['qti-chi-ra-ngoai.zip', 'preview'],
    ['rong.docx', 'file-empty'],
    ['thuc-the-ngoai.xml', 'file-external-entity'],
    ['utf8-hong.csv', 'file-encoding-unknown'],
    ['word-97.doc', 'file-legacy-word'],
    ['zip-chong-nhau.zip', 'file-unpacks-too-large'],
  ]);
  expect(failures()).toEqual([]);
}, 180_000);

it('changed files of every format end in a preview or by name, and what is ready of them can be made', async () => {
  const corpus = await makeCorpus(7);
  const fates: string[] = [];
  for (let number = 0; number < fuzzFormats.length; number += 1) {
    const { bytes, format } = caseAt(corpus, { seed: 7, lengthMax: 50_000 }, number);
    fates.push(await fateOf({ name: `${number}.${format}`, bytes }));
  }
  expect(fates.filter((fate) => fate !== 'preview' && !fate.startsWith('file-'))).toEqual([]);
  expect(fates.filter((fate) => fate === 'preview').length).toBeGreaterThan(3);
  expect(new Set(fates).size).toBeGreaterThan(2);
  expect(failures()).toEqual([]);
}, 180_000);

it('a hundred thousand rows and a hundred megabytes are refused by name', async () => {
  const rows = `Câu hỏi;A;B;C;Đáp án\n${'Gì?;a;b;c;A\n'.repeat(100_000)}`;
  expect(await fateOf({ name: 'dai.csv', bytes: Buffer.from(rows) })).toBe('file-too-many-questions');
  const typed = 'Câu 1. Hỏi?\nA. x\nB. y\nC. z\nĐáp án: A\n'.repeat(100_000);
  expect(await fateOf({ name: 'dai.txt', bytes: Buffer.from(typed) })).toBe('file-too-many-questions');
  expect(await fateOf({ name: 'to.docx', bytes: Buffer.alloc(100_000_000, 'PK') })).toBe('413 import-too-large');
  expect(failures()).toEqual([]);
}, 180_000);

it('a form that is none, or is broken, is its sender’s doing', async () => {
  const url = `/api/staff/banks/${world.bankId}/imports`;
  const part = (more: string) => `--x\r\nContent-Disposition: form-data; name="file"; filename="a.csv"\r\n${more}`;
  const bodies: readonly (readonly [type: string, body: string])[] = [
    ['multipart/form-data', ''],
    ['multipart/form-data; boundary=x', ''],
    ['multipart/form-data; boundary=x', part('\r\nx')],
    ['multipart/form-data; boundary=x', part(`X-Long: ${'y'.repeat(200_000)}\r\n\r\nx\r\n--x--`)],
    ['multipart/form-data; boundary=x', `${part('\r\nx\r\n').repeat(3_000)}--x--`],
    ['multipart/form-data; boundary=x', part('\r\nx\r\n--x--').replace('a.csv', 'a'.repeat(100_000))],
    ['multipart/form-data; boundary=x', part('\r\nx\r\n--x--').replace('name="file"', 'name="__proto__"')],
    ['application/json', '{"file":1}'],
    ['application/json', `"${'y'.repeat(5_000_000)}"`],
    ['application/octet-stream', 'x'.repeat(5_000_000)],
  ];
  for (const [type, body] of bodies) {
    const { author } = world;
    const reply = await world.ask('POST', url, { cookie: author.cookie, headers: { 'content-type': type }, body });
    await expectAlive();
    // A name of a hundred thousand letters is cut; what it holds is refused later.
    expect(reply.statusCode, `${type} ${body.slice(0, 80)}: ${reply.body.slice(0, 200)}`).toBeLessThan(500);
    if (reply.statusCode >= 400) expect(reply.json<{ error: { code: string } }>().error.code).toMatch(/^[a-z-]+$/u);
  }
  await Promise.all([...importRuns(world.ctx).values()].map(({ done }) => done));
  expect(failures()).toEqual([]);
});

it('at no time did all this take more memory than a small server has', () => {
  expect(most - before).toBeLessThan(1_500_000_000);
});
