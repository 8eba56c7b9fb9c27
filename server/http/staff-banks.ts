/** Question banks: the banks themselves, their topics, the table of questions. Many at once are in `staff-bank-bulk.ts`. */
import { createBank } from '../services/create-bank.ts';
import { editTopics } from '../services/edit-topics.ts';
import { listBanks, readBankView } from '../services/list-banks.ts';
import { lookAtQuestion } from '../services/look-at-question.ts';
import { readQuestions } from '../services/read-questions.ts';
import {
  Banks,
  BankView,
  EditTopics,
  LookAtQuestion,
  NewBank,
  QuestionFilter,
  QuestionLook,
  QuestionTable,
} from '../wire/http/banks.ts';
import { byBank, questionBytesMax, writerOf } from './bank-addresses.ts';
import type { App, Deps } from './deps.ts';
import { orRefuse, refusals } from './errors.ts';
import { staffOf } from './plugins/login.ts';

const tags = ['banks'];

export async function staffBankRoutes(app: App, { ctx }: Deps): Promise<void> {
  app.get('/staff/banks', { schema: { tags, response: { 200: Banks, ...refusals } } }, (request) => {
    staffOf(request);
    return listBanks(ctx);
  });

  app.post(
    '/staff/banks',
    { schema: { tags, body: NewBank, response: { 200: BankView, ...refusals } } },
    async (request) => {
      const actor = staffOf(request, 'owner', 'organiser');
      return orRefuse(await readBankView(ctx, orRefuse(await createBank(ctx, { ...request.body, actor }))));
    },
  );

  app.get(
    '/staff/banks/:bank',
    { schema: { tags, params: byBank, response: { 200: BankView, ...refusals } } },
    async (request) => {
      staffOf(request);
      return orRefuse(await readBankView(ctx, request.params.bank));
    },
  );

  app.put(
    '/staff/banks/:bank/topics',
    {
      schema: { tags, params: byBank, body: EditTopics, response: { 200: BankView, ...refusals } },
      bodyLimit: questionBytesMax,
    },
    async (request) => {
      const actor = staffOf(request, 'owner', 'organiser', 'reviewer');
      return orRefuse(await editTopics(ctx, { ...request.body, bankId: request.params.bank, actor }));
    },
  );

  app.get(
    '/staff/banks/:bank/questions',
    { schema: { tags, params: byBank, querystring: QuestionFilter, response: { 200: QuestionTable, ...refusals } } },
    async (request) => {
      const actor = staffOf(request);
      return orRefuse(await readQuestions(ctx, { bankId: request.params.bank, filter: request.query, actor }));
    },
  );

  app.post(
    '/staff/banks/:bank/look',
    {
      schema: { tags, params: byBank, body: LookAtQuestion, response: { 200: QuestionLook, ...refusals } },
      bodyLimit: questionBytesMax,
    },
    async (request) => {
      writerOf(request);
      return orRefuse(await lookAtQuestion(ctx, request.params.bank, request.body.content));
    },
  );
}
