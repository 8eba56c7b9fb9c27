/**
 * Pictures of an Excel workbook with the cell that each belongs to: drawn over the sheet and anchored to a cell, placed
 * in a cell (Excel 365), or shown by WPS's `DISPIMG`. The workbook's own reader would keep each as often as it is drawn,
 * so they are counted here first. What a cell's column means is sheet-beside.ts' matter.
 */
import { importLimits } from '../imported.ts';
import type { Package } from './package.ts';
import { inCellPictures } from './sheet-cell-pictures.ts';
import { targetsOf } from './word-image.ts';
import { allOf, childOf, childrenOf, readXml, textIn } from './xml.ts';
import type { XmlElement } from './xml.ts';

export interface SheetPicture {
  /** From 0, as in rows of cells. */
  readonly row: number;
  readonly column: number;
  /** Row of its lower end; `row` where only its upper is known. */
  readonly lastRow: number;
  readonly path: string;
  readonly bytes: Uint8Array;
  readonly alt: string;
  /** What a text of the row calls it; '' for pictures of other people. */
  readonly title: string;
  /** It stands for what the cell holds, which is then no text. */
  readonly isInCell: boolean;
}

/** Before its file is looked for. */
export type Drawn = Omit<SheetPicture, 'bytes'>;

export interface WorkbookPictures {
  /** By the name of the sheet. */
  readonly bySheet: ReadonlyMap<string, readonly SheetPicture[]>;
  /** Of all pictures, each as often as it is drawn. */
  readonly drawnBytes: number;
}

/** Never throws; a part that cannot be read draws nothing. */
export function workbookPictures(files: Package): WorkbookPictures {
  const partOf = (path: string): XmlElement | undefined => {
    const bytes = files.get(path);
    const read = bytes === undefined ? null : readXml(bytes);
    return read?.ok ? read.value : undefined;
  };
  const parts: Parts = { partOf, relationsOf: (path) => targetsOf(partOf(relationsPath(path)), folderOf(path)) };
  const sheetOf = parts.relationsOf('xl/workbook.xml');
  const drawings = new Map<string, readonly Drawn[]>();
  const bySheet = new Map<string, readonly SheetPicture[]>();
  const inCells = inCellPictures(files, parts);
  let drawnBytes = 0;
  for (const { attributes } of childrenOf(childOf(partOf('xl/workbook.xml'), 'sheets') ?? nothing, 'sheet')) {
    const path = sheetOf.get(attributes['id'] ?? '')?.path ?? '';
    const drawn: Drawn[] = [...inCells(path)];
    for (const target of parts.relationsOf(path).values()) {
      if (!/\/drawings\/[^/]*\.xml$/.test(target.path)) continue;
      const known = drawings.get(target.path) ?? drawnIn(target.path, parts);
      drawings.set(target.path, known);
      drawn.push(...known);
    }
    const pictures = drawn.flatMap((one) => {
      const bytes = files.get(one.path);
      return bytes === undefined ? [] : [{ ...one, bytes }];
    });
    drawnBytes += pictures.reduce((sum, { bytes }) => sum + bytes.length, 0);
    bySheet.set(attributes['name'] ?? '', pictures);
    if (drawnBytes > importLimits.unpackedBytesMax) break;
  }
  return { bySheet, drawnBytes };
}

const nothing: XmlElement = { name: '', uri: '', attributes: {}, children: [], line: 0 };
const folderOf = (path: string): string => path.slice(0, path.lastIndexOf('/') + 1);
const relationsPath = (path: string): string => `${folderOf(path)}_rels/${path.slice(folderOf(path).length)}.rels`;

export interface Parts {
  readonly partOf: (path: string) => XmlElement | undefined;
  readonly relationsOf: (path: string) => ReadonlyMap<string, { readonly path: string }>;
}

/** Pictures of one drawing, anchored by their upper left corner. */
function drawnIn(path: string, { partOf, relationsOf }: Parts): Drawn[] {
  const targets = relationsOf(path);
  const root = partOf(path);
  return (root ? childrenOf(root) : []).flatMap((anchor): Drawn[] => {
    const from = childOf(anchor, 'from');
    if (from === undefined) return [];
    const row = Number(textIn(childOf(from, 'row')));
    const column = Number(textIn(childOf(from, 'col')));
    const last = Number(textIn(childOf(childOf(anchor, 'to'), 'row')));
    return allOf(anchor, 'pic').flatMap((pic): Drawn[] => {
      const target = targets.get(allOf(pic, 'blip')[0]?.attributes['embed'] ?? '');
      const { descr = '', title = '' } = allOf(pic, 'cNvPr')[0]?.attributes ?? {};
      return target === undefined || !(row >= 0) || !(column >= 0)
        ? []
        : [{ row, column, lastRow: last > row ? last : row, path: target.path, alt: descr, title, isInCell: false }];
    });
  });
}
