/** Practice questions, for everybody. */
import { askPractice, tryPractice } from '../services/practice.ts';
import { PracticeQuestion, PracticeReply, PracticeTry } from '../wire/http/contests.ts';
import { bySlug } from './addresses.ts';
import type { App, Deps } from './deps.ts';
import { orRefuse, refusals } from './errors.ts';

export async function practiceRoutes(app: App, { ctx }: Deps): Promise<void> {
  app.get(
    '/contests/:slug/practice',
    { schema: { tags: ['contests'], params: bySlug, response: { 200: PracticeQuestion, ...refusals } } },
    async (request) => orRefuse(await askPractice(ctx, request.params.slug)),
  );

  app.post(
    '/contests/:slug/practice',
    {
      schema: { tags: ['contests'], params: bySlug, body: PracticeTry, response: { 200: PracticeReply, ...refusals } },
    },
    async (request) => orRefuse(await tryPractice(ctx, request.params.slug, request.body)),
  );
}
