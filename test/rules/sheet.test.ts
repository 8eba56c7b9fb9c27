/** Answers as texts in the log, and the sheet they fold into. "2:a@3" is answer a to slot 2 at revision 3. */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { VersionId } from '../../server/rules/ids.ts';
import type { Paper } from '../../server/rules/paper.ts';
import type { Question } from '../../server/rules/question.ts';
import type { KeyRuling } from '../../server/rules/ruling.ts';
import { decodeChoice, decodePrediction, encodeChoice, encodePrediction } from '../../server/rules/response.ts';
import {
  addAnswer,
  buildSheet,
  emptySheet,
  scoreSheet,
  unanswered,
  type LoggedAnswer,
} from '../../server/rules/sheet.ts';

describe('a response in the log', () => {
  it.each([
    ['nothing', [], ''],
    ['one', ['b'], 'b'],
    ['several, in the log always in one order', ['c', 'a', 'b'], 'a,b,c'],
    ['repeated', ['b', 'a', 'b'], 'a,b'],
  ])('of a choice: %s', (_, choice, text) => {
    expect(encodeChoice(choice)).toBe(text);
    expect(encodeChoice(decodeChoice(text))).toBe(text);
  });

  it('of a choice says which options, however they were listed', () => {
    const choices = fc.uniqueArray(fc.stringMatching(/^[a-z0-9-]{1,4}$/), { maxLength: 6 });
    fc.assert(
      fc.property(choices, (choice) => {
        expect(decodeChoice(encodeChoice(choice))).toEqual([...choice].sort());
        expect(encodeChoice([...choice].reverse())).toBe(encodeChoice(choice));
      }),
    );
  });

  it.each([null, 0, 7, 987, 9_999_999, 10_000_000])('of the prediction %s', (prediction) => {
    expect(decodePrediction(encodePrediction(prediction))).toBe(prediction);
  });

  it.each(['', '-1', '1.5', '10000001', '99999999', '007', '1e3', ' 5', '5 ', 'a', '０'])(
    '%j predicts nothing',
    (text) => {
      expect(decodePrediction(text)).toBeNull();
    },
  );
});

/** "2:a@3" for each answer, in the order of the log; nothing between ":" and "@" withdraws. */
function log(...texts: string[]): LoggedAnswer[] {
  return texts.map((text, at) => {
    const [, slot, response = '', revision] = /^(\d+):(.*)@(\d+)$/.exec(text) ?? [];
    return { seq: at + 1, slot: Number(slot), revision: Number(revision), response, receivedAt: 1000 + at };
  });
}
/** What the sheet holds, slot by slot. */
const heldIn = (answers: readonly LoggedAnswer[], slotCount = 4) =>
  [...buildSheet(slotCount, answers).held.values()]
    .sort((a, b) => a.slot - b.slot)
    .map((answer) => `${answer.slot}:${answer.response}@${answer.revision}`)
    .join(' ');

describe('a sheet', () => {
  it.each([
    ['is empty at first', log(), ''],
    ['holds each slot', log('1:a@1', '3:b@1', '0:987@1'), '0:987@1 1:a@1 3:b@1'],
    ['holds the newest revision', log('1:a@1', '1:b@2', '1:c@3'), '1:c@3'],
    ['is not set back by an older one that came late', log('1:c@3', '1:a@1'), '1:c@3'],
    ['holds the first of two devices at the same revision', log('1:a@2', '1:b@2'), '1:a@2'],
    ['holds a withdrawal', log('1:a@1', '1:@2'), '1:@2'],
    ['holds what was answered after a withdrawal', log('1:a@1', '1:@2', '1:b@3'), '1:b@3'],
    ['has no place outside the paper', log('5:a@1', '4:b@1'), '4:b@1'],
  ])('%s', (_, answers, held) => {
    expect(heldIn(answers)).toBe(held);
  });

  const anyLog = fc
    .array(
      fc.record({ slot: fc.nat(5), revision: fc.integer({ min: 1, max: 4 }), response: fc.constantFrom('', 'a', 'b') }),
      {
        maxLength: 25,
      },
    )
    .map((answers) => answers.map((answer, at) => ({ ...answer, seq: at + 1, receivedAt: 1000 + at })));

  it('is the same for every order of the log and for every repeat in it', () => {
    const disordered = anyLog.chain((answers) =>
      fc.record({
        answers: fc.constant(answers),
        again: fc.shuffledSubarray([...answers, ...answers, ...answers], { minLength: answers.length * 3 }),
      }),
    );
    fc.assert(
      fc.property(disordered, ({ answers, again }) => {
        expect(heldIn(again)).toBe(heldIn(answers));
      }),
    );
  });

  it('grown answer by answer is the sheet built from the whole log', () => {
    fc.assert(
      fc.property(anyLog, fc.nat(25), (answers, cut) => {
        const before = buildSheet(4, answers.slice(0, cut));
        const after = answers.slice(cut).reduce(addAnswer, before);
        expect(after).toEqual(buildSheet(4, answers));
      }),
    );
  });

  it('is not changed by what is added to it, only a new one is made', () => {
    const sheet = buildSheet(4, log('1:a@1'));
    addAnswer(sheet, { seq: 9, slot: 1, revision: 9, response: 'b', receivedAt: 1 });
    expect([...sheet.held.values()]).toEqual(log('1:a@1'));
    expect(addAnswer(sheet, log('1:a@1')[0] as LoggedAnswer)).toBe(sheet);
    expect(emptySheet(4).held.size).toBe(0);
  });
});

