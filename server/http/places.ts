/** One's own places in a contest: oneself, or one's children, each with its attempts. */
import { readPlaces } from '../services/read-places.ts';
import { MyPlaces } from '../wire/http/attempts.ts';
import { Closed, ErrorBody, Slug } from '../wire/http/common.ts';
import type { App, Deps } from './deps.ts';
import { orRefuse } from './errors.ts';
import { citizenOf } from './plugins/login.ts';

export async function placeRoutes(app: App, { ctx }: Deps): Promise<void> {
  app.get(
    '/contests/:slug/me',
    { schema: { params: Closed({ slug: Slug }), response: { 200: MyPlaces, '4xx': ErrorBody } } },
    async (request) => orRefuse(await readPlaces(ctx, citizenOf(request).id, request.params.slug)),
  );
}
