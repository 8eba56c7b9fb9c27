/**
 * `npm run check:questions [-- folder…]`: says in Vietnamese what is in each
 * question bank and what is wrong with it. Ends with 1 if anything is.
 */

import { readdir } from 'node:fs/promises';
import { basename, dirname, join } from 'node:path';
import { bankFigures } from '../content/bank-figures.ts';
import type { BankFigures } from '../content/bank-figures.ts';
import { checkBank } from '../content/check-bank.ts';
import { readBank } from '../content/read-bank.ts';
import { sayBankProblem } from './bank-words.ts';

const columns = ['Nhận biết', 'Thông hiểu', 'Vận dụng', 'Một đáp án', 'Nhiều đáp án', 'Đúng/sai', 'Tổng'];

const named = process.argv.slice(2);
const folders = named.length > 0 ? named : await bankFolders('questions');
let problemCount = 0;
for (const folder of folders) problemCount += await reportBank(folder);
if (folders.length === 0) console.log('Không thấy ngân hàng câu hỏi nào trong thư mục questions.');
process.exitCode = problemCount > 0 || folders.length === 0 ? 1 : 0;

/** Prints one bank and returns how many problems it has. */
async function reportBank(folder: string): Promise<number> {
  const { bank, places, problems: readProblems } = await readBank(folder);
  const problems = [...readProblems, ...checkBank(bank, places)];
  console.log(`\nNgân hàng "${bank.name}" (${folder})\n`);
  console.log(figuresText(bankFigures(bank)));
  for (const problem of problems) console.log(sayBankProblem(problem, folder));
  console.log(problems.length === 0 ? 'Không có lỗi.' : `\n${problems.length} lỗi.`);
  return problems.length;
}

function figuresText(figures: BankFigures): string {
  const rows = figures.byTopic.map(({ topic, total, byDifficulty: d, byKind: k }) => ({
    topic,
    counts: [d.recognise, d.understand, d.apply, k.single, k.multiple, k['true-false'], total],
  }));
  const sums = columns.map((_, i) => rows.reduce((sum, row) => sum + (row.counts[i] ?? 0), 0));
  const width = Math.max(5, ...rows.map((row) => row.topic.length));
  const line = (head: string, cells: readonly (string | number)[]) =>
    head.padEnd(width) + cells.map((cell, i) => String(cell).padStart((columns[i] ?? '').length + 2)).join('');
  const percent = (score: number) => `${(score * 100).toFixed(1)} %`;
  return [
    line('Chủ đề', columns),
    ...rows.map((row) => line(row.topic, row.counts)),
    line('Tổng', sums),
    '',
    `Câu thi: ${figures.drawable}. Câu luyện tập (không bao giờ vào đề): ${figures.practice}.`,
    `Đoán mò câu một đáp án: luôn chọn phương án dài nhất được ${percent(figures.longestScore)}, ` +
      `ngắn nhất được ${percent(figures.shortestScore)};`,
    `luôn chọn ${figures.letterScores.map(({ letter, score }) => `${letter}: ${percent(score)}`).join(', ')}.`,
    `Câu đúng/sai: ${percent(figures.trueScore)} là "Đúng".`,
    '',
  ].join('\n');
}

/** The folders with a `bank.yaml`: others under `questions/` hold media or contests. */
async function bankFolders(root: string): Promise<string[]> {
  const heads = (await readdir(root, { recursive: true })).filter((path) => basename(path) === 'bank.yaml');
  return heads.map((path) => join(root, dirname(path))).sort();
}
