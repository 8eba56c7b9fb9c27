/** The outbox against a network that loses, repeats and delays, and a phone that reloads. No DOM, no real time. */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { AnswerDraft, AnswerReceipts, HeldAnswer } from '../../server/wire/http/attempts.ts';
import type { Failed, Reply } from '../../web/api/http.ts';
import { Outbox, batchMax, type AnswerJournal } from '../../web/contest/outbox.svelte.ts';

const offline: Failed = { ok: false, status: 0, code: 'offline', message: '', params: {} };
const refusal = (code: string, params: Failed['params'] = {}): Failed => ({
  ok: false,
  status: 409,
  code,
  message: '',
  params,
});

/** The server's side: an append-only log in which the highest revision of a slot stands. */
function makeServer() {
  const log = new Map<string, AnswerDraft>();
  const held = new Map<number, HeldAnswer>();
  let now = 1_000;
  return {
    log,
    held,
    take(drafts: readonly AnswerDraft[]): AnswerReceipts {
      now += 1;
      const receipts = drafts.map((draft): AnswerReceipts['receipts'][number] => {
        const { clientKey, slot, revision, choice, text = '', prediction } = draft;
        if (!log.has(clientKey) && revision > (held.get(slot)?.revision ?? 0)) {
          log.set(clientKey, draft);
          held.set(slot, { slot, revision, choice, text: text.trim(), prediction, receivedAt: now });
        }
        const stands = held.get(slot);
        if (!stands) throw new Error('a receipt needs an answer');
        return { clientKey, slot, status: log.has(clientKey) ? 'saved' : 'superseded', held: stands };
      });
      return { receipts, serverNow: now };
    },
  };
}

/** What stays on the phone over a reload. */
function makeJournal(): AnswerJournal & { entries: Map<string, AnswerDraft> } {
  const entries = new Map<string, AnswerDraft>();
  return {
    entries,
    all: () => [...entries.values()],
    put: (draft) => void entries.set(draft.clientKey, draft),
    drop: (clientKey) => void entries.delete(clientKey),
  };
}

/** Timers that run when told. */
function makeTimers() {
  let waiting: (() => void)[] = [];
  return {
    later: (_ms: number, then: () => void) => {
      waiting.push(then);
      return () => (waiting = waiting.filter((one) => one !== then));
    },
    ring: () => waiting.splice(0).forEach((then) => then()),
    get count() {
      return waiting.length;
    },
  };
}

let keys = 0;
const newKey = () => `key-${String((keys += 1)).padStart(8, '0')}`;
/** Lets everything that is already under way finish. */
const settle = async () => {
  for (let turn = 0; turn < 20; turn += 1) await Promise.resolve();
};

function open(send: (drafts: readonly AnswerDraft[]) => Promise<Reply<AnswerReceipts>>, held: HeldAnswer[] = []) {
  const journal = makeJournal();
  const timers = makeTimers();
  const outbox = new Outbox(held, { journal, send, later: timers.later, newKey, spread: (ms) => ms });
  return { journal, timers, outbox };
}

const choose = (...choice: number[]) => ({ choice, text: '', prediction: null });
const write = (text: string) => ({ choice: [], text, prediction: null });

describe('what the state line says', () => {
  it('is "saving" until the receipt, then "saved" at the server\'s time', async () => {
    const server = makeServer();
    let answer: (reply: Reply<AnswerReceipts>) => void = () => {};
    let sent: readonly AnswerDraft[] = [];
    const { outbox } = open((drafts) => {
      sent = drafts;
      return new Promise((resolve) => (answer = resolve));
    });
    outbox.write(3, choose(1));
    expect([outbox.state, outbox.savedAt]).toEqual(['saving', 0]);
    answer({ ok: true, value: server.take(sent) });
    await settle();
    expect([outbox.state, outbox.savedAt, outbox.waiting]).toEqual(['saved', 1_001, 0]);
  });

  it('never says "saved" of a reply without a receipt', async () => {
    const { outbox, journal } = open(() => Promise.resolve({ ok: true, value: { receipts: [], serverNow: 1 } }));
    outbox.write(1, choose(0));
    await settle();
    expect([outbox.state, outbox.savedAt, journal.entries.size]).toEqual(['unsent', 0, 1]);
  });

  it('is "unsent" without network, goes on with what was chosen, and tries again by itself', async () => {
    const server = makeServer();
    let isOnline = false;
    const { outbox, timers } = open((drafts) =>
      Promise.resolve(isOnline ? { ok: true, value: server.take(drafts) } : offline),
    );
    outbox.write(1, choose(2));
    await settle();
    expect([outbox.state, outbox.shown(1)?.choice, timers.count]).toEqual(['unsent', [2], 1]);
    isOnline = true;
    timers.ring();
    await settle();
    expect([outbox.state, server.held.get(1)?.choice]).toEqual(['saved', [2]]);
  });
});

