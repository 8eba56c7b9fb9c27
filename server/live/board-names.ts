/**
 * Names for the rows that are shown, read from the store and kept for a few seconds: a consent withdrawn
 * shows soon, and a board that moves four times a second does not read its top each time.
 * What one audience was given is never kept for another.
 */
import type { Ctx } from '../services/context.ts';
import { boardNames, unitsOfBoard } from '../store/live-standings.ts';
import type { Audience } from '../wire/http/leaderboard.ts';

const keptMs = 5_000;
/** Far above the tops of all boards together; beyond it everything is read anew. */
const keptMax = 20_000;

export interface RowName {
  readonly rowId: string;
  readonly name: string;
  readonly unitName: string;
}

export interface UnitName {
  readonly name: string;
  readonly headcount: number | null;
}

export class BoardNames {
  readonly #ctx: Pick<Ctx, 'store' | 'clock' | 'secrets'>;
  readonly #people = new Map<string, Omit<RowName, 'rowId'>>();
  readonly #units = new Map<string, UnitName>();
  readonly #rowIds = new Map<string, string>();
  #since = -Infinity;

  constructor(ctx: Pick<Ctx, 'store' | 'clock' | 'secrets'>) {
    this.#ctx = ctx;
  }

  /** In the order of the ids. */
  async ofParticipants(audience: Audience, board: string, ids: readonly string[]): Promise<RowName[]> {
    this.#forgetOld();
    const unknown = ids.filter((id) => !this.#people.has(`${audience} ${id}`));
    if (unknown.length > 0) {
      const rows = await this.#ctx.store.read((tx) => boardNames(tx, unknown));
      for (const { id, fullName, publicName, unitName } of rows)
        this.#people.set(`${audience} ${id}`, {
          name: audience === 'staff' ? fullName : publicName,
          unitName: unitName ?? '',
        });
    }
    return ids.map((id) => {
      const person = this.#people.get(`${audience} ${id}`);
      if (person === undefined) throw new Error('a participant on a board is not in the store');
      return { rowId: this.rowId(board, id), ...person };
    });
  }

  async ofUnits(ids: readonly string[]): Promise<ReadonlyMap<string, UnitName>> {
    this.#forgetOld();
    const unknown = ids.filter((id) => !this.#units.has(id));
    if (unknown.length > 0) {
      const rows = await this.#ctx.store.read((tx) => unitsOfBoard(tx, unknown));
      for (const { id, name, headcount } of rows) this.#units.set(id, { name, headcount: headcount || null });
    }
    return this.#units;
  }

  /** Names a row on one board to the eye and nothing else: neither an id nor the same on another board. */
  rowId(board: string, participantId: string): string {
    const key = `${board} ${participantId}`;
    const known = this.#rowIds.get(key);
    if (known !== undefined) return known;
    if (this.#rowIds.size >= keptMax) this.#rowIds.clear();
    const made = this.#ctx.secrets.blindIndex(`row ${key}`).slice(0, 12);
    this.#rowIds.set(key, made);
    return made;
  }

  #forgetOld(): void {
    const now = this.#ctx.clock.now();
    if (now - this.#since < keptMs && this.#people.size < keptMax) return;
    this.#since = now;
    this.#people.clear();
    this.#units.clear();
  }
}
