/** Small sound banks for the tests of reading and checking, each test breaking one thing. */

import { mkdtemp, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Question, QuestionBank } from '../../server/rules/question.ts';

/** A sound single-choice question; its stem and fact differ for every number. */
export function aQuestion(number: number, changed: Partial<Question> = {}): Question {
  return {
    id: `q-${number}`,
    topic: 'an-toan',
    kind: 'single',
    difficulty: 'recognise',
    stem: `Câu hỏi số ${number} hỏi điều gì?`,
    options: [
      { id: 'a', text: 'Điều một' },
      { id: 'b', text: 'Điều hai' },
      { id: 'c', text: 'Điều ba' },
      { id: 'd', text: 'Điều bốn' },
    ],
    key: ['a'],
    explanation: 'Vì đó là điều một.',
    source: 'Luật An ninh mạng số 116/2025/QH15',
    factId: `F${number}`,
    checkedOn: '2026-11-20',
    isPractice: false,
    ...changed,
  };
}

export function aStatement(number: number, changed: Partial<Question> = {}): Question {
  const options = [
    { id: 'a', text: 'Đúng' },
    { id: 'b', text: 'Sai' },
  ];
  return aQuestion(number, { kind: 'true-false', options, ...changed });
}

export function aBank(...questions: readonly Question[]): QuestionBank {
  return { id: 'thu', name: 'Ngân hàng thử', topics: [{ id: 'an-toan', name: 'An toàn' }], questions };
}

export const bankHead = 'id: thu\nname: Ngân hàng thử\ntopics:\n  - { id: an-toan, name: An toàn }\n';

export const oneQuestion = `topic: an-toan
questions:
  - id: q-1
    kind: single
    difficulty: recognise
    stem: Số nào gọi công an?
    options: { a: 113, b: 114, c: 115, d: 0111 }
    key: [a]
    explanation: Số 113 gọi công an.
    source: Số điện thoại khẩn cấp
    fact: F211
    checked: 2026-11-20
`;

/** A folder of the named files; the system's temporary folder keeps it no longer than it likes. */
export async function aFolder(files: Readonly<Record<string, string | Uint8Array>>): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), 'hoithi-bank-'));
  for (const [name, content] of Object.entries(files)) await writeFile(join(folder, name), content);
  return folder;
}
