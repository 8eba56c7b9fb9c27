/**
 * A server for whole contests: everything random comes from a seed, time stands still until it is moved, and the
 * process can end and come back on the same store. Every reply that anybody got is kept for those who look for leaks.
 */
import type { AddressInfo } from 'node:net';
import type { LightMyRequestResponse } from 'fastify';
import { buildApp, type BuiltApp } from '../../server/app.ts';
import type { Blueprint } from '../../server/rules/contest.ts';
import type { QuestionBank } from '../../server/rules/question.ts';
import type { Millis, RoundId } from '../../server/rules/ids.ts';
import { makeRandom, subSeed, type Random } from '../../server/rules/random.ts';
import { importBank } from '../../server/services/import-bank.ts';
import { installContest } from '../../server/services/install-contest.ts';
import { loadContest, type LoadedContest } from '../../server/services/load-contest.ts';
import type { UnitHits } from '../../server/wire/http/contests.ts';
import { loadSamples } from '../../server/services/load-samples.ts';
import type { Ctx } from '../../server/services/context.ts';
import type { Store } from '../../server/store/store.ts';
import { openSqlite } from '../../server/store/open-sqlite.ts';
import { testConfig, testOrigin } from '../helpers/build-app.ts';
import { fakeClock, usualNow, type FakeClock } from '../helpers/fake-clock.ts';
import { freshFile } from '../helpers/fresh-store.ts';
import { blueprint, canaryBank } from './canary-bank.ts';

export const slug = 'thi-thu';
const minuteMs = 60_000;
export const durationMs = 20 * minuteMs;
export const graceMs = 3_000;
export const roundLengthMs = 180 * minuteMs;
/** From the opening of the round. */
export const freezesAfterMs = 120 * minuteMs;

/** One exchange, as it went over the wire. */
export interface Exchange {
  /** Who asked: a person's name in the world, 'nobody', 'staff'. */
  readonly who: string;
  readonly asked: string;
  readonly status: number;
  readonly headers: string;
  readonly body: string;
}

export interface WorldOptions {
  /** Opens the store; called again at each restart. */
  readonly openStore?: () => Promise<Store>;
  readonly hasFreeze?: boolean;
  /** Another bank than the usual one, with what its papers are; its files of media are brought in first. */
  readonly questions?: { readonly blueprint: Blueprint; bankOf(ctx: Ctx, world: number): Promise<QuestionBank> };
}

export class World {
  readonly seed: string;
  readonly number: number;
  readonly clock: FakeClock;
  readonly exchanges: Exchange[] = [];
  readonly #openStore: () => Promise<Store>;
  #app!: BuiltApp;
  #store!: Store;
  #ids = 0;
  #random: Random;
  contest!: LoadedContest;
  unitIds: string[] = [];

  /** Begins every id made here: instances on one database must not make the same. */
  readonly #name: string;

  private constructor(seed: string, number: number, openStore: () => Promise<Store>, clock: FakeClock, name: string) {
    this.seed = seed;
    this.number = number;
    this.#openStore = openStore;
    this.clock = clock;
    this.#name = name;
    this.#random = makeRandom(subSeed(seed, 'server'));
  }

  /** `number` chooses the keys of the bank and nothing else. */
  static async open(seed: string, number = 0, options: WorldOptions = {}): Promise<World> {
    const file = freshFile();
    const world = new World(
      seed,
      number,
      options.openStore ?? (() => openSqlite({ file })),
      fakeClock(usualNow),
      'sim',
    );
    await world.#start();
    await loadSamples(world.ctx);
    const bank = options.questions ? await options.questions.bankOf(world.ctx, number) : canaryBank(number);
    await importBank(world.ctx, bank);
    await world.#install(bank.id, options.questions?.blueprint ?? blueprint, options.hasFreeze ?? true);
    return world;
  }

