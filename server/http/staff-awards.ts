/** Prizes of a board: what the rules propose, deciding it, and the report as a file. */
import { Type } from 'typebox';
import type { ContestId } from '../rules/ids.ts';
import { decideAwards } from '../services/decide-awards.ts';
import { exportPrizeReport, reportForms } from '../services/export-prize-report.ts';
import { readAwards } from '../services/read-awards.ts';
import { Closed } from '../wire/http/common.ts';
import { AwardsView, DecideAwards } from '../wire/http/staff.ts';
import { BoardName, byId } from './addresses.ts';
import type { App, Deps } from './deps.ts';
import { attachment } from './download.ts';
import { orRefuse, refusals } from './errors.ts';
import { limited } from './limits.ts';
import { staffOf } from './plugins/login.ts';

const tags = ['staff'];
const querystring = Closed({ board: BoardName });

const mediaTypes = {
  docx: 'application/vnd.openxmlformats-officedocument.wordprocessingml.document',
  pdf: 'application/pdf',
  xlsx: 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
} as const;

export async function staffAwardRoutes(app: App, { ctx }: Deps): Promise<void> {
  // A proposal reads a whole board.
  const config = { rateLimit: limited('render') };

  app.get(
    '/staff/contests/:id/awards',
    { config, schema: { tags, params: byId, querystring, response: { 200: AwardsView, ...refusals } } },
    async (request) => {
      staffOf(request);
      const contestId = request.params.id as ContestId;
      return orRefuse(await readAwards(ctx, { contestId, board: request.query.board }));
    },
  );

  app.post(
    '/staff/contests/:id/awards',
    {
      config,
      schema: { tags, params: byId, querystring, body: DecideAwards, response: { 200: AwardsView, ...refusals } },
    },
    async (request) => {
      const actor = staffOf(request, 'owner', 'organiser');
      const contestId = request.params.id as ContestId;
      return orRefuse(await decideAwards(ctx, { contestId, board: request.query.board, ...request.body, actor }));
    },
  );

  for (const form of reportForms) {
    app.get(
      `/staff/contests/:id/report.${form}`,
      {
        config,
        schema: { tags, params: byId, querystring, response: { 200: Type.Unsafe<Buffer>({}), ...refusals } },
      },
      async (request, reply) => {
        const actor = staffOf(request);
        const contestId = request.params.id as ContestId;
        const { bytes, name } = orRefuse(
          await exportPrizeReport(ctx, { contestId, board: request.query.board, form, actor }),
        );
        void reply.header('content-disposition', attachment(`${name}.${form}`));
        return reply.type(mediaTypes[form]).send(Buffer.from(bytes));
      },
    );
  }
}
