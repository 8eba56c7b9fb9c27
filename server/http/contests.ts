/** The contests, for everybody. */
import { readContest, readContests } from '../services/read-contest.ts';
import { bySlug } from './addresses.ts';
import { ContestList, ContestView } from '../wire/http/contests.ts';
import type { App, Deps } from './deps.ts';
import { orRefuse, refusals } from './errors.ts';

export async function contestRoutes(app: App, { ctx }: Deps): Promise<void> {
  app.get('/contests', { schema: { tags: ['contests'], response: { 200: ContestList, ...refusals } } }, () =>
    readContests(ctx),
  );

  app.get(
    '/contests/:slug',
    { schema: { tags: ['contests'], params: bySlug, response: { 200: ContestView, ...refusals } } },
    async (request) => orRefuse(await readContest(ctx, request.params.slug)),
  );
}
