/** Who writes which format. Great banks are written through `write-bank.ts`, which puts this into a thread. */
import type { FileFormat } from '../rules/file-formats.ts';
import { writeAiken } from './formats/aiken-write.ts';
import { writeCsv } from './formats/csv.ts';
import { writeGift } from './formats/gift-write.ts';
import { writeMoodleXml } from './formats/moodle-xml-write.ts';
import { writeQti } from './formats/qti-write.ts';
import { writeSheet } from './formats/sheet-write.ts';
import { writeWord } from './formats/word-write.ts';
import { writeYaml } from './formats/yaml-write.ts';
import type { ExportedBank, WrittenFile } from './imported.ts';

type BankWriter = (bank: ExportedBank) => WrittenFile | Promise<WrittenFile>;

const writers: Readonly<Record<FileFormat, BankWriter>> = {
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

export const writeAny = async (format: FileFormat, bank: ExportedBank): Promise<WrittenFile> => writers[format](bank);
