/** Word files as programs write them, made of their parts: for tests of reading, each saying only what matters to it. */
import { writePackage } from '../../server/content/formats/write-package.ts';

const main = 'http://schemas.openxmlformats.org/wordprocessingml/2006/main';
const office = 'http://schemas.openxmlformats.org/officeDocument/2006/relationships';
const namespaces = [
  `xmlns:w="${main}"`,
  `xmlns:r="${office}"`,
  'xmlns:m="http://schemas.openxmlformats.org/officeDocument/2006/math"',
  'xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006"',
  'xmlns:wp="http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing"',
  'xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main"',
  'xmlns:pic="http://schemas.openxmlformats.org/drawingml/2006/picture"',
  'xmlns:v="urn:schemas-microsoft-com:vml"',
  'xmlns:o="urn:schemas-microsoft-com:office:office"',
  'xmlns:wps="http://schemas.microsoft.com/office/word/2010/wordprocessingShape"',
].join(' ');

export interface DocxParts {
  /** Inside `w:numbering`, `w:styles`, `w:footnotes`. */
  readonly numbering?: string;
  readonly styles?: string;
  readonly footnotes?: string;
  /** By relation id: a path in the package, or an address elsewhere. */
  readonly links?: Readonly<Record<string, string>>;
  readonly files?: Readonly<Record<string, Uint8Array | string>>;
  readonly contentType?: string;
}

const escape = (text: string): string =>
  text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;').replaceAll('"', '&quot;');

/** A run; `look` is the inside of `w:rPr`. `\t` and `\n` become what Word has for them. */
export function run(text: string, look = ''): string {
  const parts = text.split(/([\t\n])/u).map((part) => {
    if (part === '\t') return '<w:tab/>';
    return part === '\n' ? '<w:br/>' : part === '' ? '' : `<w:t xml:space="preserve">${escape(part)}</w:t>`;
  });
  return `<w:r>${look === '' ? '' : `<w:rPr>${look}</w:rPr>`}${parts.join('')}</w:r>`;
}

/** A paragraph of runs, or of one plain run; `properties` is the inside of `w:pPr`. */
export function para(content: string, properties = ''): string {
  const inside = content.startsWith('<') ? content : run(content);
  return `<w:p>${properties === '' ? '' : `<w:pPr>${properties}</w:pPr>`}${inside}</w:p>`;
}

export const lines = (text: string): string =>
  text
    .split('\n')
    .map((line) => para(line))
    .join('');

export const numbered = (id: number, level = 0): string =>
  `<w:numPr><w:ilvl w:val="${level}"/><w:numId w:val="${id}"/></w:numPr>`;

/** Cells are text, or paragraphs. */
export function table(rows: readonly (readonly string[])[]): string {
  const cell = (content: string): string =>
    `<w:tc><w:tcPr/>${content.startsWith('<') ? content : para(content)}</w:tc>`;
  return `<w:tbl><w:tblPr/>${rows.map((row) => `<w:tr>${row.map(cell).join('')}</w:tr>`).join('')}</w:tbl>`;
}

/** An abstract list of the levels' formats and texts, and the lists that stand on it (`number` or `number:restart`). */
export function list(
  id: number,
  levels: readonly (readonly [format: string, text: string])[],
  numbers: readonly (readonly [id: number, restartsAt?: number])[],
): { abstract: string; nums: string } {
  const inside = levels.map(
    ([format, text], at) =>
      `<w:lvl w:ilvl="${at}"><w:start w:val="1"/><w:numFmt w:val="${format}"/><w:lvlText w:val="${text}"/></w:lvl>`,
  );
  const nums = numbers.map(([number, restart]) => {
    const override =
      restart === undefined ? '' : `<w:lvlOverride w:ilvl="0"><w:startOverride w:val="${restart}"/></w:lvlOverride>`;
    return `<w:num w:numId="${number}"><w:abstractNumId w:val="${id}"/>${override}</w:num>`;
  });
  return { abstract: `<w:abstractNum w:abstractNumId="${id}">${inside.join('')}</w:abstractNum>`, nums: nums.join('') };
}

export const numbering = (...lists: readonly { abstract: string; nums: string }[]): string =>
  lists.map(({ abstract }) => abstract).join('') + lists.map(({ nums }) => nums).join('');

export const image = (id: string, alt = ''): string =>
  `<w:r><w:drawing><wp:inline><wp:docPr id="1" name="x" descr="${escape(alt)}"/><a:graphic><a:graphicData><pic:pic><pic:blipFill><a:blip r:embed="${id}"/></pic:blipFill></pic:pic></a:graphicData></a:graphic></wp:inline></w:drawing></w:r>`;

/** The bytes of a .docx with this body. */
export function makeDocx(body: string, parts: DocxParts = {}): Promise<Uint8Array> {
  const { numbering: lists, styles, footnotes, links = {}, files = {}, contentType } = parts;
  const part = (name: string, inside: string): string =>
    `<?xml version="1.0"?><w:${name} ${namespaces}>${inside}</w:${name}>`;
  const relations = Object.entries(links).map(([id, target]) => {
    const mode = target.includes('://') ? ' TargetMode="External"' : '';
    return `<Relationship Id="${id}" Type="${office}/image" Target="${target}"${mode}/>`;
  });
  const word = contentType ?? 'application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml';
  const all = new Map<string, Uint8Array | string>([
    ['[Content_Types].xml', `<Types xmlns="u"><Override PartName="/word/document.xml" ContentType="${word}"/></Types>`],
    [
      '_rels/.rels',
      `<Relationships xmlns="u"><Relationship Id="rId1" Type="${office}/officeDocument" Target="word/document.xml"/></Relationships>`,
    ],
    ['word/document.xml', part('document', `<w:body>${body}<w:sectPr/></w:body>`)],
    ['word/_rels/document.xml.rels', `<Relationships xmlns="u">${relations.join('')}</Relationships>`],
  ]);
  if (lists !== undefined) all.set('word/numbering.xml', part('numbering', lists));
  if (styles !== undefined) all.set('word/styles.xml', part('styles', styles));
  if (footnotes !== undefined) all.set('word/footnotes.xml', part('footnotes', footnotes));
  for (const [path, content] of Object.entries(files)) all.set(path, content);
  return writePackage(all);
}
