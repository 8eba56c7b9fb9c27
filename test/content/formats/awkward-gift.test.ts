/** GIFT files as people write them by hand, and as other programs write them. */
import { expect, test } from 'vitest';
import { readGift } from '../../../server/content/formats/gift.ts';

const read = (text: string | Uint8Array) =>
  readGift({ name: 'a.gift', bytes: typeof text === 'string' ? new TextEncoder().encode(text) : text });

const only = (text: string) => {
  const outcome = read(text);
  if (!outcome.ok) throw new Error(outcome.refusal);
  const [first] = outcome.value.questions;
  return {
    ...first?.question,
    problems: first?.problems.map(({ name }) => name),
    row: first?.place.row,
    path: first?.topicPath,
  };
};

test('signs of prose that GIFT has a use for, unescaped', () => {
  const { stem, options, problems } = only('Đề: nếu a = 5 # ghi chú ~ thì http://x là gì? {=Đúng: vì a ~Sai ~Không}');
  expect(stem).toBe('Đề: nếu a = 5 # ghi chú ~ thì http://x là gì?');
  expect(options?.map(({ text }) => text)).toEqual(['Đúng: vì a', 'Sai', 'Không']);
  expect(problems).toEqual([]);
});

test('a blank line inside the braces is a slip; a brace that is never closed costs one question, not the file', () => {
  const text = 'Một? {\n=a\n\n~b\n\n~c\n}\n\nHai? {=a ~b\n\n::Ba::Ba? {=a ~b ~c}\n';
  const outcome = read(text);
  const rows = outcome.ok
    ? outcome.value.questions.map(({ question, place, problems }) => [
        question?.stem,
        place.row,
        problems.map(({ name }) => name),
      ])
    : [];
  expect(rows).toEqual([
    ['Một?', 1, []],
    [undefined, 9, ['unreadable']],
    ['Ba?', 11, []],
  ]);
});

test('an essay and a description are listed', () => {
  const outcome = read('Viết về Bác. {}\n\nĐây là lời dẫn.\n');
  expect(outcome).toMatchObject({
    value: {
      questions: [
        { question: null, problems: [{ name: 'kind-not-held', params: { kind: 'essay' } }] },
        { question: null, problems: [{ name: 'kind-not-held', params: { kind: 'description' } }] },
      ],
    },
  });
});

test('a gap in the sentence', () => {
  expect(only('Thủ đô là {=Hà Nội ~Huế ~Vinh} từ năm 1010.').stem).toBe('Thủ đô là _____ từ năm 1010.');
});

test('HTML becomes Markdown, scripts and pictures of other hosts do not come in', () => {
  const { stem, problems } = only(
    '[html]<p>Số <b>nào</b>?<script>alert(1)</script></p><img src\\="http\\://x.example/a.png" alt\\="hình"> {=a ~b ~c}',
  );
  expect(stem).toBe('Số **nào**?\n\n[hình]');
  expect(problems).toEqual(['media-external']);
});

test.each([
  ['{#3.14:0.01}', '3.14', '0.01'],
  ['{#1..5}', '3', '2'],
  ['{#0.1..0.2}', '0.15', '0.05'],
  ['{#=1822:0 =%50%1822:2}', '1822', undefined],
  ['{#-12}', '-12', undefined],
])('the number %s', (answer, key, tolerance) => {
  const question = only(`Năm nào? ${answer}`);
  expect(question).toMatchObject({ kind: 'number', key: [key] });
  expect(question.tolerance).toBe(tolerance);
});

test('weights that we have no scheme for are told', () => {
  expect(only('Gì? {~%50%a ~%50%b ~%0%c}').problems).toEqual(['weights-not-held']);
  expect(only('Gì? {=a ~%50%b ~c}').problems).toEqual(['weights-not-held']);
  expect(only('Gì? {~%50%a ~%50%b ~%-50%c}')).toMatchObject({ scheme: 'right-minus-wrong', problems: [] });
  expect(only('Gì? {=a =b ~c}')).toMatchObject({ kind: 'multiple', key: ['a', 'b'], problems: ['kind-guessed'] });
});

test('feedback of the right answer explains, general feedback more so, what is said of wrong ones is told', () => {
  expect(only('Gì? {=a#vì thế ~b ~c}')).toMatchObject({ explanation: 'vì thế', problems: [] });
  expect(only('Gì? {=a#đúng ~b#sai rồi ~c####Điều 8.\\nCăn cứ\\: Luật 116}')).toMatchObject({
    explanation: 'Điều 8.',
    source: 'Luật 116',
    problems: ['text-left-over'],
  });
});

test('categories, comments, codes, tags and levels', () => {
  const text =
    '$CATEGORY: $course$/top/Luật//Nghị định/Chương 1\n// [id:c-7] [tag:ôn] [tag:Mức độ: Vận dụng]\n::Câu 7::Gì? {TRUE}\n';
  expect(only(text)).toMatchObject({
    id: 'c-7',
    tags: ['ôn'],
    difficulty: 'apply',
    path: ['Luật/Nghị định', 'Chương 1'],
    row: 3,
  });
});

test('Windows line ends, a byte order mark, text of Windows-1258', () => {
  expect(only('\ufeffMột?\r\n{=a\r\n~b\r\n~c}\r\n')).toMatchObject({ stem: 'Một?', key: ['a'] });
});

test('a variant with a star stands for words that we cannot check', () => {
  expect(only('Ai? {=Bác Hồ =*Hồ Chí Minh* =*}')).toMatchObject({ kind: 'text', problems: ['formatting-not-kept'] });
});

test.each([
  ['nothing', '', 'file-empty'],
  ['only a category', '$CATEGORY: a\n', 'file-no-questions'],
  ['six thousand questions', 'a {T}\n\n'.repeat(6000), 'file-too-many-questions'],
  ['bytes that are no text', new Uint8Array([0, 159, 146, 150, 0, 1, 2]), 'file-encoding-unknown'],
])('%s is refused', (_, text, refusal) => {
  expect(read(text)).toMatchObject({ ok: false, refusal });
});
