/** Blueprints of rounds, sample papers drawn from them, and drafts of contests on their way to the public. */
import { Type } from 'typebox';
import type { ContestId, RoundId } from '../rules/ids.ts';
import { copyContest } from '../services/copy-contest.ts';
import { editDraft, readDraft } from '../services/edit-draft.ts';
import { makeSamplePapers } from '../services/make-sample-papers.ts';
import { printSamplePapers, sampleForms } from '../services/print-sample-papers.ts';
import { publishContest } from '../services/publish-contest.ts';
import { readBlueprint } from '../services/read-blueprint.ts';
import { saveBlueprint } from '../services/save-blueprint.ts';
import {
  BlueprintView,
  CopiedContest,
  CopyContest,
  DraftView,
  EditDraft,
  PublishContest,
  PublishedContest,
  SampleChoice,
  SamplePapers,
  SamplePrint,
  SaveBlueprint,
} from '../wire/http/blueprints.ts';
import { byId } from './addresses.ts';
import type { App, Deps } from './deps.ts';
import { attachment } from './download.ts';
import { orRefuse, refusals } from './errors.ts';
import { limited } from './limits.ts';
import { staffOf } from './plugins/login.ts';

const tags = ['staff'];

const mediaTypes = {
  docx: 'application/vnd.openxmlformats-officedocument.wordprocessingml.document',
  pdf: 'application/pdf',
} as const;

/** A whole grid of cells in three bytes a letter. */
const blueprintBytesMax = 262_144;

export async function staffBlueprintRoutes(app: App, deps: Deps): Promise<void> {
  blueprintRoutes(app, deps);
  sampleRoutes(app, deps);
  draftRoutes(app, deps);
}

function blueprintRoutes(app: App, { ctx }: Deps): void {
  const at = '/staff/rounds/:id/blueprint';
  app.get(at, { schema: { tags, params: byId, response: { 200: BlueprintView, ...refusals } } }, async (request) => {
    staffOf(request);
    return orRefuse(await readBlueprint(ctx, request.params.id as RoundId));
  });

  app.put(
    at,
    {
      schema: { tags, params: byId, body: SaveBlueprint, response: { 200: BlueprintView, ...refusals } },
      bodyLimit: blueprintBytesMax,
    },
    async (request) => {
      const actor = staffOf(request, 'owner', 'organiser');
      const roundId = request.params.id as RoundId;
      orRefuse(await saveBlueprint(ctx, { ...request.body, roundId, actor }));
      return orRefuse(await readBlueprint(ctx, roundId));
    },
  );
}

function sampleRoutes(app: App, { ctx }: Deps): void {
  const config = { rateLimit: limited('render') };
  const at = '/staff/rounds/:id/sample-papers';
  app.get(
    at,
    { config, schema: { tags, params: byId, querystring: SampleChoice, response: { 200: SamplePapers, ...refusals } } },
    async (request) => {
      staffOf(request, 'owner', 'organiser', 'reviewer');
      const { count = 1, seed = '' } = request.query;
      return orRefuse(await makeSamplePapers(ctx, { roundId: request.params.id as RoundId, count, seed }));
    },
  );

  for (const form of sampleForms) {
    app.get(
      `${at}.${form}`,
      {
        config,
        schema: {
          tags,
          params: byId,
          querystring: SamplePrint,
          response: { 200: Type.Unsafe<Buffer>({}), ...refusals },
        },
      },
      async (request, reply) => {
        const actor = staffOf(request, 'owner', 'organiser', 'reviewer');
        const wish = { ...request.query, roundId: request.params.id as RoundId, form, actor };
        const { bytes, name } = orRefuse(await printSamplePapers(ctx, wish));
        void reply.header('content-disposition', attachment(`${name}.${form}`)).header('cache-control', 'no-store');
        return reply.type(mediaTypes[form]).send(Buffer.from(bytes));
      },
    );
  }
}

function draftRoutes(app: App, { ctx }: Deps): void {
  app.post(
    '/staff/contests/:id/copy',
    { schema: { tags, params: byId, body: CopyContest, response: { 200: CopiedContest, ...refusals } } },
    async (request) => {
      const actor = staffOf(request, 'owner', 'organiser');
      const contestId = request.params.id as ContestId;
      return { id: orRefuse(await copyContest(ctx, { ...request.body, contestId, actor })) };
    },
  );

  const draft = '/staff/contests/:id/draft';
  app.get(draft, { schema: { tags, params: byId, response: { 200: DraftView, ...refusals } } }, async (request) => {
    staffOf(request);
    return orRefuse(await readDraft(ctx, request.params.id as ContestId));
  });

  app.put(
    draft,
    { schema: { tags, params: byId, body: EditDraft, response: { 200: DraftView, ...refusals } } },
    async (request) => {
      const actor = staffOf(request, 'owner', 'organiser');
      const contestId = request.params.id as ContestId;
      orRefuse(await editDraft(ctx, { ...request.body, contestId, actor }));
      return orRefuse(await readDraft(ctx, contestId));
    },
  );

  app.post(
    '/staff/contests/:id/publish',
    { schema: { tags, params: byId, body: PublishContest, response: { 200: PublishedContest, ...refusals } } },
    async (request) => {
      const actor = staffOf(request, 'owner', 'organiser');
      const contestId = request.params.id as ContestId;
      return { publishedAt: orRefuse(await publishContest(ctx, { ...request.body, contestId, actor })) };
    },
  );
}
