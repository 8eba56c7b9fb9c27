/** Queries about units: the trees under which participants choose theirs. */
import { asc, inArray } from 'drizzle-orm';
import type { UnitId } from '../rules/ids.ts';
import type { Tables } from './schema.ts';
import type { ReadTx, Tx } from './store.ts';

export type UnitRow = Tables['unit']['$inferSelect'];

export async function allUnits(tx: ReadTx): Promise<UnitRow[]> {
  const { unit } = tx.tables;
  return tx.db.select().from(unit).orderBy(asc(unit.id));
}

/** Inserts a unit, or brings the unit of the same scheme and code up to date and keeps its id. */
export async function putUnit(tx: Tx, row: UnitRow): Promise<void> {
  const { unit } = tx.tables;
  const { id: _kept, scheme: _scheme, code: _code, ...changed } = row;
  await tx.db
    .insert(unit)
    .values(row)
    .onConflictDoUpdate({ target: [unit.scheme, unit.code], set: changed });
}

/** Names of the given units as lists show them, with their parents. */
export async function unitNames(tx: ReadTx, ids: readonly UnitId[]): Promise<Map<UnitId, string>> {
  if (ids.length === 0) return new Map();
  const { unit } = tx.tables;
  const rows = await tx.db
    .select({ id: unit.id, fullName: unit.fullName })
    .from(unit)
    .where(inArray(unit.id, [...new Set(ids)]));
  return new Map(rows.map(({ id, fullName }) => [id, fullName]));
}
