/**
 * B2: a wrong key in a closed round of a hundred thousand people: what looking at it and putting it right cost, how long
 * they hold the event loop, and what memory they need. The services themselves, in a process of their own.
 */
import { setTimeout as pause } from 'node:timers/promises';
import type { UserId } from '../../server/rules/ids.ts';
import { closeDueRounds } from '../../server/services/close-due-rounds.ts';
import { makeRuling } from '../../server/services/make-ruling.ts';
import { previewRuling } from '../../server/services/preview-ruling.ts';
import { crowdRound, wrongQuestion } from '../helpers/crowd-round.ts';
import { must } from '../helpers/organising.ts';
import { watchLoop, type LoopWaits } from './loop-watch.ts';

type Work = LoopWaits & { readonly what: string; readonly heapMiB: number };

export interface RulingFigures {
  readonly people: number;
  readonly attemptsChanged: number;
  readonly idle: LoopWaits;
  readonly works: readonly Work[];
}

const day = 86_400_000;
const everyMs = 50;

export async function benchRuling(people: number): Promise<RulingFigures> {
  const world = await crowdRound(people, { round: { prediction: 'perfect-participants' } });
  const { ctx, roundId } = world;
  await world.clock.pass(day);
  await closeDueRounds(ctx);
  const works: Work[] = [];
  const watch = async (what: string, work: () => Promise<unknown>) => {
    globalThis.gc?.();
    const before = process.memoryUsage().heapUsed;
    let most = before;
    const timer = setInterval(() => (most = Math.max(most, process.memoryUsage().heapUsed)), everyMs);
    const waits = await watchLoop(work);
    clearInterval(timer);
    works.push({ what, ...waits, heapMiB: (most - before) / 2 ** 20 });
  };
  const idle = await watchLoop(() => pause(2_000));
  const wish = { roundId, questionId: wrongQuestion, ruling: { kind: 'correct', key: ['b'] } as const };
  let previewDigest = '';
  await watch('a ruling looked at', async () => void (previewDigest = must(await previewRuling(ctx, wish)).digest));
  let attemptsChanged = 0;
  const order = { ...wish, reason: 'x', notice: 'y', previewDigest, actor: { id: 'staff' as UserId, fullName: 'B' } };
  await watch('a ruling applied and sealed', async () => {
    ({ attemptsChanged } = must(await makeRuling(ctx, order)));
  });
  await world.close();
  return { people, attemptsChanged, idle, works };
}