it('told to hurry while a request is failing, tries again at once; and says when that is over', async () => {
  const server = makeServer();
  let fail: () => void = () => {};
  let tries = 0;
  const { outbox, timers } = open((drafts) => {
    tries += 1;
    return tries === 1
      ? new Promise((resolve) => (fail = () => resolve(offline)))
      : Promise.resolve({ ok: true, value: server.take(drafts) });
  });
  outbox.write(1, choose(2));
  let isOver = false;
  const round = outbox.hurry().then(() => (isOver = true));
  await settle();
  expect([tries, isOver]).toEqual([1, false]);
  fail();
  await round;
  expect([tries, outbox.state, timers.count, server.held.get(1)?.choice]).toEqual([2, 'saved', 0, [2]]);
});

describe('the journal', () => {
  it('holds a choice before it is sent', () => {
    const journalled: number[] = [];
    const { outbox, journal } = open(() => {
      journalled.push(journal.entries.size);
      return Promise.resolve(offline);
    });
    outbox.write(1, choose(0));
    expect(journalled).toEqual([1]);
  });

  it('survives a reload: the next visit shows and sends it', async () => {
    const server = makeServer();
    const first = open(() => Promise.resolve(offline));
    first.outbox.write(4, choose(1, 3));
    await settle();
    first.outbox.stop();
    const second = new Outbox([], {
      journal: first.journal,
      send: (drafts) => Promise.resolve({ ok: true, value: server.take(drafts) }),
      newKey,
    });
    expect([second.state, second.shown(4)?.choice]).toEqual(['saving', [1, 3]]);
    await second.flush();
    expect([second.state, server.held.get(4)?.choice, first.journal.entries.size]).toEqual(['saved', [1, 3], 0]);
  });
});

describe('a written answer', () => {
  it('is shown as written, then as the server holds it, and counts as an answer until it is withdrawn', async () => {
    const server = makeServer();
    let isOnline = false;
    const { outbox, timers } = open((drafts) =>
      Promise.resolve(isOnline ? { ok: true, value: server.take(drafts) } : offline),
    );
    outbox.write(1, write(' Hà Nội'));
    await settle();
    expect([outbox.shown(1)?.text, outbox.isAnswered(1), outbox.state]).toEqual([' Hà Nội', true, 'unsent']);
    isOnline = true;
    timers.ring();
    await settle();
    expect([outbox.shown(1)?.text, outbox.isAnswered(1), outbox.state]).toEqual(['Hà Nội', true, 'saved']);
    outbox.write(1, write(''));
    expect(outbox.isAnswered(1)).toBe(false);
  });

  it('of another device that is newer is shown, and said', async () => {
    const server = makeServer();
    server.take([{ clientKey: 'other-tab', slot: 1, revision: 5, ...write('Huế') }]);
    const { outbox } = open((drafts) => Promise.resolve({ ok: true, value: server.take(drafts) }));
    outbox.write(1, write('Hà Nội'));
    await settle();
    expect([outbox.shown(1)?.text, outbox.overtaken]).toEqual(['Huế', 1]);
  });

  it('journalled by a page that knew none is an answer without text', () => {
    const journal = makeJournal();
    journal.put({ clientKey: 'older-page', slot: 2, revision: 1, choice: [1], prediction: null });
    const outbox = new Outbox([], { journal, send: () => Promise.resolve(offline) });
    expect(outbox.shown(2)).toEqual({ choice: [1], text: '', prediction: null });
  });
});

describe('another tab or device', () => {
  it('shows the newer answer that stands, and says so', async () => {
    const server = makeServer();
    server.take([{ clientKey: 'other-tab', slot: 1, revision: 5, choice: [3], text: '', prediction: null }]);
    const { outbox } = open((drafts) => Promise.resolve({ ok: true, value: server.take(drafts) }));
    outbox.write(1, choose(0));
    await settle();
    expect([outbox.shown(1)?.choice, outbox.overtaken, outbox.state]).toEqual([[3], 1, 'saved']);
  });

  it('is outdone by a choice made after seeing its answer', async () => {
    const server = makeServer();
    server.take([{ clientKey: 'other-tab', slot: 1, revision: 5, choice: [3], text: '', prediction: null }]);
    const { outbox } = open((drafts) => Promise.resolve({ ok: true, value: server.take(drafts) }));
    outbox.adopt([...server.held.values()]);
    outbox.write(1, choose(0));
    await settle();
    expect([server.held.get(1)?.revision, server.held.get(1)?.choice, outbox.overtaken]).toEqual([6, [0], 0]);
  });

  it('never takes back what an older look at the server says', () => {
    const { outbox } = open(() => Promise.resolve(offline));
    outbox.adopt([{ slot: 1, revision: 4, choice: [2], text: '', prediction: null, receivedAt: 9 }]);
    outbox.adopt([{ slot: 1, revision: 3, choice: [1], text: '', prediction: null, receivedAt: 8 }]);
    expect(outbox.shown(1)?.choice).toEqual([2]);
  });
});

