/** The prizes of one board: what the rules propose, what has been decided, and deciding what was seen. */
import type { AwardsView } from '../../server/wire/http/staff.ts';
import { decideAwards, readAwards } from '../api/staff.ts';
import { Deed } from './deed.svelte.ts';
import { Loaded } from './loaded.svelte.ts';
import { groupByPrize, type PrizeGroup } from './prize-groups.ts';

export class AwardsDesk {
  readonly contestId: string;
  readonly deciding = new Deed();
  readonly awards: Loaded<AwardsView>;
  #board = '';

  constructor(contestId: string) {
    this.contestId = contestId;
    this.awards = new Loaded(() => readAwards(contestId, this.#board));
  }

  get proposed(): readonly PrizeGroup[] {
    return groupByPrize(this.awards.value?.proposed ?? []);
  }
  /** What has been decided and stands. */
  get standing(): readonly PrizeGroup[] {
    return groupByPrize(this.awards.value?.awarded.filter((award) => award.revokedAt === 0) ?? []);
  }
  get revoked(): AwardsView['awarded'] {
    return this.awards.value?.awarded.filter((award) => award.revokedAt !== 0) ?? [];
  }
  get isDecided(): boolean {
    return this.standing.length > 0;
  }
  /** There is a proposal on final results that differs from what stands. */
  get canDecide(): boolean {
    const value = this.awards.value;
    return value !== null && value.isFinal && value.proposed.length > 0 && (!this.isDecided || value.isOutdated);
  }

  show(board: string): void {
    if (this.#board === board) return;
    this.#board = board;
    this.awards.forget();
    void this.awards.ask();
  }

  /** Decides the proposal on the screen, by its digest. True when done; a newer proposal is shown when it was overtaken. */
  async decide(reason: string): Promise<boolean> {
    const seen = this.awards.value;
    if (!seen) return false;
    const done = await this.deciding.run(() => decideAwards(this.contestId, this.#board, seen.proposalDigest, reason));
    if (done) this.awards.put(done.value);
    else if (this.deciding.failure?.code === 'awards-outdated') await this.awards.ask();
    return done !== null;
  }
}
