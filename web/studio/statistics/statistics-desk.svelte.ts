/** The figures of one round's questions, asked for until they are computed, and what has been ruled on its keys. */
import type { RulingList, StatisticsView } from '../../../server/wire/http/statistics.ts';
import { listRulings, readStatistics } from '../../api/statistics.ts';
import { Loaded } from '../loaded.svelte.ts';

const askAgainMs = 1_500;

export class StatisticsDesk {
  readonly figures: Loaded<StatisticsView>;
  readonly rulings: Loaded<RulingList>;
  #roundId = $state('');

  constructor() {
    this.figures = new Loaded(() => readStatistics(this.#roundId));
    this.rulings = new Loaded(() => listRulings(this.#roundId));
  }

  get roundId(): string {
    return this.#roundId;
  }
  /** The round runs: there are no figures yet, and that is no failure. */
  get isTooEarly(): boolean {
    return this.figures.failure?.code === 'round-still-open';
  }

  show(roundId: string): void {
    if (this.#roundId === roundId) return;
    this.#roundId = roundId;
    this.figures.forget();
    this.rulings.forget();
    this.refresh();
  }

  /** After a ruling, too: the figures are computed anew. */
  refresh(): void {
    void this.rulings.ask();
    void this.figures.ask();
  }

  /** Of a ruling by which the server still counts attempts anew: how many have changed. null when there is none. */
  get changedSoFar(): number | null {
    return this.rulings.value?.rulings.find(({ appliedAt }) => appliedAt === 0)?.attemptsChanged ?? null;
  }

  /** While figures are being computed or a ruling applied, asks again, also after a miss; returns how to stop. */
  follow(): () => void {
    void this.figures.staleSince;
    void this.rulings.staleSince;
    const isComputing = this.figures.value?.isReady === false;
    const isApplying = this.changedSoFar !== null;
    if (!isComputing && !isApplying) return () => {};
    const timer = setTimeout(() => {
      if (isComputing) void this.figures.ask();
      if (isApplying) void this.rulings.ask();
    }, askAgainMs);
    return () => clearTimeout(timer);
  }
}
