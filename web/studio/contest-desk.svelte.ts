/** One contest as the tabs of the studio share it: its figures, refreshed while somebody looks, and closing a round. */
import type { Dashboard } from '../../server/wire/http/staff.ts';
import type { RoundView } from '../../server/wire/http/contests.ts';
import { boardOfContest, boardOfRound } from '../api/leaderboard.ts';
import { closeRound, readDashboard } from '../api/staff.ts';
import { serverClock } from '../live/server-clock.svelte.ts';
import { Deed } from './deed.svelte.ts';
import { Loaded } from './loaded.svelte.ts';
import { repeat } from './repeat.ts';
import { isEarly } from './round-state.ts';

const refreshEveryMs = 5_000;

export class ContestDesk {
  readonly id: string;
  readonly dashboard: Loaded<Dashboard>;
  readonly closing = new Deed();
  /** The board that standings and prizes look at; '' is the one worth looking at first. */
  #wanted = $state('');

  constructor(id: string) {
    this.id = id;
    this.dashboard = new Loaded(() => readDashboard(id));
  }

  /** Boards of the contest: rounds in their order, then overall (`round` null). */
  get boards(): readonly { readonly board: string; readonly round: RoundView | null }[] {
    const rounds = this.dashboard.value?.rounds ?? [];
    return [
      ...rounds.map((round) => ({ board: boardOfRound(round.id), round })),
      { board: boardOfContest(this.id), round: null },
    ];
  }

  /** The board chosen, else that of the round opened last; '' before the contest is known. */
  get board(): string {
    const value = this.dashboard.value;
    return this.#chosenOr(value?.rounds.filter((round) => round.opensAt <= value.serverNow) ?? []);
  }

  /** The board chosen, else that of the round closed last: prizes are decided on what is closed. */
  get prizeBoard(): string {
    const rounds = this.dashboard.value?.rounds ?? [];
    const closed = rounds.filter((round) => round.isClosed);
    return closed.length ? this.#chosenOr(closed) : this.board;
  }

  choose(board: string): void {
    this.#wanted = board;
  }

  #chosenOr(rounds: readonly RoundView[]): string {
    if (!this.dashboard.value) return '';
    const last = rounds.toSorted((a, b) => b.opensAt - a.opensAt)[0];
    return this.#wanted || (last ? boardOfRound(last.id) : boardOfContest(this.id));
  }

  /** Refreshes the figures until the returned function is called. */
  follow(): () => void {
    return repeat(refreshEveryMs, () => this.dashboard.ask());
  }

  /** True when done; else `closing.failure` says why. Whether it is early goes by the server's clock. */
  async close(round: RoundView): Promise<boolean> {
    const done = await this.closing.run(() => closeRound(round.id, isEarly(round, serverClock.read())));
    if (done) await this.dashboard.ask();
    return done !== null;
  }
}

let last: ContestDesk | null = null;

/** The desk of a contest, kept from tab to tab. */
export function openDesk(id: string): ContestDesk {
  if (last?.id !== id) last = new ContestDesk(id);
  return last;
}
