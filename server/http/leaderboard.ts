/** The public's boards over HTTP, for those without a websocket: the very views that frames carry. Always the public audience. */
import { Type } from 'typebox';
import type { BoardBody } from '../live/board-view.ts';
import { loadPublicContest, type LoadedContest } from '../services/load-contest.ts';
import { ownParticipant } from '../services/own-participant.ts';
import { Closed, Id } from '../wire/http/common.ts';
import { BoardView, OwnPlace, UnitBoardView } from '../wire/http/leaderboard.ts';
import type { App, Deps } from './deps.ts';
import { BoardName, bySlug } from './addresses.ts';
import { orRefuse, refusals, refuse } from './errors.ts';
import { citizenOf } from './plugins/login.ts';

const CategoryId = Type.String({ maxLength: 60, default: '' });

const orNotFound = <T>(value: T | null): T => value ?? refuse({ name: 'not-found' });

export async function leaderboardRoutes(app: App, { ctx, hub }: Deps): Promise<void> {
  const publicView = async (slug: string, board: string, categoryId: string) => {
    const contest = orNotFound<LoadedContest>(await loadPublicContest(ctx, slug));
    return orNotFound<BoardBody>(await hub.view(contest.id, { board, categoryId, audience: 'public' }));
  };

  app.get(
    '/contests/:slug/board',
    {
      schema: {
        tags: ['leaderboard'],
        params: bySlug,
        querystring: Closed({ board: BoardName, category: Type.Optional(CategoryId) }),
        response: { 200: BoardView, ...refusals },
      },
    },
    async (request) => {
      const { board, category = '' } = request.query;
      return (await publicView(request.params.slug, board, category)).view;
    },
  );

  app.get(
    '/contests/:slug/units-board',
    {
      schema: {
        tags: ['leaderboard'],
        params: bySlug,
        querystring: Closed({ board: BoardName }),
        response: { 200: UnitBoardView, ...refusals },
      },
    },
    async (request) => (await publicView(request.params.slug, request.query.board, '')).units,
  );

  app.get(
    '/contests/:slug/own-place',
    {
      schema: {
        tags: ['leaderboard'],
        params: bySlug,
        querystring: Closed({ board: BoardName, participant: Id, category: Type.Optional(CategoryId) }),
        response: { 200: OwnPlace, ...refusals },
      },
    },
    async (request) => {
      const { board, participant: participantId, category: categoryId = '' } = request.query;
      const { slug } = request.params;
      const own = orRefuse(await ownParticipant(ctx, { userId: citizenOf(request).id, slug, participantId }));
      const watched = { board, categoryId, audience: 'public' } as const;
      return orNotFound<OwnPlace>(await hub.ownPlace(own.contestId, watched, own.participantId));
    },
  );
}
