/** The full standings of one board, page by page, and what an organiser may do to a person on it. */
import type { StaffStanding, StaffStandings } from '../../server/wire/http/staff.ts';
import { disqualify, readStaffStandings, reinstate } from '../api/staff.ts';
import { Deed } from './deed.svelte.ts';
import { Loaded } from './loaded.svelte.ts';

const searchAfterMs = 250;

export class StandingsDesk {
  readonly contestId: string;
  readonly deed = new Deed();
  #board = '';
  #q = $state('');
  /** Where each page looked at so far begins; the last one is shown. */
  #starts = $state.raw<readonly number[]>([0]);
  #timer: ReturnType<typeof setTimeout> | undefined;
  readonly page: Loaded<StaffStandings>;

  constructor(contestId: string) {
    this.contestId = contestId;
    this.page = new Loaded(() => readStaffStandings(contestId, this.#board, this.#starts.at(-1) ?? 0, this.#q));
  }

  get ranked(): readonly StaffStanding[] {
    return this.page.value?.rows.filter((row) => row.disqualifiedAt === 0) ?? [];
  }
  get disqualified(): readonly StaffStanding[] {
    return this.page.value?.rows.filter((row) => row.disqualifiedAt !== 0) ?? [];
  }
  /** What is looked for; '' shows everybody, so that each row stands below the one above. */
  get q(): string {
    return this.#q;
  }
  get hasPrevious(): boolean {
    return this.#starts.length > 1;
  }
  get hasNext(): boolean {
    const value = this.page.value;
    return value !== null && value.rows.length > 0 && value.offset + value.rows.length < value.total;
  }

  /** Shows a board from its top. */
  show(board: string): void {
    if (this.#board === board) return;
    this.#board = board;
    this.#starts = [0];
    this.page.forget();
    void this.page.ask();
  }

  /** Looks for `q` once typing pauses. */
  search(q: string): void {
    clearTimeout(this.#timer);
    this.#timer = setTimeout(() => {
      this.#q = q.trim();
      this.#starts = [0];
      void this.page.ask();
    }, searchAfterMs);
  }

  next(): void {
    const value = this.page.value;
    if (!value || !this.hasNext) return;
    this.#starts = [...this.#starts, value.offset + value.rows.length];
    void this.page.ask();
  }

  previous(): void {
    if (!this.hasPrevious) return;
    this.#starts = this.#starts.slice(0, -1);
    void this.page.ask();
  }

  /** Takes a person off the board, or puts one back who was taken off. True when done. */
  async judge(row: StaffStanding, reason: string): Promise<boolean> {
    const change = row.disqualifiedAt === 0 ? disqualify : reinstate;
    const done = await this.deed.run(() => change(row.participantId, reason));
    if (done) await this.page.ask();
    return done !== null;
  }
}
