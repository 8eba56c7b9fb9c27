/** What is done to many questions of a bank at once, and undone. */
import { changeQuestions } from '../services/change-questions.ts';
import { stepQuestions, type CodeRefusal } from '../services/step-questions.ts';
import { undoQuestions } from '../services/undo-questions.ts';
import { BulkDeed, BulkOutcome, UndoBulk } from '../wire/http/banks.ts';
import { refusalMessage, type Language } from '../wire/refusal-text.ts';
import { byBank, questionBytesMax, writerOf } from './bank-addresses.ts';
import type { App, Deps } from './deps.ts';
import { languageOf, orRefuse, refusals } from './errors.ts';

const tags = ['banks'];

export async function staffBankBulkRoutes(app: App, { ctx }: Deps): Promise<void> {
  app.post(
    '/staff/banks/:bank/bulk',
    {
      schema: { tags, params: byBank, body: BulkDeed, response: { 200: BulkOutcome, ...refusals } },
      bodyLimit: questionBytesMax,
    },
    async (request) => {
      const [actor, wish, bankId] = [writerOf(request), request.body, request.params.bank];
      const isChange = wish.deed === 'move' || wish.deed === 'tag' || wish.deed === 'reserve';
      const done = isChange
        ? await changeQuestions(ctx, { bankId, wish, actor })
        : await stepQuestions(ctx, { ...wish, bankId, actor });
      const { refusals: refused, undo } = orRefuse(done);
      return bulkOutcome(refused, { changed: new Set(wish.codes).size, undo }, languageOf(request));
    },
  );

  app.post(
    '/staff/banks/:bank/undo',
    {
      schema: { tags, params: byBank, body: UndoBulk, response: { 200: BulkOutcome, ...refusals } },
      bodyLimit: questionBytesMax,
    },
    async (request) => {
      const [actor, { undo: ticket, without }, bankId] = [writerOf(request), request.body, request.params.bank];
      const { refusals: refused, changed } = orRefuse(await undoQuestions(ctx, { bankId, ticket, without, actor }));
      return bulkOutcome(refused, { changed, undo: '' }, languageOf(request));
    },
  );
}

function bulkOutcome(
  refused: readonly CodeRefusal[],
  { changed, undo }: Pick<BulkOutcome, 'changed' | 'undo'>,
  language: Language,
): BulkOutcome {
  return {
    changed: refused.length > 0 ? 0 : changed,
    undo,
    refusals: refused.map(({ code, refusal }) => {
      const { name, ...params } = refusal;
      return { code, name, message: refusalMessage(refusal, language), params };
    }),
  };
}
