/** The jobs of a second: each in its turn, none harmed by another. */
import { describe, expect, it } from 'vitest';
import { runDueJobs, type Job } from '../../server/jobs/every-second.ts';
import { openApp } from '../helpers/build-app.ts';

describe('a second', () => {
  it('runs what is due, in order, and goes on after one that failed', async () => {
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
});
