/** A bank, or our template, as an Excel workbook. Cells are texts, whatever they begin with. */
import type { CellStyle, WriteSheet } from 'hucre/xlsx';
import type { ExportedBank, WrittenFile } from '../imported.ts';
import { columnLetter } from './columns.ts';
import { explanations, templateBank } from './columns-template.ts';
import { rowsOf } from './columns-write.ts';
import type { WrittenRows } from './columns-write.ts';
import { difficultyNames, kindNames } from './plain-text-words.ts';
import { illustrated, inTheirShape, namedPictures } from './sheet-write-pictures.ts';

const mimeType = 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet';

export async function writeSheet(bank: ExportedBank): Promise<WrittenFile> {
  const pictures = await namedPictures(bank);
  const written = rowsOf(bank, (ref) => pictures.has(ref));
  const made = await workbook([illustrated(questionSheet(written), pictures)]);
  const bytes = pictures.size > 0 ? await inTheirShape(made) : made;
  return { fileName: `${bank.id}.xlsx`, mimeType, bytes, notHeld: written.notHeld };
}

/** Two examples of every kind, and a sheet that explains the columns. */
export async function sheetTemplate(): Promise<WrittenFile> {
  const help: WriteSheet = {
    name: 'Hướng dẫn',
    columns: [{ width: 20 }, { width: 110 }],
    rows: explanations.map((row) => [...row]),
  };
  const bytes = await workbook([questionSheet(rowsOf(templateBank())), help]);
  return { fileName: 'mau-cau-hoi.xlsx', mimeType, bytes, notHeld: [] };
}

async function workbook(sheets: WriteSheet[]): Promise<Uint8Array> {
  // Loaded here: the server starts without it.
  const { writeXlsx } = await import('hucre/xlsx');
  return writeXlsx({ sheets, defaultFont: { name: 'Times New Roman', size: 12 } });
}

const headingStyle: CellStyle = { font: { bold: true }, alignment: { vertical: 'top', wrapText: true } };
const wide = new Set(['Câu hỏi', 'Giải thích', 'Căn cứ']);
/** Rows below the last question where the lists of choices still help. */
const roomBelow = 500;

function questionSheet({ headings, rows }: WrittenRows): WriteSheet {
  const choices = (heading: string, values: readonly string[]) => {
    const letter = columnLetter(headings.indexOf(heading));
    const range = `${letter}2:${letter}${rows.length + roomBelow}`;
    return { type: 'list' as const, values: [...values], allowBlank: true, errorStyle: 'warning' as const, range };
  };
  return {
    name: 'Câu hỏi',
    columns: headings.map((heading) => ({ width: wide.has(heading) ? 50 : 16 })),
    rows: [headings, ...rows].map((row) => [...row]),
    cells: new Map(headings.map((heading, at) => [`0,${at}`, { value: heading, type: 'string', style: headingStyle }])),
    freezePane: { rows: 1 },
    dataValidations: [choices('Mức độ', Object.values(difficultyNames)), choices('Loại', Object.values(kindNames))],
  };
}
