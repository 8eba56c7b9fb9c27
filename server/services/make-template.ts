/** Files to begin with: two examples of every kind that a format can hold, with what each column means in Excel. */
import type { FileFormat } from '../rules/file-formats.ts';
import { templateBank } from '../content/formats/columns-template.ts';
import { sheetTemplate } from '../content/formats/sheet-write.ts';
import type { ExportedBank, WrittenFile } from '../content/imported.ts';
import { writeAny } from '../content/write-any.ts';

export async function makeTemplate(format: FileFormat): Promise<WrittenFile> {
  if (format === 'sheet') return sheetTemplate();
  const bank = templateBank();
  const lost = new Set(
    (await writeAny(format, bank)).notHeld.filter(({ what }) => what === 'kind').map((one) => one.questionId),
  );
  const held: ExportedBank = { ...bank, questions: bank.questions.filter(({ id }) => !lost.has(id)) };
  const { fileName, ...file } = await writeAny(format, held);
  return { ...file, fileName: fileName.replace(bank.id, 'mau-cau-hoi') };
}
