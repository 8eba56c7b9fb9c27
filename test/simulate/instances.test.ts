/**
 * Two instances on one PostgreSQL, each held at the very step where the other could slip past it. The gate is a third
 * connection that holds a lock of the database, so that every case is the same case each time.
 */
import pg from 'pg';
import { afterEach, beforeEach, expect, inject, it, vi } from 'vitest';
import type { ContestId, ParticipantId, RoundId, RulingId } from '../../server/rules/ids.ts';
import { boardOfRound } from '../../server/rules/standings.ts';
import { closeDueRounds } from '../../server/services/close-due-rounds.ts';
import { closeRound } from '../../server/services/close-round.ts';
import type { Ctx } from '../../server/services/context.ts';
import { decideAwards } from '../../server/services/decide-awards.ts';
import { disqualify } from '../../server/services/disqualify.ts';
import { enterContest } from '../../server/services/enter-contest.ts';
import { finishRulings } from '../../server/services/finish-rulings.ts';
import { handIn } from '../../server/services/hand-in.ts';
import { installContest } from '../../server/services/install-contest.ts';
import { loadContest } from '../../server/services/load-contest.ts';
import { makeRuling } from '../../server/services/make-ruling.ts';
import { previewRuling } from '../../server/services/preview-ruling.ts';
import { loadPool } from '../../server/services/question-pool.ts';
import { readAwards } from '../../server/services/read-awards.ts';
import { readJournal } from '../../server/services/read-journal.ts';
import { sealedDigest } from '../../server/services/settle-round.ts';
import { startAttempt } from '../../server/services/start-attempt.ts';
import { verifyStandings } from '../../server/services/verify-standings.ts';
import type { AttemptRow } from '../../server/store/attempts.ts';
import { roundById } from '../../server/store/contests.ts';
import { noteStandingChanges } from '../../server/store/live-standings.ts';
import { insertRuling } from '../../server/store/rulings.ts';
import { openStore } from '../../server/store/open.ts';
import { adultEntry } from '../helpers/entry.ts';
import { makeParticipant, makeStaff, makeUser, type MadeParticipant } from '../helpers/make.ts';
import { must, refusalOf } from '../helpers/organising.ts';
import { createDatabase, type TestDatabase } from '../helpers/postgres.ts';
import { graceMs, roundLengthMs, slug, World } from './world.ts';

let database: TestDatabase;
let first: World;
let second: World;
let gate: pg.Client;

beforeEach(async () => {
  database = await createDatabase(inject('postgresUrl'));
  first = await World.open('a1'.repeat(16), 0, {
    openStore: () => openStore({ databaseUrl: database.url }),
    hasFreeze: false,
  });
  second = await first.beside();
  gate = new pg.Client({ connectionString: database.url });
  await gate.connect();
});
afterEach(async () => {
  await gate.end();
  await Promise.all([first.close(), second.close()]);
  await database.drop();
});

/** Until so many statements wait for somebody's lock. */
const untilWaiting = (count: number) =>
  vi.waitFor(
    async () => {
      const waiting = "select count(*)::int as n from pg_stat_activity where wait_event_type = 'Lock'";
      const { rows } = await gate.query<{ n: number }>(`${waiting} and datname = current_database()`);
      expect(rows[0]?.n).toBe(count);
    },
    { timeout: 3_000, interval: 5 },
  );

/** Nobody can insert into the table, everybody can read it, until the gate ends its transaction. */
async function holdInserts(table: string): Promise<void> {
  await gate.query('begin');
  await gate.query(`lock table "${table}" in share mode`);
}

/** The participant's first attempt of the round waits at its insert for the gate, and nothing else does. */
async function holdStart({ id }: MadeParticipant, roundId: RoundId): Promise<void> {
  await gate.query('begin');
  await gate.query(
    `insert into attempt (id, contest_id, round_id, participant_id, user_id, ordinal, state, started_at, deadline_at,
      finished_at, paper, score, correct, elapsed_ms)
     values ('gate', 'gate', $1, $2, 'gate', 1, 'void', 0, 0, 0, '{}', 0, 0, 0)`,
    [roundId, id],
  );
}

