/**
 * A folder of files as people, Word, Excel and other systems make them, and as somebody hostile does. `expected.yaml` says
 * of each what it shows, and everything that a preview would: questions, keys, topics, repeats, problems with their places,
 * or the refusal.
 */
import { readdirSync, readFileSync, statSync } from 'node:fs';
import { basename, join, relative } from 'node:path';
import { fileURLToPath } from 'node:url';
import { expect, test } from 'vitest';
import { parse } from 'yaml';
import { readAny } from '../../server/content/read-any.ts';
import type { ReadOutcome } from '../../server/content/imported.ts';
import { emptyPreview, type ImportPlace, type ImportProblem } from '../../server/rules/import-preview.ts';
import { withRepeats } from '../../server/services/import-checks.ts';
import { answerOf } from '../helpers/picture-of-import.ts';

const folder = fileURLToPath(new URL('./awkward/', import.meta.url));

interface Expected {
  readonly shows: string;
  readonly reads: string;
}

const expected = Object.entries(
  parse(readFileSync(join(folder, 'expected.yaml'), 'utf8')) as Readonly<Record<string, Expected>>,
);

const files = readdirSync(folder, { recursive: true, withFileTypes: true })
  .filter((entry) => entry.isFile())
  .map((entry) => relative(folder, join(entry.parentPath, entry.name)))
  .filter((path) => path !== 'expected.yaml')
  .sort();

/** Where somebody has to look: `@ page 2, row 3, column F of items/1.xml`. */
function where({ file, page, row, column }: ImportPlace, name: string): string {
  const parts = [page > 0 ? `page ${page}` : '', row > 0 ? `row ${row}` : '', column === '' ? '' : `column ${column}`];
  const said = parts.filter((part) => part !== '').join(', ');
  return [said === '' ? '' : ` @ ${said}`, file === name ? '' : ` of ${file}`].join('');
}

function told({ name: problem, weight, place, params }: ImportProblem, name: string): string {
  const values = Object.values(params).filter((value) => value !== '');
  return `! ${problem} ${weight}${values.length === 0 ? '' : `: ${values.join(' / ')}`}${where(place, name)}`;
}

function picture(outcome: ReadOutcome, name: string): string {
  if (!outcome.ok) return ['refused:', outcome.refusal, ...Object.values(outcome.params)].join(' ').trim();
  const { format, questions, problems } = outcome.value;
  const preview = withRepeats({ ...emptyPreview, questions, problems });
  const lines = preview.questions.flatMap(({ question, topicPath, place, problems: own }) => {
    const called = [...topicPath, place.label].filter((part) => part !== '').join(' > ');
    const level = question === null || question.difficulty === 'recognise' ? '' : `, ${question.difficulty}`;
    const asked = question === null ? '–' : `[${question.kind}${level}] ${question.stem}`;
    return [
      `${called}${where(place, name)} ${asked}`.trim(),
      ...(question === null ? [] : answerOf(question)),
      ...(question?.explanation ? [`because ${question.explanation}`] : []),
      ...(question?.source ? [`by ${question.source}`] : []),
      ...own.map((problem) => told(problem, name)),
    ];
  });
  return [`${format}, ${questions.length}`, ...problems.map((problem) => told(problem, name)), ...lines]
    .join('\n')
    .replace(/(media:[0-9a-f]{8})[0-9a-f]{56}/gu, '$1');
}

test('every file has its expected outcome, and together they stay small', () => {
  expect(files).toEqual(expected.map(([path]) => path).sort());
  expect(files.length).toBeGreaterThan(100);
  expect(files.reduce((sum, path) => sum + statSync(join(folder, path)).size, 0)).toBeLessThan(1_500_000);
});

test.each(expected)('%s', async (path, { reads }) => {
  const name = basename(path);
  const outcome = await readAny({ name, bytes: readFileSync(join(folder, path)) });
  expect(picture(outcome, name)).toBe(reads.trimEnd());
});
