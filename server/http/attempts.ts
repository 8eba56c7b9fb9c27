/** One's own attempts. Each handler: who asks, one service, its shape. */
import { Type } from 'typebox';
import type { AttemptId, ParticipantId, RoundId } from '../rules/ids.ts';
import { acceptAnswers } from '../services/accept-answers.ts';
import { handIn } from '../services/hand-in.ts';
import { readAttempt } from '../services/read-attempt.ts';
import { readResult, type PlaceOf } from '../services/read-result.ts';
import { startAttempt } from '../services/start-attempt.ts';
import { AnswerReceipts, AttemptResult, AttemptView, SendAnswers, StartAttempt } from '../wire/http/attempts.ts';
import { Closed, ErrorBody, Id } from '../wire/http/common.ts';
import type { App, Deps } from './deps.ts';
import { orRefuse } from './errors.ts';
import { limited } from './limits.ts';
import { citizenOf } from './plugins/login.ts';

const ofAttempt = Closed({ id: Id });
const or4xx = { '4xx': ErrorBody };

export async function attemptRoutes(app: App, { ctx, hub }: Deps): Promise<void> {
  const placeOf: PlaceOf = (contestId, board, participantId) =>
    hub.outlook(contestId, { board, categoryId: '', audience: 'public' }, participantId);

  app.post(
    '/attempts',
    {
      config: { rateLimit: limited('start') },
      schema: { body: StartAttempt, response: { 200: AttemptView, ...or4xx } },
    },
    async (request) => {
      const userId = citizenOf(request).id;
      const { participantId, roundId } = request.body;
      const wish = { userId, participantId: participantId as ParticipantId, roundId: roundId as RoundId };
      const attempt = orRefuse(await startAttempt(ctx, wish));
      return orRefuse(await readAttempt(ctx, { userId, attemptId: attempt.id }));
    },
  );

  app.get(
    '/attempts/:id',
    { schema: { params: ofAttempt, response: { 200: AttemptView, ...or4xx } } },
    async (request) =>
      orRefuse(await readAttempt(ctx, { userId: citizenOf(request).id, attemptId: request.params.id as AttemptId })),
  );

  app.post(
    '/attempts/:id/answers',
    {
      config: { rateLimit: limited('answer') },
      schema: { params: ofAttempt, body: SendAnswers, response: { 200: AnswerReceipts, ...or4xx } },
    },
    async (request) => {
      // The instant of arrival: waiting for the writer must not make an answer late.
      const receivedAt = ctx.clock.now();
      const sent = {
        userId: citizenOf(request).id,
        attemptId: request.params.id as AttemptId,
        answers: request.body.answers,
        receivedAt,
      };
      return { receipts: orRefuse(await acceptAnswers(ctx, sent)), serverNow: ctx.clock.now() };
    },
  );

  app.post(
    '/attempts/:id/hand-in',
    {
      config: { rateLimit: limited('answer') },
      schema: {
        params: ofAttempt,
        body: Type.Object({}, { additionalProperties: false }),
        response: { 200: AttemptResult, ...or4xx },
      },
    },
    async (request) => {
      const receivedAt = ctx.clock.now();
      const own = { userId: citizenOf(request).id, attemptId: request.params.id as AttemptId };
      orRefuse(await handIn(ctx, { ...own, receivedAt }));
      return orRefuse(await readResult(ctx, own, placeOf));
    },
  );

  app.get(
    '/attempts/:id/result',
    { schema: { params: ofAttempt, response: { 200: AttemptResult, ...or4xx } } },
    async (request) =>
      orRefuse(
        await readResult(ctx, { userId: citizenOf(request).id, attemptId: request.params.id as AttemptId }, placeOf),
      ),
  );
}
