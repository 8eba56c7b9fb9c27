/**
 * Whole contests from a seed: people enter, start, answer over a network that loses and repeats, hand in or let their
 * time run out, while the clock jumps, the server restarts, the board freezes and somebody is disqualified. After
 * every step what must hold is checked; before the close every byte that left the server is searched for keys.
 */
import { describe, expect, it, vi } from 'vitest';
import { boardOfRound } from '../../server/rules/standings.ts';
import type { ParticipantId } from '../../server/rules/ids.ts';
import { makeRandom, subSeed, type Random } from '../../server/rules/random.ts';
import { closeDueRounds } from '../../server/services/close-due-rounds.ts';
import { decideAwards } from '../../server/services/decide-awards.ts';
import { disqualify } from '../../server/services/disqualify.ts';
import { endDueAttempts } from '../../server/services/end-due-attempts.ts';
import { readAwards } from '../../server/services/read-awards.ts';
import { readPrizeReport } from '../../server/services/read-prize-report.ts';
import { verifyAnswerChains, verifyJournal } from '../../server/services/verify-chains.ts';
import type { BoardView } from '../../server/wire/http/leaderboard.ts';
import type { AttemptResult } from '../../server/wire/http/attempts.ts';
import { makeStaff } from '../helpers/make.ts';
import { must } from '../helpers/organising.ts';
import { canariesOf } from './canary-bank.ts';
import { checkAttempt, checkStandings } from './checks.ts';
import { findLeaks } from './leak-scan.ts';
import { Person, type Played } from './person.ts';
import { watch, type Watcher } from './watchers.ts';
import { graceMs, roundLengthMs, slug, World } from './world.ts';

const seeds: readonly (readonly [name: string, seed: string])[] =
  process.env['SEED'] === undefined
    ? [
        ['the first seed', '01'.repeat(16)],
        ['another seed', '5c'.repeat(16)],
      ]
    : [['SEED', process.env['SEED']]];
const peopleMax = 40;
const stepsMax = Number(process.env['STEPS'] ?? 320);

describe('a whole contest', () => {
  it.each(seeds)('%s (SEED=%s)', { timeout: 240_000 }, async (_, seed) => {
    const contest = await Contest.open(seed);
    try {
      await contest.play(stepsMax);
      await contest.checkNoLeak();
      await contest.close();
      await contest.award();
    } finally {
      await contest.end();
    }
  });
});

class Contest {
  readonly world: World;
  readonly random: Random;
  readonly people: Person[] = [];
  #watchers: Watcher[] = [];

  private constructor(world: World, random: Random) {
    this.world = world;
    this.random = random;
  }

  static async open(seed: string): Promise<Contest> {
    const contest = new Contest(await World.open(seed), makeRandom(subSeed(seed, 'steps')));
    await contest.#watch();
    return contest;
  }

  async play(steps: number): Promise<void> {
    for (let step = 0; step < steps; step += 1) {
      const touched = await this.#step();
      if (touched !== null) await checkAttempt(this.world, touched);
      await checkStandings(this.world, this.people);
    }
    for (const played of this.people.flatMap((person) => person.played)) await checkAttempt(this.world, played);
    // A contest in which little happened proves little.
    expect(this.people.flatMap(({ played }) => played).length).toBeGreaterThan(peopleMax / 2);
  }

