/** Puts a `Ctx` together from what the process was given; the server and every command do it here. */
import { makeLoginSessions } from '../auth/login-session.ts';
import { makePasswords } from '../auth/password.ts';
import { makeSecrets } from '../auth/personal-data.ts';
import { makeTries } from '../auth/tries.ts';
import type { Clock } from '../clock.ts';
import type { Store } from '../store/store.ts';
import { makeBus } from './bus.ts';
import { makeNewId, randomHex, type Ctx, type Log } from './context.ts';
import { makeSessionRows } from './session-rows.ts';

export interface Given {
  readonly store: Store;
  readonly clock: Clock;
  /** 64 hex digits. */
  readonly masterKey: string;
  readonly log: Log;
}

export function makeContext({ store, clock, masterKey, log }: Given): Ctx {
  const bus = makeBus((problem) => log.error({ err: problem }, 'a listener failed'));
  return {
    store,
    clock,
    bus,
    log,
    secrets: makeSecrets(masterKey),
    passwords: makePasswords(),
    sessions: makeLoginSessions(makeSessionRows(store, clock, bus), clock),
    tries: makeTries(clock),
    newId: makeNewId(clock),
    randomHex,
  };
}