const statesOf = async (roundId: RoundId): Promise<string[]> =>
  (await gate.query<{ state: string }>('select state from attempt where round_id = $1', [roundId])).rows.map(
    ({ state }) => state,
  );

const entryOf = (world: World, more: Partial<ReturnType<typeof adultEntry>>) =>
  adultEntry({ unitId: world.unitIds[0] ?? '', categoryId: world.contest.definition.categories[0]?.id ?? '', ...more });

const account = (phone: string) => ({ phone, password: 'mot mat khau dai' });

it('one identity number brought by two accounts at once is entered once, and the other is told', async () => {
  await holdInserts('person');
  const entries = [first, second].map(({ ctx }, n) =>
    enterContest(ctx, {
      slug,
      userId: null,
      entry: entryOf(first, { cccd: '082090012345', account: account(`091234567${n}`) }),
    }),
  );
  await untilWaiting(2);
  await gate.query('rollback');
  const said = await Promise.all(entries);
  expect(said.map(refusalOf).sort()).toEqual(['accepted', 'cccd-taken']);
});

it('an account that enters a child in two contests at once has one child', async () => {
  await installContest(first.ctx, { ...first.contest.definition, slug: 'thi-khac' });
  const { id: userId } = await makeUser(first.ctx);
  const child = entryOf(first, {
    birth: { day: 2, month: 3, year: 2014 },
    account: null,
    guardian: { fullName: 'Nguyễn Văn An', relation: 'father', statement: true, childAssent: true },
  });
  await holdInserts('person');
  const entries = [
    enterContest(first.ctx, { slug, userId, entry: child }),
    enterContest(second.ctx, { slug: 'thi-khac', userId, entry: child }),
  ];
  await untilWaiting(2);
  await gate.query('rollback');
  expect((await Promise.all(entries)).map(refusalOf)).toEqual(['accepted', 'accepted']);
  expect((await gate.query('select id from person where user_id = $1', [userId])).rows).toHaveLength(1);
});

it('nobody starts while being disqualified', async () => {
  const { roundId } = first;
  const participant = await makeParticipant(first.ctx, { contest: first.contest });
  const actor = await makeStaff(second.ctx);
  await holdStart(participant, roundId);
  const start = startAttempt(first.ctx, { userId: participant.user.id, participantId: participant.id, roundId });
  await untilWaiting(1);
  const ruling = disqualify(second.ctx, { participantId: participant.id, reason: 'Thi hộ', actor });
  await untilWaiting(2);
  await gate.query('rollback');
  must(await start);
  must(await ruling);
  expect(await statesOf(roundId)).toEqual(['void']);
});

it('no attempt begins behind the seal of a round that is closed early', async () => {
  const { roundId } = first;
  const participant = await makeParticipant(first.ctx, { contest: first.contest });
  const actor = await makeStaff(second.ctx);
  await holdStart(participant, roundId);
  const start = startAttempt(first.ctx, { userId: participant.user.id, participantId: participant.id, roundId });
  await untilWaiting(1);
  const closing = closeRound(second.ctx, { roundId, actor, early: true });
  await untilWaiting(2);
  await gate.query('rollback');
  must(await start);
  must(await closing);
  expect(await statesOf(roundId)).toEqual(['timed-out']);
  const round = await second.ctx.store.read((tx) => roundById(tx, roundId));
  expect(round?.sealDigest).toBe(await sealedDigest(second.ctx, roundId));
});

it('a round that both close at the same second is sealed once', async () => {
  await play(first, [first.roundId], await makeParticipant(first.ctx, { contest: first.contest }));
  first.clock.set(first.opensAt + roundLengthMs + graceMs);
  // The marks of both wait for each other at the journal, after both have found the round open.
  await gate.query('begin');
  await gate.query(`select pg_advisory_xact_lock(hashtextextended('["journal"]', 0))`);
  const closings = [closeDueRounds(first.ctx), closeDueRounds(second.ctx)];
  await untilWaiting(2);
  await gate.query('rollback');
  await Promise.all(closings);
  const actions = must(await readJournal(second.ctx, first.contest.id)).entries.map(({ action }) => action);
  expect(actions.filter((action) => action !== 'install-contest')).toEqual(['seal-round', 'close-round']);
});

