/**
 * Signing in, as a citizen by phone and as staff by login name. An unknown name and a wrong password
 * are told apart neither by the words nor by the time they take.
 */
import type { Outcome } from '../rules/refusal.ts';
import { accepted, refused } from '../rules/refusal.ts';
import { normalisePhone } from '../rules/identity.ts';
import { normaliseName } from '../rules/names.ts';
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
  // As names are everywhere: PostgreSQL has no text with a zero byte in it.
  const known = normaliseName(login);
  return signIn(ctx, `login ${known}`, address, password, () => ctx.store.read((tx) => userByLogin(tx, known)));
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
  const checked = await check(ctx, password, find).catch((problem: unknown) => {
    // Too many at once, or no store: nobody looked at the password, so nobody may be kept out for it.
    ctx.tries.notTried(here);
    ctx.tries.notTried(account);
    throw problem;
  });
  if (checked === null) return refused({ name: 'wrong-credentials' });
  ctx.tries.forget(here);
  ctx.tries.forget(account);
  return accepted({ user: checked, token: await ctx.sessions.open(checked.id) });
}

/** null for an unknown name and for a wrong password. */
async function check(ctx: Ctx, password: string, find: () => Promise<UserRow | undefined>): Promise<UserRow | null> {
  const user = await find();
  const isRight = await ctx.passwords.verify(user?.passwordHash ?? '', password);
  return isRight && user !== undefined ? user : null;
}
