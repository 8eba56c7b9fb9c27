/** Units of a contest, for choosing one's own. */
import { Type } from 'typebox';
import { findUnits, unitQueryLengthMax } from '../services/find-units.ts';
import { Closed } from '../wire/http/common.ts';
import { UnitHits } from '../wire/http/contests.ts';
import { bySlug } from './addresses.ts';
import type { App, Deps } from './deps.ts';
import { orRefuse, refusals } from './errors.ts';

const UnitQuery = Closed({
  q: Type.Optional(Type.String({ maxLength: unitQueryLengthMax })),
  parent: Type.Optional(Type.String({ maxLength: 40 })),
});

export async function unitRoutes(app: App, { ctx }: Deps): Promise<void> {
  app.get(
    '/contests/:slug/units',
    {
      schema: { tags: ['contests'], params: bySlug, querystring: UnitQuery, response: { 200: UnitHits, ...refusals } },
    },
    async (request) => {
      const { q = '', parent = '' } = request.query;
      return orRefuse(await findUnits(ctx, request.params.slug, { query: q, parent }));
    },
  );
}
