/** What organisers do to a contest: close a round, take somebody out of the ranking or let them back in. */
import type { ParticipantId, RoundId } from '../rules/ids.ts';
import { closeRound } from '../services/close-round.ts';
import { disqualify, reinstate } from '../services/disqualify.ts';
import { RoundView } from '../wire/http/contests.ts';
import { CloseRound, Disqualification, Reason } from '../wire/http/staff.ts';
import { byId } from './addresses.ts';
import type { App, Deps } from './deps.ts';
import { orRefuse, refusals } from './errors.ts';
import { staffOf } from './plugins/login.ts';

const tags = ['staff'];

export async function staffRulingRoutes(app: App, { ctx }: Deps): Promise<void> {
  app.post(
    '/staff/rounds/:id/close',
    { schema: { tags, params: byId, body: CloseRound, response: { 200: RoundView, ...refusals } } },
    async (request) => {
      const actor = staffOf(request, 'owner', 'organiser');
      const closing = { roundId: request.params.id as RoundId, actor, early: request.body.early };
      return orRefuse(await closeRound(ctx, closing));
    },
  );

  for (const [action, rule] of Object.entries({ disqualify, reinstate })) {
    app.post(
      `/staff/participants/:id/${action}`,
      {
        schema: { tags, params: byId, body: Reason, response: { 200: Disqualification, ...refusals } },
      },
      async (request) => {
        const actor = staffOf(request, 'owner', 'organiser');
        const participantId = request.params.id as ParticipantId;
        return orRefuse(await rule(ctx, { participantId, reason: request.body.reason, actor }));
      },
    );
  }
}
