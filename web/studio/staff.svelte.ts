/** Who works here: the one signed in, and the ways in and out. Rights are the server's business. */
import type { WhoAmI } from '../../server/wire/http/entering.ts';
import { whoAmI, signOut } from '../api/citizens.ts';
import type { Failed, Reply } from '../api/http.ts';
import { sweepDrafts } from './banks/draft-copies.ts';
import { readSetup, setUpOwner, signInStaff } from '../api/staff.ts';

type User = NonNullable<WhoAmI['user']>;

/** `unknown` until the server has said; `citizen` is signed in, but with an account that has no place here. */
export type Standing = 'unknown' | 'nobody' | 'citizen' | 'staff';

class Staff {
  #user = $state.raw<User | null>(null);
  #standing = $state<Standing>('unknown');
  #isSetupNeeded = $state(false);
  #failure = $state.raw<Failed | null>(null);

  get user(): User | null {
    return this.#user;
  }
  get standing(): Standing {
    return this.#standing;
  }
  /** May close rounds, take people off a board and decide prizes; the server holds everybody else back anyway. */
  get mayRule(): boolean {
    return this.#user?.role === 'owner' || this.#user?.role === 'organiser';
  }
  /** True on a server without any staff. */
  get isSetupNeeded(): boolean {
    return this.#isSetupNeeded;
  }
  /** Why it is not known who this is. */
  get failure(): Failed | null {
    return this.#standing === 'unknown' ? this.#failure : null;
  }

  async load(): Promise<void> {
    const [who, setup] = await Promise.all([whoAmI(), readSetup()]);
    if (setup.ok) this.#isSetupNeeded = setup.value.isNeeded;
    if (who.ok) this.#take(who.value);
    else this.#failure = who;
  }

  async signIn(login: string, password: string): Promise<Reply<WhoAmI>> {
    return this.#taken(await signInStaff(login, password));
  }

  async setUp(owner: Parameters<typeof setUpOwner>[0]): Promise<Reply<WhoAmI>> {
    const reply = this.#taken(await setUpOwner(owner));
    if (reply.ok) this.#isSetupNeeded = false;
    return reply;
  }

  async signOut(): Promise<void> {
    const reply = await signOut();
    if (!reply.ok) return;
    sweepDrafts();
    this.lost();
  }

  /** The session is over: the server has said so. */
  lost(): void {
    this.#user = null;
    this.#standing = 'nobody';
  }

  #taken(reply: Reply<WhoAmI>): Reply<WhoAmI> {
    if (reply.ok) this.#take(reply.value);
    return reply;
  }

  #take({ user }: WhoAmI): void {
    this.#user = user;
    this.#standing = user?.kind ?? 'nobody';
  }
}

export const staff = new Staff();
