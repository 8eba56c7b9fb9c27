/**
 * Which format a file of questions is in, by what it holds and never by its name, and its reading in this thread.
 * The server reads through `read-import.ts`, which puts this where no file can do harm.
 */
import type { ReadOutcome } from './imported.ts';
import { importLimits } from './imported.ts';
import { isWholeAiken, readAiken } from './formats/aiken.ts';
import { readCsv } from './formats/csv.ts';
import { readGift } from './formats/gift.ts';
import { readTextFile } from './formats/legacy-text-file.ts';
import { readMoodleXml } from './formats/moodle-xml.ts';
import { isPackage, readPackage, refuse } from './formats/package.ts';
import { readPlainFile } from './formats/plain-text-file.ts';
import { labelAtStart } from './formats/plain-text-options.ts';
import { fieldOf, startOf } from './formats/plain-text-words.ts';
import { readQti } from './formats/qti.ts';
import { readSheet } from './formats/sheet.ts';
import { oldOffice, readWord } from './formats/word.ts';
import { readYaml } from './formats/yaml.ts';

export interface NamedFile {
  readonly name: string;
  readonly bytes: Uint8Array;
}

type Reader = (file: NamedFile) => ReadOutcome | Promise<ReadOutcome>;

/** What people send that holds questions for the eye only: said by name, since "unknown" helps nobody. */
const otherFormats: readonly (readonly [name: string, start: string])[] = [
  ['pdf', '%PDF'],
  ['rtf', '{\\rtf'],
  ['png', '\u0089PNG'],
  ['jpeg', '\u00ff\u00d8\u00ff'],
  ['rar', 'Rar!'],
  ['7z', '7z\u00bc\u00af'],
  ['gzip', '\u001f\u008b'],
];

/** Questions of a file in whichever format. Never throws at content. */
export async function readAny(file: NamedFile): Promise<ReadOutcome> {
  const { bytes } = file;
  if (bytes.length === 0) return refuse('file-empty');
  if (bytes.length > importLimits.bytesMax) return refuse('file-too-large', { max: String(importLimits.bytesMax) });
  const old = oldOffice(bytes);
  if (old) return old;
  const head = String.fromCharCode(...bytes.subarray(0, 8));
  const other = otherFormats.find(([, start]) => head.startsWith(start));
  if (other) return refuse('file-format-unknown', { found: other[0] });
  return isPackage(bytes) ? readAnyPackage(file) : readAnyText(file);
}

async function readAnyPackage(file: NamedFile): Promise<ReadOutcome> {
  const paths: string[] = [];
  const opened = await readPackage(file.bytes, (path) => {
    paths.push(path);
    return path === 'mimetype';
  });
  if (!opened.ok) return opened;
  const has = (pattern: RegExp): boolean => paths.some((path) => pattern.test(path));
  if (has(/^word\//)) return readWord(file);
  if (has(/^xl\//)) return readSheet(file);
  const mimeType = new TextDecoder().decode(opened.value.get('mimetype')).trim();
  if (mimeType.endsWith('opendocument.spreadsheet')) return readSheet(file);
  if (mimeType.includes('opendocument')) return refuse('file-format-unknown', { found: 'odt' });
  if (has(/^ppt\//)) return refuse('file-format-unknown', { found: 'pptx' });
  if (has(/\.ya?ml$/i)) return readYaml(file);
  if (has(/(?:^|\/)imsmanifest\.xml$/i) || has(/\.xml$/i)) return readQti(file);
  return refuse('file-format-unknown', { found: 'zip' });
}

async function readAnyText(file: NamedFile): Promise<ReadOutcome> {
  const tagged = taggedReader(file.bytes);
  if (tagged) return tagged(file);
  const opened = readTextFile(file.bytes);
  if (!opened.ok) return opened;
  const reader = textReader(opened.value.text);
  return reader ? reader(file) : refuse('file-format-unknown', { found: 'text' });
}

/** Of text that begins with a tag, whatever its encoding: XML says that of itself, and its readers believe only that. */
function taggedReader(bytes: Uint8Array): Reader | null {
  const head = String.fromCharCode(...bytes.subarray(0, 4_000)).replace(/[\0\u00ef\u00bb\u00bf\u00fe\u00ff]/gu, '');
  if (!/^\s*<[?!a-z]/iu.test(head)) return null;
  if (
    /<(?:html|table|p|div|body)[\s>]/iu.test(head.replace(/<!\[CDATA\[[^]*?(?:\]\]>|$)/gu, '')) &&
    !/^\s*<\?xml/u.test(head)
  ) {
    return () => refuse('file-format-unknown', { found: 'html' });
  }
  if (/<quiz[\s>]/u.test(head)) return readMoodleXml;
  if (/assessment-?(?:item|test)|questestinterop/iu.test(head)) return readQti;
  return /^\s*<(?:\?xml|!doctype)/iu.test(head) ? () => refuse('file-format-unknown', { found: 'xml' }) : null;
}

/** The first format whose marks are in the text; more telling marks come first. */
function textReader(text: string): Reader | null {
  if (/^sep=.\n/u.test(text)) return readCsv;
  // Whole, it is nothing else, whatever its stems begin with: "Câu 1." is how many people write.
  if (isWholeAiken(text)) return readAiken;
  const lines = text.split('\n').filter((line) => line.trim() !== '');
  if (lines.some((line) => /^(?:questions|topics):\s*(?:\[.*)?$/u.test(line))) return readYaml;
  const isTable = /^[^\n]*?(?:[;,|\t][^\n]*){2}/u.test(lines[0] ?? '');
  if (isTable && /câu hỏi|nội dung|đáp án|phương án|question|stem|answer|option/iu.test(lines[0] ?? '')) return readCsv;
  const isTyped = lines.some((line) => startOf(line)?.style === 'word');
  const hasAnswers = lines.some((line) => /^\s*ANSWER\s*:\s*[A-Z]/u.test(line));
  const hasOptions = lines.some((line) => labelAtStart(line)?.letter === 'A');
  if (hasAnswers && hasOptions && !isTyped) return readAiken;
  const hasBraces =
    /^[^\S\n]*(?:\/\/|\$CATEGORY:|::)/mu.test(text) ||
    /\{(?:[^{}\\]|\\.)*(?:[=~#]|\b(?:T|F|TRUE|FALSE)\b)(?:[^{}\\]|\\.)*\}|\{\s*\}/u.test(text);
  if (hasBraces && !isTyped) return readGift;
  if (isTyped || hasOptions || lines.some((line) => fieldOf(line)?.name === 'key')) return readPlainFile;
  return isTable ? readCsv : null;
}
