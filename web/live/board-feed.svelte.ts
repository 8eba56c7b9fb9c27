/**
 * One board as it moves: by websocket while that works, by asking every 15 seconds while it does not.
 * Holds the latest view as a value that is replaced, and how far each row has moved since the last one.
 */
import { untrack } from 'svelte';
import type { BoardView, OwnPlace, UnitBoardView } from '../../server/wire/http/leaderboard.ts';
import type { ToClient } from '../../server/wire/to-client.ts';
import { isPassing, type Failed } from '../api/http.ts';
import { readBoard, readOwnPlace, readUnitBoard } from '../api/leaderboard.ts';
import { LiveSocket, openLine, type Room } from './socket.svelte.ts';
import { serverClock } from './server-clock.svelte.ts';

const pollEveryMs = 15_000;
/** Tries of the socket before asking by HTTP. */
const missesBeforePolling = 2;

export class BoardFeed {
  #view = $state.raw<BoardView | null>(null);
  #units = $state.raw<UnitBoardView | null>(null);
  #own = $state.raw<OwnPlace | null>(null);
  #ownMoved = $state(0);
  #participants = $state<number | null>(null);
  #failure = $state.raw<Failed | null>(null);
  #moves = $state.raw<ReadonlyMap<string, number>>(new Map());
  #room: Room | null = null;
  #poll: ReturnType<typeof setInterval> | undefined;
  #socket: LiveSocket;

  constructor(open = openLine) {
    this.#socket = new LiveSocket({ open, hear: (frame) => this.#hear(frame) });
  }

  get view(): BoardView | null {
    return this.#view;
  }
  get units(): UnitBoardView | null {
    return this.#units;
  }
  get own(): OwnPlace | null {
    return this.#own;
  }
  /** Places won (positive) or lost by oneself at the last change. */
  get ownMoved(): number {
    return this.#ownMoved;
  }
  /** Live counter of the contest; null before the first frame. */
  get participants(): number | null {
    return this.#participants;
  }
  /** Places won (positive) or lost by row since the view before. */
  get moves(): ReadonlyMap<string, number> {
    return this.#moves;
  }
  get isLive(): boolean {
    return this.#socket.state === 'live';
  }
  /** Why there is nothing to show; null once there is. */
  get failure(): Failed | null {
    return this.#view ? null : this.#failure;
  }

  /** Follows a board until the returned function is called. Call again for another board. Safe inside an effect. */
  follow(room: Room): () => void {
    // What is read on the way must not become a reason for the caller's effect to begin again.
    return untrack(() => this.#follow(room));
  }

  #follow(room: Room): () => void {
    const isSameBoard = this.#room?.board === room.board && this.#room.categoryId === room.categoryId;
    this.#room = room;
    if (!isSameBoard) {
      this.#view = null;
      this.#units = null;
      this.#own = null;
      this.#moves = new Map();
      this.#ownMoved = 0;
    }
    this.#socket.join(room);
    void this.ask();
    clearInterval(this.#poll);
    this.#poll = setInterval(() => {
      if (!this.isLive && this.#socket.misses >= missesBeforePolling) void this.ask();
    }, pollEveryMs);
    const hurry = () => this.#socket.hurry();
    addEventListener('online', hurry);
    document.addEventListener('visibilitychange', hurry);
    return () => {
      clearInterval(this.#poll);
      removeEventListener('online', hurry);
      document.removeEventListener('visibilitychange', hurry);
    };
  }

  /** Leaves for good. */
  stop(): void {
    clearInterval(this.#poll);
    this.#socket.stop();
  }

  /** The same views over HTTP, once. */
  async ask(): Promise<void> {
    const room = this.#room;
    if (!room) return;
    const [view, units, own] = await Promise.all([
      readBoard(room.contest, room.board, room.categoryId),
      readUnitBoard(room.contest, room.board),
      room.participantId ? readOwnPlace(room.contest, room.board, room.participantId) : null,
    ]);
    if (this.#room !== room) return;
    if (view.ok) this.#showView(view.value);
    else if (!isPassing(view) || !this.#view) this.#failure = view;
    if (units.ok) this.#units = units.value;
    if (own?.ok) this.#showOwn(own.value);
  }

  #hear(frame: ToClient): void {
    if (frame.type === 'pong') serverClock.learn(frame.serverNow);
    if (frame.type === 'own-place' && frame.place.board === this.#room?.board) this.#showOwn(frame.place);
    if (frame.type !== 'board') return;
    serverClock.learn(frame.serverNow);
    this.#participants = frame.participants;
    if (frame.view.board !== this.#room?.board || frame.view.categoryId !== this.#room.categoryId) return;
    this.#showView(frame.view);
    this.#units = frame.units;
  }

  #showView(view: BoardView): void {
    const before = new Map(this.#view?.top.map((row) => [row.rowId, row.rank]));
    this.#moves = new Map(view.top.map((row) => [row.rowId, (before.get(row.rowId) ?? row.rank) - row.rank]));
    this.#view = view;
    this.#failure = null;
  }

  #showOwn(place: OwnPlace): void {
    const before = this.#own?.rank;
    if (before != null && place.rank != null && before !== place.rank) this.#ownMoved = before - place.rank;
    this.#own = place;
  }
}
