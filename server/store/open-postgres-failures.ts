/** PostgreSQL's errors under the names of `failures.ts`. The driver's `detail` holds values of rows and is left behind. */
import { DrizzleQueryError } from 'drizzle-orm';
import pg from 'pg';
import { DiskFull, Duplicate, MissingParent, StatementFailed, StoreBroken, StoreBusy } from './failures.ts';

/** Two transactions were in each other's way and this one was undone: running it again may succeed. */
export class PostgresConflict extends StoreBusy {}

/** Codes of https://www.postgresql.org/docs/current/errcodes-appendix.html that have a name of their own here. */
const busyCodes = new Set(['53300', '55P03', '57014', '57P01', '57P02', '57P03', '25P03']);
const conflictCodes = new Set(['40001', '40P01']);
const brokenCodes = new Set(['58030', 'XX001', 'XX002']);

/** The failure that `error` is, or `error` itself when no database raised it. */
export function postgresFailure(error: unknown): unknown {
  const raised = error instanceof DrizzleQueryError && error.cause ? error.cause : error;
  if (raised instanceof pg.DatabaseError) return named(raised.code ?? '', raised.constraint ?? '', raised.message);
  if (isConnectionError(raised)) return new StoreBusy('The database cannot be reached');
  // Drizzle writes the values of the statement into its own message.
  return error === raised ? error : raised;
}

function named(code: string, constraint: string, message: string): Error {
  if (code === '23505') return new Duplicate(constraint);
  if (code === '23503') return new MissingParent(message);
  if (code === '53100') return new DiskFull(message);
  if (conflictCodes.has(code)) return new PostgresConflict(message);
  if (busyCodes.has(code) || code.startsWith('08')) return new StoreBusy(`${code}: ${message}`);
  if (brokenCodes.has(code)) return new StoreBroken(`${code}: ${message}`);
  return new StatementFailed(code, message);
}

function isConnectionError(error: unknown): boolean {
  if (!(error instanceof Error)) return false;
  const code = 'code' in error && typeof error.code === 'string' ? error.code : '';
  return /^(ECONN|EPIPE|ETIMEDOUT|ENOTFOUND|EAI_AGAIN)/.test(code) || error.message.startsWith('Connection terminated');
}
