/**
 * Every table, once for both databases. Names of tables and columns are snake_case
 * singular (drizzle's `casing: 'snake_case'`), every constraint and index is named.
 * Ids are texts that begin with their time of making, so that rows written
 * together lie together. No query lives here; the tables are in `schema-*.ts`.
 */
import type { Columns } from './columns-sqlite.ts';
import { defineAttempts } from './schema-attempts.ts';
import { defineBanks } from './schema-banks.ts';
import { defineContests } from './schema-contests.ts';
import { defineAccounts, defineUnits } from './schema-people.ts';
import { defineJournal, defineResults } from './schema-results.ts';
import { defineRulings } from './schema-rulings.ts';

export function defineSchema(c: Columns) {
  return {
    ...defineAccounts(c),
    ...defineUnits(c),
    ...defineBanks(c),
    ...defineContests(c),
    ...defineAttempts(c),
    ...defineResults(c),
    ...defineRulings(c),
    ...defineJournal(c),
  };
}

export type Tables = ReturnType<typeof defineSchema>;
