/**
 * What a reader program finds in a PDF of ours: the text of each page, through
 * the fonts' own ToUnicode maps, so that a wrong or missing letter shows. Made
 * for pdfkit's output only.
 */
import { inflateSync } from 'node:zlib';

interface PdfObjects {
  readonly dictionary: (id: string) => string;
  readonly stream: (id: string) => string;
}

function objectsOf(bytes: Uint8Array): PdfObjects {
  const file = Buffer.from(bytes);
  const text = file.toString('latin1');
  const bodies = new Map<string, string>();
  for (const [, id = '', body = ''] of text.matchAll(/(?:^|\n)(\d+) 0 obj\n([\s\S]*?)\nendobj/g)) bodies.set(id, body);
  const dictionary = (id: string) => (bodies.get(id) ?? '').split('\nstream\n', 1)[0] ?? '';
  const stream = (id: string) => {
    const raw = (bodies.get(id) ?? '').slice(dictionary(id).length + '\nstream\n'.length);
    return inflateSync(Buffer.from(raw, 'latin1')).toString('latin1');
  };
  return { dictionary, stream };
}

const found = (text: string, pattern: RegExp): string => pattern.exec(text)?.[1] ?? '';

/** Letter by glyph number: pdfkit writes ranges of 256 glyphs, each with the list of its letters. */
function lettersOf(map: string): Map<number, string> {
  const letters = new Map<number, string>();
  for (const [, first = '', list = ''] of map.matchAll(/<([0-9a-f]+)> <[0-9a-f]+> \[(.*?)\]/g)) {
    [...list.matchAll(/<([0-9a-f ]*)>/g)].forEach(([, codes = ''], at) => {
      const units = codes.replaceAll(' ', '').match(/.{4}/g) ?? [];
      letters.set(parseInt(first, 16) + at, String.fromCharCode(...units.map((unit) => parseInt(unit, 16))));
    });
  }
  return letters;
}

/** Text of every page in drawing order, with single spaces. */
export function pdfPages(bytes: Uint8Array): string[] {
  const { dictionary, stream } = objectsOf(bytes);
  const kids = found(dictionary('1'), /\/Kids \[(.*?)\]/);
  const letters = new Map<string, Map<number, string>>();
  const fontLetters = (id: string) => {
    const known = letters.get(id) ?? lettersOf(stream(found(dictionary(id), /\/ToUnicode (\d+)/)));
    letters.set(id, known);
    return known;
  };
  return [...kids.matchAll(/(\d+) 0 R/g)].map(([, page = '']) => {
    const resources = dictionary(found(dictionary(page), /\/Resources (\d+)/));
    let font = new Map<number, string>();
    let text = '';
    const drawn = stream(found(dictionary(page), /\/Contents (\d+)/));
    for (const [, name, glyphs = ''] of drawn.matchAll(/\/(F\d+) [\d.]+ Tf|\[(.*)\] TJ/g)) {
      if (name !== undefined) font = fontLetters(found(resources, new RegExp(`/${name} (\\d+)`)));
      const numbers = [...glyphs.matchAll(/<([0-9a-f]*)>/g)].flatMap(([, hex = '']) => hex.match(/.{4}/g) ?? []);
      text += numbers.map((glyph) => font.get(parseInt(glyph, 16)) ?? '\uFFFD').join('');
      if (name === undefined) text += '\u200B';
    }
    return text
      .replace(/ ?\u200B/g, ' ')
      .replace(/\s+/g, ' ')
      .trim();
  });
}
