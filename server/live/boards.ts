/**
 * Every board of one contest in memory, for both audiences, over one roster of participants. As long as every
 * row of a board is the same for both (nothing is frozen) one board serves the two; with the first row
 * that differs the public's becomes a board of its own, and stays one.
 */
import type { Audience } from '../wire/http/leaderboard.ts';
import type { LiveRow } from '../store/live-standings.ts';
import { Board, type Worth } from './board.ts';
import { Roster } from './roster.ts';

type Pair = Record<Audience, Board>;

export class Boards {
  readonly roster = new Roster();
  readonly #boards: ReadonlyMap<string, Pair>;

  constructor(boards: readonly string[]) {
    this.#boards = new Map(
      boards.map((board) => {
        const both = new Board(this.roster);
        return [board, { public: both, staff: both }];
      }),
    );
  }

  get names(): string[] {
    return [...this.#boards.keys()];
  }

  /** There is no way to ask for a board without saying for whom. */
  of(board: string, audience: Audience): Board | undefined {
    return this.#boards.get(board)?.[audience];
  }

  /** Takes in a row as the store has it now; false when it does not fit what is in memory, which is then of no use. */
  put(board: string, row: LiveRow): boolean {
    const pair = this.#boards.get(board);
    const slot = this.roster.enrol(row.participantId, row.categoryId, row.unitId);
    if (pair === undefined || slot === null) return false;
    const [staff, shown] = [staffWorth(row), publicWorth(row)];
    if (pair.public === pair.staff && !isSameWorth(staff, shown)) pair.public = pair.staff.copy();
    pair.staff.put(slot, staff);
    if (pair.public !== pair.staff) pair.public.put(slot, shown);
    return true;
  }

  /** The row is gone from the store. */
  drop(board: string, participantId: string): void {
    const slot = this.roster.slots.find(participantId);
    const pair = this.#boards.get(board);
    if (slot === -1 || pair === undefined) return;
    pair.staff.remove(slot);
    pair.public.remove(slot);
  }
}

const staffWorth = (row: LiveRow): Worth => ({
  sortKey: row.isRanked ? row.sortKey : '',
  score: row.score,
  correct: row.correct,
  elapsedMs: row.elapsedMs,
});

const publicWorth = (row: LiveRow): Worth => ({
  sortKey: row.publicSortKey,
  score: row.publicScore,
  correct: row.publicCorrect,
  elapsedMs: row.publicElapsedMs,
});

/** Two that are not on the board are the same, whatever else the row says. */
function isSameWorth(a: Worth, b: Worth): boolean {
  if (a.sortKey !== b.sortKey) return false;
  return a.sortKey === '' || (a.score === b.score && a.correct === b.correct && a.elapsedMs === b.elapsedMs);
}
