/** Conversations over real websockets, with the whole server behind them. */
import { once } from 'node:events';
import type { AddressInfo } from 'node:net';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { WebSocket } from 'ws';
import { boardOfRound } from '../../server/rules/standings.ts';
import { deleteLoginSessionsOf } from '../../server/store/users.ts';
import { creditsMax } from '../../server/ws/credits.ts';
import { Strangers } from '../../server/ws/strangers.ts';
import type { ToClient } from '../../server/wire/to-client.ts';
import { frameBytesMax } from '../../server/wire/to-server.ts';
import { protocolVersion } from '../../server/wire/version.ts';
import { testApp, testOrigin, type TestApp } from '../helpers/build-app.ts';
import { HandClock } from '../helpers/hand-clock.ts';
import { makeParticipant, makeStaff, makeUser, roundIdOf, sampleContest, sampleSlug } from '../helpers/make.ts';

let hoithi: TestApp;
let port = 0;
const sockets: Phone[] = [];

beforeEach(async () => {
  hoithi = await testApp();
  await hoithi.app.listen({ host: '127.0.0.1', port: 0 });
  port = (hoithi.app.server.address() as AddressInfo).port;
});
afterEach(async () => {
  for (const { ws } of sockets.splice(0)) ws.terminate();
  await hoithi.close();
});

/** A browser's end: what it hears, and how it ended. */
class Phone {
  readonly heard: ToClient[] = [];
  readonly ws: WebSocket;
  readonly closed: Promise<string>;
  #wake = () => {};

  constructor(headers: Record<string, string>) {
    this.ws = new WebSocket(`ws://127.0.0.1:${port}/ws`, { headers });
    this.ws.on('message', (bytes) => {
      this.heard.push(JSON.parse(String(bytes)) as ToClient);
      this.#wake();
    });
    this.closed = new Promise((resolve) => {
      this.ws.on('close', (code, reason) => resolve(`${code} ${String(reason)}`));
      this.ws.on('error', (problem) => resolve(problem.message));
    });
    sockets.push(this);
  }

  say(frame: object): void {
    this.ws.send(JSON.stringify(frame));
  }

