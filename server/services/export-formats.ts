/** Who writes which format. */
import type { ExportedBank, WrittenFile } from '../content/imported.ts';
import { writeSheet } from '../content/formats/sheet-write.ts';
import type { FileFormat } from '../wire/http/bank-imports.ts';

export type BankWriter = (bank: ExportedBank) => WrittenFile | Promise<WrittenFile>;

export const bankWriters: Partial<Readonly<Record<FileFormat, BankWriter>>> = {
  sheet: writeSheet,
};