describe('scoring', () => {
  const keys: Record<string, readonly string[]> = { q1: ['a'], q2: ['b', 'c'], q3: ['true'] };
  const kinds: Record<string, Question['kind']> = { q1: 'single', q2: 'multiple', q3: 'true-false' };
  const paper: Paper = {
    seed: '00',
    slots: ['q3', 'q1', 'q2'].map((id) => ({ versionId: id as VersionId, options: ['a', 'b', 'c', 'd'] })),
  };
  const questionOf = (id: VersionId) => ({ kind: kinds[id], key: keys[id] }) as Question;
  const score = (...texts: string[]) =>
    scoreSheet(buildSheet(3, log(...texts)), paper, { questionOf, blueprint: { pointsPerQuestion: 10 } });

  it.each([
    ['all right', ['1:true@1', '2:a@1', '3:b,c@1', '0:987@1'], 30, 'vvv', 987],
    ['nothing answered', [], 0, 'xxx', null],
    ['half of a multiple', ['3:b@1'], 0, 'xxx', null],
    ['right, then changed', ['2:a@1', '2:b@2'], 0, 'xxx', null],
    ['wrong, then put right', ['2:b@1', '2:a@2'], 10, 'xvx', null],
    ['right, then withdrawn', ['2:a@1', '2:@2'], 0, 'xxx', null],
    ['prediction withdrawn', ['0:987@1', '0:@2', '1:true@1'], 10, 'vxx', null],
    ['absurd prediction', ['0:-5@1'], 0, 'xxx', null],
  ] as const)('%s', (_, texts, points, marks, prediction) => {
    const perQuestion = [...marks].map((one) => {
      const isRight = one === 'v';
      return { isRight, earned: isRight ? 1 : 0, of: 1, score: isRight ? 10 : 0 };
    });
    const correct = perQuestion.filter(({ isRight }) => isRight).length;
    expect(score(...texts)).toEqual({ score: points, correct, prediction, perQuestion });
  });

  const slot = (id: string, points?: number): Paper['slots'][number] => ({
    versionId: id as VersionId,
    options: ['a', 'b', 'c', 'd'],
    ...(points !== undefined && { points }),
  });
  const options = ['a', 'b', 'c', 'd'].map((id) => ({ id, text: id }));
  const parted: Question = { ...questionOf('q1' as VersionId), kind: 'grid', options, key: ['a', 'b'] };
  const scoreOf = (points: number | undefined, response: string, ruling?: KeyRuling) =>
    scoreSheet(
      buildSheet(1, log(`1:${response}@1`)),
      { seed: '00', slots: [slot('grid', points)] },
      { questionOf: () => parted, blueprint: { pointsPerQuestion: 100 }, rulingOf: () => ruling },
    );

  it('gives parts of the points of the slot, rounded down to whole points, and counts only what is right in full', () => {
    expect(scoreOf(undefined, 'a=1,b=1,c=0')).toMatchObject({ score: 50, correct: 0 });
    expect(scoreOf(40, 'a=1,b=1,c=0,d=0')).toMatchObject({ score: 40, correct: 1 });
    expect(scoreOf(10, 'a=1,b=1')).toMatchObject({
      score: 2,
      correct: 0,
      perQuestion: [{ isRight: false, earned: 5, of: 20, score: 2 }],
    });
  });

  it('a ruling of the round counts instead of the printed key, answered or not', () => {
    expect(scoreOf(30, '', { kind: 'void' })).toMatchObject({ score: 30, correct: 1 });
    const corrected: KeyRuling = { kind: 'correct', key: ['c', 'd'] };
    expect(scoreOf(20, 'a=0,b=0,c=1,d=1', corrected)).toMatchObject({ score: 20, correct: 1 });
    expect(scoreOf(20, 'a=1,b=1,c=0,d=0', corrected)).toMatchObject({ score: 0, correct: 0 });
  });

  it('leaves nothing unsaid about what is unanswered', () => {
    const left = (...texts: string[]) => unanswered(buildSheet(3, log(...texts)), paper);
    expect(left()).toEqual([1, 2, 3]);
    expect(left('0:5@1', '2:a@1')).toEqual([1, 3]);
    expect(left('2:a@1', '2:@2', '1:true@1', '3:b@1')).toEqual([2]);
    expect(left('1:true@1', '2:a@1', '3:b@1')).toEqual([]);
  });
});
