/**
 * Nothing that anybody but the staff observes before the close depends on the key. The same people do the same in
 * several worlds that differ in nothing but which option is right and in the texts that only a key has; what left the
 * server must be the same to the byte. It catches what no search for texts can: an order, a hash, a length.
 *
 * Declared exception: a contest that tells scores tells something of its key. So there are two scripts. In the first
 * everybody chooses what is wrong in every world: scores are equal, and everything to the last frame must be equal. In
 * the second the answers are right in one world and wrong in the others: until somebody hands in everything must be
 * equal, and afterwards everything but the numbers of score, count and rank, and what is worked out of them.
 *
 * Not compared: the session's secret in the cookie, the date and the rest of a rate limit's window, which come from
 * chance and from the computer's clock. Latency is not measured: marking is not on the way of an answer at all.
 */
import { describe, expect, it } from 'vitest';
import { boardOfRound } from '../../server/rules/standings.ts';
import { makeRandom, subSeed } from '../../server/rules/random.ts';
import { loadPool } from '../../server/services/question-pool.ts';
import { closeDueRounds } from '../../server/services/close-due-rounds.ts';
import { attemptById } from '../../server/store/attempts.ts';
import type { AttemptId } from '../../server/rules/ids.ts';
import type { BoardView } from '../../server/wire/http/leaderboard.ts';
import { canariesOf, canaryBank, neverRight } from './canary-bank.ts';
import { findLeaks } from './leak-scan.ts';
import { Person, type Played } from './person.ts';
import { watch } from './watchers.ts';
import { graceMs, roundLengthMs, slug, World, type Exchange } from './world.ts';

const worlds = [0, 1, 2, 3];
const seed = '7a'.repeat(16);
const peopleCount = 5;

describe('what is seen before the close is the same in every world', () => {
  it('to the byte, when nobody is right in any of them', { timeout: 120_000 }, async () => {
    const told = [];
    for (const number of worlds) told.push((await script(number, 'never-right')).map(comparable));
    const [first, ...others] = told;
    for (const other of others) expect(other).toEqual(first);
    // Four of them looked at would be nothing if the script had seen little.
    expect(first?.length).toBeGreaterThan(100);
  });

  it(
    'to the byte until a hand-in, and but for the score afterwards, when some are right in one of them',
    { timeout: 120_000 },
    async () => {
      const told = [];
      for (const number of worlds)
        told.push((await script(number, 'right-in-the-first')).map(comparable).map(withoutScores));
      const [first, ...others] = told;
      for (const other of others) expect(other).toEqual(first);
    },
  );
});

type Choosing = 'never-right' | 'right-in-the-first';

/** Everything said before the close. Afterwards the worlds must differ, else they were one and the same. */
async function script(number: number, choosing: Choosing): Promise<Exchange[]> {
  const world = await World.open(seed, number, { hasFreeze: false });
  try {
    const people = Array.from(
      { length: peopleCount },
      (_, n) => new Person(world, makeRandom(subSeed(seed, `person ${n}`)), n),
    );
    for (const person of people) await person.enter();
    for (const person of people) await attend(world, person, choosing);
    await lookAround(world, people);
    const frames = await snapshots(world, people);
    const before = [...world.exchanges.filter(({ asked }) => asked !== 'WS'), ...frames];
    expect(findLeaks(before, canariesOf(number), people)).toEqual([]);
    world.clock.set(world.opensAt + roundLengthMs + graceMs);
    await closeDueRounds(world.ctx);
    const review = await people[0]?.ask('GET', `/attempts/${people[0].played[0]?.view.id ?? ''}/result`);
    expect(canariesOf(number).some((canary) => review?.body.includes(canary))).toBe(true);
    return before;
  } finally {
    await world.close();
  }
}

async function attend(world: World, person: Person, choosing: Choosing): Promise<void> {
  expect(await person.start()).toBe('started');
  const [played] = person.played;
  if (played === undefined) throw new Error('nothing was started');
  const positions = await positionsFor(world, played, choosing);
  for (let tap = 0; tap < 12; tap += 1) {
    world.clock.advance(7_000);
    const draft = person.choose(played, (slot) => positions[slot - 1] ?? []);
    await person.send(played, tap % 5 === 4 ? [draft, ...played.journal.slice(0, 2)] : [draft]);
    if (tap % 4 === 0) await person.ask('GET', `/attempts/${played.view.id}`);
  }
  await person.ask('GET', `/attempts/${played.view.id}/result`);
  await person.handIn(played);
  await person.ask('GET', `/attempts/${played.view.id}`);
  await person.ask('GET', `/attempts/${played.view.id}/result`);
}

