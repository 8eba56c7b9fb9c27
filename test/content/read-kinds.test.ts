/** A bank's file may hold every kind of question, with everything that only some of them say. */
import { stringify } from 'yaml';
import { expect, test } from 'vitest';
import { checkBank } from '../../server/content/check-bank.ts';
import { readBank } from '../../server/content/read-bank.ts';
import type { Question } from '../../server/rules/question.ts';
import { everyKindQuestion, everyKindQuestions } from '../helpers/every-kind-questions.ts';
import { aFolder } from './a-bank.ts';

const head = stringify({
  id: 'thu',
  name: 'Ngân hàng thử',
  topics: [
    { id: 'goc', name: 'Gốc' },
    { id: 'moi-loai', name: 'Mọi loại', parent: 'goc' },
  ],
});

const written = ({ factId, checkedOn, isPractice, topic: _topic, options, prompts, ...rest }: Question) => ({
  ...rest,
  fact: factId,
  checked: checkedOn,
  practice: isPractice,
  ...(options.length > 0 && { options: Object.fromEntries(options.map(({ id, text }) => [id, text])) }),
  ...(prompts && { prompts: Object.fromEntries(prompts.map(({ id, text }) => [id, text])) }),
});

const read = async (questions: readonly unknown[]) =>
  readBank(await aFolder({ 'bank.yaml': head, 'q.yaml': stringify({ topic: 'moi-loai', questions }) }));

const rich: Question = {
  ...everyKindQuestion('single'),
  keepsOrder: true,
  tags: ['đoàn', 'khẩn cấp'],
  legal: [
    { instrument: 'Luật An ninh mạng', article: '5', clause: '2', inForceFrom: '2026-01-01', inForceTo: '2030-01-01' },
    { instrument: 'Nghị định', article: '', clause: '', inForceFrom: '', inForceTo: '' },
  ],
};

test('every kind comes out as it was written, and is sound', async () => {
  const questions = [...everyKindQuestions().slice(1), rich];
  const { bank, places, problems } = await read(questions.map(written));
  expect(problems).toEqual([]);
  expect(bank.questions).toEqual(questions);
  expect(bank.topics[1]).toEqual({ id: 'moi-loai', name: 'Mọi loại', parentId: 'goc' });
  expect(checkBank(bank, places)).toEqual([]);
});

test.each<[string, Partial<Record<string, unknown>>, string[]]>([
  ['an unknown scheme', { scheme: 'half' }, ['unknown-word']],
  ['a folding that is a word', { folding: 'case' }, ['not-a-mapping']],
  ['a folding of an unknown name', { folding: { ignoresTone: true } }, ['unknown-field']],
  ['a law that is a word', { legal: 'Luật' }, ['not-a-list']],
  ['a law without a name', { legal: [{ article: '5' }] }, ['missing-field', 'missing-field']],
  ['a law with an unknown field', { legal: [{ instrument: 'Luật', year: '2025' }] }, ['unknown-field']],
  ['tags that are no list', { tags: 'đoàn' }, ['not-a-list']],
  ['neither yes nor no', { keepsOrder: 'maybe' }, ['unknown-word']],
  ['prompts that are a list', { prompts: ['a'] }, ['not-a-mapping']],
])('%s is told', async (_, changed, names) => {
  const { problems, bank } = await read([{ ...written(everyKindQuestion('single')), ...changed }]);
  expect(
    [...problems, ...checkBank(bank).filter(({ name }) => name !== 'empty-topic')].map(({ name }) => name),
  ).toEqual(names);
});

test.each<[string, Partial<Question> & Pick<Question, 'kind'>, string[]]>([
  [
    'three statements on the scale of four',
    { kind: 'grid', options: everyKindQuestion('grid').options.slice(0, 3) },
    ['scheme-needs-four'],
  ],
  ['a scheme of another kind', { kind: 'single', scheme: 'exam-2025' }, ['scheme-not-of-kind']],
  ['a key that is no number', { kind: 'number', key: ['3,14'] }, ['number-not-decimal']],
  ['a tolerance below zero', { kind: 'number', tolerance: '-1' }, ['number-not-decimal']],
  ['options of a number', { kind: 'number', options: [{ id: 'a', text: 'x' }] }, ['wrong-option-count']],
  ['a variant without a letter', { kind: 'text', key: ['Hà Nội', ' '] }, ['variant-unusable']],
  ['two variants that are one', { kind: 'text', key: ['Hà Nội', 'ha  noi'] }, ['repeated-key']],
  ['an order that lacks one', { kind: 'ordering', key: ['a', 'b'] }, ['order-not-whole']],
  ['a prompt without a pair', { kind: 'matching', key: ['p=b'] }, ['pairs-not-whole']],
  ['a pair with what is not there', { kind: 'matching', key: ['p=b', 'q=z'] }, ['key-not-an-option']],
  [
    'an id that the log cannot hold',
    {
      kind: 'ordering',
      options: [
        { id: 'a,b', text: '1' },
        { id: 'c', text: '2' },
        { id: 'd', text: '3' },
      ],
      key: ['a,b', 'c', 'd'],
    },
    ['option-id-malformed'],
  ],
  ['a picture without words', { kind: 'single', stem: '![](media:abc) Đây là gì?' }, ['alt-missing']],
  [
    'a picture of another host',
    { kind: 'single', stem: '![ảnh](https://e.example/a.png) Đây là gì?' },
    ['external-address'],
  ],
  ['a stem without end', { kind: 'single', stem: 'a'.repeat(5_001) }, ['text-too-long']],
  [
    'a law in force from no day',
    {
      kind: 'single',
      legal: [{ instrument: 'Luật', article: '', clause: '', inForceFrom: '2026-02-30', inForceTo: '' }],
    },
    ['not-a-date'],
  ],
])('%s is a fault', (_, changed, names) => {
  const topics = [{ id: 'moi-loai', name: 'Mọi loại' }];
  const bank = { id: 'thu', name: 'Thử', topics, questions: [{ ...everyKindQuestion(changed.kind), ...changed }] };
  expect(checkBank(bank).map(({ name }) => name)).toEqual(names);
});
