/**
 * Writes of whole rows that are built once for each connection: building one costs ten times as much as
 * running it, and these run for every entry and every attempt.
 */
import { getTableColumns, sql, type SQL } from 'drizzle-orm';
import type { Tables } from './schema.ts';
import type { Tx } from './store.ts';

/** `name` is the table's name in `Tables`; every column must be in the row. */
export async function insertRow<Name extends keyof Tables>(
  tx: Tx,
  name: Name,
  row: Tables[Name]['$inferSelect'],
): Promise<void> {
  await tx
    .prepared(`insert ${name}`, (db, tables) => db.insert(tables[name]).values(placeholders(tables[name])))
    .execute(row);
}

/** A placeholder for each column, under the column's own name. */
export function placeholders<Table extends Tables[keyof Tables]>(table: Table): Table['$inferInsert'] {
  const names = Object.keys(getTableColumns(table));
  // Of the right names by making; drizzle's types have no word for a row of placeholders.
  return Object.fromEntries(names.map((name) => [name, sql.placeholder(name)])) as unknown as Table['$inferInsert'];
}

/** What an upsert sets, from the same placeholders: every column but the keys. */
export function placeholderSet<Table extends Tables[keyof Tables]>(
  table: Table,
  keys: readonly string[],
): Record<string, SQL> {
  const columns = Object.entries(getTableColumns(table)).filter(([name]) => !keys.includes(name));
  return Object.fromEntries(columns.map(([name, column]) => [name, sql`${sql.param(sql.placeholder(name), column)}`]));
}
