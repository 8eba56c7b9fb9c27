/** What a contest is shared with: its picture for link previews, and its QR code. */
import { Type } from 'typebox';
import { readQr, readShareCard } from '../services/share-contest.ts';
import { bySlug } from './addresses.ts';
import type { App, Deps } from './deps.ts';
import { orRefuse, refusals } from './errors.ts';
import { limited } from './limits.ts';
import { originOf } from './public-origin.ts';

const dayCache = 'public, max-age=86400';

export async function shareRoutes(app: App, { ctx, config }: Deps): Promise<void> {
  const schema = { tags: ['contests'], params: bySlug, response: { 200: Type.Unsafe<Buffer>({}), ...refusals } };
  const options = { schema, config: { rateLimit: limited('render') } };

  app.get('/contests/:slug/share.png', options, async (request, reply) => {
    const picture = orRefuse(await readShareCard(ctx, request.params.slug));
    // Messaging apps fetch it for their own pages.
    void reply.header('cross-origin-resource-policy', 'cross-origin').header('cache-control', dayCache);
    return reply.type('image/png').send(picture);
  });

  app.get('/contests/:slug/qr.svg', options, async (request, reply) => {
    const code = orRefuse(await readQr(ctx, request.params.slug, originOf(config, request)));
    void reply.header('cache-control', dayCache);
    return reply.type('image/svg+xml').send(code);
  });
}
