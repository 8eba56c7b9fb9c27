/** One contest as its pages read it, with what is next for the visitor. Shared by the pages of the contest. */
import type { ContestView, RoundView } from '../../server/wire/http/contests.ts';
import type { Notices } from '../../server/wire/http/statistics.ts';
import { readContest, readNotices } from '../api/contests.ts';
import type { Failed } from '../api/http.ts';
import { boardOfContest, boardOfRound } from '../api/leaderboard.ts';
import { serverClock } from '../live/server-clock.svelte.ts';
import { nextStep, phaseOf, roundToShow, type NextStep } from './next-step.ts';
import { visitor } from './visitor.svelte.ts';

export class ContestDesk {
  readonly slug: string;
  #contest = $state.raw<ContestView | null>(null);
  #failure = $state.raw<Failed | null>(null);
  #notices = $state.raw<Notices['notices']>([]);
  #hasAskedWho = $state(false);

  constructor(slug: string) {
    this.slug = slug;
  }

  get contest(): ContestView | null {
    return this.#contest;
  }
  /** What everybody was told of the contest, newest first. */
  get notices(): Notices['notices'] {
    return this.#notices;
  }
  /** Why there is nothing to show; an old view is better than a failure. */
  get failure(): Failed | null {
    return this.#contest ? null : this.#failure;
  }
  /** The round a visitor should see first. */
  get round(): RoundView | null {
    return this.#contest && roundToShow(this.#contest.rounds, serverClock.now);
  }
  get step(): NextStep | null {
    return this.#contest && nextStep(this.#contest.rounds, visitor.place, serverClock.now);
  }
  /** The board worth showing first: of the open round, else of the last one that has begun, else overall. */
  get board(): string {
    if (!this.#contest) return '';
    const now = serverClock.now;
    const begun = this.#contest.rounds.filter((round) => phaseOf(round, now) !== 'before');
    const best =
      begun.find((round) => phaseOf(round, now) === 'open') ?? begun.sort((a, b) => b.opensAt - a.opensAt)[0];
    return best ? boardOfRound(best.id) : boardOfContest(this.#contest.id);
  }
  /** How many places from the top win a prize on this board. */
  prizePlaces(board: string): number {
    const scope = board.startsWith('r:') ? 'round' : 'overall';
    const prizes = this.#contest?.prizes.filter((prize) => prize.kind === 'individual' && prize.scope === scope) ?? [];
    return prizes.reduce((sum, prize) => sum + prize.quota, 0);
  }

  /** False while the server has not said who this is: what is next for them is not known yet. */
  get hasAskedWho(): boolean {
    return this.#hasAskedWho;
  }

  /** The contest is shown as soon as it is here: who is reading it takes two more questions on a slow line. */
  async load(): Promise<void> {
    const asking = visitor.load(this.slug).then(() => (this.#hasAskedWho = true));
    const reply = await readContest(this.slug);
    if (reply.ok) this.#contest = reply.value;
    else this.#failure = reply;
    const told = await readNotices(this.slug);
    if (told.ok) this.#notices = told.value.notices;
    await asking;
  }
}

let last: ContestDesk | null = null;

/** The desk of a contest, kept from page to page; always asks the server again. */
export function openDesk(slug: string): ContestDesk {
  if (last?.slug !== slug) last = new ContestDesk(slug);
  void last.load();
  return last;
}
