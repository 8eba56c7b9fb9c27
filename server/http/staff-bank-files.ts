/** Files going into a bank and out of it: media, questions of other systems, exports. */
import { Type } from 'typebox';
import { Value } from 'typebox/value';
import { previewExport, takeBankAway } from '../services/export-bank.ts';
import { readImportView, listImports } from '../services/read-import.ts';
import { importBytesMax, startImport } from '../services/start-import.ts';
import { uploadMedia } from '../services/upload-media.ts';
import { ExportChoice, ExportPreview, ImportBatches, ImportView, ImportWish } from '../wire/http/bank-imports.ts';
import { TableChoice } from '../wire/http/bank-tables.ts';
import { mediaLimits, MediaView } from '../wire/http/banks.ts';
import { byBank, writerOf } from './bank-addresses.ts';
import type { App, Deps } from './deps.ts';
import { attachment } from './download.ts';
import { orRefuse, refusals, refuse } from './errors.ts';
import { limited } from './limits.ts';
import { staffOf } from './plugins/login.ts';
import { filesMax, registerUploads } from './upload.ts';

const tags = ['banks'];
const mediaBytesMax = Math.max(mediaLimits.imageBytesMax, mediaLimits.audioBytesMax, mediaLimits.videoBytesMax);

export async function staffBankFileRoutes(app: App, { ctx }: Deps): Promise<void> {
  // In a scope of its own: no other route takes files.
  await app.register(async (uploads: App) => {
    const take = await registerUploads(uploads);
    const config = { rateLimit: limited('upload') };

    uploads.post(
      '/staff/banks/:bank/media',
      { config, schema: { tags, params: byBank, response: { 200: MediaView, ...refusals } } },
      async (request) => {
        const [actor, bankId] = [writerOf(request), request.params.bank];
        const tooLarge = { name: 'media-too-large', bytesMax: mediaBytesMax } as const;
        return take(request, { bytesMax: mediaBytesMax, tooLarge }, async (file) =>
          orRefuse(await uploadMedia(ctx, { ...file, bankId, actor })),
        );
      },
    );

    uploads.post(
      '/staff/banks/:bank/imports',
      { config, schema: { tags, params: byBank, querystring: ImportWish, response: { 200: ImportView, ...refusals } } },
      async (request) => {
        const [actor, bankId] = [writerOf(request), request.params.bank];
        const table = request.query.table === undefined ? undefined : tableChoice(request.query.table);
        const tooLarge = { name: 'import-too-large', bytesMax: importBytesMax } as const;
        return take(request, { bytesMax: importBytesMax, tooLarge, filesMax }, async (first, others) => {
          const id = orRefuse(await startImport(ctx, { files: [first, ...others], bankId, actor, table }));
          return orRefuse(await readImportView(ctx, id));
        });
      },
    );
  });

  app.get(
    '/staff/banks/:bank/imports',
    { schema: { tags, params: byBank, response: { 200: ImportBatches, ...refusals } } },
    async (request) => {
      staffOf(request);
      return orRefuse(await listImports(ctx, request.params.bank));
    },
  );

  const config = { rateLimit: limited('render') };
  app.get(
    '/staff/banks/:bank/export-preview',
    {
      config,
      schema: { tags, params: byBank, querystring: ExportChoice, response: { 200: ExportPreview, ...refusals } },
    },
    async (request) => {
      writerOf(request);
      return orRefuse(await previewExport(ctx, { ...request.query, bankId: request.params.bank }));
    },
  );

  app.get(
    '/staff/banks/:bank/export',
    {
      config,
      schema: {
        ...{ tags, params: byBank, querystring: ExportChoice },
        response: { 200: Type.Unsafe<Buffer>({}), ...refusals },
      },
    },
    async (request, reply) => {
      const [actor, bankId] = [writerOf(request), request.params.bank];
      const file = orRefuse(await takeBankAway(ctx, { ...request.query, bankId, actor }));
      void reply.header('content-disposition', attachment(file.fileName)).header('x-not-held', file.notHeld.length);
      return reply.type(file.mimeType).send(Buffer.from(file.bytes));
    },
  );
}

/** An address has room for texts alone, so the choice comes as one. */
function tableChoice(text: string): TableChoice {
  try {
    const choice: unknown = JSON.parse(text);
    if (Value.Check(TableChoice, choice)) return choice;
  } catch {
    // Not JSON: as unusable as a column that is not there.
  }
  return refuse({ name: 'columns-unusable' });
}
