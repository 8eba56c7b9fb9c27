/**
 * Pictures of an exported table: beside the row of their question, each in a column of its own, named as the texts of the
 * row name them. Sound and film stay behind, and so does what would make a file that nobody could import again.
 */
import type { WriteSheet } from 'hucre/xlsx';
import type { ExportedBank } from '../imported.ts';
import { toOfficePicture } from './office-picture.ts';
import type { OfficePicture } from './office-picture.ts';
import { readPackage } from './package.ts';
import { writePackage } from './write-package.ts';

export interface NamedPicture extends OfficePicture {
  /** As texts of the table name it, e.g. `hinh-3`. */
  readonly name: string;
}

/** Of all pictures; a file with more could not be imported again. */
const bytesMax = 22_000_000;
const [widthMax, heightMax] = [200, 130];

/** By the ref of the file, in the order in which questions show them. */
export async function namedPictures(bank: ExportedBank): Promise<ReadonlyMap<string, NamedPicture>> {
  const named = new Map<string, NamedPicture>();
  let bytes = 0;
  for (const one of bank.media) {
    const picture = await toOfficePicture(one);
    if (picture === null || bytes + picture.bytes.length > bytesMax) continue;
    bytes += picture.bytes.length;
    named.set(one.ref, { ...picture, name: `hinh-${named.size + 1}` });
  }
  return named;
}

const reference = /!\[((?:\\.|[^\]\\]){0,500})\]\(media:([0-9A-Za-z_-]{1,100})\)/g;

/** The sheet with its pictures; rows are those below the headings. */
export function illustrated(sheet: WriteSheet, pictures: ReadonlyMap<string, NamedPicture>): WriteSheet {
  const [headings = [], ...rows] = sheet.rows ?? [];
  const images: NonNullable<WriteSheet['images']> = [];
  const heights = new Map<number, { height: number }>();
  let columns = 0;
  const texts = rows.map((row, at) => {
    const beside = new Set<string>();
    const cells = row.map((cell) =>
      String(cell ?? '').replace(reference, (whole, alt: string, ref: string) => {
        const picture = pictures.get(ref);
        if (picture === undefined) return whole;
        if (!beside.has(ref)) {
          const size = shrunk(picture);
          images.push({
            data: picture.bytes,
            type: picture.ending,
            anchor: { from: { row: at + 1, col: headings.length + beside.size } },
            ...{ ...size, altText: alt.replace(/\\(.)/g, '$1'), title: picture.name },
          });
          // Points; a picture is measured in pixels of which there are 96 an inch.
          const height = Math.max(heights.get(at + 1)?.height ?? 0, Math.ceil(size.height * 0.75) + 6);
          heights.set(at + 1, { height });
        }
        beside.add(ref);
        return `![${alt}](media:${picture.name})`;
      }),
    );
    columns = Math.max(columns, beside.size);
    return cells;
  });
  if (images.length === 0) return sheet;
  const more = Array.from({ length: columns }, () => 'Hình');
  return {
    ...sheet,
    rows: [[...headings, ...more], ...texts],
    columns: [...(sheet.columns ?? []), ...more.map(() => ({ width: 30 }))],
    images,
    rowDefs: heights,
  };
}

function shrunk({ width, height }: OfficePicture): { width: number; height: number } {
  const scale = Math.min(1, widthMax / Math.max(1, width), heightMax / Math.max(1, height));
  return { width: Math.max(1, Math.round(width * scale)), height: Math.max(1, Math.round(height * scale)) };
}

/** The writer of workbooks stretches a picture over whole cells; anchored at one corner it keeps its shape. */
export async function inTheirShape(workbook: Uint8Array): Promise<Uint8Array> {
  const opened = await readPackage(workbook);
  if (!opened.ok) return workbook;
  const files = new Map<string, Uint8Array | string>(opened.value);
  for (const [path, bytes] of opened.value) {
    if (!/^xl\/drawings\/[^/]*\.xml$/.test(path)) continue;
    const drawing = new TextDecoder().decode(bytes);
    files.set(path, drawing.replace(/<xdr:twoCellAnchor[^>]*>(.*?)<\/xdr:twoCellAnchor>/gs, oneCorner));
  }
  return writePackage(files);
}

function oneCorner(whole: string, inner: string): string {
  const size = /<a:ext (cx="\d+" cy="\d+")\/>/.exec(inner)?.[1];
  if (size === undefined) return whole;
  return `<xdr:oneCellAnchor>${inner.replace(/<xdr:to>.*?<\/xdr:to>/s, `<xdr:ext ${size}/>`)}</xdr:oneCellAnchor>`;
}
