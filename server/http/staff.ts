/** What the staff reads of contests. Every role may; nobody else. */
import { Type } from 'typebox';
import type { ContestId } from '../rules/ids.ts';
import { listStaffContests } from '../services/list-staff-contests.ts';
import { readDashboard } from '../services/read-dashboard.ts';
import { readJournal } from '../services/read-journal.ts';
import { readStaffStandings } from '../services/read-staff-standings.ts';
import { Closed } from '../wire/http/common.ts';
import { Dashboard, JournalView, StaffContests, StaffStandings } from '../wire/http/staff.ts';
import { BoardName, byId } from './addresses.ts';
import type { App, Deps } from './deps.ts';
import { orRefuse, refusals } from './errors.ts';
import { limited } from './limits.ts';
import { staffOf } from './plugins/login.ts';

const tags = ['staff'];
const Offset = Type.Integer({ minimum: 0, maximum: 10_000_000, default: 0 });
const Sought = Type.String({ maxLength: 60, default: '' });

export async function staffRoutes(app: App, { ctx }: Deps): Promise<void> {
  app.get('/staff/contests', { schema: { tags, response: { 200: StaffContests, ...refusals } } }, (request) => {
    staffOf(request);
    return listStaffContests(ctx);
  });

  app.get(
    '/staff/contests/:id/dashboard',
    { schema: { tags, params: byId, response: { 200: Dashboard, ...refusals } } },
    async (request) => {
      staffOf(request);
      return orRefuse(await readDashboard(ctx, request.params.id as ContestId));
    },
  );

  app.get(
    '/staff/contests/:id/standings',
    {
      schema: {
        tags,
        params: byId,
        querystring: Closed({ board: BoardName, offset: Type.Optional(Offset), q: Type.Optional(Sought) }),
        response: { 200: StaffStandings, ...refusals },
      },
      // A search reads names by the thousand.
      config: { rateLimit: limited('render') },
    },
    async (request) => {
      staffOf(request);
      const { board, offset = 0, q = '' } = request.query;
      return orRefuse(await readStaffStandings(ctx, { contestId: request.params.id as ContestId, board, offset, q }));
    },
  );

  app.get(
    '/staff/contests/:id/journal',
    { schema: { tags, params: byId, response: { 200: JournalView, ...refusals } } },
    async (request) => {
      staffOf(request);
      return orRefuse(await readJournal(ctx, request.params.id as ContestId));
    },
  );
}
