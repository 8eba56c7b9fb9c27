/**
 * The rooms of one contest over its feed: a change is read once and shown in every room that somebody is in.
 * A room's key holds its audience, so no view of one can reach the other.
 */
import type { Ctx } from '../services/context.ts';
import { encodeToClient } from '../wire/to-client.ts';
import type { BoardFeed } from './board-feed.ts';
import type { BoardNames } from './board-names.ts';
import { boardBody, ownPlace, type Watched } from './board-view.ts';
import { OwnPlaces } from './own-places.ts';
import { Pace, type Timers } from './pace.ts';
import { Room, type RoomSocket } from './room.ts';

/** At most four updates a second. */
export const gapMs = 250;
const beatMs = 250;
/** Beats between two looks at the store without a wake-up: another instance may have written. */
const beatsPerSweep = 4;

export const roomKey = ({ board, categoryId, audience }: Watched): string => `${audience} ${board} ${categoryId}`;

interface OpenRoom {
  readonly room: Room;
  readonly watched: Watched;
  /** Views are shown one after the other: a slower older one must not come over a newer. */
  shown: Promise<void>;
}

export class ContestRooms {
  readonly #ctx: Ctx;
  readonly #timers: Timers;
  readonly #names: BoardNames;
  readonly #rooms = new Map<string, OpenRoom>();
  readonly #ownPlaces = new OwnPlaces();
  readonly #pace: Pace;
  readonly feed: BoardFeed;
  #beats = 0;
  #cancelBeat: (() => void) | null = null;

  constructor(ctx: Ctx, timers: Timers, feed: BoardFeed, names: BoardNames) {
    this.#ctx = ctx;
    this.#timers = timers;
    this.#names = names;
    this.feed = feed;
    this.#pace = new Pace(timers, gapMs, () => this.#update());
  }

  /** Open sockets in all rooms. */
  get present(): number {
    let sum = 0;
    for (const { room } of this.#rooms.values()) sum += room.count;
    return sum;
  }

  presentIn(watched: Watched): number {
    return this.#rooms.get(roomKey(watched))?.room.count ?? 0;
  }

  /** Something may have changed: shown at once, or with the next beat. */
  wake(): void {
    if (this.present > 0) this.#pace.ask();
  }

  /** Lets a socket in and brings it up to date; returns the call that lets it out. `participantId` '' has no place. */
  async join(socket: RoomSocket, watched: Watched, lastVersion: number, participantId: string): Promise<() => void> {
    const opened = this.#open(watched);
    const leave = () => {
      opened.room.leave(socket);
      this.#ownPlaces.leave(socket);
      if (opened.room.count === 0) this.#rooms.delete(roomKey(watched));
    };
    opened.room.join(socket, lastVersion);
    try {
      if (!opened.room.hasFrame) await this.#show(opened);
    } catch (problem) {
      leave();
      throw problem;
    }
    if (participantId !== '')
      this.#ownPlaces.join(socket, () =>
        ownPlace(this.feed, this.#names, watched, participantId, this.#ctx.clock.now()),
      );
    this.#keepBeating();
    return leave;
  }

  stop(): void {
    this.#pace.stop();
    this.#cancelBeat?.();
  }

  #open(watched: Watched): OpenRoom {
    const known = this.#rooms.get(roomKey(watched));
    if (known !== undefined) return known;
    const opened = { room: new Room(this.#ctx.clock.now()), watched, shown: Promise.resolve() };
    this.#rooms.set(roomKey(watched), opened);
    return opened;
  }

  async #update(): Promise<void> {
    try {
      await this.feed.refresh();
      for (const opened of this.#rooms.values()) await this.#show(opened);
    } catch (problem) {
      this.#ctx.log.error({ err: problem }, 'a board could not be brought up to date');
    }
  }

  #show(opened: OpenRoom): Promise<void> {
    const next = opened.shown.then(() => this.#publish(opened));
    opened.shown = next.catch(() => {});
    return next;
  }

  async #publish({ room, watched }: OpenRoom): Promise<void> {
    const serverNow = this.#ctx.clock.now();
    const body = await boardBody(this.feed, this.#names, watched, serverNow);
    room.publish(JSON.stringify(body), (version) => encodeToClient({ type: 'board', version, ...body, serverNow }));
  }

  #keepBeating(): void {
    this.#cancelBeat ??= this.#timers.after(beatMs, () => this.#beat());
  }

  #beat(): void {
    this.#cancelBeat = null;
    if (this.present === 0) return;
    this.#beats += 1;
    this.#ownPlaces.beat();
    if (this.#beats % beatsPerSweep === 0) {
      for (const { room } of this.#rooms.values()) room.catchUp();
      this.#pace.ask();
    }
    this.#keepBeating();
  }
}
