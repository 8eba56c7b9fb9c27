/**
 * P2: what one answer costs on a log that holds a million, against one that holds a thousand. Through the service
 * that the route calls, in this process, so that nothing but the store's work is in the figure.
 */
import { rmSync } from 'node:fs';
import Sqlite from 'better-sqlite3';
import { buildApp } from '../../server/app.ts';
import type { AttemptId } from '../../server/rules/ids.ts';
import { acceptAnswers } from '../../server/services/accept-answers.ts';
import { loadSamples } from '../../server/services/load-samples.ts';
import { startAttempt } from '../../server/services/start-attempt.ts';
import type { Ctx } from '../../server/services/context.ts';
import { openSqlite } from '../../server/store/open-sqlite.ts';
import { testConfig } from '../helpers/build-app.ts';
import { freshFile } from '../helpers/fresh-store.ts';
import { makeParticipant, roundIdOf, sampleContest, type MadeParticipant } from '../helpers/make.ts';
import { median, round, type Figure } from './figure.ts';

const attempts = 250;
/** As many as one turn of the event loop gathers under load. */
const together = 50;

interface Grown {
  readonly ctx: Ctx;
  readonly running: readonly { readonly id: AttemptId; readonly participant: MadeParticipant }[];
  readonly rows: number;
  close(): Promise<void>;
}

export async function benchGrowth(rowsMany: number, rowsFew = 1_000): Promise<Figure> {
  const few = await grow(rowsFew);
  const many = await grow(rowsMany);
  const costs = { few: [] as number[], many: [] as number[] };
  // In turn, and which comes first changes: drift of the machine falls on both.
  for (let slot = 1; slot <= 20; slot += 1) {
    for (const which of slot % 2 === 0 ? (['few', 'many'] as const) : (['many', 'few'] as const))
      costs[which].push(...(await answerAll(which === 'few' ? few : many, slot)));
  }
  await few.close();
  await many.close();
  const [fewUs, manyUs] = [median(costs.few), median(costs.many)];
  const name = (rows: number) => rows.toLocaleString('en');
  return {
    bar: 'P2',
    what: `an answer on ${name(many.rows)} rows against one on ${name(few.rows)}`,
    measured: `${round(manyUs, 1)} µs`,
    raw: `${round(fewUs, 1)} µs`,
    ratio: manyUs / fewUs,
    must: '<= 1.3',
    ok: manyUs / fewUs <= 1.3,
    how: `acceptAnswers on two SQLite files in turn, ${together} answers at once, commits and fsyncs within; median of ${costs.many.length} groups each; the bar speaks of 10,000,000 rows, this run of ${name(many.rows)}`,
    figures: { rowsMany: many.rows, rowsFew: few.rows, manyUs: round(manyUs), fewUs: round(fewUs) },
  };
}

/** Microseconds for one answer, of each group. */
async function answerAll({ ctx, running }: Grown, slot: number): Promise<number[]> {
  const costs: number[] = [];
  for (let from = 0; from < running.length; from += together) {
    const group = running.slice(from, from + together);
    const begun = performance.now();
    const replies = await Promise.all(
      group.map(({ id, participant }) => {
        const answer = {
          clientKey: `growth-${id}-${slot}`.slice(0, 40),
          slot,
          revision: 1,
          choice: [0],
          prediction: null,
        };
        const sent = { userId: participant.user.id, attemptId: id, answers: [answer], receivedAt: ctx.clock.now() };
        return acceptAnswers(ctx, sent);
      }),
    );
    costs.push(((performance.now() - begun) * 1_000) / group.length);
    if (replies.some((reply) => !reply.ok)) throw new Error('an answer was refused');
  }
  return costs;
}

async function grow(rows: number): Promise<Grown> {
  const file = freshFile();
  const store = await openSqlite({ file });
  const { ctx, close } = await buildApp(testConfig(), { store, runsJobs: false });
  await loadSamples(ctx);
  const contest = await sampleContest(ctx);
  const roundId = roundIdOf(contest, 'open');
  const running: { id: AttemptId; participant: MadeParticipant }[] = [];
  for (let n = 0; n < attempts; n += 1) {
    const participant = await makeParticipant(ctx, { contest });
    const started = await startAttempt(ctx, { userId: participant.user.id, participantId: participant.id, roundId });
    if (!started.ok) throw new Error(started.refusal.name);
    running.push({ id: started.value.id, participant });
  }
  fill(file, rows, running[0]?.id ?? '');
  return {
    ctx,
    running,
    rows,
    async close() {
      await close();
      await store.close();
      for (const suffix of ['', '-wal', '-shm']) rmSync(file + suffix, { force: true });
    },
  };
}

/** Attempts that ended long ago, 20 answers each, with papers and rows of the usual size; their ids sort before and after. */
function fill(file: string, rows: number, like: string): void {
  const connection = new Sqlite(file, { timeout: 5_000 });
  const counting = `WITH RECURSIVE n(i) AS (SELECT 0 UNION ALL SELECT i + 1 FROM n WHERE i + 1 < ?)`;
  const idOf = (n: string) => `printf('%08x%018d', (${n} * 2654435761) % 4294967296, ${n})`;
  const columns = connection.prepare(`SELECT name FROM pragma_table_info('attempt')`).pluck().all() as string[];
  const copied = columns.map((name) => {
    if (name === 'id' || name === 'participant_id') return idOf('i');
    return name === 'state' ? `'handed-in'` : `a.${name}`;
  });
  connection.transaction(() => {
    connection
      .prepare(
        `${counting} INSERT INTO attempt (${columns.join(', ')}) SELECT ${copied.join(', ')} FROM n, attempt a WHERE a.id = ?`,
      )
      .run(Math.ceil(rows / 20), like);
    connection
      .prepare(
        `${counting} INSERT INTO answer (attempt_id, seq, slot, revision, response, received_at, client_key, prev_hash, hash)
         SELECT ${idOf('(i / 20)')}, i % 20 + 1, i % 20 + 1, 1, 'b', 1795000000000 + i, printf('bench-%020d', i),
                printf('%064x', i), printf('%064x', i + 1) FROM n`,
      )
      .run(rows);
  })();
  connection.close();
}
