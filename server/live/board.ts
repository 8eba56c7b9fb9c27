/**
 * One board in memory for one audience: everybody's ranking and each category's, what each place is
 * worth, and the sums of units, all changed together by one row. Which audience it is for is `boards.ts`.
 */
import type { Roster } from './roster.ts';
import { IntColumn } from './columns.ts';
import { Ranking } from './ranking.ts';
import { SortKeys } from './sort-keys.ts';

/** What one audience sees of a participant; an empty sort key is not on the board. */
export interface Worth {
  readonly sortKey: string;
  readonly score: number;
  readonly correct: number;
  readonly elapsedMs: number;
}

export interface Place extends Omit<Worth, 'sortKey'> {
  readonly slot: number;
  readonly rank: number;
}

export interface UnitSum {
  entrants: number;
  total: number;
}

export class Board {
  readonly #roster: Roster;
  #keys = new SortKeys();
  #everybody: Ranking;
  #categories = new Map<number, Ranking>();
  #scores = new IntColumn();
  #corrects = new IntColumn();
  #elapsed = new IntColumn();
  #units = new Map<number, UnitSum>();

  constructor(roster: Roster) {
    this.#roster = roster;
    this.#everybody = new Ranking(this.#keys, roster.slots);
  }

  /** Puts a participant where the row says. Doing it again changes nothing. */
  put(slot: number, worth: Worth): void {
    if (worth.sortKey === '') return this.remove(slot);
    const isMoved = !this.#keys.isSame(slot, worth.sortKey);
    if (isMoved) this.#leaveRankings(slot);
    this.#countUnit(slot, worth.score);
    this.#scores.set(slot, worth.score);
    this.#corrects.set(slot, worth.correct);
    this.#elapsed.set(slot, worth.elapsedMs);
    if (!isMoved) return;
    this.#keys.set(slot, worth.sortKey);
    this.#everybody.insert(slot);
    this.#categoryOf(slot).insert(slot);
  }

  /** Takes a participant off (disqualified, attempt void); those behind move up by themselves. */
  remove(slot: number): void {
    if (!this.#keys.has(slot)) return;
    const unit = this.#units.get(this.#roster.unitOf(slot))!;
    unit.entrants -= 1;
    unit.total -= this.#scores.get(slot);
    this.#leaveRankings(slot);
    this.#keys.clear(slot);
  }

  /** null for a participant who is not on the board. */
  place(slot: number, category: number | null): Place | null {
    const ranking = this.#ranking(category);
    if (ranking === undefined || !this.#keys.has(slot)) return null;
    if (category !== null && this.#roster.categoryOf(slot) !== category) return null;
    return this.#placeAt(ranking, slot);
  }

  count(category: number | null): number {
    return this.#ranking(category)?.count ?? 0;
  }

  top(category: number | null, countMax: number): Place[] {
    const ranking = this.#ranking(category);
    return ranking === undefined ? [] : ranking.top(countMax).map((slot) => this.#placeAt(ranking, slot));
  }

  /** Ranked participants and the sum of their scores by unit number; units without any are left out. */
  units(): (UnitSum & { unit: number })[] {
    return [...this.#units].filter(([, { entrants }]) => entrants > 0).map(([unit, sum]) => ({ unit, ...sum }));
  }

  /** The same board, from now on apart: arrays are copied, so a million participants take some 20 ms. */
  copy(): Board {
    const copy = new Board(this.#roster);
    copy.#keys = this.#keys.copy();
    copy.#everybody = this.#everybody.copy(copy.#keys);
    copy.#categories = new Map([...this.#categories].map(([category, one]) => [category, one.copy(copy.#keys)]));
    copy.#scores = this.#scores.copy();
    copy.#corrects = this.#corrects.copy();
    copy.#elapsed = this.#elapsed.copy();
    copy.#units = new Map([...this.#units].map(([unit, sum]) => [unit, { ...sum }]));
    return copy;
  }

  #placeAt(ranking: Ranking, slot: number): Place {
    return {
      slot,
      rank: ranking.betterThan(slot) + 1,
      score: this.#scores.get(slot),
      correct: this.#corrects.get(slot),
      elapsedMs: this.#elapsed.get(slot),
    };
  }

  #leaveRankings(slot: number): void {
    if (!this.#keys.has(slot)) return;
    this.#everybody.remove(slot);
    this.#categoryOf(slot).remove(slot);
  }

  #countUnit(slot: number, score: number): void {
    const number = this.#roster.unitOf(slot);
    const unit = this.#units.get(number) ?? { entrants: 0, total: 0 };
    const isNew = !this.#keys.has(slot);
    unit.entrants += isNew ? 1 : 0;
    unit.total += score - (isNew ? 0 : this.#scores.get(slot));
    this.#units.set(number, unit);
  }

  #ranking(category: number | null): Ranking | undefined {
    return category === null ? this.#everybody : this.#categories.get(category);
  }

  #categoryOf(slot: number): Ranking {
    const category = this.#roster.categoryOf(slot);
    const known = this.#categories.get(category);
    if (known !== undefined) return known;
    const made = new Ranking(this.#keys, this.#roster.slots);
    this.#categories.set(category, made);
    return made;
  }
}
