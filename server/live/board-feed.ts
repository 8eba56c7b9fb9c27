/**
 * Keeps the boards of one contest in step with the store: loaded once in pages, then fed from the journal of
 * changes. A wake-up says only that there may be something to read; a lost one costs a second, never
 * the truth. Reading an entry twice changes nothing.
 */
import { setImmediate as nextTurn } from 'node:timers/promises';
import type { ContestId } from '../rules/ids.ts';
import { boardOfContest, boardOfRound } from '../rules/standings.ts';
import type { Ctx } from '../services/context.ts';
import { loadContest, type LoadedContest } from '../services/load-contest.ts';
import { countEntered } from '../store/participants.ts';
import {
  boardTop,
  lastStandingChange,
  livePage,
  standingChangesAfter,
  type AfterRow,
  type LiveRow,
} from '../store/live-standings.ts';
import { standingsPageMax } from '../store/standings.ts';
import { Boards } from './boards.ts';

/** The counter of participants is counted anew no more often than this. */
const recountMs = 5_000;

export class BoardFeed {
  readonly #ctx: Ctx;
  readonly #contestId: ContestId;
  #contest: LoadedContest;
  #boards = new Boards([]);
  #cursor = 0;
  #queue: Promise<void> = Promise.resolve();
  #participants = 0;
  #countedAt = -Infinity;

  private constructor(ctx: Ctx, contest: LoadedContest) {
    this.#ctx = ctx;
    this.#contestId = contest.id;
    this.#contest = contest;
  }

  /** The feed of a contest, in step; null for an unknown one. */
  static async load(ctx: Ctx, contestId: ContestId): Promise<BoardFeed | null> {
    const contest = await loadContest(ctx, contestId);
    if (contest === null) return null;
    const feed = new BoardFeed(ctx, contest);
    await feed.#reload();
    await feed.refresh();
    return feed;
  }

  /** As of the last refresh: rounds close, definitions are amended. */
  get contest(): LoadedContest {
    return this.#contest;
  }

  get boards(): Boards {
    return this.#boards;
  }

  /** People who have entered. */
  get participants(): number {
    return this.#participants;
  }

  /** Reads what is new. Calls follow each other, so that none sees half of another. */
  refresh(): Promise<void> {
    const next = this.#queue.then(() => this.#refresh());
    this.#queue = next.catch(() => {});
    return next;
  }

  async #refresh(): Promise<void> {
    await this.#readContest();
    for (let count = standingsPageMax; count === standingsPageMax;) {
      const changes = await this.#ctx.store.read((tx) => standingChangesAfter(tx, this.#contestId, this.#cursor));
      for (const { id, board, participantId, row } of changes) {
        const isTaken = this.#take(board, participantId, row);
        if (!isTaken) await this.#reload();
        this.#cursor = Math.max(this.#cursor, id);
        // What is left of the page was committed before the reload, and is in it.
        if (!isTaken) break;
      }
      count = changes.length;
    }
  }

  /** False when only reading everything again helps: an entry without a board says that a whole contest was rebuilt. */
  #take(board: string, participantId: string, row: LiveRow | null): boolean {
    if (board === '') return false;
    if (row !== null) return this.#boards.put(board, row);
    this.#boards.drop(board, participantId);
    return true;
  }

  /** Everything again from the rows, put in place of the old at once when it is whole. */
  async #reload(): Promise<void> {
    const { rounds } = this.#contest;
    // Read first: what is written meanwhile is then read once more from the journal.
    const cursor = await this.#ctx.store.read((tx) => lastStandingChange(tx, this.#contestId));
    const boards = new Boards([...rounds.map(({ id }) => boardOfRound(id)), boardOfContest(this.#contestId)]);
    for (const board of boards.names) await this.#load(boards, board);
    this.#boards = boards;
    this.#cursor = Math.max(this.#cursor, cursor);
  }

  async #load(boards: Boards, board: string): Promise<void> {
    for (const isRanked of [true, false]) {
      let after: AfterRow = { ...boardTop, isRanked };
      for (let count = standingsPageMax; count === standingsPageMax;) {
        const from = after;
        const page = await this.#ctx.store.read((tx) => livePage(tx, board, from));
        // SQLite answers within the turn: without a break, everybody would wait until the last page was read.
        await nextTurn();
        for (const row of page) boards.put(board, row);
        count = page.length;
        after = page.at(-1) ?? after;
      }
    }
  }

  async #readContest(): Promise<void> {
    const contest = await loadContest(this.#ctx, this.#contestId);
    if (contest === null) throw new Error(`contest ${this.#contestId} is gone`);
    this.#contest = contest;
    const now = this.#ctx.clock.now();
    if (now - this.#countedAt < recountMs) return;
    this.#countedAt = now;
    this.#participants = await this.#ctx.store.read((tx) => countEntered(tx, this.#contestId));
  }
}
