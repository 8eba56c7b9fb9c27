/** What we export as a table we import as the same bank, but for what the writer says that a table does not hold. */
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { readCsv, writeCsv } from '../../../server/content/formats/csv.ts';
import { readSheet } from '../../../server/content/formats/sheet.ts';
import { sheetTemplate, writeSheet } from '../../../server/content/formats/sheet-write.ts';
import { templateBank } from '../../../server/content/formats/columns-template.ts';
import { generatedBank } from '../../helpers/generated-bank.ts';
import { expectSame } from '../../helpers/same-bank.ts';

test('a bank comes back from CSV', () => {
  fc.assert(
    fc.property(generatedBank(), (bank) => {
      const written = writeCsv(bank);
      expectSame(bank, written, readCsv({ name: written.fileName, bytes: written.bytes }));
    }),
    { numRuns: 300 },
  );
});

test('a bank comes back from Excel', async () => {
  await fc.assert(
    fc.asyncProperty(generatedBank(), async (bank) => {
      const written = await writeSheet(bank);
      expectSame(bank, written, await readSheet({ name: written.fileName, bytes: written.bytes }));
    }),
    { numRuns: 150 },
  );
});

test('the template reads as its sixteen examples, and its second sheet asks nothing', async () => {
  const template = await sheetTemplate();
  const outcome = await readSheet({ name: template.fileName, bytes: template.bytes });
  expectSame(templateBank(), template, outcome);
  expect(outcome.ok && outcome.value.questions.length).toBe(16);
});
