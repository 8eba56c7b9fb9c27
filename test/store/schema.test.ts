/**
 * Migrations and schema are one: a database brought here by every migration equals one made of the
 * schema today, on both databases, and no change of the schema is without its migration.
 */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import Sqlite from 'better-sqlite3';
import pg from 'pg';
import { describe, expect, inject, it } from 'vitest';
import { migrationsFolder, type Dialect } from '../../server/store/migrate.ts';
import { migratePostgres } from '../../server/store/open-postgres-migrate.ts';
import * as postgresTables from '../../server/store/tables-postgres.ts';
import * as sqliteTables from '../../server/store/tables-sqlite.ts';
import { kit } from '../helpers/drizzle-kit.ts';
import { freshFile } from '../helpers/fresh-store.ts';
import { createDatabase } from '../helpers/postgres.ts';

/** Ours to introspect, not drizzle's table of what was applied. */
const bookkeeping = '__drizzle_migrations';

describe('SQLite', () => {
  it('has a migration for every change of the schema', async () => {
    const { snapshot } = await lastMigration('sqlite');
    const last = snapshot as Parameters<typeof kit.generateSQLiteMigration>[0];
    expect(await kit.generateSQLiteMigration(last, await sqliteSchema(last.id))).toEqual([]);
  });

  it('is after all migrations what a fresh schema is', async () => {
    const empty = await kit.generateSQLiteDrizzleJson({}, undefined, 'snake_case');
    const fresh = new Sqlite(':memory:');
    for (const statement of await kit.generateSQLiteMigration(empty, await sqliteSchema(empty.id)))
      fresh.exec(statement);
    const upgraded = new Sqlite(freshFile());
    expect(describeSqlite(upgraded)).toEqual(describeSqlite(fresh));
    expect(Object.keys(describeSqlite(upgraded))).toHaveLength(Object.keys(sqliteTables).length);
    fresh.close();
    upgraded.close();
  });
});

describe('PostgreSQL', () => {
  it('has a migration for every change of the schema', async () => {
    const { snapshot } = await lastMigration('postgres');
    const last = snapshot as Parameters<typeof kit.generateMigration>[0];
    const current = kit.generateDrizzleJson(postgresTables, last.id, undefined, 'snake_case');
    expect(await kit.generateMigration(last, current)).toEqual([]);
  });

  it('is after all migrations what a fresh schema is', async () => {
    const empty = kit.generateDrizzleJson({}, undefined, undefined, 'snake_case');
    const current = kit.generateDrizzleJson(postgresTables, empty.id, undefined, 'snake_case');
    const statements = await kit.generateMigration(empty, current);
    const fresh = await describedPostgres(async (url) => {
      const client = new pg.Client({ connectionString: url });
      await client.connect();
      for (const statement of statements) await client.query(statement);
      await client.end();
    });
    const upgraded = await describedPostgres((url) => migratePostgres(url));
    expect(upgraded).toEqual(fresh);
    expect(upgraded.columns.length).toBeGreaterThan(Object.keys(postgresTables).length);
  });
});

it('names tables, columns and indexes alike on both', async () => {
  const sqlite = new Sqlite(freshFile());
  const names = Object.entries(describeSqlite(sqlite)).flatMap(([table, { columns, indexes }]) => [
    ...columns.map(({ name }) => `${table}.${name}`),
    ...indexes.map(({ name }) => name).filter((name) => !name.startsWith('sqlite_')),
  ]);
  sqlite.close();
  const { columns, indexes } = await describedPostgres((url) => migratePostgres(url));
  const onPostgres = [
    ...columns.map(({ table_name: table, column_name: column }) => `${table}.${column}`),
    ...indexes.map(({ indexname }) => indexname).filter((name) => !/_(pkey|pk)$/.test(name)),
  ];
  expect(onPostgres.sort()).toEqual(names.sort());
});

async function lastMigration(dialect: Dialect): Promise<{ snapshot: unknown }> {
  const meta = join(migrationsFolder(dialect), 'meta');
  const journal = JSON.parse(readFileSync(join(meta, '_journal.json'), 'utf8')) as { entries: { idx: number }[] };
  const number = String(journal.entries.at(-1)?.idx).padStart(4, '0');
  return { snapshot: JSON.parse(readFileSync(join(meta, `${number}_snapshot.json`), 'utf8')) };
}

function sqliteSchema(previousId: string) {
  return kit.generateSQLiteDrizzleJson(sqliteTables, previousId, 'snake_case');
}

/** Tables as SQLite understands them, whatever the text that made them. */
function describeSqlite(file: Sqlite.Database) {
  const tables = file
    .prepare("select name from sqlite_schema where type = 'table' and name not like 'sqlite_%' order by name")
    .pluck()
    .all() as string[];
  const described = tables
    .filter((table) => table !== bookkeeping)
    .map((table) => {
      const indexes = file.pragma(`index_list(${table})`) as { name: string; unique: number; origin: string }[];
      return [
        table,
        {
          columns: (file.pragma(`table_info(${table})`) as { cid: number; name: string }[]).toSorted(byName),
          parents: file.pragma(`foreign_key_list(${table})`),
          indexes: indexes
            .map(({ name, unique, origin }) => ({ name, unique, origin, on: file.pragma(`index_info(${name})`) }))
            .toSorted(byName),
        },
      ] as const;
    });
  return Object.fromEntries(described);
}

async function describedPostgres(make: (url: string) => Promise<unknown>) {
  const database = await createDatabase(inject('postgresUrl'));
  try {
    await make(database.url);
    const client = new pg.Client({ connectionString: database.url });
    await client.connect();
    const columns = await client.query<{ table_name: string; column_name: string }>(
      `select table_name, column_name, data_type, is_nullable, column_default from information_schema.columns
       where table_schema = 'public' order by table_name, column_name`,
    );
    const indexes = await client.query<{ indexname: string; indexdef: string }>(
      "select indexname, indexdef from pg_indexes where schemaname = 'public' order by indexname",
    );
    const constraints = await client.query(
      `select conname, pg_get_constraintdef(oid) from pg_constraint
       where connamespace = 'public'::regnamespace order by conrelid::regclass::text, conname`,
    );
    await client.end();
    return { columns: columns.rows, indexes: indexes.rows, constraints: constraints.rows };
  } finally {
    await database.drop();
  }
}

function byName(a: { name: string }, b: { name: string }): number {
  return a.name < b.name ? -1 : 1;
}