  /** One thing happens; the attempt it happened to, if any. */
  async #step(): Promise<Played | null> {
    const { random, world } = this;
    const chance = random.below(100);
    if (chance < 14 && this.people.length < peopleMax) return this.#enter();
    if (chance < 26) return this.#start();
    if (chance < 70) return this.#answer();
    if (chance < 78) return this.#handIn();
    if (chance < 90) return this.#timePasses();
    if (chance < 92) return this.#restart();
    if (chance < 93 && this.people.length > 10) return this.#disqualify();
    await endDueAttempts(world.ctx);
    return this.#look();
  }

  #someone(): Person | undefined {
    return this.people[this.random.below(Math.max(1, this.people.length))];
  }

  async #enter(): Promise<null> {
    const count = Math.min(1 + this.random.below(4), peopleMax - this.people.length);
    const arriving = Array.from({ length: count }, (_, nth) => {
      const n = this.people.length + nth;
      return new Person(this.world, makeRandom(subSeed(this.world.seed, `person ${n}`)), n);
    });
    this.people.push(...arriving);
    await Promise.all(arriving.map((person) => person.enter()));
    return null;
  }

  async #start(): Promise<Played | null> {
    // Mostly those who have none running; sometimes anybody, who then gets what they have.
    const idle = this.people.filter(({ running, played }) => running === undefined && played.length < 2);
    const person = idle[this.random.below(Math.max(1, idle.length))] ?? this.#someone();
    if (person === undefined) return null;
    const started = await person.start();
    if (person.isOut) expect(started).toBe('participant-disqualified');
    else expect(['started', 'attempts-used', 'round-closed']).toContain(started);
    return person.played.at(-1) ?? null;
  }

  async #answer(): Promise<Played | null> {
    const { random } = this;
    const busy = this.people.filter(({ running }) => running !== undefined);
    const person = random.below(8) === 0 ? this.#someone() : busy[random.below(Math.max(1, busy.length))];
    const played = person?.played.at(-1);
    if (person === undefined || played === undefined) return null;
    const fresh = Array.from({ length: 1 + random.below(6) }, () => person.choose(played));
    const earlier = played.journal.filter(() => random.below(8) === 0);
    const fate = random.below(6);
    // Lost on the way: nobody hears of it until it is sent again.
    if (fate === 0) return played;
    if (fate === 1) await person.send(played, fresh, false);
    else if (fate === 2) await Promise.all([person.send(played, fresh), person.send(played, fresh)]);
    else if (fate === 3) await person.send(played, [...fresh, ...earlier].reverse());
    else await person.send(played, [...earlier, ...fresh]);
    return played;
  }

  async #handIn(): Promise<Played | null> {
    const person = this.#someone();
    const played = person?.running;
    if (person === undefined || played === undefined) return null;
    await person.handIn(played);
    return played;
  }

  async #timePasses(): Promise<null> {
    const { random, world } = this;
    const stepMs = [1_000, 60_000, 150_000, 300_000, 600_000][random.below(5)] ?? 0;
    // Now and then the computer's clock is put back a little.
    world.clock.advance(random.below(12) === 0 ? -2_000 : stepMs);
    // What is played must fit into the round; after it nothing more could happen.
    world.clock.set(Math.min(world.clock.now(), world.opensAt + roundLengthMs - 60_000));
    return null;
  }

  async #restart(): Promise<null> {
    for (const watcher of this.#watchers) watcher.close();
    await this.world.restart();
    await this.#watch();
    return null;
  }

  async #disqualify(): Promise<null> {
    const person = this.#someone();
    if (person === undefined || person.isOut) return null;
    const { id, fullName } = await makeStaff(this.world.ctx, {
      role: 'organiser',
      login: `staff-${this.people.indexOf(person)}`,
    });
    const actor = { id, fullName } as never;
    const participantId = person.participantId as ParticipantId;
    must(await disqualify(this.world.ctx, { participantId, reason: 'thi hộ', actor }));
    Object.assign(person, { isOut: true, disqualifiedAt: this.world.clock.now() });
    return null;
  }

  /** Somebody reads what is theirs, and tries what is not. */
  async #look(): Promise<Played | null> {
    const [person, other] = [this.#someone(), this.#someone()];
    const played = person?.played.at(-1);
    if (person === undefined || other === undefined) return null;
    const board = boardOfRound(this.world.roundId);
    await person.ask('GET', `/contests/${slug}/me`);
    await person.ask('GET', `/contests/${slug}/own-place?board=${board}&participant=${person.participantId}`);
    await person.ask('GET', `/contests/${slug}/units-board?board=${board}`);
    await person.ask('GET', `/contests/${slug}`);
    if (played === undefined) return null;
    for (const path of ['', '/result']) {
      await person.ask('GET', `/attempts/${played.view.id}${path}`);
      if (other !== person) expect((await other.ask('GET', `/attempts/${played.view.id}${path}`)).statusCode).toBe(404);
    }
    return played;
  }

  async #watch(): Promise<void> {
    const { world } = this;
    this.#watchers = [await watch(world, 'nobody')];
    for (const person of this.people.slice(0, 3))
      this.#watchers.push(await watch(world, person.name, person.cookie, person.participantId));
  }

  async checkNoLeak(): Promise<void> {
    const { world } = this;
    const board = boardOfRound(world.roundId);
    const view = (await world.ask('nobody', 'GET', `/api/contests/${slug}/board?board=${board}`)).json<BoardView>();
    // Frames are on their way until the last of them tells what the board tells.
    for (const { frames } of this.#watchers)
      await vi.waitFor(() => expect(frames.findLast(({ type }) => type === 'board')).toMatchObject({ view }), 10_000);
    expect(findLeaks(world.exchanges, canariesOf(world.number), this.people)).toEqual([]);
  }

  async close(): Promise<void> {
    const { world } = this;
    world.clock.set(world.opensAt + roundLengthMs + graceMs);
    await closeDueRounds(world.ctx);
    await this.#restart();
    await checkStandings(world, this.people);
    for (const played of this.people.flatMap((person) => person.played)) await checkAttempt(world, played);
    // What was searched for is really there once it may be told.
    const [person] = this.people.filter(({ played }) => played.length > 0);
    const result = await person?.ask('GET', `/attempts/${person.played[0]?.view.id ?? ''}/result`);
    expect(result?.json<AttemptResult>().review).toHaveLength(10);
    expect(canariesOf(world.number).some((canary) => result?.body.includes(canary))).toBe(true);
  }

  async award(): Promise<void> {
    const { ctx, contest, roundId } = this.world;
    const wish = { contestId: contest.id, board: boardOfRound(roundId) };
    const { id, fullName } = await makeStaff(ctx, { role: 'organiser', login: 'truong-ban' });
    const { proposalDigest, proposed } = must(await readAwards(ctx, wish));
    expect(proposed.length).toBeGreaterThan(0);
    const out = new Set(this.people.filter(({ isOut }) => isOut).map(({ participantId }) => participantId));
    expect(proposed.filter(({ participantId }) => participantId !== null && out.has(participantId))).toEqual([]);
    must(await decideAwards(ctx, { ...wish, proposalDigest, reason: '', actor: { id, fullName } as never }));
    const paper = must(await readPrizeReport(ctx, wish));
    expect(paper).toMatchObject({ isProvisional: false, totals: { prizes: proposed.length } });
    expect((await verifyAnswerChains(ctx, contest.id, () => {})).broken).toEqual([]);
    expect((await verifyJournal(ctx)).brokenAt).toBeNull();
  }

  async end(): Promise<void> {
    for (const watcher of this.#watchers) watcher.close();
    await this.world.close();
  }
}
