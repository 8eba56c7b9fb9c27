/** Who is signed in, as their own screens show it. */
import { maskPhone } from '../rules/identity.ts';
import type { UserId } from '../rules/ids.ts';
import { userById } from '../store/users.ts';
import type { WhoAmI } from '../wire/http/entering.ts';
import type { Ctx } from './context.ts';

/** null is nobody. */
export async function whoAmI(ctx: Ctx, id: UserId | null): Promise<WhoAmI> {
  const serverNow = ctx.clock.now();
  const user = id === null ? undefined : await ctx.store.read((tx) => userById(tx, id));
  if (user === undefined) return { user: null, serverNow };
  const phoneMasked = user.phoneCipher === null ? null : maskPhone(ctx.secrets.decrypt(user.phoneCipher));
  return {
    user: { id: user.id, kind: user.kind, fullName: user.fullName, role: user.role, phoneMasked },
    serverNow,
  };
}