it('who hands in while a ruling is made goes by it', async () => {
  const { roundId, clock } = first;
  const participant = await makeParticipant(first.ctx, { contest: first.contest });
  const attempt = must(
    await startAttempt(first.ctx, { userId: participant.user.id, participantId: participant.id, roundId }),
  );
  const actor = await makeStaff(second.ctx);
  const wish = { roundId, questionId: await firstQuestion(first, attempt), ruling: { kind: 'void' } as const };
  const { digest: previewDigest } = must(await previewRuling(second.ctx, wish));
  // Marked by the printed keys, and not yet committed.
  await holdInserts('standing');
  const ending = handIn(first.ctx, { userId: participant.user.id, attemptId: attempt.id, receivedAt: clock.now() });
  await untilWaiting(1);
  const ruling = makeRuling(second.ctx, { ...wish, reason: 'Sai', notice: 'Đã hủy', previewDigest, actor });
  await untilWaiting(2);
  await gate.query('rollback');
  expect(must(await ending).correct).toBe(0);
  expect(must(await ruling).attemptsChanged).toBe(1);
  const { rows } = await gate.query<{ correct: number }>('select correct from attempt where id = $1', [attempt.id]);
  expect(rows).toEqual([{ correct: 1 }]);
  expect((await verifyStandings(first.ctx, first.contest.id)).disagreements).toEqual([]);
});

it('a ruling that both go on with after a stop changes every attempt once', async () => {
  const { roundId, contest } = first;
  const participant = await makeParticipant(first.ctx, { contest });
  const [attempt] = await play(first, [roundId], participant);
  if (attempt === undefined) throw new Error('nobody has played');
  const questionId = await firstQuestion(first, attempt);
  // As a server leaves it that is stopped after the first page.
  await first.ctx.store.write((tx) =>
    insertRuling(tx, {
      ...{ id: 'ruling' as RulingId, contestId: contest.id, roundId, questionId, ruling: { kind: 'void' } },
      ...{ reason: 'Sai', notice: 'Đã hủy', attemptsChanged: 0, madeAt: first.clock.now(), appliedAt: 0 },
      madeBy: participant.user.id,
    }),
  );
  await holdInserts('score_change');
  const finishing = [finishRulings(first.ctx), finishRulings(second.ctx)];
  await untilWaiting(2);
  await gate.query('rollback');
  await Promise.all(finishing);
  const changes = await gate.query<{ score_before: number }>('select correct_before, correct_after from score_change');
  expect(changes.rows).toEqual([{ correct_before: 0, correct_after: 1 }]);
  const actions = must(await readJournal(second.ctx, contest.id)).entries.map(({ action }) => action);
  expect(actions.filter((action) => action === 'apply-ruling')).toHaveLength(1);
  expect((await verifyStandings(second.ctx, contest.id)).disagreements).toEqual([]);
});

it('of two boards decided at once nobody wins twice where one prize a person is the rule', async () => {
  const [declared] = first.contest.definition.rounds;
  const prize = first.contest.definition.prizes.find(({ kind }) => kind === 'individual');
  if (!declared || prize?.kind !== 'individual') throw new Error('the contest has a round and a prize');
  const contestId = await installContest(first.ctx, {
    ...first.contest.definition,
    slug: 'hai-vong',
    onePrizePer: 'contest',
    prizes: [{ ...prize, minScore: 0 }],
    rounds: [declared, { ...declared, key: 'hai' }],
  });
  const contest = await loadContest(first.ctx, contestId);
  if (contest === null) throw new Error('the contest was just made');
  const roundIds = contest.rounds.map(({ id }) => id);
  await play(first, roundIds, await makeParticipant(first.ctx, { contest }));
  first.clock.set(first.opensAt + roundLengthMs + graceMs);
  await closeDueRounds(first.ctx);
  const actor = await makeStaff(first.ctx);
  await gate.query('begin');
  const awardsLock = JSON.stringify(['awards', contestId]);
  await gate.query('select pg_advisory_xact_lock(hashtextextended($1, 0))', [awardsLock]);
  const decisions = await Promise.all(
    roundIds.map(async (id, n) => {
      const { ctx } = n === 0 ? first : second;
      const { proposalDigest } = must(await readAwards(ctx, { contestId, board: boardOfRound(id) }));
      return () => decideAwards(ctx, { contestId, board: boardOfRound(id), proposalDigest, reason: '', actor });
    }),
  );
  const decided = decisions.map((decide) => decide());
  await untilWaiting(2);
  await gate.query('rollback');
  expect((await Promise.all(decided)).map(refusalOf).sort()).toEqual(['accepted', 'awards-outdated']);
});

