/**
 * Signing in, as a citizen by phone and as staff by login name. An unknown name and a wrong password
 * are told apart neither by the words nor by the time they take.
 */
import type { Outcome } from '../rules/refusal.ts';
import { accepted, refused } from '../rules/refusal.ts';
import { normalisePhone } from '../rules/identity.ts';
import { userByLogin, userByPhoneIndex, type UserRow } from '../store/users.ts';
import type { Ctx } from './context.ts';

/** Wrong passwords for one account from one address, and for one account from everywhere, in ten minutes. */
const triesPerAddressMax = 10;
const triesPerAccountMax = 100;

export interface SignedIn {
  readonly user: UserRow;
  /** The value of the cookie. */
  readonly token: string;
}

/** Refuses with `wrong-credentials`, `too-many-tries`. `address` is the asker's, for counting tries. */
export async function signInCitizen(
  ctx: Ctx,
  { phone, password, address }: { readonly phone: string; readonly password: string; readonly address: string },
): Promise<Outcome<SignedIn>> {
  const normalised = normalisePhone(phone);
  const phoneIndex = ctx.secrets.blindIndex(normalised.ok ? normalised.value : phone);
  return signIn(ctx, `phone ${phoneIndex}`, address, password, () =>
    ctx.store.read((tx) => userByPhoneIndex(tx, phoneIndex)),
  );
}

/** Refuses with `wrong-credentials`, `too-many-tries`. */
export async function signInStaff(
  ctx: Ctx,
  { login, password, address }: { readonly login: string; readonly password: string; readonly address: string },
): Promise<Outcome<SignedIn>> {
  return signIn(ctx, `login ${login}`, address, password, () => ctx.store.read((tx) => userByLogin(tx, login)));
}

async function signIn(
  ctx: Ctx,
  account: string,
  address: string,
  password: string,
  find: () => Promise<UserRow | undefined>,
): Promise<Outcome<SignedIn>> {
  const here = `${account} ${address}`;
  const retryAt =
    ctx.tries.blockedUntil(here, triesPerAddressMax) ?? ctx.tries.blockedUntil(account, triesPerAccountMax);
  if (retryAt !== null) return refused({ name: 'too-many-tries', retryAt });
  // Counted before the slow hash and taken back after it: a hundred tries at once are a hundred tries.
  ctx.tries.failed(here);
  ctx.tries.failed(account);
  const user = await find();
  if (!(await ctx.passwords.verify(user?.passwordHash ?? '', password)) || user === undefined)
    return refused({ name: 'wrong-credentials' });
  ctx.tries.forget(here);
  ctx.tries.forget(account);
  return accepted({ user, token: await ctx.sessions.open(user.id) });
}
