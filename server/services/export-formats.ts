/** Who writes which format. */
import { writeAiken } from '../content/formats/aiken-write.ts';
import { writeCsv } from '../content/formats/csv.ts';
import { writeGift } from '../content/formats/gift-write.ts';
import { writeMoodleXml } from '../content/formats/moodle-xml-write.ts';
import { writeQti } from '../content/formats/qti-write.ts';
import { writeSheet } from '../content/formats/sheet-write.ts';
import { writeWord } from '../content/formats/word-write.ts';
import { writeYaml } from '../content/formats/yaml-write.ts';
import type { ExportedBank, WrittenFile } from '../content/imported.ts';
import type { FileFormat } from '../wire/http/bank-imports.ts';

export type BankWriter = (bank: ExportedBank) => WrittenFile | Promise<WrittenFile>;

export const bankWriters: Readonly<Record<FileFormat, BankWriter>> = {
  word: writeWord,
  sheet: writeSheet,
  csv: writeCsv,
  gift: writeGift,
  aiken: writeAiken,
  'moodle-xml': writeMoodleXml,
  'qti-2.1': (bank) => writeQti(bank, '2.1'),
  'qti-3.0': (bank) => writeQti(bank, '3.0'),
  yaml: writeYaml,
};
