/** The parts of a .docx as XML: what is the same in every file, and paragraphs with their runs and pictures. */
import type { Piece } from './plain-text-line.ts';
import type { WrittenParagraph } from './word-write-lines.ts';

/** A picture in the package; sizes in pixels. */
export interface PlacedPicture {
  readonly id: string;
  readonly fileName: string;
  readonly bytes: Uint8Array;
  readonly width: number;
  readonly height: number;
}

const head = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n';
const office = 'http://schemas.openxmlformats.org';
const main = `${office}/wordprocessingml/2006/main`;
const drawing = `${office}/drawingml/2006`;
const relations = `${office}/officeDocument/2006/relationships`;
const emuOfPixel = 9525;
/** What fits between the margins of an A4 page. */
const widthMax = 600;

export function contentTypes(fileNames: readonly string[]): string {
  const endings = [...new Set(fileNames.map((name) => name.split('.').at(-1) ?? ''))];
  const types: Readonly<Record<string, string>> = {
    png: 'image/png',
    jpg: 'image/jpeg',
    jpeg: 'image/jpeg',
    gif: 'image/gif',
  };
  const word = 'application/vnd.openxmlformats-officedocument.wordprocessingml';
  return `${head}<Types xmlns="${office}/package/2006/content-types"><Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/><Default Extension="xml" ContentType="application/xml"/>${endings
    .map((ending) => `<Default Extension="${ending}" ContentType="${types[ending] ?? 'application/octet-stream'}"/>`)
    .join(
      '',
    )}<Override PartName="/word/document.xml" ContentType="${word}.document.main+xml"/><Override PartName="/word/styles.xml" ContentType="${word}.styles+xml"/></Types>`;
}

export const packageRelations = `${head}<Relationships xmlns="${office}/package/2006/relationships"><Relationship Id="rId1" Type="${relations}/officeDocument" Target="word/document.xml"/></Relationships>`;

export function relationsXml(pictures: readonly PlacedPicture[]): string {
  const images = pictures.map(
    ({ id, fileName }) => `<Relationship Id="${id}" Type="${relations}/image" Target="media/${fileName}"/>`,
  );
  return `${head}<Relationships xmlns="${office}/package/2006/relationships"><Relationship Id="rId1" Type="${relations}/styles" Target="styles.xml"/>${images.join('')}</Relationships>`;
}

const headingStyle = (level: number): string =>
  `<w:style w:type="paragraph" w:styleId="Heading${level}"><w:name w:val="heading ${level}"/><w:basedOn w:val="Normal"/><w:next w:val="Normal"/><w:pPr><w:keepNext/><w:spacing w:before="240"/><w:outlineLvl w:val="${level - 1}"/></w:pPr><w:rPr><w:b/></w:rPr></w:style>`;

export const stylesXml = `${head}<w:styles xmlns:w="${main}"><w:docDefaults><w:rPrDefault><w:rPr><w:rFonts w:ascii="Times New Roman" w:hAnsi="Times New Roman" w:cs="Times New Roman"/><w:sz w:val="26"/><w:lang w:val="vi-VN"/></w:rPr></w:rPrDefault></w:docDefaults><w:style w:type="paragraph" w:default="1" w:styleId="Normal"><w:name w:val="Normal"/></w:style>${[1, 2, 3, 4, 5, 6, 7, 8, 9].map(headingStyle).join('')}</w:styles>`;

/** `pictures` by their ref. */
export function documentXml(
  paragraphs: readonly WrittenParagraph[],
  pictures: ReadonlyMap<string, PlacedPicture>,
): string {
  const body = paragraphs.map(({ heading, lines }) => {
    const style = heading > 0 ? `<w:pPr><w:pStyle w:val="Heading${Math.min(9, heading)}"/></w:pPr>` : '';
    const runs = lines.map((pieces) => pieces.map((piece) => run(piece, pictures)).join(''));
    return `<w:p>${style}${runs.join('<w:r><w:br/></w:r>')}</w:p>`;
  });
  return `${head}<w:document xmlns:w="${main}" xmlns:r="${relations}" xmlns:wp="${drawing}/wordprocessingDrawing" xmlns:a="${drawing}/main" xmlns:pic="${drawing}/picture"><w:body>${body.join('')}<w:sectPr><w:pgSz w:w="11906" w:h="16838"/><w:pgMar w:top="1134" w:right="1134" w:bottom="1134" w:left="1701"/></w:sectPr></w:body></w:document>`;
}

function run({ text, marks, opaque }: Piece, pictures: ReadonlyMap<string, PlacedPicture>): string {
  const [, alt = '', ref = ''] = /^!\[((?:\\.|[^\]\\])*)\]\(media:([\w-]+)\)$/su.exec(opaque) ?? [];
  const placed = pictures.get(ref);
  if (placed) return `<w:r>${image(placed, alt.replace(/\\(.)/gu, '$1'))}</w:r>`;
  const properties = `${marks.bold ? '<w:b/>' : ''}${marks.italic ? '<w:i/>' : ''}${marks.strike ? '<w:strike/>' : ''}`;
  const look = properties === '' ? '' : `<w:rPr>${properties}</w:rPr>`;
  return `<w:r>${look}<w:t xml:space="preserve">${safe(opaque === '' ? text : opaque)}</w:t></w:r>`;
}

function image({ id, width, height }: PlacedPicture, alt: string): string {
  const scale = Math.min(1, widthMax / Math.max(1, width));
  const [cx, cy] = [width, height].map((pixels) => Math.max(1, Math.round(pixels * scale * emuOfPixel)));
  const number = id.replace(/\D/gu, '');
  return `<w:drawing><wp:inline><wp:extent cx="${cx}" cy="${cy}"/><wp:docPr id="${number}" name="${id}" descr="${safe(alt)}"/><a:graphic><a:graphicData uri="${drawing}/picture"><pic:pic><pic:nvPicPr><pic:cNvPr id="${number}" name="${id}"/><pic:cNvPicPr/></pic:nvPicPr><pic:blipFill><a:blip r:embed="${id}"/><a:stretch><a:fillRect/></a:stretch></pic:blipFill><pic:spPr><a:xfrm><a:off x="0" y="0"/><a:ext cx="${cx}" cy="${cy}"/></a:xfrm><a:prstGeom prst="rect"><a:avLst/></a:prstGeom></pic:spPr></pic:pic></a:graphicData></a:graphic></wp:inline></w:drawing>`;
}

/** Text for XML, without what XML cannot say. */
function safe(text: string): string {
  return text
    .replace(/(?![\t\n])\p{Cc}|\p{Cs}|[\ufffe\uffff]/gu, '')
    .replaceAll('&', '&amp;')
    .replaceAll('<', '&lt;')
    .replaceAll('>', '&gt;')
    .replaceAll('"', '&quot;');
}
