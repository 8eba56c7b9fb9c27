/**
 * What every use case is handed: the store, the clock, and the few things that touch the world.
 * A service takes `ctx` first and reaches for nothing else.
 */
import { randomBytes } from 'node:crypto';
import type { Clock } from '../clock.ts';
import type { LoginSessions } from '../auth/login-session.ts';
import type { Passwords } from '../auth/password.ts';
import type { Secrets } from '../auth/personal-data.ts';
import type { Tries } from '../auth/tries.ts';
import type { Store } from '../store/store.ts';
import type { Bus } from './bus.ts';

/** Structured log; what is logged never holds a name, a phone, an id number or an answer. */
export interface Log {
  debug(fields: object, message: string): void;
  info(fields: object, message: string): void;
  warn(fields: object, message: string): void;
  error(fields: object, message: string): void;
}

export interface Ctx {
  readonly store: Store;
  readonly clock: Clock;
  readonly bus: Bus;
  readonly log: Log;
  readonly secrets: Secrets;
  readonly passwords: Passwords;
  readonly sessions: LoginSessions;
  /** Counts failed sign-ins. */
  readonly tries: Tries;
  /** 26 characters that begin with the time of making: rows written together lie together. */
  newId<T extends string>(): T;
  randomHex(bytes: number): string;
}

/** Crockford's alphabet: no I, L, O, U to be misread. */
const alphabet = '0123456789abcdefghjkmnpqrstvwxyz';
const timeCharacters = 10;

/** 48 bits of time and 80 random bits, in base 32. Ids of one process always grow, also within a millisecond. */
export function makeNewId(clock: Clock): <T extends string>() => T {
  let last = 0;
  return <T extends string>() => {
    last = Math.max(clock.now(), last + 1);
    let time = last;
    let head = '';
    for (let place = 0; place < timeCharacters; place += 1) {
      head = alphabet.charAt(time % 32) + head;
      time = Math.floor(time / 32);
    }
    // 16 bytes, 5 bits of each: simpler than packing 10 bytes, and as random.
    const tail = Array.from(randomBytes(16), (byte) => alphabet.charAt(byte & 31)).join('');
    // The brand is only a type: whoever asks for an id says of what.
    return (head + tail) as T;
  };
}

export const randomHex = (bytes: number): string => randomBytes(bytes).toString('hex');
