/** Who holds the phone: signed in or not, their places in the contest, and whose place is being used. */
import type { MyPlaces } from '../../server/wire/http/attempts.ts';
import type { WhoAmI } from '../../server/wire/http/entering.ts';
import { readMyPlaces } from '../api/attempts.ts';
import { signOut, whoAmI } from '../api/citizens.ts';
import type { Failed } from '../api/http.ts';
import { keep, kept } from '../api/kept.ts';
import { browserStorage } from './answer-journal.ts';
import { sweepPapers } from './left-on-phone.ts';

export type MyPlace = MyPlaces['places'][number];
type User = NonNullable<WhoAmI['user']>;

class Visitor {
  #user = $state.raw<User | null>(null);
  #places = $state.raw<readonly MyPlace[]>([]);
  #slug = $state('');
  #chosenId = $state('');
  #isKnown = $state(false);

  /** A signed-in citizen; staff have nothing to do in this app. */
  get user(): User | null {
    return this.#user;
  }
  get places(): readonly MyPlace[] {
    return this.#places;
  }
  /** False until the server has said who this is. */
  get isKnown(): boolean {
    return this.#isKnown;
  }
  /** The place being used: the chosen one, or the only one; null with several and none chosen. */
  get place(): MyPlace | null {
    const chosen = this.#places.find((place) => place.participantId === this.#chosenId);
    return chosen ?? (this.#places.length === 1 ? (this.#places[0] ?? null) : null);
  }
  get mustChoose(): boolean {
    return this.#places.length > 1 && this.place === null;
  }

  choose(participantId: string): void {
    this.#chosenId = participantId;
    keep(`hoithi.place.${this.#slug}`, participantId);
  }

  /** Asks the server who this is and which places they have in the contest. */
  async load(slug: string): Promise<void> {
    if (slug !== this.#slug) this.#places = [];
    this.#slug = slug;
    this.#chosenId = kept(`hoithi.place.${slug}`) ?? '';
    const who = await whoAmI();
    if (!who.ok) return;
    this.#user = who.value.user?.kind === 'citizen' ? who.value.user : null;
    const mine = this.#user ? await readMyPlaces(slug) : null;
    if (this.#slug !== slug) return;
    this.#places = mine?.ok ? mine.value.places : [];
    this.#isKnown = true;
  }

  /** Signs out and leaves nothing of the person's papers on the phone. A failure comes back to be said; then nothing is touched. */
  async leave(): Promise<Failed | null> {
    const reply = await signOut();
    if (!reply.ok) return reply;
    this.#user = null;
    this.#places = [];
    this.#chosenId = '';
    sweepPapers(browserStorage());
    return null;
  }
}

export const visitor = new Visitor();
