/** What runs by itself: each job apart, none over itself, and a stop that waits. */
import { expect, test } from 'vitest';
import { jobs, runDueJobs, startEverySecond, type Job } from '../../server/jobs/every-second.ts';
import { openApp } from '../helpers/build-app.ts';

test('a second runs what is due, and one that fails is logged and harms no other', async () => {
  await using hoithi = await openApp({ samples: false });
  const ran: string[] = [];
  const job = (name: string, everySeconds: number): Job => ({ name, everySeconds, run: async () => ran.push(name) });
  const broken: Job = { name: 'broken', everySeconds: 1, run: () => Promise.reject(new Error('disk')) };
  const list = [job('always', 1), broken, job('rare', 60), job('last', 1)];
  await runDueJobs(hoithi.ctx, 0, list);
  expect(ran.splice(0)).toEqual(['always', 'rare', 'last']);
  await runDueJobs(hoithi.ctx, 1, list);
  expect(ran).toEqual(['always', 'last']);
  expect(hoithi.logged.filter((line) => line.includes('"job":"broken"'))).toHaveLength(2);
});

test('a job that takes long holds up no other, and stopping waits for it', async () => {
  await using hoithi = await openApp({ samples: false });
  let finish = (): void => {};
  let isFinished = false;
  const slow: Job = {
    name: 'slow',
    everySeconds: 1,
    run: () =>
      new Promise<void>((resolve) => {
        finish = () => {
          isFinished = true;
          resolve();
        };
      }),
  };
  let tell = (): void => {};
  const quick = new Promise<void>((resolve) => (tell = resolve));
  const stop = startEverySecond(hoithi.ctx, [slow, { name: 'quick', everySeconds: 1, run: async () => tell() }]);
  await quick;
  expect(isFinished).toBe(false);
  const stopped = stop();
  finish();
  await stopped;
  expect(isFinished).toBe(true);
});

test('the list is whole', () => {
  expect(jobs.map(({ name }) => name)).toEqual([
    'end-due-attempts',
    'close-due-rounds',
    'finish-rulings',
    'compute-statistics',
    'remove-expired-sessions',
    'expire-imports',
    'remove-unused-media',
  ]);
});
