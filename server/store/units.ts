/** Queries about units: the trees under which participants choose theirs. */
import { asc, eq, inArray, sql } from 'drizzle-orm';
import type { UnitId } from '../rules/ids.ts';
import type { Tables } from './schema.ts';
import type { ReadTx, Tx } from './store.ts';

export type UnitRow = Tables['unit']['$inferSelect'];

export async function allUnits(tx: ReadTx): Promise<UnitRow[]> {
  const { unit } = tx.tables;
  return tx.db.select().from(unit).orderBy(asc(unit.id));
}

export async function unitById(tx: ReadTx, id: UnitId): Promise<UnitRow | undefined> {
  const [row] = await tx
    .prepared('unit-by-id', (db, { unit }) =>
      db
        .select()
        .from(unit)
        .where(eq(unit.id, sql.placeholder('id'))),
    )
    .execute({ id });
  return row;
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

/** No tree of units is deeper; ends a walk up a tree that was imported in a circle. */
const unitDepthMax = 12;

/** Whether the unit is one of the roots (`scheme:code`) or stands below one. */
export async function isUnitUnder(tx: ReadTx, id: UnitId, roots: readonly string[]): Promise<boolean> {
  let current = await unitById(tx, id);
  for (let depth = 0; current && depth < unitDepthMax; depth += 1) {
    if (roots.includes(`${current.scheme}:${current.code}`)) return true;
    current = current.parentId === '' ? undefined : await unitById(tx, current.parentId);
  }
  return false;
}
