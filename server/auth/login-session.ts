/**
 * Login sessions. The one file that knows lucia: replacing it later touches nothing else.
 * The id in the cookie is a bearer secret of 200 bits; the store only ever sees its SHA-256.
 */
import { createHash } from 'node:crypto';
import { Lucia, TimeSpan, type Adapter } from 'lucia';
import { systemClock, type Clock } from '../clock.ts';
import type { Millis, UserId as AccountId } from '../rules/ids.ts';

/** What the store keeps of a session; `id` is already hashed. */
export interface SessionRow {
  readonly id: string;
  readonly userId: AccountId;
  readonly expiresAt: Millis;
}

/** Who a session stands for, as the rest of the server needs it on each request. */
export interface LoggedIn {
  readonly id: AccountId;
  readonly kind: 'citizen' | 'staff';
  readonly fullName: string;
  readonly role: 'owner' | 'organiser' | 'author' | 'reviewer' | 'viewer' | null;
}

/** What this file needs of the store; `services/session-rows.ts` gives it. */
export interface SessionRows {
  find(id: string): Promise<{ readonly session: SessionRow; readonly user: LoggedIn } | null>;
  add(session: SessionRow): Promise<void>;
  extend(id: string, expiresAt: Millis): Promise<void>;
  remove(id: string): Promise<void>;
  removeOfUser(userId: AccountId): Promise<void>;
  removeExpired(now: Millis): Promise<void>;
}

export interface LoginSessions {
  /** Always a new session with a new id: what a browser held before is worth nothing after. Returns the cookie's value. */
  open(userId: AccountId): Promise<string>;
  /** null for an unknown, ended or expired session. `isExtended`: send the cookie again. */
  check(token: string): Promise<{ user: LoggedIn; sessionId: string; isExtended: boolean } | null>;
  close(token: string): Promise<void>;
  closeAllOf(userId: AccountId): Promise<void>;
  removeExpired(): Promise<void>;
}

/** Longer than a contest's round for those who come back; half of it unused extends it again. */
export const sessionLengthMs = 10 * 24 * 3_600_000;

declare module 'lucia' {
  interface Register {
    UserId: AccountId;
    Lucia: Lucia<Record<never, never>, LoggedIn>;
    DatabaseUserAttributes: LoggedIn;
  }
}

const tokenPattern = /^[a-z0-9]{40}$/;
export const hashedToken = (token: string): string => createHash('sha256').update(token).digest('hex');

export function makeLoginSessions(rows: SessionRows, clock: Clock): LoginSessions {
  const lucia = new Lucia<Record<never, never>, LoggedIn>(adapterOf(rows, clock), {
    sessionExpiresIn: new TimeSpan(sessionLengthMs, 'ms'),
    getUserAttributes: (user) => user,
  });
  return {
    async open(userId) {
      const session = await lucia.createSession(userId, {});
      return session.id;
    },
    async check(token) {
      if (!tokenPattern.test(token)) return null;
      const { user, session } = await lucia.validateSession(token);
      if (user === null) return null;
      return { user, sessionId: hashedToken(token), isExtended: session.fresh };
    },
    close: (token) => (tokenPattern.test(token) ? lucia.invalidateSession(token) : Promise.resolve()),
    closeAllOf: (userId) => lucia.invalidateUserSessions(userId),
    removeExpired: () => lucia.deleteExpiredSessions(),
  };
}

/**
 * Lucia reads the computer's clock by itself. The rows are in the time of our own clock, so
 * instants are shifted on their way in and out; with the system clock the shift is nothing.
 */
function adapterOf(rows: SessionRows, clock: Clock): Adapter {
  const shift = (): number => systemClock.now() - clock.now();
  const ours = (instant: Date): Millis => instant.getTime() - shift();
  const theirs = (instant: Millis): Date => new Date(instant + shift());
  return {
    async getSessionAndUser(token) {
      const found = await rows.find(hashedToken(token));
      if (found === null) return [null, null];
      const { session, user } = found;
      return [
        { id: token, userId: session.userId, expiresAt: theirs(session.expiresAt), attributes: {} },
        { id: user.id, attributes: user },
      ];
    },
    // Nobody may list sessions: the ids of others are not known here.
    getUserSessions: () => Promise.resolve([]),
    setSession: (session) =>
      rows.add({ id: hashedToken(session.id), userId: session.userId, expiresAt: ours(session.expiresAt) }),
    updateSessionExpiration: (token, expiresAt) => rows.extend(hashedToken(token), ours(expiresAt)),
    deleteSession: (token) => rows.remove(hashedToken(token)),
    deleteUserSessions: (userId) => rows.removeOfUser(userId),
    deleteExpiredSessions: () => rows.removeExpired(clock.now()),
  };
}
