/** A contest's participants as slots, each with the category and the unit that were frozen at entry. */
import { IntColumn, Names } from './columns.ts';
import { Slots } from './slots.ts';

export class Roster {
  readonly slots = new Slots();
  readonly categories = new Names();
  readonly units = new Names();
  readonly #category = new IntColumn(-1);
  readonly #unit = new IntColumn(-1);

  /** The slot of a participant; null when known with another category or unit, which changes every sum. */
  enrol(participantId: string, categoryId: string, unitId: string): number | null {
    const slot = this.slots.add(participantId);
    const category = this.categories.numberOf(categoryId);
    const unit = this.units.numberOf(unitId);
    if (this.#category.get(slot) === -1) {
      this.#category.set(slot, category);
      this.#unit.set(slot, unit);
    }
    return this.#category.get(slot) === category && this.#unit.get(slot) === unit ? slot : null;
  }

  categoryOf(slot: number): number {
    return this.#category.get(slot);
  }

  unitOf(slot: number): number {
    return this.#unit.get(slot);
  }
}
