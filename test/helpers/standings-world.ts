/**
 * A small contest whose attempts end as a test says, through the real `updateStanding`: the least around it that
 * is valid. `an`, `binh` … are both ids and names.
 */
import type { ContestDefinition, RankingKey, RoundDefinition } from '../../server/rules/contest.ts';
import type { AttemptId, ContestId, ParticipantId, PersonId, RoundId, UnitId, UserId } from '../../server/rules/ids.ts';
import { boardOfContest, boardOfRound } from '../../server/rules/standings.ts';
import { makeSecrets } from '../../server/auth/personal-data.ts';
import { makeBus } from '../../server/services/bus.ts';
import type { Ctx, Log } from '../../server/services/context.ts';
import { loadContest } from '../../server/services/load-contest.ts';
import { updateStanding } from '../../server/services/update-standing.ts';
import { eq } from 'drizzle-orm';
import { freshStore } from './fresh-store.ts';
import { HandClock } from './hand-clock.ts';

/** In Việt Nam. */
export const noon = Date.UTC(2026, 10, 21, 5);
const text = (vi: string) => ({ vi, en: vi });
const silent: Log = { debug() {}, info() {}, warn() {}, error: (fields) => console.error(fields) };

export interface WorldOptions {
  readonly ranking?: readonly RankingKey[];
  readonly round?: Partial<RoundDefinition>;
  readonly prizes?: ContestDefinition['prizes'];
  readonly onePrizePer?: ContestDefinition['onePrizePer'];
}

export interface Ended {
  readonly score: number;
  readonly round?: 'r1' | 'r2';
  readonly correct?: number;
  readonly elapsedMs?: number;
  readonly prediction?: number | null;
}

export type World = Awaited<ReturnType<typeof makeWorld>>;

