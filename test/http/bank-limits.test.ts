/** What a bank holds at most, by name: each limit is told, and what is there goes on working. */
import { afterAll, beforeAll, expect, it } from 'vitest';
import type { QuestionRowId, VersionId } from '../../server/rules/ids.ts';
import { putBank } from '../../server/store/banks.ts';
import { insertQuestionEvents } from '../../server/store/question-events.ts';
import { insertVersions, versionsOfQuestion } from '../../server/store/question-versions.ts';
import { insertQuestions, questionsByCodes } from '../../server/store/questions.ts';
import { questionLimits } from '../../server/wire/http/banks.ts';
import { aQuestion, openBank, type BankWorld } from '../helpers/bank-world.ts';

let world: BankWorld & AsyncDisposable;
let at: string;
beforeAll(async () => {
  world = await openBank();
  at = `/api/staff/banks/${world.bankId}`;
});
afterAll(() => world[Symbol.asyncDispose]());

const count = (n: number): number[] => Array.from({ length: n }, (_, at) => at);
const refusal = async (reply: Promise<{ statusCode: number; json<T>(): T }>) => {
  const { statusCode, json } = await reply;
  const { error } = json<{ error: { code: string; params: { max: number } } }>();
  return [statusCode, error.code, error.params.max];
};

it('comments of a question', async () => {
  const { commentsMax: max } = questionLimits;
  const code = await world.write();
  await world.ctx.store.write(async (tx) => {
    const [head] = await questionsByCodes(tx, world.bankId, [code]);
    if (!head) throw new Error('no question');
    const { id: questionRowId, newestVersionId: versionId } = head;
    const comment = {
      questionRowId,
      versionId,
      deed: 'commented',
      actorId: world.author.id,
      note: 'x',
      at: 1,
    } as const;
    await insertQuestionEvents(
      tx,
      count(max - 1).map(() => comment),
    );
  });
  const say = () => world.post(`${at}/questions/${code}/comments`, { text: 'Ý kiến' }, { cookie: world.author.cookie });
  expect((await say()).statusCode).toBe(200);
  expect(await refusal(say())).toEqual([409, 'comments-too-many', max]);
});

it('versions of a question; one’s own draft can still be written on', async () => {
  const { versionsMax: max } = questionLimits;
  const code = await world.write();
  await world.ctx.store.write(async (tx) => {
    const [first] = await versionsOfQuestion(tx, world.bankId, code);
    if (!first) throw new Error('no version');
    const more = count(max - 1).map((n) => ({ ...first, id: `v${n}` as VersionId, version: n + 2 }));
    await insertVersions(tx, more);
  });
  const save = async (who: typeof world.author) =>
    world.ask('PUT', `${at}/questions/${code}/draft`, {
      cookie: who.cookie,
      body: { revision: (await world.view(code)).revision, content: aQuestion({ stem: `Câu của ${who.fullName}?` }) },
    });
  expect(await refusal(save(world.other))).toEqual([409, 'versions-too-many', max]);
  expect((await save(world.author)).statusCode).toBe(200);
});

it('banks', async () => {
  const { banksMax: max } = questionLimits;
  await world.ctx.store.write(async (tx) => {
    for (const n of count(max - 2))
      await putBank(tx, { id: `bank-${n}`, name: `Ngân hàng ${n}`, topics: [], importedAt: 1 });
  });
  const make = () => world.post('/api/staff/banks', { name: 'Thêm một' }, { cookie: world.organiser.cookie });
  expect((await make()).statusCode).toBe(200);
  expect(await refusal(make())).toEqual([409, 'banks-too-many', max]);
});

it('questions of a bank', async () => {
  const { questionsMax: max } = questionLimits;
  await world.ctx.store.write(async (tx) => {
    const [like] = await questionsByCodes(tx, world.bankId, ['cau-0001']);
    if (!like) throw new Error('no question');
    const rows = count(max - 3).map((n) => ({ ...like, id: `q${n}` as QuestionRowId, questionId: `q-${n}` }));
    await insertQuestions(tx, rows);
  });
  const write = () => world.post(`${at}/questions`, { content: aQuestion() }, { cookie: world.author.cookie });
  expect((await write()).statusCode).toBe(200);
  expect(await refusal(write())).toEqual([409, 'questions-too-many', max]);
});
