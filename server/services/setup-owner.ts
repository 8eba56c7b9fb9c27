/**
 * The first account of an installation. There is no default password: a token printed in the
 * terminal of the first start, good for one use, makes the owner. Only its digest is stored.
 */
import { timingSafeEqual } from 'node:crypto';
import type { Outcome } from '../rules/refusal.ts';
import { accepted, refused } from '../rules/refusal.ts';
import type { UserId } from '../rules/ids.ts';
import { normaliseName } from '../rules/names.ts';
import { deleteSetting, readSetting, writeSetting } from '../store/settings.ts';
import { countStaff, insertUser } from '../store/users.ts';
import { passwordLengthMin } from '../auth/password.ts';
import type { Ctx } from './context.ts';
import { writeJournal } from './write-journal.ts';

const settingName = 'setup-token-digest';

export async function isSetupNeeded(ctx: Ctx): Promise<boolean> {
  return (await ctx.store.read(countStaff)) === 0;
}

/** A fresh token when the installation has no staff, else null. Earlier tokens die. */
export async function makeSetupToken(ctx: Ctx): Promise<string | null> {
  if (!(await isSetupNeeded(ctx))) return null;
  const token = ctx.randomHex(16);
  await ctx.store.write((tx) => writeSetting(tx, settingName, ctx.secrets.digest(token)));
  return token;
}

export interface NewOwner {
  readonly token: string;
  readonly login: string;
  readonly fullName: string;
  readonly password: string;
}

/** Makes the owner and signs them in; returns the cookie's value. Refuses with `setup-closed`, `password-weak`, `name-invalid`. */
export async function setupOwner(ctx: Ctx, given: NewOwner): Promise<Outcome<{ id: UserId; token: string }>> {
  const fullName = normaliseName(given.fullName);
  if (fullName === '') return refused({ name: 'name-invalid' });
  if (!(await ctx.store.read(async (tx) => isRightToken(ctx, await readSetting(tx, settingName), given.token))))
    return refused({ name: 'setup-closed' });
  if ([...given.password].length < passwordLengthMin)
    return refused({ name: 'password-weak', lengthMin: passwordLengthMin });
  const passwordHash = await ctx.passwords.hash(given.password);
  const id = ctx.newId<UserId>();
  const isMade = await ctx.store.write(async (tx) => {
    await tx.lock('setup');
    // Looked at again under the lock: of two that come at once only one is the owner.
    if (!isRightToken(ctx, await readSetting(tx, settingName), given.token)) return false;
    if ((await countStaff(tx)) > 0) return false;
    const createdAt = ctx.clock.now();
    const nobody = { phoneCipher: null, phoneIndex: null };
    const { login } = given;
    await insertUser(tx, { id, kind: 'staff', fullName, login, role: 'owner', passwordHash, createdAt, ...nobody });
    await deleteSetting(tx, settingName);
    await writeJournal(tx, ctx, { actor: { id, fullName }, action: 'setup-owner', contestId: '', detail: { login } });
    return true;
  });
  return isMade ? accepted({ id, token: await ctx.sessions.open(id) }) : refused({ name: 'setup-closed' });
}

function isRightToken(ctx: Ctx, digest: string | undefined, token: string): boolean {
  if (digest === undefined) return false;
  return timingSafeEqual(Buffer.from(digest), Buffer.from(ctx.secrets.digest(token)));
}
