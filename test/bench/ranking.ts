/**
 * P5: own place and update among a million, memory for each of them, and rebuilding from the store. The
 * rows come from a database file as a server at start finds them. `node --expose-gc` makes the memory exact.
 */
import { sql } from 'drizzle-orm';
import { Boards } from '../../server/live/boards.ts';
import type { ContestId, ParticipantId, UnitId } from '../../server/rules/ids.ts';
import { makeRandom } from '../../server/rules/random.ts';
import { sortKey } from '../../server/rules/standings.ts';
import { boardTop, livePage, type AfterRow, type LiveRow } from '../../server/store/live-standings.ts';
import { standingsPageMax, type StandingRow } from '../../server/store/standings.ts';
import type { Tx } from '../../server/store/store.ts';
import { freshStore } from '../helpers/fresh-store.ts';

export interface RankingFigures {
  readonly participants: number;
  /** Median of the samples, microseconds for one call. */
  readonly ownPlaceUs: number;
  readonly updateUs: number;
  /** A linear count over the sort keys of the same participants: what the index is measured against. */
  readonly rawScanUs: number;
  /** All told: ids, both audiences, everybody's and a category's ranking, units. */
  readonly bytesEach: number;
  readonly rebuildMs: number;
  /** Reading the same pages and dropping them: the part of it that the database takes. */
  readonly rawReadMs: number;
}

const board = 'r:bench';

export async function benchRanking(participants = 1_000_000): Promise<RankingFigures> {
  const { store, close } = await freshStore();
  const random = makeRandom('b5'.repeat(32));
  for (let from = 0; from < participants; from += 10_000)
    await store.write(async (tx) => {
      for (let n = from; n < Math.min(from + 10_000, participants); n++) await insert(tx, row(n, random));
    });

  const rawStart = performance.now();
  await forEachPage(store, () => {});
  const rawReadMs = performance.now() - rawStart;

  const before = heldBytes();
  const boards = new Boards([board]);
  const start = performance.now();
  await forEachPage(store, (page) => page.forEach((one) => boards.put(board, one)));
  const rebuildMs = performance.now() - start;
  const bytesEach = (heldBytes() - before) / participants;

  const held = boards.of(board, 'public')!;
  const asked = Array.from({ length: 20_000 }, () => idOf(random.below(participants)));
  const ownPlaceUs = timed(asked, (id) => held.place(boards.roster.slots.find(id), null)!.rank);
  const moved = Array.from({ length: 20_000 }, () => row(random.below(participants), random));
  const updateUs = timed(moved, (one) => boards.put(board, one));
  const keys = Float64Array.from({ length: participants }, () => random.below(10_000_000));
  const rawScanUs = timed(asked.slice(0, 50), (_, n) => keys.reduce((sum, key) => (key > keys[n]! ? sum + 1 : sum), 1));
  await close();
  return { participants, ownPlaceUs, updateUs, rawScanUs, bytesEach, rebuildMs, rawReadMs };
}

/** Prepared: building a statement of many rows takes longer than running it for each. */
function insert(tx: Tx, one: StandingRow): Promise<unknown> {
  const columns = Object.keys(one).map((column) => [column, sql.placeholder(column)]);
  const values = Object.fromEntries(columns) as unknown as StandingRow;
  return tx.prepared('bench-insert', (db, { standing }) => db.insert(standing).values(values)).execute({ ...one });
}

type FreshStore = Awaited<ReturnType<typeof freshStore>>['store'];

async function forEachPage(store: FreshStore, take: (page: LiveRow[]) => void): Promise<void> {
  for (let after: AfterRow = boardTop; ;) {
    const from = after;
    const page = await store.read((tx) => livePage(tx, board, from));
    take(page);
    after = page.at(-1) ?? after;
    if (page.length < standingsPageMax) return;
  }
}

/** As `newId` makes them: time first, then chance. */
const idOf = (n: number): ParticipantId =>
  `01jd8k${n.toString(32).padStart(6, '0')}${Math.imul(n + 1, 0x9e3779b1)
    .toString(32)
    .replace('-', 'z')
    .padEnd(14, 'q')}` as ParticipantId;

function row(n: number, random: { below(n: number): number }): StandingRow {
  const values = {
    ...{ score: random.below(31), correct: random.below(31), predictionGap: random.below(1_000) },
    ...{ elapsedMs: random.below(900_000), submittedAt: 1_795_000_000_000 + random.below(604_800_000) },
  };
  const key = sortKey(['score', 'correct', 'predictionGap', 'elapsed', 'submittedAt'], values);
  return {
    ...{ board, participantId: idOf(n), contestId: 'bench' as ContestId, attemptId: '', isRanked: true },
    ...{ categoryId: `category-${n % 3}`, unitId: `unit-${n % 200}` as UnitId, sortKey: key, ...values },
    ...{ prediction: 1, attempts: 1, publicSortKey: key, publicScore: values.score },
    ...{ publicCorrect: values.correct, publicElapsedMs: values.elapsedMs },
  };
}

function heldBytes(): number {
  // The bytes behind arrays are given back one collection after the arrays.
  for (let n = 0; n < 3; n++) global.gc?.();
  const { heapUsed, arrayBuffers } = process.memoryUsage();
  return heapUsed + arrayBuffers;
}

/** Microseconds a call: the median of batches, which one pause of the collector does not move. */
function timed<T>(inputs: readonly T[], call: (input: T, n: number) => unknown): number {
  const batches = 50;
  const size = Math.ceil(inputs.length / batches);
  const each: number[] = [];
  for (let from = 0; from < inputs.length; from += size) {
    const batch = inputs.slice(from, from + size);
    const start = performance.now();
    batch.forEach((input, n) => call(input, from + n));
    each.push(((performance.now() - start) * 1_000) / batch.length);
  }
  return each.sort((a, b) => a - b)[each.length >> 1]!;
}
