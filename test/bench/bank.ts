/** B1: a bank of ten thousand questions: its table, a search, and what an author is told while writing, at the server. */
import { buildApp } from '../../server/app.ts';
import { makeRandom } from '../../server/rules/random.ts';
import type { Question } from '../../server/rules/question.ts';
import { insertDrafts } from '../../server/services/create-question.ts';
import { holdBank } from '../../server/services/held-question.ts';
import { openSqlite } from '../../server/store/open-sqlite.ts';
import { putBank } from '../../server/store/banks.ts';
import { testConfig, testOrigin } from '../helpers/build-app.ts';
import { aQuestion } from '../helpers/bank-world.ts';
import { freshFile } from '../helpers/fresh-store.ts';
import { makeStaff } from '../helpers/make.ts';
import { percentile, round, type Figure } from './figure.ts';

const bankId = 'bench';
const barMs = 100;

/** Words as they occur in such banks; twenty of them make a stem, so that all questions differ and many are alike. */
const words =
  'chuyển đổi số dữ liệu quốc gia chính quyền người dân doanh nghiệp dịch vụ công trực tuyến an toàn thông tin nghị quyết mục tiêu năm kinh tế xã hội phát triển nền tảng hạ tầng đến đề án quyết định thủ tướng bộ ngành địa phương thanh niên đoàn viên'.split(
    ' ',
  );

export async function benchBank(questions: number, rounds: number): Promise<Figure[]> {
  const store = await openSqlite({ file: freshFile() });
  const { fastify, ctx, close } = await buildApp(testConfig(), { store, runsJobs: false });
  const { id, cookie } = await makeStaff(ctx);
  await ctx.store.write((tx) =>
    putBank(tx, { id: bankId, name: 'B', topics: [{ id: 't', name: 'T' }], importedAt: 1 }),
  );
  const made = manyQuestions(questions);
  for (let from = 0; from < made.length; from += 1_000)
    await ctx.store.write(async (tx) => {
      const bank = await holdBank(tx, ctx, bankId);
      const drafts = made.slice(from, from + 1_000).map((content) => ({ content, hints: [] }));
      await insertDrafts(tx, ctx, { bankId, drafts, at: bank?.at ?? 0, actorId: id, batchId: '', deed: 'made' });
    });
  const ask = async (url: string, body?: object): Promise<number> => {
    const begun = performance.now();
    const reply = await fastify.inject({
      method: body === undefined ? 'GET' : 'POST',
      url: `/api/staff/banks/${bankId}/${url}`,
      headers: { host: 'localhost', origin: testOrigin, 'sec-fetch-site': 'same-origin', cookie },
      ...(body !== undefined && { payload: body }),
    });
    const took = performance.now() - begun;
    if (reply.statusCode !== 200) throw new Error(`${url}: ${reply.statusCode} ${reply.body}`);
    return took;
  };
  const kinds: Record<string, () => Promise<number>> = {
    'the table of questions': () => ask('questions?topic=t&sort=stem&page=50'),
    'a search without diacritics': () => ask('questions?q=thanh%20nien%20nen%20tang%20quoc%20gia'),
    'a search that finds nothing': () => ask('questions?q=khong%20co%20cau%20nao'),
    'hints while writing, near-duplicates too': () => ask('look', { content: { ...made[7], id: '', topic: 't' } }),
  };
  const figures: Figure[] = [];
  for (const [what, once] of Object.entries(kinds)) {
    // The first builds the index of likeness; it is kept until the bank is another.
    const firstMs = await once();
    const times: number[] = [];
    for (let n = 0; n < rounds; n += 1) times.push(await once());
    const [p50Ms, p95Ms] = [percentile(times, 0.5), percentile(times, 0.95)];
    figures.push({
      bar: 'B1',
      what: `${what}, of ${questions.toLocaleString('en')}`,
      measured: `p95 ${round(p95Ms, 1)} ms, p50 ${round(p50Ms, 1)} ms`,
      ...{ raw: '', ratio: null, must: `p95 <= ${barMs} ms`, ok: p95Ms <= barMs },
      how: `${rounds} requests one after another through the whole server without a network, login and schemas within, SQLite; the first took ${round(firstMs)} ms`,
      figures: { questions, p50Ms: round(p50Ms), p95Ms: round(p95Ms), firstMs: round(firstMs) },
    });
  }
  await close();
  await store.close();
  return figures;
}

function manyQuestions(count: number): Question[] {
  const random = makeRandom('b1');
  const some = (length: number) => Array.from({ length }, () => words[random.below(words.length)] ?? '').join(' ');
  return Array.from({ length: count }, (_, n) =>
    aQuestion({
      topic: 't',
      stem: `${some(12 + random.below(16))} ${n % 3 === 0 ? 2020 + (n % 15) : ''}?`,
      options: ['a', 'b', 'c', 'd'].map((id) => ({ id, text: some(3 + random.below(8)) })),
      explanation: some(20),
      tags: [`nhóm ${n % 40}`],
    }),
  );
}
