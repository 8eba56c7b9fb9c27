/** Pictures that are the value of a cell: rich values of Excel 365 and cell images of WPS, each found through four parts. */
import type { Package } from './package.ts';
import type { Drawn, Parts } from './sheet-pictures.ts';
import { allOf, childOf, childrenOf, textIn } from './xml.ts';
import type { XmlElement } from './xml.ts';

type Named = { readonly path: string; readonly alt: string } | undefined;

/** By the path of a sheet. Sheets are looked through only if the workbook has such pictures at all. */
export function inCellPictures(files: Package, parts: Parts): (sheetPath: string) => readonly Drawn[] {
  const namers = [richValues(files, parts), cellImages(files, parts)].filter((namer) => namer !== null);
  if (namers.length === 0) return () => [];
  return (path) => {
    const sheet = parts.partOf(path);
    return (sheet ? allOf(sheet, 'c') : []).flatMap((cell): Drawn[] => {
      const found = namers.map((nameOf) => nameOf(cell)).find((one) => one !== undefined);
      const place = cellPlace(cell.attributes['r'] ?? '');
      if (found === undefined || place === null) return [];
      return [{ ...place, ...found, lastRow: place.row, title: '', isInCell: true }];
    });
  };
}

/** `C7` → row 6, column 2. */
function cellPlace(name: string): { row: number; column: number } | null {
  const [, letters = '', digits = ''] = /^([A-Z]{1,3})([1-9]\d{0,6})$/.exec(name) ?? [];
  if (letters === '') return null;
  const column = [...letters].reduce((sum, letter) => sum * 26 + letter.charCodeAt(0) - 64, 0) - 1;
  return { row: Number(digits) - 1, column };
}

const numberOf = (text: string | undefined): number => (/^\d{1,7}$/.test(text ?? '') ? Number(text) : -1);

/** A cell's `vm` counts value metadata, which count rich values, which count relations to files. */
function richValues(files: Package, { partOf, relationsOf }: Parts): ((cell: XmlElement) => Named) | null {
  const relsPath = 'xl/richData/richValueRel.xml';
  if (!files.has(relsPath)) return null;
  const relations = childrenOf(partOf(relsPath) ?? empty, 'rel').map(({ attributes }) => attributes['id'] ?? '');
  const targets = relationsOf(relsPath);
  const structures = childrenOf(partOf('xl/richData/rdrichvaluestructure.xml') ?? empty, 's').map((structure) =>
    childrenOf(structure, 'k').map(({ attributes }) => attributes['n'] ?? ''),
  );
  const values = childrenOf(partOf('xl/richData/rdrichvalue.xml') ?? empty, 'rv').map((value): Named => {
    const keys = structures[numberOf(value.attributes['s'])] ?? [];
    const texts = childrenOf(value, 'v').map((each) => textIn(each));
    const target = targets.get(relations[numberOf(texts[keys.indexOf('_rvRel:LocalImageIdentifier')])] ?? '');
    return target && { path: target.path, alt: texts[keys.indexOf('Text')] ?? '' };
  });
  const metadata = partOf('xl/metadata.xml') ?? empty;
  const future = childrenOf(metadata, 'futureMetadata').find(({ attributes }) => attributes['name'] === 'XLRICHVALUE');
  const futures = childrenOf(future ?? empty, 'bk').map((block) => numberOf(allOf(block, 'rvb')[0]?.attributes['i']));
  const blocks = childrenOf(childOf(metadata, 'valueMetadata') ?? empty, 'bk').map((block) =>
    numberOf(childOf(block, 'rc')?.attributes['v']),
  );
  return ({ attributes }) => values[futures[blocks[numberOf(attributes['vm']) - 1] ?? -1] ?? -1];
}

/** `=DISPIMG("ID_…",1)` names a picture of the workbook's own list. */
function cellImages(files: Package, { partOf, relationsOf }: Parts): ((cell: XmlElement) => Named) | null {
  const path = 'xl/cellimages.xml';
  if (!files.has(path)) return null;
  const targets = relationsOf(path);
  const named = new Map(
    childrenOf(partOf(path) ?? empty, 'cellImage').map((image): [string, Named] => {
      const { name = '', descr = '' } = allOf(image, 'cNvPr')[0]?.attributes ?? {};
      const target = targets.get(allOf(image, 'blip')[0]?.attributes['embed'] ?? '');
      return [name, target && { path: target.path, alt: descr }];
    }),
  );
  return (cell) => {
    const id = /DISPIMG\(\s*"([^"]{1,100})"/.exec(textIn(childOf(cell, 'f')) || textIn(childOf(cell, 'v')))?.[1];
    return id === undefined ? undefined : named.get(id);
  };
}

const empty: XmlElement = { name: '', uri: '', attributes: {}, children: [], line: 0 };
