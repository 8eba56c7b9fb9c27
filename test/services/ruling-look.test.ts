/** The preview of a large round: asked for until it is there, shared by who asks for the same, given up when nobody does. */
import { setImmediate as nextTurn } from 'node:timers/promises';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { lookAtRuling } from '../../server/services/look-at-ruling.ts';
import { previewRuling } from '../../server/services/preview-ruling.ts';
import { crowdRound, wrongQuestion, type CrowdWorld } from '../helpers/crowd-round.ts';
import { must, refusalOf } from '../helpers/organising.ts';

/** More than is looked at while the asker waits. */
const people = 1_100;
let world: CrowdWorld;
beforeEach(async () => {
  world = await crowdRound(people);
});
afterEach(() => world.close());

const wish = () => ({
  roundId: world.roundId,
  questionId: wrongQuestion,
  ruling: { kind: 'correct', key: ['b'] } as const,
});

test('it is told how far it is, then it is there, the same as when one waits for it', async () => {
  const first = must(await lookAtRuling(world.ctx, wish()));
  expect(first).toEqual({ isReady: false, done: expect.any(Number) as number, total: people, preview: null });
  expect(first.done).toBeLessThan(people);
  let look = first;
  const seen: number[] = [];
  while (!look.isReady) {
    await nextTurn();
    look = must(await lookAtRuling(world.ctx, wish()));
    seen.push(look.done);
  }
  expect(seen).toEqual(seen.toSorted((a, b) => a - b));
  expect(seen.at(-1)).toBe(people);
  expect(look.preview).toEqual(must(await previewRuling(world.ctx, wish())));
  // What was taken is not kept: asked again, it is worked out again.
  expect(must(await lookAtRuling(world.ctx, wish())).isReady).toBe(false);
});

test('nobody asks any more: it is given up, and who comes later begins anew', async () => {
  let reads = 0;
  const { store } = world.ctx;
  const read: typeof store.read = (work) => {
    reads += 1;
    return store.read(work);
  };
  const ctx = { ...world.ctx, store: { ...store, read, write: store.write.bind(store) } as typeof store };
  must(await lookAtRuling(ctx, wish()));
  await world.clock.pass(60_000);
  let before = -1;
  while (reads !== before) {
    before = reads;
    for (let turn = 0; turn < 20; turn += 1) await nextTurn();
  }
  // The attempts alone take eleven pages, the boards as many again.
  expect(reads).toBeLessThan(11);
  expect(must(await lookAtRuling(ctx, wish()))).toMatchObject({ isReady: false, preview: null });
});

test('what cannot be ruled is refused at once or when asked again, never kept', async () => {
  const bad = { ...wish(), questionId: 'nothing' };
  let look = await lookAtRuling(world.ctx, bad);
  while (look.ok) {
    await nextTurn();
    look = await lookAtRuling(world.ctx, bad);
  }
  expect(refusalOf(look)).toBe('not-found');
});
