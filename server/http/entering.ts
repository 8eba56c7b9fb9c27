/** Entering a contest: the age first, the texts to consent to, then one whole entry. */
import type { UserId } from '../rules/ids.ts';
import { enterContest, checkBirthFor } from '../services/enter-contest.ts';
import { loadPublicContest } from '../services/load-contest.ts';
import { Closed, ErrorBody, Slug } from '../wire/http/common.ts';
import { AgeCheck, AgeCheckReply, ConsentTexts, Entered, Entry } from '../wire/http/entering.ts';
import { consentTexts } from '../wire/consent-text.ts';
import type { App, Deps } from './deps.ts';
import { orRefuse, refuse } from './errors.ts';
import { limited } from './limits.ts';
import { giveCookie } from './plugins/login.ts';

const params = Closed({ slug: Slug });
const or4xx = { '4xx': ErrorBody };

export async function enteringRoutes(app: App, { ctx, config }: Deps): Promise<void> {
  app.post(
    '/contests/:slug/age-check',
    { schema: { params, body: AgeCheck, response: { 200: AgeCheckReply, ...or4xx } } },
    async (request) => {
      const contest = await loadPublicContest(ctx, request.params.slug);
      if (!contest) return refuse({ name: 'not-found' });
      const { isChild } = orRefuse(checkBirthFor(contest, request.body.birth, ctx.clock.now()));
      return { path: isChild ? ('guardian' as const) : ('self' as const) };
    },
  );

  app.get(
    '/contests/:slug/consents',
    { schema: { params, response: { 200: ConsentTexts, ...or4xx } } },
    async () => consentTexts,
  );

  app.post(
    '/contests/:slug/entries',
    {
      config: { rateLimit: limited('enter') },
      schema: { params, body: Entry, response: { 200: Entered, ...or4xx } },
    },
    async (request, reply) => {
      const signedIn = request.login?.user;
      if (signedIn?.kind === 'staff') refuse({ name: 'excluded-person' });
      const userId: UserId | null = signedIn?.id ?? null;
      const wish = { slug: request.params.slug, userId, entry: request.body };
      const entered = orRefuse(await enterContest(ctx, wish));
      if (userId === null) giveCookie(reply, config, await ctx.sessions.open(entered.userId));
      return { participantId: entered.participantId };
    },
  );
}