describe('refusals', () => {
  it('after the end: stops for good, counts the questions whose last choice came too late', async () => {
    const { outbox, journal, timers } = open(() => Promise.resolve(refusal('attempt-over')));
    outbox.write(1, choose(0));
    outbox.write(1, choose(1));
    outbox.write(2, choose(1));
    await settle();
    expect([outbox.state, outbox.lost, outbox.waiting, journal.entries.size, timers.count]).toEqual([
      'ended',
      2,
      0,
      0,
      0,
    ]);
    outbox.write(3, choose(0));
    expect(outbox.shown(3)).toBeNull();
  });

  it('of one draft: the others still arrive', async () => {
    const server = makeServer();
    const { outbox, timers } = open((drafts) =>
      Promise.resolve(
        drafts.some((draft) => draft.slot === 9)
          ? refusal('slot-unknown', { slot: 9 })
          : { ok: true, value: server.take(drafts) },
      ),
    );
    outbox.write(9, choose(0));
    outbox.write(1, choose(2));
    await settle();
    timers.ring();
    await settle();
    expect([outbox.waiting, server.held.get(1)?.choice, server.held.has(9)]).toEqual([0, [2], false]);
  });

  it('of an expired sign-in: keeps everything for later', async () => {
    const { outbox, journal } = open(() => Promise.resolve({ ...refusal('not-signed-in'), status: 401 }));
    outbox.write(1, choose(0));
    await settle();
    expect([outbox.state, outbox.refusal, journal.entries.size]).toEqual(['unsent', 'not-signed-in', 1]);
  });
});

it('sends one request at a time, in batches the server takes', async () => {
  const server = makeServer();
  let isOnline = false;
  let underWay = 0;
  const sizes: number[] = [];
  const { outbox, timers } = open(async (drafts) => {
    expect((underWay += 1)).toBe(1);
    await Promise.resolve();
    underWay -= 1;
    if (!isOnline) return offline;
    sizes.push(drafts.length);
    return { ok: true, value: server.take(drafts) };
  });
  for (let slot = 1; slot <= batchMax + 5; slot += 1) outbox.write(slot, choose(0));
  await settle();
  isOnline = true;
  timers.ring();
  for (let turn = 0; turn < 10; turn += 1) await settle();
  expect([sizes, outbox.state]).toEqual([[batchMax, 5], 'saved']);
});

/** One thing that may happen while somebody answers. */
const happening = fc.oneof(
  fc.record({
    what: fc.constant('choose' as const),
    slot: fc.integer({ min: 1, max: 4 }),
    option: fc.integer({ min: 0, max: 3 }),
  }),
  fc.record({ what: fc.constantFrom('reload' as const, 'ring' as const, 'settle' as const) }),
);
/** What becomes of each request: arrives and is answered, is lost on the way, or arrives while its reply is lost. */
const fate = fc.constantFrom('through' as const, 'lost' as const, 'reply-lost' as const, 'twice' as const);

it('whatever the network and the phone do: nothing receipted is lost, the last choice of each question stands', async () => {
  await fc.assert(
    fc.asyncProperty(
      fc.array(happening, { maxLength: 40 }),
      fc.array(fate, { maxLength: 40 }),
      async (happenings, fates) => {
        const server = makeServer();
        const journal = makeJournal();
        let timers = makeTimers();
        let isHealed = false;
        const send = async (drafts: readonly AnswerDraft[]): Promise<Reply<AnswerReceipts>> => {
          const outcome = isHealed ? 'through' : (fates.shift() ?? 'through');
          await Promise.resolve();
          if (outcome === 'lost') return offline;
          if (outcome === 'twice') server.take(drafts);
          const value = server.take(drafts);
          return outcome === 'reply-lost' ? offline : { ok: true, value };
        };
        const start = () =>
          new Outbox([...server.held.values()], { journal, send, later: timers.later, newKey, spread: (ms) => ms });
        let outbox = start();
        const last = new Map<number, number>();

        for (const one of happenings) {
          if (one.what === 'choose') {
            outbox.write(one.slot, choose(one.option));
            last.set(one.slot, one.option);
          } else if (one.what === 'reload') {
            outbox.stop();
            timers = makeTimers();
            outbox = start();
          } else if (one.what === 'ring') timers.ring();
          await settle();
          // What the screen calls saved is what the server holds.
          if (outbox.state === 'saved')
            for (const [slot, option] of last) expect(server.held.get(slot)?.choice).toEqual([option]);
          for (const [slot, option] of last) expect(outbox.shown(slot)?.choice).toEqual([option]);
        }

        isHealed = true;
        await outbox.hurry();
        await settle();
        expect([outbox.state, journal.entries.size]).toEqual(['saved', 0]);
        for (const [slot, option] of last) expect(server.held.get(slot)?.choice).toEqual([option]);
      },
    ),
    { numRuns: 300 },
  );
});
