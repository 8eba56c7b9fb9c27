/** Files become a bank with the place of every fault; hostile files become problems, never failures. */

import { execFile } from 'node:child_process';
import { mkdir, symlink } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { readBank } from '../../server/content/read-bank.ts';
import { yamlLimits } from '../../server/content/yaml-file.ts';
import { aFolder, bankHead, oneQuestion } from './a-bank.ts';

/** The sound bank with one text replaced in its question file. */
const changed = async (from: string, to: string) =>
  readBank(await aFolder({ 'bank.yaml': bankHead, 'q.yaml': oneQuestion.replace(from, to) }));
const withFile = async (content: string | Uint8Array) =>
  readBank(await aFolder({ 'bank.yaml': bankHead, 'q.yaml': content }));
const faults = (read: Awaited<ReturnType<typeof readBank>>) =>
  read.problems.map(({ name, place, params }) => [`${place?.file}:${place?.line}:${place?.column}`, name, params]);

test('a folder of files becomes a bank, numbers staying the texts they are', async () => {
  const { bank, places, problems } = await withFile(oneQuestion);
  expect(problems).toEqual([]);
  expect(bank).toEqual({
    id: 'thu',
    name: 'Ngân hàng thử',
    topics: [{ id: 'an-toan', name: 'An toàn' }],
    questions: [
      {
        id: 'q-1',
        topic: 'an-toan',
        kind: 'single',
        difficulty: 'recognise',
        stem: 'Số nào gọi công an?',
        options: [
          { id: 'a', text: '113' },
          { id: 'b', text: '114' },
          { id: 'c', text: '115' },
          { id: 'd', text: '0111' },
        ],
        key: ['a'],
        explanation: 'Số 113 gọi công an.',
        source: 'Số điện thoại khẩn cấp',
        factId: 'F211',
        checkedOn: '2026-11-20',
        isPractice: false,
      },
    ],
  });
  expect(places).toEqual([{ file: 'q.yaml', line: 3, column: 5 }]);
});

test('one key may stand without brackets; practice is said with true', async () => {
  const { bank, problems } = await changed('key: [a]', 'key: b\n    practice: true');
  expect(problems).toEqual([]);
  expect(bank.questions).toMatchObject([{ key: ['b'], isPractice: true }]);
});

test('what is only missing text is left for the check to say', async () => {
  const { bank, problems } = await changed('    source: Số điện thoại khẩn cấp\n', '');
  expect(problems).toEqual([]);
  expect(bank.questions).toMatchObject([{ id: 'q-1', source: '' }]);
});

const unreadable = [
  ['kind: single', 'kind: essay', 'q.yaml:4:11', 'unknown-word', { field: 'kind', word: 'essay' }],
  ['difficulty: recognise', 'difficulty: hard', 'q.yaml:5:17', 'unknown-word', { field: 'difficulty', word: 'hard' }],
  ['    kind: single\n', '', 'q.yaml:3:5', 'missing-field', { field: 'kind' }],
  ['id: q-1', "id: ''", 'q.yaml:3:9', 'missing-field', { field: 'id' }],
  ['key: [a]', 'key: [[a]]', 'q.yaml:8:10', 'not-a-text', { field: 'key' }],
  ['{ a: 113, b: 114, c: 115, d: 0111 }', '[113]', 'q.yaml:7:14', 'not-a-mapping', { field: 'options' }],
  ['key: [a]', 'key: [a]\n    practice: maybe', 'q.yaml:9:15', 'unknown-word', { field: 'practice', word: 'maybe' }],
] as const;

test.each(unreadable)('"%s" → "%s" is no question', async (from, to, place, name, params) => {
  const read = await changed(from, to);
  expect(faults(read)).toEqual([[place, name, params]]);
  expect(read.bank.questions).toEqual([]);
  expect(read.places).toEqual([]);
});

test('a mistyped field is not lost in silence', async () => {
  const read = await changed('explanation:', 'explaination:');
  expect(faults(read)).toEqual([['q.yaml:9:5', 'unknown-field', { field: 'explaination' }]]);
});