it('whoever follows the journal of changes never passes one by: ids are given out in the order of the commits', async () => {
  const contestId = 'c' as ContestId;
  const note = (ctx: Ctx, id: string, held?: Promise<void>) =>
    ctx.store.write(async (tx) => {
      await noteStandingChanges(tx, contestId, [{ board: 'b', participantId: id as ParticipantId }]);
      await held;
    });
  let release = () => {};
  const held = new Promise<void>((resolve) => (release = resolve));
  const slow = note(first.ctx, 'slow', held);
  await vi.waitFor(async () => {
    const { rows } = await gate.query("select 1 from pg_locks where locktype = 'advisory' and granted");
    expect(rows).toHaveLength(1);
  });
  const quick = note(second.ctx, 'quick');
  await untilWaiting(1);
  release();
  await Promise.all([slow, quick]);
  const { rows } = await gate.query<{ participant_id: string }>(
    'select participant_id from standing_change order by id',
  );
  expect(rows.map((row) => row.participant_id)).toEqual(['slow', 'quick']);
});

it('a text that PostgreSQL cannot hold never reaches it: refused in an address, taken out of a body', async () => {
  const participant = await makeParticipant(first.ctx, { contest: first.contest });
  const { cookie } = participant.user;
  const { roundId } = first;
  const started = must(
    await startAttempt(first.ctx, { userId: participant.user.id, participantId: participant.id, roundId }),
  );
  const answer = { clientKey: 'zero\u0000byte', slot: 1, revision: 1, choice: [0], prediction: null };
  const asked = [
    first.ask('nobody', 'GET', '/api/contests/a%00'),
    first.ask('nobody', 'GET', '/c/a%00'),
    first.ask('an', 'GET', '/api/attempts/a%00', { cookie }),
    first.ask('an', 'POST', '/api/attempts', { cookie, body: { participantId: 'a\u0000', roundId } }),
    first.ask('an', 'POST', `/api/attempts/${started.id}/answers`, { cookie, body: { answers: [answer] } }),
    first.ask('nobody', 'POST', '/api/staff/session', { body: { login: 'a\u0000', password: 'mot mat khau dai' } }),
  ];
  const statuses = (await Promise.all(asked)).map(({ statusCode }) => statusCode);
  expect(statuses).toEqual([400, 400, 400, 404, 200, 401]);
});

/** The question of an attempt's first slot. */
async function firstQuestion({ ctx, contest }: World, { paper }: Pick<AttemptRow, 'paper'>): Promise<string> {
  const [slot] = paper.slots;
  if (slot === undefined) throw new Error('an empty paper');
  return (await loadPool(ctx, contest)).question(slot.versionId).id;
}

/** Each round begun and handed in at once, without an answer. */
async function play(
  { ctx, clock }: World,
  roundIds: readonly RoundId[],
  { id, user }: MadeParticipant,
): Promise<AttemptRow[]> {
  const played: AttemptRow[] = [];
  for (const roundId of roundIds) {
    const attempt = must(await startAttempt(ctx, { userId: user.id, participantId: id, roundId }));
    played.push(must(await handIn(ctx, { userId: user.id, attemptId: attempt.id, receivedAt: clock.now() })));
  }
  return played;
}
