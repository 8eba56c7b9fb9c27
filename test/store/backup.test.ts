/** A copy taken beside a running store, and put back: whole, ours, or nothing changes. */
import { mkdtempSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import Sqlite from 'better-sqlite3';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { backupTo, restoreFrom } from '../../server/store/backup.ts';
import { StoreBusy, UnusableDatabase } from '../../server/store/failures.ts';
import { openStore } from '../../server/store/open.ts';
import type { Store } from '../../server/store/store.ts';
import { settingRow } from './rows.ts';

let home: string;
let databaseUrl: string;
let copy: string;
let open: Store[];
beforeEach(() => {
  home = mkdtempSync(join(tmpdir(), 'hoithi-backup-'));
  databaseUrl = `sqlite:${join(home, 'hoithi.db')}`;
  copy = join(home, 'copy.db');
  open = [];
});
afterEach(async () => {
  await Promise.all(open.map((store) => store.close()));
  rmSync(home, { recursive: true, force: true });
});

it('brings back what was there when it was taken, and keeps what it replaces', async () => {
  const before = await start();
  await put(before, 'old');
  await backupTo(databaseUrl, copy);
  await put(before, 'new');
  await before.close();
  const replaced = await restoreFrom(databaseUrl, copy);
  expect(await names(await start())).toEqual(['old']);
  expect(await names(await start(`sqlite:${replaced}`))).toEqual(['new', 'old']);
});

it('takes one state while writes go on', async () => {
  const store = await start();
  const writes = Array.from({ length: 200 }, (_, at) => put(store, `a${at}`, `b${at}`));
  await backupTo(databaseUrl, copy);
  await Promise.all(writes);
  const copied = await names(await start(`sqlite:${copy}`));
  expect(copied.filter((name) => name.startsWith('a')).length * 2).toBe(copied.length);
  expect(await names(store)).toHaveLength(400);
});

it('is readable by its owner only', async () => {
  await start();
  await backupTo(databaseUrl, copy);
  expect(statSync(copy).mode & 0o777).toBe(0o600);
});

it('overwrites nothing', async () => {
  await start();
  writeFileSync(copy, 'precious');
  await expect(backupTo(databaseUrl, copy)).rejects.toThrow(/EEXIST/);
  expect(readFileSync(copy, 'utf8')).toBe('precious');
});

it('says that there is nothing to copy', async () => {
  await expect(backupTo(databaseUrl, copy)).rejects.toThrow(UnusableDatabase);
  expect(readdirSync(home)).toEqual([]);
});

it('restores where there was no database yet', async () => {
  const store = await start();
  await put(store, 'old');
  await backupTo(databaseUrl, copy);
  const elsewhere = `sqlite:${join(home, 'new', 'hoithi.db')}`;
  expect(await restoreFrom(elsewhere, copy)).toBe('');
  expect(await names(await start(elsewhere))).toEqual(['old']);
  expect(readdirSync(join(home, 'new')).filter((name) => name.includes('incoming'))).toEqual([]);
});

it('is not put back under a running store', async () => {
  const store = await start();
  await backupTo(databaseUrl, copy);
  await put(store, 'new');
  await expect(restoreFrom(databaseUrl, copy)).rejects.toThrow(StoreBusy);
  await put(store, 'newer');
  expect(await names(store)).toEqual(['new', 'newer']);
  expect(readdirSync(home).filter((name) => /incoming|replaced/.test(name))).toEqual([]);
});

it.each([
  ['damaged', (file: string) => damage(file)],
  ['no database', (file: string) => writeFileSync(file, 'Kính gửi Ban Tổ chức,\n'.repeat(500))],
  ['empty', (file: string) => writeFileSync(file, '')],
  ['of another program', (file: string) => makeOther(file)],
  ['of a newer version', (file: string) => age(file)],
])('is refused when it is %s, and nothing changes', async (_, spoil) => {
  const store = await start();
  for (let at = 0; at < 50; at += 1) await put(store, `a${at}-${'x'.repeat(500)}`);
  await backupTo(databaseUrl, copy);
  await store.close();
  spoil(copy);
  const before = readdirSync(home).sort();
  await expect(restoreFrom(databaseUrl, copy)).rejects.toThrow(UnusableDatabase);
  expect(readdirSync(home).sort()).toEqual(before);
  expect(await names(await start())).toHaveLength(50);
});

it('names the right tool on PostgreSQL', async () => {
  await expect(backupTo('postgres://localhost/hoithi', copy)).rejects.toThrow(/pg_dump/);
  await expect(restoreFrom('postgresql://localhost/hoithi', copy)).rejects.toThrow(/pg_restore/);
});

it.each(['', 'mysql://u:secret@h/d', 'sqlite:', 'sqlite::memory:', 'data/hoithi.db'])(
  'refuses the address %j without repeating it',
  async (address) => {
    const failure: unknown = await openStore({ databaseUrl: address }).catch((error: unknown) => error);
    expect(String(failure)).toMatch(/begins with sqlite:/);
    expect(String(failure)).not.toContain('secret');
  },
);

async function start(url = databaseUrl): Promise<Store> {
  const store = await openStore({ databaseUrl: url });
  open.push(store);
  return store;
}

function put(store: Store, ...settingNames: string[]): Promise<void> {
  return store.write(async ({ db, tables }) => {
    for (const name of settingNames) await db.insert(tables.setting).values(settingRow(name));
  });
}

async function names(store: Store): Promise<string[]> {
  const rows = await store.read(async ({ db, tables: { setting } }) => db.select({ name: setting.name }).from(setting));
  return rows.map(({ name }) => name).sort();
}

/** Overwrites the middle of the file, as a failing disk does. */
function damage(file: string): void {
  const bytes = readFileSync(file);
  bytes.fill(0xaa, Math.floor(bytes.length / 2), Math.floor(bytes.length / 2) + 9_000);
  writeFileSync(file, bytes);
}

function makeOther(file: string): void {
  rmSync(file);
  const other = new Sqlite(file);
  other.exec('create table note (id integer)');
  other.close();
}

function age(file: string): void {
  const newer = new Sqlite(file);
  newer.exec("insert into __drizzle_migrations (hash, created_at) values ('of tomorrow', 9999999999999)");
  newer.close();
}
