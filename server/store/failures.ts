/**
 * What can go wrong in the store, by name, alike on both databases. Failures are thrown;
 * a service that expects one (a phone taken in the same instant) catches it around
 * `store.write`, never inside the body. Texts are for logs: they hold no values of rows,
 * because drivers put personal data into theirs. Drivers' own errors are read in `open-*`.
 */

export class StoreFailure extends Error {
  override readonly name: string = 'StoreFailure';
}

/** A unique index or primary key holds the same values already. */
export class Duplicate extends StoreFailure {
  override readonly name = 'Duplicate';
  /** Name of the index or key as in the schema: `user_phone`, `standing_pk`, `contest_pkey`. */
  readonly constraint: string;
  constructor(constraint: string) {
    super(`${constraint} holds these values already`);
    this.constraint = constraint;
  }
}

/** A row names a parent that does not exist, or a parent is deleted under its children. */
export class MissingParent extends StoreFailure {
  override readonly name = 'MissingParent';
}

/** Too much is waiting, or the database is held by others or out of reach: the same may be tried again later. */
export class StoreBusy extends StoreFailure {
  override readonly name = 'StoreBusy';
}

/** Nothing was written; works again when there is room. */
export class DiskFull extends StoreFailure {
  override readonly name = 'DiskFull';
}

/** The disk or the file failed. What memory and disk hold may differ, so the process must stop. */
export class StoreBroken extends StoreFailure {
  override readonly name = 'StoreBroken';
}

export class StoreClosed extends StoreFailure {
  override readonly name = 'StoreClosed';
  constructor() {
    super('The store is closed');
  }
}

/** A mistake in the program: a body of `read` or `write` awaited something other than the store. */
export class ForeignWait extends StoreFailure {
  override readonly name = 'ForeignWait';
  constructor(door: 'read' | 'write') {
    super(`A body of store.${door} awaited something other than the store and was undone`);
  }
}

/** Anything else a database said: a mistake in the program or in the installation. */
export class StatementFailed extends StoreFailure {
  override readonly name = 'StatementFailed';
  /** The driver's code: `SQLITE_CONSTRAINT_NOTNULL`, `42P01`. */
  readonly code: string;
  constructor(code: string, message: string) {
    super(`${code}: ${message}`);
    this.code = code;
  }
}

/** The database file or server is not one that this version can use. */
export class UnusableDatabase extends StoreFailure {
  override readonly name = 'UnusableDatabase';
}

/** True when `error` says that the constraint of this name holds the same values already. */
export function isDuplicate(error: unknown, constraint: string): boolean {
  return error instanceof Duplicate && error.constraint === constraint;
}
