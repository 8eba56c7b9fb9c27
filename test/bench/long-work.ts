/**
 * P8: how long the event loop is held while a round of many thousand people is closed, marked, ranked again, shown on
 * boards and reported, and while units and questions are brought in: an answer that arrives meanwhile waits no longer.
 * The services themselves, in a process of their own (`live-child.ts`).
 */
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import Sqlite from 'better-sqlite3';
import { buildApp } from '../../server/app.ts';
import { readBank } from '../../server/content/read-bank.ts';
import { readUnitsText } from '../../server/content/read-units.ts';
import { BoardFeed } from '../../server/live/board-feed.ts';
import type { Paper } from '../../server/rules/paper.ts';
import { makeRandom } from '../../server/rules/random.ts';
import { encodeChoice } from '../../server/rules/response.ts';
import { boardOfRound } from '../../server/rules/standings.ts';
import { closeRound } from '../../server/services/close-round.ts';
import type { Ctx } from '../../server/services/context.ts';
import { exportPrizeReport, reportForms } from '../../server/services/export-prize-report.ts';
import { importBank } from '../../server/services/import-bank.ts';
import { importUnits } from '../../server/services/import-units.ts';
import { loadSamples, questionsFolder } from '../../server/services/load-samples.ts';
import { rebuildStandings } from '../../server/services/rebuild-standings.ts';
import { startAttempt } from '../../server/services/start-attempt.ts';
import { attemptById } from '../../server/store/attempts.ts';
import { openSqlite } from '../../server/store/open-sqlite.ts';
import { allUnits } from '../../server/store/units.ts';
import { testConfig } from '../helpers/build-app.ts';
import { freshFile } from '../helpers/fresh-store.ts';
import { makeParticipant, makeStaff, roundIdOf, sampleContest } from '../helpers/make.ts';
import { watchLoop, type LoopWaits } from './loop-watch.ts';

export interface LongWorkFigures {
  readonly people: number;
  /** Nothing to do: what the machine itself makes a loop wait. */
  readonly idle: LoopWaits;
  readonly works: readonly (LoopWaits & { readonly what: string })[];
}

export async function benchLongWork(people = 20_000): Promise<LongWorkFigures> {
  const file = freshFile();
  const store = await openSqlite({ file });
  const { ctx, close } = await buildApp(testConfig(), { store, runsJobs: false });
  await loadSamples(ctx);
  const contest = await sampleContest(ctx);
  const roundId = roundIdOf(contest, 'open');
  await fill(ctx, file, people);
  const actor = await makeStaff(ctx);
  const report = { contestId: contest.id, board: boardOfRound(roundId), actor };
  const folder = join(questionsFolder, contest.definition.bankId);
  const units = await readFile(join(questionsFolder, 'samples/units.csv'), 'utf8');

  const idle = await watchLoop(() => pause(2_000));
  const works: LongWorkFigures['works'][number][] = [];
  const watch = async (what: string, work: () => Promise<unknown>) => {
    works.push({ what, ...(await watchLoop(work)) });
  };
  await watch('a round closed, marked and sealed', () => closeRound(ctx, { roundId, actor, early: true }));
  await watch('standings made again', () => rebuildStandings(ctx, contest.id));
  await watch('live boards read again', () => BoardFeed.load(ctx, contest.id));
  for (const form of reportForms)
    await watch(`the prize report as ${form}`, async () => {
      const made = await exportPrizeReport(ctx, { ...report, form });
      if (!made.ok) throw new Error(made.refusal.name);
    });
  await watch('the units imported', async () => {
    const { problems } = await importUnits(ctx, readUnitsText(units).lines, 'bench');
    if (problems.length > 0) throw new Error('the sample units have problems');
  });
  await watch('the question bank imported', async () => importBank(ctx, (await readBank(folder)).bank));
  await close();
  await store.close();
  return { people, idle, works };
}

/** One person's running attempt as many people's, each with answers, a unit, a category and a start of their own. */
async function fill(ctx: Ctx, file: string, people: number): Promise<void> {
  const contest = await sampleContest(ctx);
  const like = await makeParticipant(ctx, { contest });
  const roundId = roundIdOf(contest, 'open');
  const started = await startAttempt(ctx, { userId: like.user.id, participantId: like.id, roundId });
  if (!started.ok) throw new Error(started.refusal.name);
  const attempt = await ctx.store.read((tx) => attemptById(tx, started.value.id));
  if (attempt === undefined) throw new Error('the attempt is gone');
  const units = await ctx.store.read(allUnits);
  const random = makeRandom('8b'.repeat(32));
  const some = <T>(from: readonly T[]): T => from[random.below(from.length)]!;

  const connection = new Sqlite(file, { timeout: 5_000 });
  const copy = (table: 'participant' | 'attempt', changed: Readonly<Record<string, string>>) => {
    const names = connection.prepare(`SELECT name FROM pragma_table_info('${table}')`).pluck().all() as string[];
    const values = names.map((name) => changed[name] ?? name);
    return connection.prepare(
      `INSERT INTO ${table} (${names.join(', ')}) SELECT ${values.join(', ')} FROM ${table} WHERE id = @like`,
    );
  };
  const participant = copy('participant', { id: '@id', person_id: '@id', unit_id: '@unit', category_id: '@category' });
  const begin = copy('attempt', { id: '@id', participant_id: '@id', started_at: 'started_at - @ago' });
  const answer = connection.prepare(
    `INSERT INTO answer (attempt_id, seq, slot, revision, response, received_at, client_key, prev_hash, hash)
     VALUES (?, ?, ?, 1, ?, ?, ?, '', '')`,
  );
  connection.transaction(() => {
    for (let n = 0; n < people; n += 1) {
      const id = `01bench${String(n).padStart(19, '0')}`;
      const category = some(contest.definition.categories).id;
      participant.run({ like: like.id, id, unit: some(units).id, category });
      begin.run({ like: attempt.id, id, ago: random.below(800_000) });
      for (const [at, response] of responses(attempt.paper, some).entries())
        answer.run(id, at + 1, at + 1, response, attempt.startedAt, `bench-${at}`);
    }
  })();
  connection.close();
}

const responses = (paper: Paper, some: <T>(from: readonly T[]) => T): string[] =>
  paper.slots.map(({ options }) => encodeChoice([some(options)]));
