/** Every board of one contest in memory, for both audiences, over one roster of participants. */
import type { Audience } from '../wire/http/leaderboard.ts';
import type { StandingRow } from '../store/standings.ts';
import { Board } from './board.ts';
import { Roster } from './roster.ts';

export class Boards {
  readonly roster = new Roster();
  readonly #boards: ReadonlyMap<string, Readonly<Record<Audience, Board>>>;

  constructor(boards: readonly string[]) {
    const pair = () => ({ public: new Board(this.roster), staff: new Board(this.roster) });
    this.#boards = new Map(boards.map((board) => [board, pair()]));
  }

  get names(): string[] {
    return [...this.#boards.keys()];
  }

  /** There is no way to ask for a board without saying for whom. */
  of(board: string, audience: Audience): Board | undefined {
    return this.#boards.get(board)?.[audience];
  }

  /** Takes in a row as the store has it now; false when it does not fit what is in memory, which is then of no use. */
  put(row: StandingRow): boolean {
    const pair = this.#boards.get(row.board);
    const slot = this.roster.enrol(row.participantId, row.categoryId, row.unitId);
    if (pair === undefined || slot === null) return false;
    pair.staff.put(slot, {
      sortKey: row.isRanked ? row.sortKey : '',
      score: row.score,
      correct: row.correct,
      elapsedMs: row.elapsedMs,
    });
    pair.public.put(slot, {
      sortKey: row.publicSortKey,
      score: row.publicScore,
      correct: row.publicCorrect,
      elapsedMs: row.publicElapsedMs,
    });
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
