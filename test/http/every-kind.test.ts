/** A whole attempt with a question of every kind: answered, resumed on another device, handed in, reviewed after the close. */
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { questionKinds, type QuestionKind } from '../../server/rules/question.ts';
import { closeDueRounds } from '../../server/services/close-due-rounds.ts';
import type { LoadedContest } from '../../server/services/load-contest.ts';
import { verifyStandings } from '../../server/services/verify-standings.ts';
import type { AttemptResult, HeldAnswer } from '../../server/wire/http/attempts.ts';
import type { PracticeQuestion, PracticeReply } from '../../server/wire/http/contests.ts';
import { openApp, type TestApp } from '../helpers/build-app.ts';
import { everyKindQuestion } from '../helpers/every-kind-questions.ts';
import { askedKinds, everyKindContest, everyKindSlug, gridPoints, type AskedKind } from '../helpers/every-kind.ts';
import { makeParticipant } from '../helpers/make.ts';
import { draft, sitDown, type Sitting } from '../helpers/sitting.ts';

let hoithi: TestApp & AsyncDisposable;
let contest: LoadedContest;
beforeEach(async () => {
  hoithi = await openApp();
  contest = await everyKindContest(hoithi.ctx);
});
afterEach(() => hoithi[Symbol.asyncDispose]());

async function sit(): Promise<{ sitting: Sitting; asked: Readonly<Record<QuestionKind, AskedKind>> }> {
  const participant = await makeParticipant(hoithi.ctx, { contest });
  const roundId = contest.rounds[0]?.id;
  if (!roundId) throw new Error('no round');
  const sitting = await sitDown(hoithi, { participant, roundId, needsSingles: false });
  return { sitting, asked: await askedKinds(hoithi.ctx, sitting.view.id) };
}

const answer = ({ slot, right }: AskedKind, revision = 1) =>
  draft(slot, revision, [...right.choice], { text: right.text });
const held = (answers: readonly HeldAnswer[]) =>
  answers.map(({ slot, choice, text }) => ({ slot, choice, text })).toSorted((a, b) => a.slot - b.slot);

async function close(): Promise<void> {
  hoithi.clock.set((contest.rounds[0]?.closesAt ?? 0) + 60_000);
  await closeDueRounds(hoithi.ctx);
}
const resultOf = async ({ view, cookie }: Sitting) =>
  (await hoithi.get(`/api/attempts/${view.id}/result`, { cookie })).json<AttemptResult>();

/** Texts that only a key or an explanation has. */
const secrets = [
  ...questionKinds.flatMap((kind) => [everyKindQuestion(kind).explanation, everyKindQuestion(kind).source]),
  ...['3.14', '3,14', 'Hà Nội', 'tolerance', 'folding', 'scheme', 'isRight', 'earned'],
];

