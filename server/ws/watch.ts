/**
 * The conversation of one connection: hello, then watching one board until somebody leaves. Who asks was
 * established before the upgrade; nothing in a message is believed about it.
 */
import type { Clock } from '../clock.ts';
import type { LoggedIn } from '../auth/login-session.ts';
import type { ContestId, ParticipantId } from '../rules/ids.ts';
import type { Entered, Wish } from '../live/hub.ts';
import { encodeToClient, type ToClient } from '../wire/to-client.ts';
import { parseToServer, type ToServer } from '../wire/to-server.ts';
import type { WatchSocket } from './room-socket.ts';
import { Credits } from './credits.ts';

/** What the conversation asks of the rest of the server. */
export interface Desk {
  readonly clock: Clock;
  enter(socket: WatchSocket, wish: Wish): Promise<Entered>;
  findContest(slugOrId: string): Promise<ContestId | null>;
  /** Whether the participant stands on the user's account in this contest. */
  owns(user: LoggedIn, contestId: ContestId, participantId: ParticipantId): Promise<boolean>;
}

export const closeCodes = { policy: 1008, restart: 1012, signedOut: 4401, slowDown: 4429 } as const;

/** Time to come back after a stop; spread by the client. */
export const retryMs = 2_000;

type State =
  | { readonly is: 'awaiting-hello' }
  | { readonly is: 'entering' }
  | { readonly is: 'watching'; readonly leave: () => void }
  | { readonly is: 'left' };

export class Watch {
  readonly #desk: Desk;
  readonly #socket: WatchSocket;
  readonly #user: LoggedIn | null;
  readonly #credits: Credits;
  #state: State = { is: 'awaiting-hello' };

  constructor(desk: Desk, socket: WatchSocket, user: LoggedIn | null) {
    this.#desk = desk;
    this.#socket = socket;
    this.#user = user;
    this.#credits = new Credits(desk.clock.now());
  }

  get hasSaidHello(): boolean {
    return this.#state.is !== 'awaiting-hello';
  }

  /** Resolves when the message has been dealt with; never throws for what a client sent. */
  async hear(text: string): Promise<void> {
    if (this.#state.is === 'left') return;
    if (!this.#credits.spend(this.#desk.clock.now())) return this.end(closeCodes.slowDown, 'slow-down');
    const parsed = parseToServer(text);
    if (!parsed.ok) return this.#refuse(parsed.problem);
    const { frame } = parsed;
    switch (frame.type) {
      case 'ping':
        return this.#say({ type: 'pong', serverNow: this.#desk.clock.now() });
      case 'hello':
        return this.#hello(frame);
      default:
        return frame satisfies never;
    }
  }

  /** The other side is gone, or has been told to go. */
  left(): void {
    const state = this.#state;
    this.#state = { is: 'left' };
    switch (state.is) {
      case 'watching':
        return state.leave();
      case 'awaiting-hello':
      case 'entering':
      case 'left':
        return;
      default:
        return state satisfies never;
    }
  }

  goodbye(): void {
    this.#say({ type: 'bye', retryMs });
    this.end(closeCodes.restart, 'restart');
  }

  end(code: number, reason: string): void {
    this.left();
    this.#socket.close(code, reason);
  }

  async #hello(frame: Extract<ToServer, { type: 'hello' }>): Promise<void> {
    if (this.#state.is !== 'awaiting-hello') return this.#refuse('hello-twice');
    this.#state = { is: 'entering' };
    const entered = await this.#enter(frame);
    if (!entered.ok) return this.#refuse(entered.problem);
    // Typed wide again: the connection may have ended while it was let in.
    const state = this.#state as State;
    if (state.is === 'left') return entered.leave();
    this.#state = { is: 'watching', leave: entered.leave };
  }

  async #enter(frame: Extract<ToServer, { type: 'hello' }>) {
    const { contest, board, categoryId, lastVersion } = frame;
    const contestId = await this.#desk.findContest(contest);
    if (contestId === null) return { ok: false, problem: 'unknown-board' } as const;
    const user = this.#user;
    const participantId = frame.participantId as ParticipantId;
    const isOwn = participantId === '' || (user !== null && (await this.#desk.owns(user, contestId, participantId)));
    if (!isOwn) return { ok: false, problem: 'not-yours' } as const;
    const isStaff = user?.kind === 'staff';
    if (frame.audience === 'staff' && !isStaff) return { ok: false, problem: 'not-allowed' } as const;
    const audience = frame.audience ?? 'public';
    return this.#desk.enter(this.#socket, {
      ...{ contestId, board, categoryId, audience, participantId, lastVersion },
      userId: user?.id ?? '',
    });
  }

  /** A client that does not keep to the protocol is told once and let go. */
  #refuse(problem: string): void {
    this.#say({ type: 'problem', problem });
    this.end(closeCodes.policy, problem);
  }

  #say(frame: ToClient): void {
    this.#socket.send({ text: encodeToClient(frame) });
  }
}
