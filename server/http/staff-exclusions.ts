/** Who may not take part in a contest: the list, a file of people for it, taking people off again. Organisers alone. */
import { exclusionLimits } from '../rules/exclusion-list.ts';
import type { ContestId } from '../rules/ids.ts';
import { importExclusions } from '../services/import-exclusions.ts';
import { readExclusionList } from '../services/read-exclusion-list.ts';
import { removeExclusions } from '../services/remove-exclusions.ts';
import { exclusionProblemText } from '../wire/exclusion-text.ts';
import { Closed, Id } from '../wire/http/common.ts';
import {
  exclusionProblemsShownMax,
  ExclusionsView,
  ImportedExclusions,
  RemovedExclusions,
} from '../wire/http/exclusions.ts';
import { byId } from './addresses.ts';
import type { App, Deps } from './deps.ts';
import { languageOf, orRefuse, refusals } from './errors.ts';
import { limited } from './limits.ts';
import { staffOf } from './plugins/login.ts';
import { registerUploads } from './upload.ts';

const tags = ['staff'];
const at = '/staff/contests/:id/exclusions';
const { bytesMax } = exclusionLimits;
const byPerson = Closed({ id: Id, person: Id });

export async function staffExclusionRoutes(app: App, { ctx }: Deps): Promise<void> {
  app.get(at, { schema: { tags, params: byId, response: { 200: ExclusionsView, ...refusals } } }, async (request) => {
    staffOf(request, 'owner', 'organiser');
    return orRefuse(await readExclusionList(ctx, request.params.id as ContestId));
  });

  await app.register(async (uploads: App) => {
    const take = await registerUploads(uploads);
    uploads.post(
      at,
      {
        config: { rateLimit: limited('upload') },
        schema: { tags, params: byId, response: { 200: ImportedExclusions, ...refusals } },
      },
      async (request) => {
        const actor = staffOf(request, 'owner', 'organiser');
        const contestId = request.params.id as ContestId;
        const limit = { bytesMax, tooLarge: { name: 'import-too-large', bytesMax } } as const;
        return take(request, limit, async ({ bytes }) => {
          const { problems, ...counts } = orRefuse(await importExclusions(ctx, { contestId, bytes, actor }));
          const shown = problems.slice(0, exclusionProblemsShownMax);
          const language = languageOf(request);
          return {
            ...counts,
            problemCount: problems.length,
            problems: shown.map((one) => ({ ...one, text: exclusionProblemText(one, language) })),
          };
        });
      },
    );
  });

  app.delete(
    at,
    { schema: { tags, params: byId, response: { 200: RemovedExclusions, ...refusals } } },
    async (request) => {
      const actor = staffOf(request, 'owner', 'organiser');
      const contestId = request.params.id as ContestId;
      return { removed: orRefuse(await removeExclusions(ctx, { contestId, exclusionId: null, actor })) };
    },
  );

  app.delete(
    `${at}/:person`,
    { schema: { tags, params: byPerson, response: { 200: RemovedExclusions, ...refusals } } },
    async (request) => {
      const actor = staffOf(request, 'owner', 'organiser');
      const { id, person } = request.params;
      const removal = { contestId: id as ContestId, exclusionId: person, actor };
      return { removed: orRefuse(await removeExclusions(ctx, removal)) };
    },
  );
}
