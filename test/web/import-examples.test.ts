/** What the help page shows is what can be read: each of its examples is imported without anything to mend. */
import { expect, test } from 'vitest';
import { readAny } from '../../server/content/read-any.ts';
import { fileFormats } from '../../server/rules/file-formats.ts';
import { examples } from '../../web/studio/imports/formats.ts';

test.each(fileFormats.filter((format) => format !== 'sheet'))('%s', async (format) => {
  const text = examples[format] ?? '';
  expect(text).not.toBe('');
  const outcome = await readAny({ name: 'vi-du', bytes: new TextEncoder().encode(text) });
  if (!outcome.ok) throw new Error(outcome.refusal);
  const { questions, problems } = outcome.value;
  // A Word file's words, without its package.
  expect(outcome.value.format).toBe(format);
  expect([...problems, ...questions.flatMap((one) => one.problems)]).toEqual([]);
  expect(questions.length).toBeGreaterThan(0);
  expect(questions.every(({ question }) => question?.stem !== '' && (question?.key.length ?? 0) > 0)).toBe(true);
});