  /** Another instance on the same database, with the same clock. */
  async beside(): Promise<World> {
    const other = new World(this.seed, this.number, this.#openStore, this.clock, 'sjb');
    await other.#start();
    await other.reload();
    other.unitIds = this.unitIds;
    return other;
  }

  get ctx(): Ctx {
    return this.#app.ctx;
  }

  get app(): BuiltApp['fastify'] {
    return this.#app.fastify;
  }

  get roundId(): RoundId {
    const [round] = this.contest.rounds;
    if (round === undefined) throw new Error('the contest has one round');
    return round.id;
  }

  get opensAt(): Millis {
    return usualNow;
  }

  /** The process ends and another begins on what was stored. */
  async restart(): Promise<void> {
    await this.close();
    await this.#start();
  }

  /** Of a real listener, for sockets; requests go without. */
  async port(): Promise<number> {
    if (!this.app.server.listening) await this.app.listen({ host: '127.0.0.1', port: 0 });
    return (this.app.server.address() as AddressInfo).port;
  }

  async close(): Promise<void> {
    await this.#app.close();
    await this.#store.close();
  }

  async ask(
    who: string,
    method: 'GET' | 'POST',
    path: string,
    asking: { cookie?: string; body?: unknown } = {},
  ): Promise<LightMyRequestResponse> {
    const { cookie, body } = asking;
    const reply = await this.app.inject({
      method,
      url: path,
      headers: { host: 'localhost', origin: testOrigin, 'sec-fetch-site': 'same-origin', ...(cookie && { cookie }) },
      ...(body !== undefined && { payload: body as object }),
    });
    this.exchanges.push({
      who,
      asked: `${method} ${path}`,
      status: reply.statusCode,
      headers: JSON.stringify(reply.headers),
      body: reply.body,
    });
    return reply;
  }

  async #start(): Promise<void> {
    this.#store = await this.#openStore();
    this.#app = await buildApp(testConfig({ LOG_LEVEL: 'silent' }), {
      clock: this.clock,
      store: this.#store,
      runsJobs: false,
      webFolder: '/nowhere',
    });
    // Every world draws the same ids and the same secrets, so that worlds can be held against each other.
    Object.assign(this.#app.ctx, {
      newId: () => `${this.#name}${(this.#ids += 1).toString(32).padStart(23, '0')}`,
      randomHex: (bytes: number) =>
        Array.from({ length: bytes }, () => this.#random.below(256).toString(16).padStart(2, '0')).join(''),
    } satisfies Pick<Record<keyof Ctx, unknown>, 'newId' | 'randomHex'>);
  }

  async #install(bankId: string, blueprint: Blueprint, hasFreeze: boolean): Promise<void> {
    const sample = await loadContest(this.ctx, 'tien-giang');
    const [round] = sample?.definition.rounds ?? [];
    if (!sample || !round) throw new Error('the sample has rounds');
    const opensAt = this.opensAt;
    await installContest(this.ctx, {
      ...sample.definition,
      slug,
      bankId,
      prizes: sample.definition.prizes.map((prize) =>
        prize.kind === 'collective' ? { ...prize, minEntrants: 2 } : { ...prize, minScore: 5 },
      ),
      rounds: [
        {
          ...round,
          ...{ opensAt, closesAt: opensAt + roundLengthMs, durationMs, graceMs, blueprint, attemptsMax: 2 },
          freezesAt: hasFreeze ? opensAt + freezesAfterMs : null,
        },
      ],
    });
    await this.reload();
    const units = await this.ask('nobody', 'GET', `/api/contests/${slug}/units`);
    const choosable = units.json<UnitHits>().units.filter(({ isGroup }) => !isGroup);
    this.unitIds = choosable.map(({ id }) => id);
  }

  async reload(): Promise<void> {
    const contest = await loadContest(this.ctx, slug);
    if (contest === null) throw new Error('the contest is gone');
    this.contest = contest;
  }
}
