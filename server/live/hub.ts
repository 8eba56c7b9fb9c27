/**
 * Where sockets find their room and requests their view: one feed and one set of rooms for each contest that
 * somebody has asked for. Limits have names; who may see what is decided by the caller, who gives the audience.
 */
import type { ContestId } from '../rules/ids.ts';
import type { Happening } from '../services/bus.ts';
import type { Ctx } from '../services/context.ts';
import type { PlaceAbove } from '../wire/http/attempts.ts';
import type { OwnPlace } from '../wire/http/leaderboard.ts';
import { BoardFeed } from './board-feed.ts';
import { BoardNames } from './board-names.ts';
import { boardBody, isBoardOf, ownPlace, tellingOf, type BoardBody, type Watched } from './board-view.ts';
import { ContestRooms } from './contest-rooms.ts';
import { systemTimers, type Timers } from './pace.ts';
import { placeAbove } from './place-above.ts';
import type { RoomSocket } from './room.ts';

export const socketsPerRoomMax = 25_000;
/** Tabs and devices of one account. */
export const socketsPerUserMax = 12;
/** A view over HTTP is as old as this at most, when nothing has woken the feed. */
const freshMs = 1_000;

export interface Wish extends Watched {
  readonly contestId: ContestId;
  /** '' watches without a place. Belongs to the user: the caller has checked it. */
  readonly participantId: string;
  /** '' is a stranger, whose sockets are counted by address where they connect. */
  readonly userId: string;
  readonly lastVersion: number;
}

export type Entered =
  | { readonly ok: true; readonly leave: () => void }
  | { readonly ok: false; readonly problem: 'unknown-board' | 'room-full' | 'too-many-sockets' };

export interface Outlook extends OwnPlace {
  readonly isFrozen: boolean;
  readonly above: PlaceAbove | null;
}

interface Live {
  readonly rooms: ContestRooms;
  freshAt: number;
  isStale: boolean;
}

export class Hub {
  readonly #ctx: Ctx;
  readonly #timers: Timers;
  readonly #names: BoardNames;
  readonly #contests = new Map<ContestId, Promise<Live | null>>();
  readonly #socketsOf = new Map<string, number>();
  readonly #stopHearing: () => void;

  constructor(ctx: Ctx, timers: Timers = systemTimers) {
    this.#ctx = ctx;
    this.#timers = timers;
    this.#names = new BoardNames(ctx);
    const stopBus = ctx.bus.hear((happening) => void this.#hear(happening));
    // Another instance tells of its commits only through the store, and does not say which contest.
    const stopWakes = ctx.store.onWake('standings', () => {
      for (const contestId of this.#contests.keys()) void this.#hear({ what: 'standings-changed', contestId });
    });
    this.#stopHearing = () => {
      stopBus();
      stopWakes();
    };
  }

  /** Seats a socket; its first frame is on its way when this resolves. */
  async enter(socket: RoomSocket, wish: Wish): Promise<Entered> {
    const live = await this.#live(wish.contestId);
    if (live === null || !isBoardOf(live.rooms.feed.contest, wish)) return { ok: false, problem: 'unknown-board' };
    if (live.rooms.presentIn(wish) >= socketsPerRoomMax) return { ok: false, problem: 'room-full' };
    const held = this.#socketsOf.get(wish.userId) ?? 0;
    if (wish.userId !== '' && held >= socketsPerUserMax) return { ok: false, problem: 'too-many-sockets' };
    this.#socketsOf.set(wish.userId, held + 1);
    try {
      const leave = await live.rooms.join(socket, wish, wish.lastVersion, wish.participantId);
      return { ok: true, leave: once(() => this.#left(wish.userId, leave)) };
    } catch (problem) {
      this.#left(wish.userId, () => {});
      throw problem;
    }
  }

  /** The same view that a frame carries; null for a board the contest does not have. */
  async view(contestId: ContestId, watched: Watched): Promise<BoardBody | null> {
    const live = await this.#fresh(contestId);
    if (live === null || !isBoardOf(live.rooms.feed.contest, watched)) return null;
    return boardBody(live.rooms.feed, this.#names, watched, this.#ctx.clock.now());
  }

  async ownPlace(contestId: ContestId, watched: Watched, participantId: string): Promise<OwnPlace | null> {
    const live = await this.#fresh(contestId);
    if (live === null || !isBoardOf(live.rooms.feed.contest, watched)) return null;
    return ownPlace(live.rooms.feed, this.#names, watched, participantId, this.#ctx.clock.now());
  }

  /** One's own place with what would change it, all of one instant; null for a board the contest does not have. */
  async outlook(contestId: ContestId, watched: Watched, participantId: string): Promise<Outlook | null> {
    const live = await this.#fresh(contestId);
    if (live === null || !isBoardOf(live.rooms.feed.contest, watched)) return null;
    const { feed } = live.rooms;
    const now = this.#ctx.clock.now();
    return {
      ...ownPlace(feed, this.#names, watched, participantId, now),
      isFrozen: tellingOf(feed.contest, watched.board, watched.audience, now).isFrozen,
      above: placeAbove(feed, watched, participantId, now),
    };
  }

  /** Open sockets on a contest's boards. */
  async present(contestId: ContestId): Promise<number> {
    return (await this.#contests.get(contestId))?.rooms.present ?? 0;
  }

  async stop(): Promise<void> {
    this.#stopHearing();
    for (const live of this.#contests.values()) (await live.catch(() => null))?.rooms.stop();
  }

  async #fresh(contestId: ContestId): Promise<Live | null> {
    const live = await this.#live(contestId);
    const now = this.#ctx.clock.now();
    if (live === null || (!live.isStale && now - live.freshAt < freshMs)) return live;
    live.isStale = false;
    live.freshAt = now;
    await live.rooms.feed.refresh();
    return live;
  }

  /** Loaded at the first asking; a load that failed is tried again by the next. */
  #live(contestId: ContestId): Promise<Live | null> {
    const known = this.#contests.get(contestId);
    if (known !== undefined) return known;
    const loading = this.#load(contestId);
    this.#contests.set(contestId, loading);
    const forget = () => void this.#contests.delete(contestId);
    loading.then((live) => live ?? forget(), forget);
    return loading;
  }

  async #load(contestId: ContestId): Promise<Live | null> {
    const feed = await BoardFeed.load(this.#ctx, contestId);
    if (feed === null) return null;
    const rooms = new ContestRooms(this.#ctx, this.#timers, feed, this.#names);
    return { rooms, freshAt: this.#ctx.clock.now(), isStale: false };
  }

  async #hear(happening: Happening): Promise<void> {
    if (!('contestId' in happening)) return;
    // A feed that could not be loaded has told whoever asked for it.
    const live = await this.#contests.get(happening.contestId)?.catch(() => null);
    if (live === null || live === undefined) return;
    live.isStale = true;
    live.rooms.wake();
  }

  #left(userId: string, leave: () => void): void {
    leave();
    const held = (this.#socketsOf.get(userId) ?? 1) - 1;
    if (held > 0) this.#socketsOf.set(userId, held);
    else this.#socketsOf.delete(userId);
  }
}

function once(call: () => void): () => void {
  let isDone = false;
  return () => {
    if (isDone) return;
    isDone = true;
    call();
  };
}
