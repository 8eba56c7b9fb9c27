/** Changes of a text: what keyboards, fonts, other programs and people with bad intentions do to it. */
import { convertLegacy } from '../../server/content/formats/legacy-text.ts';
import type { Dice } from './dice.ts';

/** `other`: a text of another file. */
export type TextMutation = (text: string, dice: Dice, other: string) => string;

const insert = (text: string, at: number, piece: string): string => text.slice(0, at) + piece + text.slice(at);

/** Signs that mean something to some reader, in one format or another. */
const pieces = [
  ...['Câu 1. ', 'Câu 99: ', '1. ', '1) ', 'A. ', 'B) ', 'c. ', '(Đ)', '(S)', '(A)', 'Đáp án: ', 'ANSWER: A', '*A. '],
  ...[
    'BẢNG ĐÁP ÁN',
    '1.A 2.B',
    'PHẦN I. ',
    'Mức độ: ',
    'Giải thích: ',
    'Chủ đề: ',
    '(NB) ',
    '[0,25 điểm]',
    '…',
    '....',
  ],
  ...[
    '::',
    '{',
    '}',
    '=',
    '~',
    '%50%',
    '%-33.3%',
    '#',
    '####',
    '->',
    '\\',
    '//',
    '$CATEGORY: ',
    '[html]',
    '{T}',
    '{#1:',
  ],
  ...[
    '"',
    "'",
    ';',
    ',',
    '\t',
    '|',
    '=SUM(A1)',
    '- ',
    '  ',
    ': ',
    '&a ',
    '*a',
    '!!map ',
    '<<: ',
    '? ',
    '---\n',
    '%YAML 9',
  ],
  ...[
    '<',
    '>',
    '&',
    '&amp;',
    '&#0;',
    '&#xD800;',
    '&#x110000;',
    '&#99999999999;',
    '&nbsp;',
    '<br>',
    '<p>',
    '</p>',
    '<!--',
  ],
  ...['<![CDATA[', ']]>', '<?x ?>', '<script>', '<img src="', '<table><tr><td>', '<a href="javascript:1">', '</'],
  ...['**', '_', '`', '```', '$', '$$', '~~', '![x](', '](media:', '[', ')', '\\(', '| --- |', '> ', '1. - '],
  ...['\n', '\r', '\n\n', '\u2028', '\u0085', '\f', '\v', '\0', '\u0001', '\u001b[31m', '\u007f', '\ufeff', '\u00a0'],
  ...[
    '\u200b',
    '\u2060',
    '\u202e',
    '\ue001',
    '\ue002',
    '\ufffc',
    '\ufffd',
    '\uffff',
    '\u0301',
    '😀',
    '👨‍👩‍👧',
    '\ud83d',
    '\ude00',
  ],
  ...[
    '"\\ud83d"',
    '"\\u0000"',
    'aø',
    '¸',
    '½',
    '²',
    '٣',
    '３',
    'ﬁ',
    'İ',
    'ß',
    'ǆ',
    'Ω',
    '한',
    'é',
    'constructor',
    '__proto__',
  ],
];

/** What a number may be replaced by. */
const numbers = [
  ...['-1', '0', '-0', '1e999', '1e-999', '9'.repeat(400), `0.${'0'.repeat(400)}1`, 'NaN', 'Infinity', '0x10', '1_000'],
  ...[
    '4294967296',
    '2147483648',
    '9007199254740993',
    '1000000000',
    '-999999999',
    '1,5',
    '1.500,00',
    '1.2.3',
    '',
    ' ',
    '٣',
  ],
  ...['1048576', '16385', '1e3', '+5', '.5', '5.', '１２', '½', '1/0', '99999999999999999999', '3,14 ± 1e9', '1..2'],
];

/** Repeated, these make a careless pattern try every way there is. */
const repeated = [
  ...[
    'Câu 1. ',
    'Câu ',
    'A. ',
    'A',
    ' ',
    '  \t',
    '.',
    '...',
    ' . ',
    '…',
    '(',
    ')',
    '()',
    '(A',
    '[',
    ']',
    '![',
    '](',
    '{',
    '}',
  ],
  ...[
    '=',
    '~',
    '#',
    '%',
    ':',
    '::',
    '\\',
    '//',
    '->',
    '- ',
    '*',
    '**',
    '**a',
    '_',
    '_a',
    '`',
    '$',
    '$a',
    '|',
    '| ',
    '<',
    '<a ',
    '<a',
  ],
  ...[
    '</a',
    '<!--',
    '"',
    '""',
    "'",
    '&',
    '&a',
    '&#',
    ';',
    ',',
    '\t',
    '0',
    '9',
    '1.',
    '1.A ',
    '1-A, ',
    'A,',
    'Đ',
    'ĐS',
    'Đ,',
  ],
  ...[
    '\u00a0',
    '\u2060',
    '\u200b',
    '\ue001',
    '\ufffc',
    '\u0301',
    'aø',
    '½',
    '\ud83d',
    '😀',
    '\n',
    '\n ',
    '\n\n',
    '\r',
    '\n1. ',
  ],
  ...[
    '\nA. ',
    '\n- ',
    '\n  - ',
    '\n# ',
    '\n> ',
    '\n|a|b|\n|-|-|\n',
    'Đáp án: ',
    '\nĐáp án: ',
    '(Đ) ',
    'Mức độ: ',
    '\nCâu 1. x\nA. y\nB. z\n',
  ],
  ...[
    '[[',
    '{{',
    '((',
    '$$',
    '~~',
    '- - ',
    '1) ',
    'số 1 ',
    '<p>',
    '<div>',
    '<b><i>',
    '<td>',
    '<li>',
    '=> ',
    'và ',
    'A và ',
    '_ _ ',
    '….',
  ],
];

