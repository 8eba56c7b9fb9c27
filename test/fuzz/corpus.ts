/**
 * Sound files that a fuzz begins with: what every writer makes of generated banks, and files as people and other systems
 * make them, with the parts of a format that our writers do not use.
 */
import fc from 'fast-check';
import { writeOds } from 'hucre/ods';
import { awkwardTexts } from './awkward-texts.ts';
import { rowsOf } from '../../server/content/formats/columns-write.ts';
import { sheetTemplate } from '../../server/content/formats/sheet-write.ts';
import { readPackage } from '../../server/content/formats/package.ts';
import type { ExportedBank } from '../../server/content/imported.ts';
import { writeAny } from '../../server/content/write-any.ts';
import { fileFormats } from '../../server/rules/file-formats.ts';
import { everyKindQuestions } from '../helpers/every-kind-questions.ts';
import { generatedBank } from '../helpers/generated-bank.ts';
import { awkwardWords } from './awkward-words.ts';

/** `typed`: text files as people type questions; `ods`: the other kind of workbook. */
export const fuzzFormats = [...fileFormats, 'typed', 'ods'] as const;
export type FuzzFormat = (typeof fuzzFormats)[number];

export interface SoundFile {
  readonly format: FuzzFormat;
  readonly bytes: Uint8Array;
  /** Files of a package by path; null: it is a text. */
  readonly parts: ReadonlyMap<string, Uint8Array> | null;
}

export type Corpus = Readonly<Record<FuzzFormat, readonly SoundFile[]>>;

const everyKind: ExportedBank = {
  id: 'moi',
  name: 'Mỗi loại',
  topics: [{ id: 'moi-loai', name: 'Mỗi loại' }],
  questions: everyKindQuestions(),
  media: [],
};

export async function makeCorpus(seed: number): Promise<Corpus> {
  const banks = [everyKind, ...fc.sample(generatedBank(), { seed, numRuns: 4 })];
  const bytes = new Map<FuzzFormat, (Uint8Array | string)[]>(fuzzFormats.map((format) => [format, []]));
  const add = (format: FuzzFormat, ...files: readonly (Uint8Array | string)[]): void =>
    void bytes.get(format)?.push(...files);
  for (const format of fileFormats) for (const bank of banks) add(format, (await writeAny(format, bank)).bytes);
  for (const bank of banks) {
    const { headings, rows } = rowsOf(bank);
    add('ods', await writeOds({ sheets: [{ name: 'Câu hỏi', rows: [headings, ...rows].map((row) => [...row]) }] }));
  }
  add('sheet', (await sheetTemplate()).bytes);
  add('word', ...(await awkwardWords()));
  for (const [format, text] of awkwardTexts) add(format, text);
  const opened = await Promise.all(
    fuzzFormats.map(async (format): Promise<[FuzzFormat, SoundFile[]]> => [
      format,
      await Promise.all((bytes.get(format) ?? []).map((one) => soundFile(format, Buffer.from(one)))),
    ]),
  );
  return Object.fromEntries(opened) as unknown as Record<FuzzFormat, readonly SoundFile[]>;
}

async function soundFile(format: FuzzFormat, bytes: Uint8Array): Promise<SoundFile> {
  const opened = await readPackage(bytes);
  return { format, bytes, parts: opened.ok ? opened.value : null };
}
