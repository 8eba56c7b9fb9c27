/** What helps somebody bring a file in: templates to begin with, and the columns of a table of their own. */
import { fileFormats } from '../rules/file-formats.ts';
import { Type } from 'typebox';
import { lookAtRows, lookAtTable } from '../services/look-at-table.ts';
import { makeTemplate } from '../services/make-template.ts';
import { importBytesMax } from '../services/start-import.ts';
import { LookAtRows, LookedRows, TableView } from '../wire/http/bank-tables.ts';
import { Closed } from '../wire/http/common.ts';
import { questionBytesMax, writerOf } from './bank-addresses.ts';
import type { App, Deps } from './deps.ts';
import { attachment } from './download.ts';
import { refusals, refuse } from './errors.ts';
import { limited } from './limits.ts';
import { staffOf } from './plugins/login.ts';
import { registerUploads } from './upload.ts';

const tags = ['banks'];
/** Each is a thread that unpacks a whole table. */
const lookingMax = 2;

const byFormat = Closed({ format: Type.Enum(fileFormats) });

export async function staffTemplateRoutes(app: App, { ctx }: Deps): Promise<void> {
  app.get(
    '/staff/templates/:format',
    {
      config: { rateLimit: limited('render') },
      schema: { tags, params: byFormat, response: { 200: Type.Unsafe<Buffer>({}), ...refusals } },
    },
    async (request, reply) => {
      staffOf(request);
      const { fileName, mimeType, bytes } = await makeTemplate(request.params.format);
      return reply.header('content-disposition', attachment(fileName)).type(mimeType).send(Buffer.from(bytes));
    },
  );

  await app.register(async (uploads) => {
    const take = await registerUploads(uploads);
    const bytesMax = importBytesMax;
    let looking = 0;
    uploads.post(
      '/staff/tables',
      { config: { rateLimit: limited('upload') }, schema: { tags, response: { 200: TableView, ...refusals } } },
      async (request) => {
        writerOf(request);
        return take(request, { bytesMax, tooLarge: { name: 'import-too-large', bytesMax } }, async ({ bytes }) => {
          if (looking >= lookingMax) refuse({ name: 'imports-at-once', max: lookingMax });
          looking += 1;
          const looked = await lookAtTable(bytes).finally(() => (looking -= 1));
          if (!looked.ok) refuse({ name: 'table-unreadable', why: looked.refusal });
          return {
            sheets: looked.value.map(({ rows, mapping, ...sheet }) => ({
              ...sheet,
              rows: rows.map((row) => [...row]),
              mapping: mapping && { ...mapping, columns: { ...mapping.columns }, options: [...mapping.options] },
            })),
          };
        });
      },
    );
  });

  app.post(
    '/staff/tables/look',
    { schema: { tags, body: LookAtRows, response: { 200: LookedRows, ...refusals } }, bodyLimit: questionBytesMax },
    async (request) => {
      writerOf(request);
      return lookAtRows(ctx, request.body);
    },
  );
}
