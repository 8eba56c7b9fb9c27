/** The first account of an installation, made with the token that the terminal printed. */
import { isSetupNeeded, setupOwner } from '../services/setup-owner.ts';
import { whoAmI } from '../services/who-am-i.ts';
import { WhoAmI } from '../wire/http/entering.ts';
import { Setup, SetupState } from '../wire/http/staff.ts';
import type { App, Deps } from './deps.ts';
import { orRefuse, refusals } from './errors.ts';
import { limited } from './limits.ts';
import { giveCookie } from './plugins/login.ts';

export async function setupRoutes(app: App, { ctx, config }: Deps): Promise<void> {
  app.get('/setup', { schema: { tags: ['staff'], response: { 200: SetupState, ...refusals } } }, async () => ({
    isNeeded: await isSetupNeeded(ctx),
  }));

  app.post(
    '/setup',
    {
      schema: { tags: ['staff'], body: Setup, response: { 200: WhoAmI, ...refusals } },
      config: { rateLimit: limited('staffSignIn') },
    },
    async (request, reply) => {
      const owner = orRefuse(await setupOwner(ctx, request.body));
      giveCookie(reply, config, owner.token);
      return whoAmI(ctx, owner.id);
    },
  );
}
