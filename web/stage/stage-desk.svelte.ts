/**
 * What the projector shows: the contest, the scene, and its board as everybody may see it. Joins rooms as the public
 * whoever is signed in on this computer, so nothing that only the staff may see can reach the screen.
 */
import type { ContestView } from '../../server/wire/http/contests.ts';
import { readContest } from '../api/contests.ts';
import { isPassing, type Failed } from '../api/http.ts';
import { BoardFeed } from '../live/board-feed.svelte.ts';
import { serverClock } from '../live/server-clock.svelte.ts';
import { remember } from './address.ts';
import { scenesOf, stepScene, type Scene } from './scenes.ts';

/** Rounds open and close while the stage stands there. */
const contestEveryMs = 30_000;
const retryEveryMs = 3_000;

export class StageDesk {
  readonly slug: string;
  readonly feed = new BoardFeed();
  #contest = $state.raw<ContestView | null>(null);
  #failure = $state.raw<Failed | null>(null);
  #wanted = $state('');

  constructor(slug: string, scene: string) {
    this.slug = slug;
    this.#wanted = scene;
  }

  get contest(): ContestView | null {
    return this.#contest;
  }
  /** Only a refusal: without a connection the stage waits and tries again by itself. */
  get failure(): Failed | null {
    return !this.#contest && this.#failure && !isPassing(this.#failure) ? this.#failure : null;
  }
  /** The connection is not there now; what is shown may be old. */
  get isApart(): boolean {
    return this.#failure !== null || (this.feed.view !== null && !this.feed.isLive);
  }
  get scenes(): readonly Scene[] {
    return this.#contest ? scenesOf(this.#contest, this.#contest.serverNow) : [];
  }
  get scene(): Scene | null {
    return this.scenes.find((scene) => scene.id === this.#wanted) ?? this.scenes[0] ?? null;
  }
  /** People with an attempt begun; null while it is not told. */
  get participants(): number | null {
    const count = this.feed.participants ?? this.#contest?.participants ?? -1;
    return count < 0 ? null : count;
  }
  /** Places from the top that win a prize on the board shown. */
  get prizePlaces(): number {
    const scope = this.scene?.round ? 'round' : 'overall';
    const prizes = this.#contest?.prizes.filter((prize) => prize.kind === 'individual' && prize.scope === scope) ?? [];
    return prizes.reduce((sum, prize) => sum + prize.quota, 0);
  }

  step(by: number): void {
    const next = stepScene(this.scenes, this.scene?.id ?? '', by);
    if (!next) return;
    this.#wanted = next.id;
    remember(this.slug, next.id);
  }

  /** Reads the contest, again and again, until the returned function is called. */
  follow(): () => void {
    let timer: ReturnType<typeof setTimeout> | undefined;
    let isOver = false;
    const ask = async () => {
      const reply = await readContest(this.slug);
      if (isOver) return;
      this.#failure = reply.ok ? null : reply;
      if (reply.ok) this.#contest = reply.value;
      timer = setTimeout(() => void ask(), reply.ok ? contestEveryMs : retryEveryMs);
    };
    void ask();
    return () => {
      isOver = true;
      clearTimeout(timer);
      this.feed.stop();
    };
  }

  /** How long the round shown is still open; null when it is not, or before the server's first word. */
  leftMs(): number | null {
    const round = this.scene?.round;
    const now = serverClock.now;
    return round && now && !round.isClosed && now < round.closesAt ? round.closesAt - now : null;
  }
}