const insertPiece: TextMutation = (text, dice) => {
  let changed = text;
  for (let left = 1 + dice.below(8); left > 0; left -= 1) {
    const at = dice.placeIn(changed);
    changed = changed.slice(0, at) + dice.oneOf(pieces) + changed.slice(at + (dice.oncePer(2) ? dice.below(6) : 0));
  }
  return changed;
};

const lineStart = (text: string, at: number): number => text.lastIndexOf('\n', at - 1) + 1;

const catastrophe: TextMutation = (text, dice) => {
  const unit = dice.oneOf(repeated) + (dice.oncePer(3) ? dice.oneOf(repeated) : '');
  const length = dice.length(300, 3_000, 3_000, 3_000, 30_000, 30_000, 30_000, 200_000, 200_000, 1_000_000);
  const run = unit.repeat(Math.ceil(length / unit.length));
  const at = dice.placeIn(text);
  const tail = dice.oneOf(['', 'x', '\n', '!', ')', ' x\n']);
  return insert(text, dice.oncePer(2) ? lineStart(text, at) : at, run + tail);
};

const longLine: TextMutation = (text, dice) => {
  const joined = text.replaceAll('\n', dice.oneOf([' ', '\t', '', '; ']));
  return joined.repeat(Math.ceil(dice.length(2_000, 20_000, 200_000, 1_000_000) / Math.max(1, joined.length)));
};

const manyTimes: TextMutation = (text, dice) => {
  const copies = dice.oneOf([3, 3, 30, 300]);
  return `${text}\n`.repeat(Math.min(copies, Math.ceil(dice.length(100_000, 2_000_000) / Math.max(1, text.length))));
};

const changeNumbers: TextMutation = (text, dice) => {
  const odds = dice.oneOf([1, 3, 20]);
  return text.replace(/\d+(?:[.,]\d+)*/g, (found) => (dice.oncePer(odds) ? dice.oneOf(numbers) : found));
};

const mixLines: TextMutation = (text, dice, other) => {
  const lines = text.split('\n');
  const others = other.split('\n');
  for (let left = 1 + dice.below(6); left > 0; left -= 1) {
    const [from, to] = [dice.below(lines.length), dice.below(lines.length)];
    const line = lines[from] ?? '';
    const change = dice.below(5);
    if (change === 0) lines.splice(from, 1);
    else if (change === 1) lines.splice(to, 0, line);
    else if (change === 2) lines[to] = line;
    else if (change === 3) lines.splice(to, 0, ...others.slice(0, 1 + dice.below(20)));
    else lines[from] = `${line}${lines[to] ?? ''}`;
  }
  return lines.join('\n');
};

const cut: TextMutation = (text, dice) => text.slice(0, dice.placeIn(text));

const splice: TextMutation = (text, dice, other) =>
  text.slice(0, dice.placeIn(text)) + other.slice(dice.placeIn(other));

const gone: TextMutation = (text, dice) => {
  const from = dice.placeIn(text);
  return text.slice(0, from) + text.slice(from + 1 + dice.below(200));
};

const swapSigns: TextMutation = (text, dice) => {
  const [from, to] = [dice.oneOf(pieces), dice.oneOf(pieces)];
  return text.replaceAll(dice.oncePer(2) ? from : dice.oneOf(['. ', '\n', ' ', 'A', '"', '=', ':', '>', '<', ';']), to);
};

export const textMutations: Readonly<Record<string, TextMutation>> = {
  ...{ insertPiece, catastrophe, longLine, manyTimes, changeNumbers, mixLines, cut, splice, gone, swapSigns },
  decomposed: (text, dice) => (dice.oncePer(2) ? text.normalize('NFD') : text.normalize('NFKD')),
};

/** Letters of TCVN3 by the letters that they stand for. */
const legacyCodes = new Map(
  Array.from({ length: 0x5f }, (_, at) => 0xa0 + at).map((code) => [
    convertLegacy(String.fromCharCode(code), 'tcvn3').text,
    code,
  ]),
);

const encodings = ['utf-8', 'utf-8-bom', 'utf-16le', 'utf-16le-bare', 'utf-16be', 'latin', 'tcvn3', 'cesu'] as const;

/** Bytes of a text as the program that saved it would have them; most often UTF-8. */
export function encoded(text: string, dice: Dice): Uint8Array {
  const name = dice.oncePer(10) ? dice.oneOf(encodings) : 'utf-8';
  if (name === 'utf-8') return Buffer.from(text);
  if (name === 'utf-8-bom') return Buffer.from(`\ufeff${text}`);
  if (name === 'utf-16le') return Buffer.from(`\ufeff${text}`, 'utf16le');
  if (name === 'utf-16le-bare') return Buffer.from(text, 'utf16le');
  if (name === 'utf-16be') return Buffer.from(`\ufeff${text}`, 'utf16le').swap16();
  if (name === 'latin') return Buffer.from(text, 'latin1');
  if (name === 'cesu') return Buffer.concat([Buffer.from(text), Buffer.from([0xed, 0xa0, 0xbd, 0xed, 0xb8, 0x80])]);
  const codes = [...text.normalize('NFC')].map((sign) => legacyCodes.get(sign) ?? sign.charCodeAt(0) & 0xff);
  return Buffer.from(codes);
}
