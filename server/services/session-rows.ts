/** The login sessions of `auth` kept in the store: the port of `auth/login-session.ts`. */
import type { Clock } from '../clock.ts';
import type { SessionRows } from '../auth/login-session.ts';
import type { Store } from '../store/store.ts';
import {
  deleteExpiredLoginSessions,
  deleteLoginSession,
  deleteLoginSessionsOf,
  extendLoginSession,
  insertLoginSession,
  loginSessionById,
} from '../store/users.ts';
import type { Bus } from './bus.ts';

/** Sockets hear of every ended session, so that a conversation does not outlive it. */
export function makeSessionRows(store: Store, clock: Clock, bus: Bus): SessionRows {
  return {
    find: (id) => store.read(async (tx) => (await loginSessionById(tx, id)) ?? null),
    add: (session) => store.write((tx) => insertLoginSession(tx, { ...session, createdAt: clock.now() })),
    extend: (id, expiresAt) => store.write((tx) => extendLoginSession(tx, id, expiresAt)),
    remove: (id) =>
      store.write(async (tx) => {
        const userId = await deleteLoginSession(tx, id);
        if (userId !== undefined) tx.afterCommit(() => bus.say({ what: 'signed-out', userId, sessionId: id }));
      }),
    removeOfUser: (userId) =>
      store.write(async (tx) => {
        await deleteLoginSessionsOf(tx, userId);
        tx.afterCommit(() => bus.say({ what: 'signed-out', userId, sessionId: '' }));
      }),
    removeExpired: (now) => store.write((tx) => deleteExpiredLoginSessions(tx, now)),
  };
}
