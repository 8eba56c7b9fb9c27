/** Signing in and out, for citizens and for staff: one session and one cookie. */
import { Type } from 'typebox';
import { signInCitizen, signInStaff } from '../services/sign-in.ts';
import { signOut } from '../services/sign-out.ts';
import { whoAmI } from '../services/who-am-i.ts';
import { SignIn, WhoAmI } from '../wire/http/entering.ts';
import { StaffSignIn } from '../wire/http/staff.ts';
import type { App, Deps } from './deps.ts';
import { orRefuse, refusals } from './errors.ts';
import { limited } from './limits.ts';
import { clearCookie, giveCookie } from './plugins/login.ts';

export async function sessionRoutes(app: App, { ctx, config }: Deps): Promise<void> {
  app.get('/session', { schema: { tags: ['session'], response: { 200: WhoAmI, ...refusals } } }, (request) =>
    whoAmI(ctx, request.login?.user.id ?? null),
  );

  app.post(
    '/session',
    {
      schema: { tags: ['session'], body: SignIn, response: { 200: WhoAmI, ...refusals } },
      config: { rateLimit: limited('signIn') },
    },
    async (request, reply) => {
      const { user, token } = orRefuse(await signInCitizen(ctx, { ...request.body, address: request.ip }));
      await endPrevious(request.login?.token);
      giveCookie(reply, config, token);
      return whoAmI(ctx, user.id);
    },
  );

  app.post(
    '/staff/session',
    {
      schema: { tags: ['staff'], body: StaffSignIn, response: { 200: WhoAmI, ...refusals } },
      config: { rateLimit: limited('staffSignIn') },
    },
    async (request, reply) => {
      const { user, token } = orRefuse(await signInStaff(ctx, { ...request.body, address: request.ip }));
      await endPrevious(request.login?.token);
      giveCookie(reply, config, token);
      return whoAmI(ctx, user.id);
    },
  );

  app.delete(
    '/session',
    { schema: { tags: ['session'], response: { 204: Type.Null(), ...refusals } } },
    async (request, reply) => {
      await endPrevious(request.login?.token);
      clearCookie(reply, config);
      // A computer shared by a class must not keep what the last pupil answered.
      return reply.code(204).header('clear-site-data', '"storage"').send(null);
    },
  );

  /** A session that a new one replaces, or that is signed out of, opens nothing any more. */
  async function endPrevious(token: string | undefined): Promise<void> {
    if (token !== undefined) await signOut(ctx, token);
  }
}
