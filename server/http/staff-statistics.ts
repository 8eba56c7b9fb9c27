/** What results teach: figures of a closed round's questions, and putting right a key that was wrong on the day. */
import { Type } from 'typebox';
import type { RoundId } from '../rules/ids.ts';
import { exportStatistics, statisticsForms } from '../services/export-statistics.ts';
import { findAskedItems } from '../services/find-asked-items.ts';
import { listRulings, readNotices } from '../services/list-rulings.ts';
import { lookAtRuling } from '../services/look-at-ruling.ts';
import { orderRuling } from '../services/make-ruling.ts';
import { readRoundStatistics } from '../services/read-round-statistics.ts';
import { Closed } from '../wire/http/common.ts';
import {
  AskedItems,
  MakeRuling,
  Notices,
  PreviewRuling,
  RulingList,
  RulingLook,
  RulingView,
  StatisticsView,
} from '../wire/http/statistics.ts';
import { byId, bySlug } from './addresses.ts';
import type { App, Deps } from './deps.ts';
import { attachment } from './download.ts';
import { orRefuse, refusals } from './errors.ts';
import { limited } from './limits.ts';
import { staffOf } from './plugins/login.ts';

const tags = ['staff'];

const mediaTypes = {
  xlsx: 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
  csv: 'text/csv; charset=utf-8',
} as const;

export async function staffStatisticsRoutes(app: App, { ctx }: Deps): Promise<void> {
  // They read whole rounds.
  const config = { rateLimit: limited('render') };

  app.get(
    '/staff/rounds/:id/statistics',
    { schema: { tags, params: byId, response: { 200: StatisticsView, ...refusals } } },
    async (request) => {
      staffOf(request);
      return orRefuse(await readRoundStatistics(ctx, request.params.id as RoundId));
    },
  );

  for (const form of statisticsForms) {
    app.get(
      `/staff/rounds/:id/statistics.${form}`,
      { config, schema: { tags, params: byId, response: { 200: Type.Unsafe<Buffer>({}), ...refusals } } },
      async (request, reply) => {
        const actor = staffOf(request);
        const roundId = request.params.id as RoundId;
        const { bytes, name } = orRefuse(await exportStatistics(ctx, { roundId, form, actor }));
        void reply.header('content-disposition', attachment(`${name}.${form}`));
        return reply.type(mediaTypes[form]).send(Buffer.from(bytes));
      },
    );
  }

  app.get(
    '/staff/rounds/:id/rulings',
    { schema: { tags, params: byId, response: { 200: RulingList, ...refusals } } },
    async (request) => {
      staffOf(request);
      return listRulings(ctx, request.params.id as RoundId);
    },
  );

  app.get(
    '/staff/rounds/:id/questions',
    {
      config,
      schema: {
        tags,
        params: byId,
        querystring: Closed({ q: Type.String({ maxLength: 60 }) }),
        response: { 200: AskedItems, ...refusals },
      },
    },
    async (request) => {
      // Keys of a round that may still run: only for those who may change them.
      staffOf(request, 'owner', 'organiser');
      return orRefuse(await findAskedItems(ctx, request.params.id as RoundId, request.query.q));
    },
  );

  app.post(
    '/staff/rounds/:id/rulings/preview',
    { config, schema: { tags, params: byId, body: PreviewRuling, response: { 200: RulingLook, ...refusals } } },
    async (request) => {
      staffOf(request, 'owner', 'organiser');
      return orRefuse(await lookAtRuling(ctx, { roundId: request.params.id as RoundId, ...request.body }));
    },
  );

  app.post(
    '/staff/rounds/:id/rulings',
    { config, schema: { tags, params: byId, body: MakeRuling, response: { 200: RulingView, ...refusals } } },
    async (request) => {
      const actor = staffOf(request, 'owner', 'organiser');
      return orRefuse(await orderRuling(ctx, { roundId: request.params.id as RoundId, ...request.body, actor }));
    },
  );

  app.get(
    '/contests/:slug/notices',
    { schema: { tags: ['contests'], params: bySlug, response: { 200: Notices, ...refusals } } },
    async (request) => orRefuse(await readNotices(ctx, request.params.slug)),
  );
}
