/**
 * Reads a Word file (.docx) of questions. Opens the package, lays out what the document shows (numbers, formatting,
 * pictures, tables) and leaves the meaning of lines to `plain-text`. Macros and the old .doc are refused by name.
 */
import type { ImportProblem } from '../../rules/import-preview.ts';
import type { ReadOutcome } from '../imported.ts';
import { importedFile, placeIn, problemAt } from './draft.ts';
import { convertLegacy, detectLegacy } from './legacy-text.ts';
import { mediaShelf } from './media-shelf.ts';
import { isPackage, readPackage, refuse } from './package.ts';
import type { Package, Refused } from './package.ts';
import { readPlainText } from './plain-text.ts';
import { isTable, makeLine } from './plain-text-line.ts';
import type { Block, Line } from './plain-text-line.ts';
import { readBody } from './word-body.ts';
import { targetsOf } from './word-image.ts';
import { WordNumbering } from './word-numbering.ts';
import type { WordReading } from './word-run.ts';
import { WordStyles } from './word-styles.ts';
import { allOf, childOf, childrenOf, readXml, textIn } from './xml.ts';
import type { XmlElement } from './xml.ts';

/** Questions of a .docx; a refusal for what is no Word file or may not be opened. Never throws at content. */
export async function readWord(file: { readonly name: string; readonly bytes: Uint8Array }): Promise<ReadOutcome> {
  const old = oldOffice(file.bytes);
  if (old) return old;
  if (!isPackage(file.bytes)) return refuse('file-format-unknown');
  let hasMacros = false;
  const opened = await readPackage(file.bytes, (path) => {
    hasMacros ||= /(?:^|\/)vba\w*\.(?:bin|xml)$/i.test(path);
    return /\.(?:xml|rels)$/i.test(path)
      ? !/(?:theme|fontTable|webSettings|customXml)/.test(path)
      : path.includes('/media/');
  });
  if (!opened.ok) return opened;
  if (hasMacros || /macroEnabled/i.test(textOfPart(opened.value, '[Content_Types].xml')))
    return refuse('file-has-macros');
  return readDocument(file.name, opened.value);
}

/** The container of .doc, .xls and of every encrypted Office file. */
export function oldOffice(bytes: Uint8Array): Refused | null {
  const isOld = [0xd0, 0xcf, 0x11, 0xe0].every((byte, i) => bytes[i] === byte);
  if (!isOld) return null;
  const text = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const has = (name: string): boolean => text.includes(Buffer.from(name, 'utf16le'));
  if (has('EncryptedPackage') || has('EncryptionInfo')) return refuse('file-encrypted');
  return has('WordDocument') ? refuse('file-legacy-word') : refuse('file-format-unknown', { found: 'ole' });
}

function textOfPart(files: Package, path: string): string {
  return new TextDecoder().decode(files.get(path) ?? new Uint8Array());
}

function readDocument(name: string, files: Package): ReadOutcome {
  const relations = part(files, '_rels/.rels');
  if (isRefused(relations)) return relations;
  const main = relations
    ? childrenOf(relations, 'Relationship').find(({ attributes }) => attributes['Type']?.endsWith('/officeDocument'))
    : undefined;
  const path = (main?.attributes['Target'] ?? 'word/document.xml').replace(/^\//, '');
  const folder = path.slice(0, path.lastIndexOf('/') + 1);
  const own = `${folder}_rels/${path.slice(folder.length)}.rels`;
  const parts = [
    path,
    own,
    ...['styles', 'numbering', 'footnotes', 'endnotes'].map((one) => `${folder}${one}.xml`),
  ].map((one) => part(files, one));
  const refused = parts.find(isRefused);
  if (refused) return refused;
  const [document, links, styles, numbering, footnotes, endnotes] = parts.map((one) =>
    isRefused(one) ? undefined : one,
  );
  const body = childOf(document, 'body');
  if (!body) return refuse('file-format-unknown', { found: 'package' });
  const reading: WordReading = {
    styles: new WordStyles(styles),
    parts: { files, targets: targetsOf(links, folder) },
    shelf: mediaShelf(),
    notes: new Map([...notesOf(footnotes, 'footnote'), ...notesOf(endnotes, 'endnote')]),
    // Word notes where pages broke when it last showed the file; other programs do not.
    page: allOf(body, 'lastRenderedPageBreak').length > 0 ? 1 : 0,
    legacyLetters: 0,
    legacyEncodings: new Set(),
    lost: [],
  };
  const blocks = readBody(body, reading, new WordNumbering(numbering)).map((block) => withoutLegacy(block, reading));
  const { found, problems } = readPlainText(blocks, name);
  return importedFile('word', found, reading.shelf.media, [...told(name, reading), ...problems]);
}

function isRefused(value: XmlElement | Refused | undefined): value is Refused {
  return value !== undefined && 'refusal' in value;
}

function part(files: Package, path: string): XmlElement | Refused | undefined {
  const bytes = files.get(path);
  if (!bytes) return undefined;
  const read = readXml(bytes);
  return read.ok ? read.value : { ...read, params: { ...read.params, path } };
}

function notesOf(root: XmlElement | undefined, name: string): [string, string][] {
  return (root ? childrenOf(root, name) : [])
    .filter(({ attributes }) => attributes['type'] === undefined || attributes['type'] === 'normal')
    .map((note) => [`${name}/${note.attributes['id'] ?? ''}`, textIn(note).trim()]);
}

/** Text of the old encodings whose font was lost on the way. */
function withoutLegacy(block: Block, reading: WordReading): Block {
  if (isTable(block)) {
    return { rows: block.rows.map((row) => row.map((cell) => cell.map((line) => lineWithoutLegacy(line, reading)))) };
  }
  return lineWithoutLegacy(block, reading);
}

function lineWithoutLegacy(line: Line, reading: WordReading): Line {
  if (!/[\u00a1-\u00ff]/u.test(line.text)) return line;
  const encoding = detectLegacy(line.text);
  if (encoding === null) return line;
  reading.legacyLetters += line.text.length;
  reading.legacyEncodings.add(encoding);
  const pieces = line.pieces.map((piece) =>
    piece.opaque === '' ? { ...piece, text: convertLegacy(piece.text, encoding).text } : piece,
  );
  return { ...makeLine(pieces, line), autoLength: line.autoLength };
}

function told(name: string, reading: WordReading): ImportProblem[] {
  const legacy = [...reading.legacyEncodings].map((encoding) =>
    problemAt(placeIn(name), 'legacy-text-converted', 'told', { encoding, letters: String(reading.legacyLetters) }),
  );
  const lost = reading.lost.map(({ name: problem, field, text, page }) =>
    problemAt(placeIn(name, { page }), problem, 'doubt', { ...(field && { field }), text: text.slice(0, 500) }),
  );
  return [...legacy, ...lost];
}
