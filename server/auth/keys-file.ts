/** The master key in its file beside the database: made at the first start, readable by the owner alone. */
import { randomBytes } from 'node:crypto';
import { chmodSync, existsSync, mkdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { masterKeyPattern } from './personal-data.ts';

/**
 * Returns the master key of `folder`, making folder and file when there is none.
 * Throws when others may read the file: a key that was open to everybody must be looked at by a person.
 */
export function masterKeyOf(folder: string): string {
  const file = join(folder, 'keys.json');
  mkdirSync(folder, { recursive: true, mode: 0o700 });
  if (!existsSync(file)) {
    const masterKey = randomBytes(32).toString('hex');
    // `wx`: two servers starting at once must not each keep a key of their own.
    writeFileSync(file, `${JSON.stringify({ masterKey })}\n`, { flag: 'wx', mode: 0o600 });
    chmodSync(file, 0o600);
    return masterKey;
  }
  const isOpenToOthers = process.platform !== 'win32' && (statSync(file).mode & 0o077) !== 0;
  if (isOpenToOthers) throw new Error(`${file} can be read by others: chmod 600 it, or make a new key`);
  const kept: unknown = JSON.parse(readFileSync(file, 'utf8'));
  const masterKey = typeof kept === 'object' && kept !== null && 'masterKey' in kept ? String(kept.masterKey) : '';
  if (!masterKeyPattern.test(masterKey)) throw new Error(`${file} holds no master key`);
  return masterKey;
}
