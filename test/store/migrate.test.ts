/** Starting on a file of an older, a newer or no version of ours: what is done, and what is left untouched. */
import { cpSync, existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import Sqlite from 'better-sqlite3';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { UnusableDatabase } from '../../server/store/failures.ts';
import { migrationsFolder } from '../../server/store/migrate.ts';
import { migrateSqlite } from '../../server/store/open-sqlite-migrate.ts';

let home: string;
let file: string;
beforeEach(() => {
  home = mkdtempSync(join(tmpdir(), 'hoithi-migrate-'));
  file = join(home, 'data', 'hoithi.db');
});
afterEach(() => rmSync(home, { recursive: true, force: true }));

it('makes a new file for its owner alone, without a backup', () => {
  expect(migrateSqlite(file)).toEqual({ applied: migrationsKnown(), backup: '' });
  expect([statSync(file).mode & 0o777, statSync(join(home, 'data')).mode & 0o777]).toEqual([0o600, 0o700]);
  expect(readdirSync(join(home, 'data'))).toEqual(['hoithi.db']);
});

it('does nothing to a file that is up to date', () => {
  migrateSqlite(file);
  expect(migrateSqlite(file)).toEqual({ applied: 0, backup: '' });
  expect(readdirSync(join(home, 'data'))).toEqual(['hoithi.db']);
});

it('copies an older file before it changes it', () => {
  migrateSqlite(file);
  ask(file, "insert into setting values ('a', 'kept')");
  const { applied, backup } = migrateSqlite(file, folderWith('create table later (id text); drop table consent;'));
  expect({ applied, backup }).toEqual({ applied: 1, backup: `${file}.before-migration-${migrationsKnown() + 1}` });
  expect([tables(file), tables(backup)].map((names) => names.filter((name) => /later|consent/.test(name)))).toEqual([
    ['later'],
    ['consent'],
  ]);
  expect([ask(file, 'select value from setting'), ask(backup, 'select value from setting')]).toEqual([
    [{ value: 'kept' }],
    [{ value: 'kept' }],
  ]);
  expect(statSync(backup).mode & 0o777).toBe(0o600);
});

it('leaves the file as it was when a migration fails half way', () => {
  migrateSqlite(file);
  const before = tables(file);
  expect(() => migrateSqlite(file, folderWith('create table later (id text);', 'no statement'))).toThrow();
  expect(tables(file)).toEqual(before);
  expect(migrateSqlite(file)).toEqual({ applied: 0, backup: '' });
});

it('refuses a file that a newer version has changed', () => {
  migrateSqlite(file, folderWith('create table later (id text);'));
  expect(() => migrateSqlite(file)).toThrow(UnusableDatabase);
  expect(tables(file)).toContain('later');
});

it('refuses a file whose history is not ours', () => {
  migrateSqlite(file);
  ask(file, "update __drizzle_migrations set hash = 'other'");
  expect(() => migrateSqlite(file)).toThrow(/is not the one of this program/);
});

it('refuses the database of another program, untouched', () => {
  const other = join(home, 'other.db');
  ask(other, 'create table note (id integer)');
  expect(() => migrateSqlite(other)).toThrow(/another program/);
  expect(tables(other)).toEqual(['note']);
});

it('refuses a file that is no database', () => {
  const text = join(home, 'letter.txt');
  writeFileSync(text, 'Kính gửi Ban Tổ chức,\n'.repeat(200));
  expect(() => migrateSqlite(text)).toThrow(/not a database/);
  expect(existsSync(text)).toBe(true);
});

/** The project's migrations and one more that runs these statements. */
function folderWith(...statements: string[]): string {
  const folder = join(home, 'migrations');
  cpSync(migrationsFolder('sqlite'), folder, { recursive: true });
  const path = join(folder, 'meta', '_journal.json');
  const journal = JSON.parse(readFileSync(path, 'utf8')) as { entries: { idx: number; when: number; tag: string }[] };
  const last = journal.entries.at(-1);
  if (!last) throw new Error('no migrations');
  journal.entries.push({ ...last, idx: last.idx + 1, when: last.when + 1, tag: 'later' });
  writeFileSync(path, JSON.stringify(journal));
  const parts = statements.flatMap((text) => text.split(/(?<=;)\s+/));
  writeFileSync(join(folder, 'later.sql'), parts.join('--> statement-breakpoint'));
  return folder;
}

function migrationsKnown(): number {
  const path = join(migrationsFolder('sqlite'), 'meta', '_journal.json');
  return (JSON.parse(readFileSync(path, 'utf8')) as { entries: unknown[] }).entries.length;
}

function tables(path: string): string[] {
  return ask(path, "select name from sqlite_schema where type = 'table' and name not like 'sqlite_%'").map(({ name }) =>
    String(name),
  );
}

function ask(path: string, statement: string): Record<string, unknown>[] {
  const connection = new Sqlite(path);
  try {
    const prepared = connection.prepare(statement);
    if (prepared.reader) return prepared.all() as Record<string, unknown>[];
    prepared.run();
    return [];
  } finally {
    connection.close();
  }
}