describe('an attempt of every kind', () => {
  it('asks each by its shape and with its points, as HTML', async () => {
    const { sitting } = await sit();
    const shapes = Object.fromEntries(
      sitting.view.questions.map(({ kind, options, prompts, points }) => [
        kind,
        [options.length, prompts.length, points],
      ]),
    );
    expect(shapes).toEqual({
      single: [4, 0, 10],
      multiple: [4, 0, 10],
      'true-false': [2, 0, 10],
      grid: [4, 0, gridPoints],
      number: [0, 0, 10],
      text: [0, 0, 10],
      ordering: [3, 0, 10],
      matching: [3, 2, 10],
    });
    const single = sitting.view.questions.find(({ kind }) => kind === 'single');
    expect(single?.stem).toBe('<p>Số điện thoại khẩn cấp gọi <strong>công an</strong> là số nào?</p>');
    const grid = sitting.view.questions.find(({ kind }) => kind === 'grid');
    expect(grid?.options.join()).toContain('<msup><mn>2</mn><mn>3</mn></msup>');
  });

  it('is answered, resumed elsewhere as it was, handed in right in full, and tells no key until the close', async () => {
    const { sitting, asked } = await sit();
    const drafts = questionKinds.map((kind) => answer(asked[kind]));
    const receipts = await sitting.answer(...drafts);
    expect(receipts.every(({ status }) => status === 'saved')).toBe(true);
    const elsewhere = await sitting.reload();
    const sent = drafts.map(({ slot, choice, text = '' }) => ({ slot, choice, text }));
    expect(held(elsewhere.answers)).toEqual(sent.toSorted((a, b) => a.slot - b.slot));
    hoithi.clock.advance(60_000);
    const handedIn = await sitting.handIn();
    expect(handedIn).toMatchObject({ attempt: { correct: 8, score: 70 + gridPoints }, scoreMax: 70 + gridPoints });
    expect(handedIn.review).toBeNull();

    const answered = ['3,14', 'Hà Nội'];
    const seen = [JSON.stringify({ ...sitting.view, answers: [] }), JSON.stringify({ ...elsewhere, answers: [] })];
    for (const body of seen) expect(secrets.filter((secret) => body.includes(secret))).toEqual([]);
    const told = [JSON.stringify(receipts), JSON.stringify(handedIn)];
    for (const body of told)
      expect(secrets.filter((secret) => body.includes(secret) && !answered.includes(secret))).toEqual([]);

    await close();
    const { review } = await resultOf(sitting);
    expect(review?.map(({ kind, isRight, earned, of }) => [kind, isRight, earned === of])).toEqual(
      sitting.view.questions.map(({ kind }) => [kind, true, true]),
    );
    for (const kind of questionKinds) {
      const one = review?.find((reviewed) => reviewed.kind === kind);
      expect(one).toMatchObject({
        given: asked[kind].right,
        right: asked[kind].right,
        points: kind === 'grid' ? gridPoints : 10,
        ruling: null,
        explanation: `<p>${everyKindQuestion(kind).explanation}</p>`,
        source: everyKindQuestion(kind).source,
      });
    }
    expect(await verifyStandings(hoithi.ctx, contest.id)).toEqual({ participants: 1, disagreements: [] });
  });

  it('earns parts by each question’s scheme, and the answers-alone rebuild agrees', async () => {
    const { sitting, asked } = await sit();
    const { grid, ordering, matching, multiple, number, text } = asked;
    await sitting.answer(
      // One statement of four misjudged: half of 40. The first two of three swapped: a third of 10, rounded down.
      draft(grid.slot, 1, grid.right.choice.map((one, at) => (at === 0 ? 3 - one : one))), // prettier-ignore
      draft(ordering.slot, 1, [1, 0, 2].map((at) => ordering.right.choice[at] ?? 0)), // prettier-ignore
      draft(matching.slot, 1, [matching.right.choice[0] ?? 0, 0]),
      draft(multiple.slot, 1, multiple.right.choice.slice(0, 1)),
      draft(number.slot, 1, [], { text: '3,15' }),
      draft(text.slot, 1, [], { text: '  thu do HA  NOI ' }),
    );
    const { attempt } = await sitting.handIn();
    expect(attempt).toMatchObject({ score: 20 + 3 + 5 + 5 + 10 + 10, correct: 2 });
    expect((await verifyStandings(hoithi.ctx, contest.id)).disagreements).toEqual([]);
    await close();
    const { review } = await resultOf(sitting);
    const given = (slot: number) => review?.find((one) => one.slot === slot);
    expect(given(grid.slot)).toMatchObject({ isRight: false, earned: 10, of: 20, points: gridPoints });
    expect(given(ordering.slot)).toMatchObject({ isRight: false, earned: 1, of: 3 });
    expect(given(number.slot)?.given).toEqual({ choice: [], text: '3,15' });
    expect(given(text.slot)?.given).toEqual({ choice: [], text: 'thu do HA NOI' });
    expect(given(asked.single.slot)).toMatchObject({ given: { choice: [], text: '' }, isRight: false });
  });

  it('a draft of a page from before there were texts is taken as ever', async () => {
    const { sitting, asked } = await sit();
    const { text: _none, ...old } = answer(asked.single);
    expect(await sitting.answer(old)).toMatchObject([
      { status: 'saved', held: { choice: asked.single.right.choice, text: '' } },
    ]);
  });

  it.each<[QuestionKind, number[], string]>([
    ['single', [0, 1], ''],
    ['single', [0], 'a'],
    ['grid', [3], ''],
    ['grid', [1, 1, 1, 1, 1], ''],
    ['number', [], 'ba phẩy mười bốn'],
    ['number', [0], '3'],
    ['text', [0], ''],
    ['ordering', [0, 1], ''],
    ['ordering', [0, 0, 1], ''],
    ['matching', [4, 0], ''],
    ['matching', [1, 1, 1], ''],
  ])('refuses what is no answer to a %s: %j %j', async (kind, choice, text) => {
    const { sitting, asked } = await sit();
    const reply = await sitting.tryAnswer(draft(asked[kind].slot, 1, choice, { text }));
    expect([reply.statusCode, reply.json()]).toMatchObject([422, { error: { code: 'choice-invalid' } }]);
    expect((await sitting.reload()).answers).toEqual([]);
  });

  it('every kind can be taken back', async () => {
    const { sitting, asked } = await sit();
    await sitting.answer(...questionKinds.map((kind) => answer(asked[kind])));
    await sitting.answer(...questionKinds.map((kind) => draft(asked[kind].slot, 2, [])));
    expect(held((await sitting.reload()).answers)).toEqual(
      Array.from({ length: 8 }, (_, index) => ({ slot: index + 1, choice: [], text: '' })),
    );
    expect((await sitting.handIn()).attempt).toMatchObject({ score: 0, correct: 0 });
  });
});

describe('practice', () => {
  const url = `/api/contests/${everyKindSlug}/practice`;

  it('asks every kind and tells, after a try, what is right in the order that was shown', async () => {
    const seen = new Map<string, PracticeQuestion>();
    for (let n = 0; n < 200 && seen.size < questionKinds.length; n += 1) {
      const question = (await hoithi.get(url)).json<PracticeQuestion>();
      seen.set(question.kind, question);
    }
    expect([...seen.keys()].sort()).toEqual([...questionKinds].sort());
    for (const { id, kind } of seen.values()) {
      const nothing = await hoithi.post(url, { questionId: id, choice: [] });
      const first = nothing.json<PracticeReply>();
      expect(first, kind).toMatchObject({ isRight: false, earned: 0 });
      const again = await hoithi.post(url, { questionId: id, ...first.right });
      expect(again.json(), kind).toMatchObject({ isRight: true, right: first.right });
    }
  });
});
