/**
 * A short contest on a real PostgreSQL with two instances of the server on one database: everybody talks to either, and
 * to both at once. What holds for one server must hold for two, and each board must come to tell what the other knows.
 */
import { afterEach, beforeEach, expect, inject, it, vi } from 'vitest';
import { makeRandom, subSeed } from '../../server/rules/random.ts';
import { closeDueRounds } from '../../server/services/close-due-rounds.ts';
import { sealedDigest } from '../../server/services/settle-round.ts';
import { verifyAnswerChains, verifyJournal } from '../../server/services/verify-chains.ts';
import { readJournal } from '../../server/services/read-journal.ts';
import { roundById } from '../../server/store/contests.ts';
import { openStore } from '../../server/store/open.ts';
import { must } from '../helpers/organising.ts';
import { createDatabase, type TestDatabase } from '../helpers/postgres.ts';
import { checkAttempt, checkStandings } from './checks.ts';
import { Person } from './person.ts';
import { graceMs, roundLengthMs, World } from './world.ts';

const seed = process.env['SEED'] ?? 'c4'.repeat(16);
let database: TestDatabase;
let instances: [World, World];

beforeEach(async () => {
  database = await createDatabase(inject('postgresUrl'));
  const first = await World.open(seed, 0, {
    openStore: () => openStore({ databaseUrl: database.url }),
    hasFreeze: false,
  });
  instances = [first, await first.beside()];
});
afterEach(async () => {
  for (const instance of instances) await instance.close();
  await database.drop();
});

it(`two instances are one contest (SEED=${seed})`, { timeout: 240_000 }, async () => {
  const random = makeRandom(subSeed(seed, 'steps'));
  const [first, second] = instances;
  const either = (): World => (random.below(2) === 0 ? first : second);
  const people = Array.from({ length: 8 }, (_, n) => new Person(either(), makeRandom(subSeed(seed, `person ${n}`)), n));
  await Promise.all(people.map((person) => person.enter()));

  // Two devices, two servers, the same tap: one attempt, one paper, one clock.
  for (const person of people) {
    const started = await Promise.all(instances.map((world) => startAt(world, person)));
    expect(new Set(started).size).toBe(1);
    person.world = first;
    expect(await person.start()).toBe('started');
    expect(person.played.map(({ view }) => view.id)).toEqual([started[0]]);
  }

  for (let step = 0; step < 60; step += 1) {
    const person = people[random.below(people.length)];
    const [played] = person?.played ?? [];
    if (person === undefined || played === undefined) continue;
    first.clock.advance(random.below(9_000));
    const fresh = Array.from({ length: 1 + random.below(3) }, () => person.choose(played));
    // Often the same drafts to both: each is logged once.
    for (const world of random.below(3) === 0 ? instances : [either()]) {
      person.world = world;
      await person.send(played, fresh);
    }
    await checkAttempt(either(), played);
  }
  await Promise.all(
    people.flatMap((person) =>
      person.played.flatMap((played) =>
        instances.map((world) => Promise.all([sendAt(world, person), checkAttempt(world, played)])),
      ),
    ),
  );

  for (const person of people.slice(0, 6)) {
    const [played] = person.played;
    if (played === undefined) throw new Error('everybody has begun');
    await Promise.all(instances.map((world) => handInAt(world, person)));
    person.world = either();
    await person.handIn(played);
    first.clock.advance(20_000);
  }
  for (const world of instances)
    await vi.waitFor(() => checkStandings(world, people), { timeout: 15_000, interval: 50 });

  first.clock.set(first.opensAt + roundLengthMs + graceMs);
  await Promise.all(instances.map(({ ctx }) => closeDueRounds(ctx)));
  for (const { ctx } of instances) await closeDueRounds(ctx);
  for (const world of instances) {
    await vi.waitFor(() => checkStandings(world, people), { timeout: 15_000, interval: 50 });
    for (const { played } of people) for (const one of played) await checkAttempt(world, one);
  }
  const { ctx, contest, roundId } = second;
  const round = await ctx.store.read((tx) => roundById(tx, roundId));
  expect(round?.sealDigest).toBe(await sealedDigest(ctx, roundId));
  const actions = must(await readJournal(ctx, contest.id)).entries.map(({ action }) => action);
  expect(actions.filter((action) => action === 'close-round')).toHaveLength(1);
  expect(await verifyAnswerChains(ctx, contest.id, () => {})).toEqual({ attempts: people.length, broken: [] });
  expect((await verifyJournal(ctx)).brokenAt).toBeNull();
});

async function startAt(world: World, person: Person): Promise<string> {
  const body = { participantId: person.participantId, roundId: world.roundId };
  const reply = await world.ask(person.name, 'POST', '/api/attempts', { cookie: person.cookie, body });
  expect(reply.statusCode, reply.body).toBe(200);
  return reply.json<{ id: string }>().id;
}

/** Everything that was ever journalled, again: nothing may change by it. */
async function sendAt(world: World, { name, cookie, played: [played] }: Person): Promise<void> {
  const answers = played?.journal.slice(-20) ?? [];
  if (played === undefined || answers.length === 0) return;
  const reply = await world.ask(name, 'POST', `/api/attempts/${played.view.id}/answers`, { cookie, body: { answers } });
  expect(reply.statusCode, reply.body).toBe(200);
}

async function handInAt(world: World, { name, cookie, played: [played] }: Person): Promise<void> {
  const reply = await world.ask(name, 'POST', `/api/attempts/${played?.view.id ?? ''}/hand-in`, { cookie, body: {} });
  expect(reply.statusCode, reply.body).toBe(200);
}
