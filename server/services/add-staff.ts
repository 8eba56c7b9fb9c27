/** Adds a staff account. */
import { accepted, refused, type Outcome } from '../rules/refusal.ts';
import { normaliseName } from '../rules/names.ts';
import type { UserId } from '../rules/ids.ts';
import { passwordLengthMin } from '../auth/password.ts';
import { insertUser, userByLogin } from '../store/users.ts';
import type { Ctx } from './context.ts';
import { writeJournal } from './write-journal.ts';

export interface NewStaff {
  readonly login: string;
  readonly fullName: string;
  readonly role: 'owner' | 'organiser' | 'author' | 'reviewer' | 'viewer';
  readonly password: string;
}

const loginPattern = /^[a-z0-9._-]{3,40}$/;

/** Refusals: `login-taken` (also for a name that is none), `name-invalid`, `password-weak`. */
export async function addStaff(ctx: Ctx, given: NewStaff): Promise<Outcome<UserId>> {
  const fullName = normaliseName(given.fullName);
  if (fullName === '') return refused({ name: 'name-invalid' });
  if (!loginPattern.test(given.login)) return refused({ name: 'login-taken' });
  if (given.password.length < passwordLengthMin)
    return refused({ name: 'password-weak', lengthMin: passwordLengthMin });
  const passwordHash = await ctx.passwords.hash(given.password);
  const id = ctx.newId<UserId>();
  return ctx.store.write(async (tx) => {
    await tx.lock('login', given.login);
    if (await userByLogin(tx, given.login)) return refused({ name: 'login-taken' });
    const { login, role } = given;
    const createdAt = ctx.clock.now();
    await insertUser(tx, {
      id,
      kind: 'staff',
      fullName,
      phoneCipher: null,
      phoneIndex: null,
      login,
      role,
      passwordHash,
      createdAt,
    });
    await writeJournal(tx, ctx, { actor: null, action: 'add-staff', contestId: '', detail: { login, role } });
    return accepted(id);
  });
}