  /** The first frame of a type that is like this, as soon as it has come. */
  async hears<T extends ToClient['type']>(
    type: T,
    isIt: (frame: Extract<ToClient, { type: T }>) => boolean = () => true,
  ): Promise<Extract<ToClient, { type: T }>> {
    for (;;) {
      const found = this.heard.find(
        (one): one is Extract<ToClient, { type: T }> => one.type === type && isIt(one as never),
      );
      if (found !== undefined) return found;
      await new Promise<void>((resolve) => (this.#wake = resolve));
    }
  }
}

async function phone(cookie = '', headers: Record<string, string> = {}): Promise<Phone> {
  const made = new Phone({ origin: testOrigin, ...(cookie && { cookie }), ...headers });
  await once(made.ws, 'open');
  return made;
}

async function hello(more: object = {}) {
  const board = boardOfRound(roundIdOf(await sampleContest(hoithi.ctx), 'open'));
  return {
    ...{ type: 'hello', version: protocolVersion, contest: sampleSlug, board, categoryId: '' },
    ...{ lastVersion: -1, participantId: '' },
    ...more,
  };
}

async function takePart(fullName: string) {
  const made = await makeParticipant(hoithi.ctx, { fullName });
  const roundId = roundIdOf(await sampleContest(hoithi.ctx), 'open');
  const asking = { cookie: made.user.cookie };
  return {
    ...made,
    async handIn() {
      const started = await hoithi.post('/api/attempts', { participantId: made.id, roundId }, asking);
      const { id } = started.json<{ id: string }>();
      return hoithi.post(`/api/attempts/${id}/hand-in`, {}, asking);
    },
  };
}

describe('watching', () => {
  test('a stranger gets the board, then hears when somebody hands in', async () => {
    const stranger = await phone();
    stranger.say(await hello());
    expect((await stranger.hears('board')).view.top).toEqual([]);
    const an = await takePart('Nguyễn Văn An');
    expect((await an.handIn()).statusCode).toBe(200);
    const { view, version } = await stranger.hears('board', ({ view: { top } }) => top.length === 1);
    expect(view.top[0]).toMatchObject({ rank: 1, name: an.row.publicName, correct: 0 });
    expect(stranger.heard.map(({ type }) => type)).not.toContain('own-place');

    const back = await phone();
    back.say(await hello({ lastVersion: version }));
    back.say({ type: 'ping' });
    await back.hears('pong');
    expect(back.heard.map(({ type }) => type)).toEqual(['pong']);
  });

  test('a participant also gets the own place; over HTTP it is the same', async () => {
    const an = await takePart('Nguyễn Văn An');
    await an.handIn();
    const own = await phone(an.user.cookie);
    const greeting = await hello({ participantId: an.id });
    own.say(greeting);
    const { place } = await own.hears('own-place');
    expect(place).toMatchObject({ rank: 1, rankedCount: 1, participantId: an.id });
    const query = `board=${encodeURIComponent(greeting.board)}`;
    const asking = { cookie: an.user.cookie };
    const overHttp = await hoithi.get(`/api/contests/${sampleSlug}/own-place?${query}&participant=${an.id}`, asking);
    expect(overHttp.json()).toEqual(place);
    const { view, units } = await own.hears('board');
    expect((await hoithi.get(`/api/contests/${sampleSlug}/board?${query}`)).json()).toEqual(view);
    expect((await hoithi.get(`/api/contests/${sampleSlug}/units-board?${query}`)).json()).toEqual(units);
  });

  test('staff who ask for it see full names; without asking they see what the public sees', async () => {
    const an = await takePart('Nguyễn Văn An');
    await an.handIn();
    const { cookie } = await makeStaff(hoithi.ctx);
    const [studio, stage] = [await phone(cookie), await phone(cookie)];
    studio.say(await hello({ audience: 'staff' }));
    stage.say(await hello());
    expect((await studio.hears('board')).view.top[0]!.name).toBe('Nguyễn Văn An');
    expect((await stage.hears('board')).view.top[0]!.name).toBe(an.row.publicName);
  });
});

describe('refused', () => {
  const refusals: [string, () => Promise<object | string>, string][] = [
    ['what is not JSON', async () => 'xin chào', 'not-json'],
    ['an unknown type', async () => ({ type: 'score', score: 100 }), 'unknown-type'],
    ['another version of the protocol', () => hello({ version: protocolVersion + 1 }), 'version'],
    ['a board of another contest', () => hello({ board: 'r:elsewhere' }), 'unknown-board'],
    ['an unknown contest', () => hello({ contest: 'elsewhere' }), 'unknown-board'],
    ['the view of the staff for a stranger', () => hello({ audience: 'staff' }), 'not-allowed'],
    ['a participant for a stranger', () => hello({ participantId: 'somebody' }), 'not-yours'],
  ];
  test.each(refusals)('%s', async (_what, make, problem) => {
    const stranger = await phone();
    const said = await make();
    stranger.ws.send(typeof said === 'string' ? said : JSON.stringify(said));
    expect(await stranger.closed).toBe(`1008 ${problem}`);
    expect(stranger.heard).toEqual([{ type: 'problem', problem }]);
  });

  test("another's participant, and a citizen who asks as staff", async () => {
    const an = await makeParticipant(hoithi.ctx);
    const { cookie } = await makeUser(hoithi.ctx);
    const [nosy, bold] = [await phone(cookie), await phone(cookie)];
    nosy.say(await hello({ participantId: an.id }));
    bold.say(await hello({ audience: 'staff' }));
    expect(await nosy.closed).toBe('1008 not-yours');
    expect(await bold.closed).toBe('1008 not-allowed');
  });

  test('a second hello', async () => {
    const twice = await phone();
    twice.say(await hello());
    twice.say(await hello());
    expect(await twice.closed).toBe('1008 hello-twice');
  });

  test('a message longer than any of ours', async () => {
    const long = await phone();
    long.ws.send('x'.repeat(frameBytesMax + 1));
    expect(await long.closed).toMatch(/^1009/);
  });

  test('a binary message', async () => {
    const binary = await phone();
    binary.ws.send(Buffer.from([1, 2, 3]));
    expect(await binary.closed).toBe('1008 binary');
  });

  test('a flood, after what is allowed was answered', async () => {
    const flood = await phone();
    for (let n = 0; n < creditsMax + 20; n++) flood.say({ type: 'ping' });
    expect(await flood.closed).toBe('4429 slow-down');
    expect(flood.heard).toHaveLength(creditsMax);
  });

  test.each([
    ['another site', 'https://thi.example.evil'],
    ['null', 'null'],
    ['another scheme', 'https://localhost'],
    ['another port', `${testOrigin}:8080`],
    ['one that only begins alike', `${testOrigin}.evil.example`],
  ])('before the upgrade: the origin %s', async (_what, origin) => {
    const foreign = new Phone({ origin });
    expect(await foreign.closed).toContain('403');
  });

  test('before the upgrade: no origin at all', async () => {
    expect(await new Phone({}).closed).toContain('403');
  });
});

test('signed out elsewhere, the socket is closed and hears nothing more', async () => {
  const an = await takePart('Nguyễn Văn An');
  const [own, stranger] = [await phone(an.user.cookie), await phone()];
  own.say(await hello({ participantId: an.id }));
  stranger.say(await hello());
  await Promise.all([own.hears('board'), stranger.hears('board')]);
  expect((await hoithi.ask('DELETE', '/api/session', { cookie: an.user.cookie })).statusCode).toBeLessThan(300);
  expect(await own.closed).toBe('4401 signed-out');
  expect(stranger.ws.readyState).toBe(WebSocket.OPEN);
});

test('a connection that says nothing lives through one ping, whenever it came, and is cut at the next', async () => {
  const hands = new HandClock(0);
  await hoithi.close();
  hoithi = await testApp({ overrides: { timers: hands } });
  await hoithi.app.listen({ host: '127.0.0.1', port: 0 });
  port = (hoithi.app.server.address() as AddressInfo).port;
  const silent = await phone();
  const pinged = once(silent.ws, 'ping');
  await hands.pass(15_000);
  await pinged;
  expect(silent.ws.readyState).toBe(WebSocket.OPEN);
  await hands.pass(15_000);
  expect(await silent.closed).toBe('1006 ');
});

test('a member of the staff whose session ended elsewhere hears no more of the staff’s board after the next ping', async () => {
  const hands = new HandClock(0);
  await hoithi.close();
  hoithi = await testApp({ overrides: { timers: hands } });
  await hoithi.app.listen({ host: '127.0.0.1', port: 0 });
  port = (hoithi.app.server.address() as AddressInfo).port;
  const [out, still] = [await makeStaff(hoithi.ctx), await makeStaff(hoithi.ctx)];
  const [gone, staying] = [await phone(out.cookie), await phone(still.cookie)];
  for (const one of [gone, staying]) one.say(await hello({ audience: 'staff' }));
  await Promise.all([gone.hears('board'), staying.hears('board')]);
  // As another instance would: nobody says so on this one.
  await hoithi.ctx.store.write((tx) => deleteLoginSessionsOf(tx, out.id));
  await hands.pass(15_000);
  expect(await gone.closed).toBe('4401 signed-out');
  expect(staying.ws.readyState).toBe(WebSocket.OPEN);
});

test('a text that no contest is called by is an unknown board', async () => {
  const stranger = await phone();
  stranger.say({ ...(await hello()), contest: 'a\u0000' });
  expect(await stranger.closed).toBe('1008 unknown-board');
});

test('one address has so many connections of strangers, until one leaves', () => {
  const strangers = new Strangers(2);
  const [leave] = [strangers.enter('203.0.113.7'), strangers.enter('203.0.113.7')];
  expect(strangers.enter('203.0.113.7')).toBeNull();
  expect(strangers.enter('203.0.113.8')).not.toBeNull();
  leave?.();
  leave?.();
  expect(strangers.enter('203.0.113.7')).not.toBeNull();
  expect(strangers.enter('203.0.113.7')).toBeNull();
  // A line at home has a whole /64 of addresses.
  expect([strangers.enter('2001:db8::1'), strangers.enter('2001:db8::2')]).not.toContain(null);
  expect(strangers.enter('2001:db8::ffff')).toBeNull();
});

test('a stopping server says goodbye and when to come back', async () => {
  const stranger = await phone();
  stranger.say(await hello());
  await stranger.hears('board');
  await hoithi.app.close();
  expect(await stranger.closed).toBe('1012 restart');
  expect(stranger.heard.at(-1)).toEqual({ type: 'bye', retryMs: 2_000 });
});
