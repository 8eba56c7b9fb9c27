/** Ends one login session; its sockets hear of it over the bus. */
import type { Ctx } from './context.ts';

export async function signOut(ctx: Ctx, token: string): Promise<void> {
  await ctx.sessions.close(token);
}
