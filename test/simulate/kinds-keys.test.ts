/**
 * The same as `keys.test.ts` for all eight kinds, for pictures and for a ruling: people do the same in several worlds that
 * differ only in their keys, and before the close everything that left the server is the same to the byte.
 */
import { expect, it } from 'vitest';
import { boardOfRound } from '../../server/rules/standings.ts';
import { makeRandom, subSeed } from '../../server/rules/random.ts';
import { closeDueRounds } from '../../server/services/close-due-rounds.ts';
import type { Ctx } from '../../server/services/context.ts';
import { makeRuling } from '../../server/services/make-ruling.ts';
import { previewRuling } from '../../server/services/preview-ruling.ts';
import { loadPool } from '../../server/services/question-pool.ts';
import { attemptById } from '../../server/store/attempts.ts';
import type { AttemptId } from '../../server/rules/ids.ts';
import { actorOf } from '../helpers/drafts.ts';
import { makeStaff } from '../helpers/make.ts';
import { must } from '../helpers/organising.ts';
import { kindsBank, kindsBlueprint, neverRight, otherKey, type KindsBank } from './kinds-bank.ts';
import { findLeaks } from './leak-scan.ts';
import { Person, type Played } from './person.ts';
import { graceMs, roundLengthMs, slug, World, type Exchange } from './world.ts';

const seed = '3e'.repeat(16);

it(
  'what is seen before the close of all kinds, pictures and a ruling is the same in every world',
  { timeout: 240_000 },
  async () => {
    const told: Exchange[][] = [];
    for (const number of [0, 1, 2, 3]) told.push((await script(number)).map(comparable));
    const [first, ...others] = told;
    for (const other of others) expect(other).toEqual(first);
    expect(first?.length).toBeGreaterThan(60);
  },
);

async function script(number: number): Promise<Exchange[]> {
  let made: KindsBank | undefined;
  const bankOf = async (ctx: Ctx, world: number) => (made = await kindsBank(ctx, world)).bank;
  const world = await World.open(seed, number, { hasFreeze: false, questions: { blueprint: kindsBlueprint, bankOf } });
  try {
    const { canaries, mediaId } = made ?? { canaries: [], mediaId: '' };
    const people = Array.from({ length: 3 }, (_, n) => new Person(world, makeRandom(subSeed(seed, `person ${n}`)), n));
    for (const person of people) await person.enter();
    for (const person of people) await attend(world, person);
    await rule(world, number);
    await lookAround(world, people, mediaId);
    const before = [...world.exchanges];
    expect(findLeaks(before, canaries, people)).toEqual([]);
    world.clock.set(world.opensAt + roundLengthMs + graceMs);
    await closeDueRounds(world.ctx);
    const review = await people[0]?.ask('GET', `/attempts/${people[0].played[0]?.view.id ?? ''}/result`);
    // Afterwards all of it is told: explanations, their picture, keys of numbers and of texts.
    expect(canaries.filter((canary) => review?.body.includes(canary)).length).toBeGreaterThan(8 * 2);
    return before;
  } finally {
    await world.close();
  }
}

async function attend(world: World, person: Person): Promise<void> {
  expect(await person.start()).toBe('started');
  const [played] = person.played;
  if (played === undefined) throw new Error('nothing was started');
  expect(new Set(played.view.questions.map(({ kind }) => kind)).size).toBe(8);
  world.clock.advance(9_000);
  const sent = { answers: await wrongAnswers(world, played) };
  const reply = await person.ask('POST', `/attempts/${played.view.id}/answers`, sent);
  expect(reply.statusCode, reply.body).toBe(200);
  for (const path of ['', '/result']) await person.ask('GET', `/attempts/${played.view.id}${path}`);
  await person.handIn(played);
  for (const path of ['', '/result']) await person.ask('GET', `/attempts/${played.view.id}${path}`);
}

async function wrongAnswers(world: World, { view }: Played) {
  const attempt = await world.ctx.store.read((tx) => attemptById(tx, view.id as AttemptId));
  const pool = await loadPool(world.ctx, world.contest);
  return (attempt?.paper.slots ?? []).map(({ versionId, options }, at) => {
    const given = neverRight(pool.question(versionId).kind, options);
    const clientKey = `${view.id.slice(-8)}-${at}`;
    return { clientKey, slot: at + 1, revision: 1, prediction: null, choice: [...given.choice], text: given.text };
  });
}

/** The key of a question is put right while the round runs, to another one in every world. */
async function rule(world: World, number: number): Promise<void> {
  const { ctx, roundId } = world;
  const actor = actorOf(await makeStaff(ctx, { role: 'organiser' }));
  const wish = { roundId, questionId: 'single-0', ruling: { kind: 'correct', key: [...otherKey(number)] } } as const;
  const { digest: previewDigest } = must(await previewRuling(ctx, wish));
  const words = { reason: 'Sai đáp án', notice: 'Đáp án của một câu đã được sửa.' };
  must(await makeRuling(ctx, { ...wish, ...words, previewDigest, actor }));
}

async function lookAround(world: World, people: readonly Person[], mediaId: string): Promise<void> {
  const board = boardOfRound(world.roundId);
  for (const path of ['', '/notices', '/practice', `/board?board=${board}`, `/units-board?board=${board}`])
    await world.ask('nobody', 'GET', `/api/contests/${slug}${path}`);
  const picture = await world.ask('nobody', 'GET', `/api/media/${mediaId}`);
  expect(picture.statusCode).toBe(200);
  for (const path of [
    '/api/docs/json',
    `/api/staff/rounds/${world.roundId}/rulings`,
    `/api/staff/rounds/${world.roundId}/statistics`,
  ])
    await world.ask('nobody', 'GET', path);
  for (const person of people) {
    for (const path of ['rulings', 'statistics', 'questions?q=a', 'blueprint', 'sample-papers'])
      expect((await person.ask('GET', `/staff/rounds/${world.roundId}/${path}`)).statusCode).toBe(401);
    expect((await person.ask('GET', '/staff/banks/tam-loai/questions')).statusCode).toBe(401);
    await person.ask('GET', `/contests/${slug}/me`);
    await person.ask('GET', `/contests/${slug}/own-place?board=${board}&participant=${person.participantId}`);
    for (const { view } of person.played)
      for (const path of ['', '/result']) await person.ask('GET', `/attempts/${view.id}${path}`);
  }
}

/** Without what comes from chance and from the computer's own clock. */
const comparable = (exchange: Exchange): Exchange => ({
  ...exchange,
  headers: exchange.headers
    .replace(/hoithi=[a-z0-9]{40}/g, 'hoithi=…')
    .replace(/"(date|x-ratelimit-reset|retry-after)":("[^"]*"|\d+)/g, '"$1":…')
    .replace(/Expires=[^;"]*/g, 'Expires=…'),
});