/** Chosen with the key of the first world in hand, in whatever world: what is asked is the same everywhere. */
async function positionsFor(world: World, { view }: Played, choosing: Choosing): Promise<number[][]> {
  const attempt = await world.ctx.store.read((tx) => attemptById(tx, view.id as AttemptId));
  const pool = await loadPool(world.ctx, world.contest);
  const keys = new Map(canaryBank(0).questions.map(({ id, key }) => [id, key]));
  return (attempt?.paper.slots ?? []).map(({ versionId, options }) => {
    const chosen = choosing === 'never-right' ? [neverRight] : (keys.get(pool.question(versionId).id) ?? []);
    return chosen.map((id) => options.indexOf(id)).toSorted((a, b) => a - b);
  });
}

async function lookAround(world: World, people: readonly Person[]): Promise<void> {
  const board = boardOfRound(world.roundId);
  const overall = `o:${world.contest.id}`;
  for (const path of [
    '',
    '/practice',
    `/board?board=${board}`,
    `/board?board=${overall}`,
    `/units-board?board=${board}`,
    '/consents',
    '/units',
  ])
    await world.ask('nobody', 'GET', `/api/contests/${slug}${path}`);
  for (const path of [
    '/api/contests',
    '/healthz',
    '/api/nowhere',
    `/api/attempts/${people[0]?.played[0]?.view.id ?? ''}`,
  ])
    await world.ask('nobody', 'GET', path);
  for (const person of people) {
    await person.ask('GET', `/contests/${slug}/me`);
    await person.ask('GET', `/contests/${slug}/own-place?board=${board}&participant=${person.participantId}`);
    await person.ask('GET', '/session');
  }
}

/** The first frames of a new socket, for a stranger and for everybody: a snapshot and one's own place. */
async function snapshots(world: World, people: readonly Person[]): Promise<Exchange[]> {
  const frames: Exchange[] = [];
  for (const { name, cookie, participantId } of [{ name: 'nobody', cookie: '', participantId: '' }, ...people]) {
    const watcher = await watch(world, name, cookie, participantId);
    const wanted = participantId === '' ? ['board'] : ['board', 'own-place'];
    const first = (type: string) => watcher.frames.find((frame) => frame.type === type);
    while (!wanted.every(first)) await new Promise((resolve) => setImmediate(resolve));
    for (const type of wanted)
      frames.push({ who: name, asked: `WS ${type}`, status: 101, headers: '', body: JSON.stringify(first(type)) });
    watcher.close();
  }
  return frames;
}

/** Without what comes from chance and from the computer's own clock. */
const comparable = (exchange: Exchange): Exchange => ({
  ...exchange,
  headers: exchange.headers
    .replace(/hoithi=[a-z0-9]{40}/g, 'hoithi=…')
    .replace(/"(date|x-ratelimit-reset|retry-after)":("[^"]*"|\d+)/g, '"$1":…')
    .replace(/Expires=[^;"]*/g, 'Expires=…'),
});

/** Worked out of the scores and ranks that the same reply and the public board tell, and of nothing else: `http/result.test.ts`. */
const comparedWithAbove = /"above":(null|\{"rank":[^}]*\})/g;
const scoreNumbers = /"(score|correct|rank)":(null|\d+)/g;

/** Scores are told from the hand-in on; a board's rows are compared whatever their order, and lengths are not. */
function withoutScores(exchange: Exchange): Exchange {
  const tellsScore = /hand-in|\/result|\/me$|board|own-place|WS/.test(exchange.asked);
  if (!tellsScore) return exchange;
  const headers = exchange.headers.replace(/"content-length":("[^"]*"|\d+)/, '"content-length":…');
  const body = orderless(exchange.body)
    .replace(comparedWithAbove, '"above":…')
    .replace(scoreNumbers, '"$1":…')
    .replace(/"(mean|total)":[\d.]+/g, '"$1":…');
  return { ...exchange, headers, body };
}

/** Rows by name, so that who is before whom does not count. */
function orderless(body: string): string {
  return JSON.stringify(JSON.parse(body), (key, value: unknown) => {
    if (key === 'top') return (value as BoardView['top']).toSorted((a, b) => (a.rowId < b.rowId ? -1 : 1));
    // A frame holds its units one deeper, under the same name.
    if (key === 'units' && Array.isArray(value))
      return (value as { unitId?: string }[]).toSorted((a, b) => ((a.unitId ?? '') < (b.unitId ?? '') ? -1 : 1));
    return value;
  });
}
