/**
 * Passwords: argon2id in the thread pool, a few at a time. Hashing is the one costly thing a
 * stranger can ask for, so what waits is bounded too and the rest is told to come back.
 */
import { hash, verify } from '@node-rs/argon2';

export const passwordLengthMin = 8;

/** OWASP's floor: 19 MiB, two passes, one lane. */
const argon2id = { memoryCost: 19_456, timeCost: 2, parallelism: 1 } as const;

export interface PasswordLimits {
  /** Hashes computed at the same time; leaves threads of the pool to the rest. */
  readonly runningMax: number;
  /** Hashes waiting for their turn; 200 is about eight seconds of two cores. */
  readonly waitingMax: number;
}

export interface Passwords {
  hash(password: string): Promise<string>;
  /** With '' for the hash the same time is spent and the reply is no: an unknown account looks like a wrong password. */
  verify(hash: string, password: string): Promise<boolean>;
}

/** Too many are waiting; becomes 503 with Retry-After. */
export class Overloaded extends Error {}

export function makePasswords(limits: PasswordLimits = { runningMax: 2, waitingMax: 200 }): Passwords {
  let running = 0;
  const waiting: (() => void)[] = [];
  let dummyHash: Promise<string> | null = null;

  async function inTurn<T>(work: () => Promise<T>): Promise<T> {
    if (running >= limits.runningMax) {
      if (waiting.length >= limits.waitingMax) throw new Overloaded('too many passwords to check');
      await new Promise<void>((go) => waiting.push(go));
    } else {
      running += 1;
    }
    try {
      return await work();
    } finally {
      // The place is handed on, not freed and taken again, so nobody slips in between.
      const next = waiting.shift();
      if (next === undefined) running -= 1;
      else next();
    }
  }

  return {
    hash: (password) => inTurn(() => hash(password.normalize('NFC'), argon2id)),
    verify: (hashed, password) =>
      inTurn(async () => {
        dummyHash ??= hash('nobody has this password', argon2id);
        const compared = await verify(hashed === '' ? await dummyHash : hashed, password.normalize('NFC'));
        return hashed !== '' && compared;
      }),
  };
}
