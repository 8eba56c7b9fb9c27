/** The picture of one's own result. No link leads here: it is for whoever is signed in as the owner, and theirs to pass on. */
import { Type } from 'typebox';
import type { AttemptId } from '../rules/ids.ts';
import { readResultCard } from '../services/read-result-card.ts';
import { byId } from './addresses.ts';
import type { App, Deps } from './deps.ts';
import { languageOf, orRefuse, refusals } from './errors.ts';
import { limited } from './limits.ts';
import { citizenOf } from './plugins/login.ts';

export async function resultCardRoutes(app: App, { ctx }: Deps): Promise<void> {
  const schema = { tags: ['attempts'], params: byId, response: { 200: Type.Unsafe<Buffer>({}), ...refusals } };

  app.get('/attempts/:id/card.png', { schema, config: { rateLimit: limited('render') } }, async (request, reply) => {
    const own = { userId: citizenOf(request).id, attemptId: request.params.id as AttemptId };
    const picture = orRefuse(await readResultCard(ctx, own, languageOf(request)));
    return reply.type('image/png').send(picture);
  });
}
