/** Practice is open to everybody, so it never shows what a round may ask: tried at the public address, for every sample contest. */
import { expect, it } from 'vitest';
import { searchKey } from '../../server/rules/names.ts';
import { loadContests } from '../../server/services/load-contest.ts';
import { loadPool } from '../../server/services/question-pool.ts';
import type { PracticeQuestion } from '../../server/wire/http/contests.ts';
import { openApp, type TestApp } from '../helpers/build-app.ts';
import { openBank } from '../helpers/bank-world.ts';
import { sampleContest, sampleSlug } from '../helpers/make.ts';

/** Enough draws that every practice question has come up: each is as likely as the others. */
const drawsPerQuestion = 12;

const ask = async (hoithi: TestApp, slug: string) =>
  (await hoithi.get(`/api/contests/${slug}/practice`)).json<PracticeQuestion>();
const tries = (hoithi: TestApp, slug: string, questionId: string) =>
  hoithi.post(`/api/contests/${slug}/practice`, { questionId, choice: [0], text: '' });

it('every sample contest practises its practice questions alone, and none of them is asked in other words', async () => {
  await using hoithi = await openApp();
  const contests = (await loadContests(hoithi.ctx)).filter(({ isDraft }) => !isDraft);
  expect(contests.length).toBeGreaterThan(1);
  for (const contest of contests) {
    const { pool, question, practiceIn } = await loadPool(hoithi.ctx, contest);
    const asked = new Map(pool.map(({ questionId, versionId }) => [questionId, question(versionId)]));
    const practised = new Map(practiceIn(contest.id, hoithi.clock.now()).map((one) => [one.id, one]));
    const stems = new Set([...asked.values()].map(({ stem }) => searchKey(stem)));
    const facts = new Set([...asked.values()].map(({ factId }) => factId).filter(Boolean));
    for (const one of practised.values()) {
      expect(asked.has(one.id), one.id).toBe(false);
      expect(stems.has(searchKey(one.stem)), one.stem).toBe(false);
      expect(facts.has(one.factId), `${one.id}: ${one.factId}`).toBe(false);
    }
    const seen = new Set<string>();
    for (let n = 0; n < practised.size * drawsPerQuestion; n += 1) seen.add((await ask(hoithi, contest.slug)).id);
    expect([...seen].filter((id) => !practised.has(id))).toEqual([]);
    const [some = ''] = asked.keys();
    expect((await tries(hoithi, contest.slug, some)).statusCode).toBe(404);
  }
});

it('a question kept for a contest, one in review and one retired are nowhere in practice', async () => {
  await using world = await openBank({ samples: true, bankId: 'chuyen-doi-so' });
  const contest = await sampleContest(world.ctx);
  const topic = contest.topics[0]?.id ?? '';
  const kept = await world.approved({ topic, stem: 'Giữ riêng?' });
  await world.post(
    `/api/staff/banks/${world.bankId}/bulk`,
    { deed: 'reserve', codes: [kept], contestId: contest.id },
    { cookie: world.organiser.cookie },
  );
  const waiting = await world.write({ topic, stem: 'Chưa ai duyệt?', isPractice: true });
  await world.step(waiting, 'send', world.author);
  const gone = await world.approved({ topic, stem: 'Thôi luyện tập?', isPractice: true });
  expect((await tries(world, sampleSlug, gone)).statusCode).toBe(200);
  await world.step(gone, 'retire', world.reviewer, 'Thôi');
  const lapsed = await world.approved({
    ...{ topic, stem: 'Theo luật cũ?', isPractice: true },
    legal: [{ instrument: 'Luật', article: '', clause: '', inForceFrom: '', inForceTo: '2026-11-22' }],
  });
  expect((await tries(world, sampleSlug, lapsed)).statusCode).toBe(200);
  world.clock.set(Date.UTC(2026, 10, 21, 17));
  for (const code of [kept, waiting, gone, lapsed])
    for (const slug of [sampleSlug, 'kien-giang'])
      expect((await tries(world, slug, code)).json(), code).toMatchObject({ error: { code: 'not-found' } });
});

it('what was for practice is for papers from its approval on, and no longer for both', async () => {
  await using world = await openBank({ samples: true, bankId: 'chuyen-doi-so' });
  const contest = await sampleContest(world.ctx);
  const topic = contest.topics[0]?.id ?? '';
  const code = await world.approved({ topic, stem: 'Ban đầu để luyện?', isPractice: true });
  const asked = async () => {
    const pool = await loadPool(world.ctx, contest);
    return pool.drawableIn(contest.id, world.clock.now()).some(({ questionId }) => questionId === code);
  };
  const isPractised = async () => (await tries(world, sampleSlug, code)).statusCode === 200;
  expect([await asked(), await isPractised()]).toEqual([false, true]);
  await world.save(code, { ...(await world.view(code)).content, isPractice: false });
  await world.step(code, 'send', world.author);
  expect([await asked(), await isPractised()]).toEqual([false, true]);
  await world.step(code, 'approve', world.reviewer);
  expect([await asked(), await isPractised()]).toEqual([true, false]);
});
