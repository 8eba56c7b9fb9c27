/** Files to begin with: two examples of every kind that a format can hold, with what each column means in Excel. */
import { templateBank } from '../content/formats/columns-template.ts';
import { sheetTemplate } from '../content/formats/sheet-write.ts';
import type { ExportedBank, WrittenFile } from '../content/imported.ts';
import { accepted, refused, type Outcome } from '../rules/refusal.ts';
import type { FileFormat } from '../wire/http/bank-imports.ts';
import { bankWriters } from './export-formats.ts';

/** Refuses with `not-found` for a format that nobody writes. */
export async function makeTemplate(format: FileFormat): Promise<Outcome<WrittenFile>> {
  if (format === 'sheet') return accepted(await sheetTemplate());
  const write = bankWriters[format];
  if (write === undefined) return refused({ name: 'not-found' });
  const bank = templateBank();
  const lost = new Set((await write(bank)).notHeld.filter(({ what }) => what === 'kind').map((one) => one.questionId));
  const held: ExportedBank = { ...bank, questions: bank.questions.filter(({ id }) => !lost.has(id)) };
  const { fileName, ...file } = await write(held);
  return accepted({ ...file, fileName: fileName.replace(bank.id, 'mau-cau-hoi') });
}