test('loose diacritics are found by line', async () => {
  const read = await changed('Số nào gọi công an?', 'Số nào gọi công an?'.normalize('NFD'));
  expect(faults(read)).toEqual([['q.yaml:6:1', 'file-not-nfc', {}]]);
});

describe('hostile or broken files', () => {
  const bomb = 'a: &a [x, x]\nb: &b [*a, *a, *a]\nc: &c [*b, *b, *b]\nd: [*c, *c, *c]\n';
  const big = `topic: ${'x'.repeat(yamlLimits.fileBytesMax)}\n`;
  const bytesMax = String(yamlLimits.fileBytesMax);
  const field = 'questions';

  test.each([
    ['an alias bomb', bomb, [['q.yaml:2:8', 'too-many-aliases', {}]]],
    ['a huge file', big, [['q.yaml:1:1', 'file-too-large', { bytesMax }]]],
    ['not UTF-8', Uint8Array.of(0x74, 0xff, 0xfe), [['q.yaml:1:1', 'file-not-utf8', {}]]],
    ['a list', '- 1\n- 2\n', [['q.yaml:1:1', 'not-a-mapping', {}]]],
    ['a word', 'xin chào', [['q.yaml:1:1', 'not-a-mapping', {}]]],
    ['nothing', '', [['q.yaml:1:1', 'not-a-mapping', {}]]],
    ['a key twice', 'topic: a\ntopic: b\n', [['q.yaml:2:1', 'yaml-broken', { reason: 'DUPLICATE_KEY' }]]],
    ['questions that are no list', 'topic: a\nquestions: 7\n', [['q.yaml:2:12', 'not-a-list', { field }]]],
    ['a question that is no mapping', 'topic: a\nquestions: [7]\n', [['q.yaml:2:13', 'not-a-mapping', {}]]],
  ])('%s', async (_, content, expected) => {
    const read = await withFile(content);
    expect(faults(read)).toEqual(expected);
    expect(read.bank.questions).toEqual([]);
  });

  test('brackets a hundred thousand deep, names a hundred thousand long', async () => {
    for (const content of [`topic: ${'['.repeat(100_000)}${']'.repeat(100_000)}`, '&a '.repeat(100_000)]) {
      const read = await withFile(content);
      expect(read.problems).toMatchObject([{ name: 'yaml-broken', place: { file: 'q.yaml', line: 1 } }]);
    }
  });

  test('broken syntax says the line', async () => {
    const [first] = faults(await withFile('topic: a\nquestions: [\n'));
    expect(first).toEqual(['q.yaml:3:1', 'yaml-broken', expect.anything()]);
  });

  test('no folder, no bank.yaml, a link to elsewhere, a folder named as a file', async () => {
    expect(faults(await readBank('/khong/co/thu/muc'))).toEqual([['bank.yaml:1:1', 'bank-file-missing', {}]]);
    expect(faults(await readBank(await aFolder({})))).toEqual([['bank.yaml:1:1', 'bank-file-missing', {}]]);
    const folder = await aFolder({ 'bank.yaml': bankHead });
    await symlink('/etc/hostname', join(folder, 'link.yaml'));
    await mkdir(join(folder, 'sub.yaml'));
    expect(faults(await readBank(folder))).toEqual([['bank.yaml:1:1', 'not-a-plain-file', { file: 'link.yaml' }]]);
  });
});

test('the command names file, line and fault in Vietnamese and ends with 1', async () => {
  const folder = await aFolder({ 'bank.yaml': bankHead, 'q.yaml': oneQuestion.replace('key: [a]', 'key: [x]') });
  const args = ['--import', 'tsx', 'server/cli/check-questions.ts', folder];
  const ended = await new Promise<{ code: unknown; out: string }>((resolve) => {
    execFile(process.execPath, args, (failure, out) => resolve({ code: failure?.code ?? 0, out }));
  });
  expect(ended.out).toContain(`${folder}/q.yaml:3:5: q-1: đáp án "x" không có trong các phương án`);
  expect(ended.out).toContain('1 lỗi.');
  expect(ended.code).toBe(1);
});
