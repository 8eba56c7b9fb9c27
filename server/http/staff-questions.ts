/** One question of a bank: read, written, sent on its way, spoken of. */
import { commentQuestion, dismissHint } from '../services/comment-question.ts';
import { createQuestion } from '../services/create-question.ts';
import type { Actor } from '../services/held-question.ts';
import { readQuestion } from '../services/read-question.ts';
import { saveDraft } from '../services/save-draft.ts';
import { stepQuestions } from '../services/step-questions.ts';
import {
  Comment,
  DismissHint,
  lifeDeeds,
  NewQuestion,
  QuestionStep,
  QuestionView,
  SaveDraft,
  SavedDraft,
  SteppedQuestion,
} from '../wire/http/banks.ts';
import { byBank, byQuestion, questionBytesMax, writerOf } from './bank-addresses.ts';
import type { App, Deps } from './deps.ts';
import { orRefuse, refusals, refuse } from './errors.ts';
import { staffOf } from './plugins/login.ts';

const tags = ['banks'];
const one = '/staff/banks/:bank/questions/:code';

export async function staffQuestionRoutes(app: App, { ctx }: Deps): Promise<void> {
  const view = async (params: { bank: string; code: string }, actor: Actor): Promise<QuestionView> =>
    orRefuse(await readQuestion(ctx, { bankId: params.bank, code: params.code, actor }));

  app.post(
    '/staff/banks/:bank/questions',
    {
      schema: { tags, params: byBank, body: NewQuestion, response: { 200: QuestionView, ...refusals } },
      bodyLimit: questionBytesMax,
    },
    async (request) => {
      const [actor, { bank }] = [writerOf(request), request.params];
      const code = orRefuse(await createQuestion(ctx, { ...request.body, bankId: bank, actor }));
      return view({ bank, code }, actor);
    },
  );

  app.get(one, { schema: { tags, params: byQuestion, response: { 200: QuestionView, ...refusals } } }, (request) =>
    view(request.params, staffOf(request)),
  );

  app.put(
    `${one}/draft`,
    {
      schema: { tags, params: byQuestion, body: SaveDraft, response: { 200: SavedDraft, ...refusals } },
      bodyLimit: questionBytesMax,
    },
    async (request) => {
      const [actor, { bank, code }] = [writerOf(request), request.params];
      return orRefuse(await saveDraft(ctx, { ...request.body, bankId: bank, code, actor }));
    },
  );

  for (const deed of lifeDeeds) {
    app.post(
      `${one}/${deed}`,
      { schema: { tags, params: byQuestion, body: QuestionStep, response: { 200: SteppedQuestion, ...refusals } } },
      async (request) => {
        const [actor, { bank, code }] = [writerOf(request), request.params];
        const { note, revision } = request.body;
        const step = { bankId: bank, codes: [code], revisions: [revision], note, deed, actor };
        const {
          refusals: [refused],
          undo,
        } = orRefuse(await stepQuestions(ctx, step));
        return refused ? refuse(refused.refusal) : { ...(await view(request.params, actor)), undo };
      },
    );
  }

  app.post(
    `${one}/comments`,
    { schema: { tags, params: byQuestion, body: Comment, response: { 200: QuestionView, ...refusals } } },
    async (request) => {
      const [actor, { bank, code }] = [writerOf(request), request.params];
      orRefuse(await commentQuestion(ctx, { ...request.body, bankId: bank, code, actor }));
      return view(request.params, actor);
    },
  );

  app.post(
    `${one}/dismissals`,
    { schema: { tags, params: byQuestion, body: DismissHint, response: { 200: QuestionView, ...refusals } } },
    async (request) => {
      const [actor, { bank, code }] = [writerOf(request), request.params];
      orRefuse(await dismissHint(ctx, { ...request.body, bankId: bank, code, actor }));
      return view(request.params, actor);
    },
  );
}
