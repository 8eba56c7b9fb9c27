/** A file of questions between its upload and what was made of it: looked at, mended, applied, taken back. */
import type { BatchId } from '../rules/ids.ts';
import { applyImport } from '../services/apply-import.ts';
import { changeImportItem, mapImportTopic } from '../services/change-import.ts';
import { readImportView } from '../services/read-import.ts';
import { cancelImport, undoImport } from '../services/undo-import.ts';
import {
  ApplyImport,
  ChangeImportItem,
  ImportBatchView,
  ImportItem,
  ImportPage,
  ImportView,
  MapImportTopic,
  UndoneImport,
} from '../wire/http/bank-imports.ts';
import { refusalMessage } from '../wire/refusal-text.ts';
import { byId } from './addresses.ts';
import { byItem, questionBytesMax, writerOf } from './bank-addresses.ts';
import type { App, Deps } from './deps.ts';
import { languageOf, orRefuse, refusals } from './errors.ts';
import { limited } from './limits.ts';
import { staffOf } from './plugins/login.ts';

const tags = ['banks'];
const one = '/staff/imports/:id';

export async function staffImportRoutes(app: App, { ctx }: Deps): Promise<void> {
  const idOf = (params: { id: string }): BatchId => params.id as BatchId;
  // Each of these writes what may be thousands of questions.
  const config = { rateLimit: limited('render') };

  app.get(
    one,
    { schema: { tags, params: byId, querystring: ImportPage, response: { 200: ImportView, ...refusals } } },
    async (request) => {
      staffOf(request);
      return orRefuse(await readImportView(ctx, idOf(request.params), request.query));
    },
  );

  app.patch(
    `${one}/items/:number`,
    {
      schema: { tags, params: byItem, body: ChangeImportItem, response: { 200: ImportItem, ...refusals } },
      bodyLimit: questionBytesMax,
    },
    async (request) => {
      const [actor, id] = [writerOf(request), idOf(request.params)];
      const { number } = request.params;
      return orRefuse(await changeImportItem(ctx, { id, number, change: request.body, actor }));
    },
  );

  app.put(
    `${one}/topics`,
    { schema: { tags, params: byId, body: MapImportTopic, response: { 200: ImportView, ...refusals } } },
    async (request) => {
      const actor = writerOf(request);
      orRefuse(await mapImportTopic(ctx, { id: idOf(request.params), ...request.body, actor }));
      return orRefuse(await readImportView(ctx, idOf(request.params)));
    },
  );

  app.post(
    `${one}/apply`,
    { config, schema: { tags, params: byId, body: ApplyImport, response: { 200: ImportView, ...refusals } } },
    async (request) => {
      const actor = writerOf(request);
      orRefuse(await applyImport(ctx, { id: idOf(request.params), ...request.body, actor }));
      return orRefuse(await readImportView(ctx, idOf(request.params)));
    },
  );

  app.post(
    `${one}/undo`,
    { config, schema: { tags, params: byId, response: { 200: UndoneImport, ...refusals } } },
    async (request) => {
      const actor = writerOf(request);
      const { undone, kept } = orRefuse(await undoImport(ctx, { id: idOf(request.params), actor }));
      const said = kept.map(({ code, refusal }) => ({
        ...{ code, name: refusal.name },
        message: refusalMessage(refusal, languageOf(request)),
      }));
      return { undone, kept: said };
    },
  );

  app.delete(
    one,
    { schema: { tags, params: byId, response: { 200: ImportBatchView, ...refusals } } },
    async (request) => {
      const actor = writerOf(request);
      orRefuse(await cancelImport(ctx, idOf(request.params), actor));
      return orRefuse(await readImportView(ctx, idOf(request.params))).batch;
    },
  );
}