export async function makeWorld(options: WorldOptions = {}) {
  const { store, close } = await freshStore();
  const clock = new HandClock(noon);
  const bus = makeBus((problem) => {
    throw problem;
  });
  const secrets = makeSecrets('0123456789abcdef'.repeat(4));
  // Only what the standings and the live side use; the rest of a context would be decoration here.
  const ctx = { store, clock, bus, secrets, log: silent } as unknown as Ctx;
  const contestId = 'c1' as ContestId;
  const definition = definitionOf(options);
  let attempts = 0;

  await store.write(async ({ db, tables }) => {
    await db.insert(tables.questionBank).values({ id: 'bank', name: 'Bộ đề', topics: [], importedAt: 1 });
    await db
      .insert(tables.contest)
      .values({ id: contestId, slug: 'thi', definition, definitionVersion: 1, createdAt: 1 });
    for (const [n, round] of definition.rounds.entries())
      await db.insert(tables.round).values({
        ...{ id: round.key as RoundId, contestId, ordinal: n + 1, key: round.key, definition: round },
        ...{ opensAt: round.opensAt, closesAt: round.closesAt, closedAt: 0 },
        ...{ secret: '00', secretDigest: '', predictionTruth: null, sealDigest: '' },
      });
    for (const [id, headcount] of [
      ['chogao', 10],
      ['caibe', 0],
    ] as const)
      await db.insert(tables.unit).values({
        ...{ id: id as UnitId, scheme: '2025', code: id, parentId: '', hierarchy: 'government', kind: 'commune' },
        ...{ name: `Xã ${id}`, fullName: `Xã ${id}`, searchKey: id, headcount },
        ...{ headcountDeclaredBy: '', headcountDeclaredAt: 0 },
      });
  });

  const contest = async () => (await loadContest(ctx, contestId))!;

  return {
    ctx,
    clock,
    store,
    close,
    contestId,
    contest,
    overall: boardOfContest(contestId),
    board: boardOfRound('r1' as RoundId),

    async enter(id: string, more: { categoryId?: string; unitId?: string; publicName?: string } = {}) {
      const { categoryId = 'doan-vien', unitId = 'chogao', publicName = `${id}***` } = more;
      await store.write(({ db, tables }) =>
        db.insert(tables.participant).values({
          ...{ id: id as ParticipantId, contestId, personId: `p-${id}` as PersonId, userId: `u-${id}` as UserId },
          ...{ fullName: `Full ${id}`, publicName, birthYear: 2000, isChild: false, categoryId },
          ...{ unitId: unitId as UnitId, residence: 'lives', enteredAt: clock.now() },
          ...{ disqualifiedAt: 0, disqualifiedReason: '' },
        }),
      );
    },

    /** An attempt of the participant ends now. */
    /** `isTold` false: no bus and no wake-up tells of it, as when another server's notice is lost. */
    async end(id: string, ended: Ended, isTold = true) {
      const { score, round = 'r1', correct = score, elapsedMs = 60_000, prediction = null } = ended;
      const loaded = await contest();
      attempts += 1;
      await store.write(async (tx) => {
        await tx.db.insert(tx.tables.attempt).values({
          ...{ id: `a${attempts}` as AttemptId, contestId, roundId: round as RoundId, ordinal: attempts },
          ...{ participantId: id as ParticipantId, userId: `u-${id}` as UserId, state: 'handed-in' },
          ...{ startedAt: clock.now() - elapsedMs, deadlineAt: clock.now() + 1, finishedAt: clock.now() },
          ...{ paper: { seed: '00', slots: [] }, score, correct, elapsedMs, prediction },
        });
        const { db, tables, prepared, lock, share, afterCommit } = tx;
        const [quiet, deaf] = [
          { db, tables, prepared, lock, share, afterCommit, wake() {} },
          { bus: { say() {}, hear: () => () => {} } },
        ];
        await updateStanding(isTold ? tx : quiet, isTold ? ctx : deaf, {
          contest: loaded,
          participantId: id as ParticipantId,
        });
      });
    },

    /** `isOut` false reinstates. */
    async disqualify(id: string, isOut = true) {
      const loaded = await contest();
      await store.write(async (tx) => {
        const { participant } = tx.tables;
        await tx.db
          .update(participant)
          .set({ disqualifiedAt: isOut ? clock.now() : 0 })
          .where(eq(participant.id, id as ParticipantId));
        await updateStanding(tx, ctx, { contest: loaded, participantId: id as ParticipantId });
      });
    },

    /** Changes the round's row as closing does; the standings are the caller's to rebuild. */
    async closeRound(round: 'r1' | 'r2', predictionTruth: number | null = null) {
      await store.write(({ db, tables }) =>
        db
          .update(tables.round)
          .set({ closedAt: clock.now(), predictionTruth })
          .where(eq(tables.round.id, round as RoundId)),
      );
    },

    /** What closing ends with, after the rebuild. */
    async sealRound(round: 'r1' | 'r2') {
      await store.write(({ db, tables }) =>
        db
          .update(tables.round)
          .set({ sealDigest: 'sealed' })
          .where(eq(tables.round.id, round as RoundId)),
      );
    },
  };
}

function definitionOf({ ranking, round, prizes, onePrizePer }: WorldOptions): ContestDefinition {
  const makeRound = (key: string): RoundDefinition => ({
    ...{ key, name: text(key), opensAt: noon - 3_600_000, closesAt: noon + 86_400_000, durationMs: 900_000 },
    ...{ graceMs: 3_000, attemptsMax: 3, blueprint: { cells: [], pointsPerQuestion: 1 }, prediction: null },
    ...{ freezesAt: null, showsRank: true },
    ...round,
  });
  return {
    ...{ slug: 'thi', title: text('Thi'), summary: text(''), audience: text(''), heading: 'state', parentBody: '' },
    ...{ issuingBody: '', placeName: '', organisers: [], contactPhone: '', rules: [] },
    eligibility: { minAge: null, maxAge: null, ageOn: 'entry', residence: null },
    categories: [
      { id: 'doan-vien', name: text('Đoàn viên') },
      { id: 'can-bo', name: text('Cán bộ') },
    ],
    ...{ unitRoots: [], bankId: 'bank', ranking: ranking ?? ['score', 'elapsed'], prizes: prizes ?? [] },
    rounds: [makeRound('r1'), makeRound('r2')],
    onePrizePer: onePrizePer ?? 'round',
  };
}
