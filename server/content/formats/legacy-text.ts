/**
 * Vietnamese text from before Unicode: TCVN3 (the .Vn fonts) and VNI (the VNI- fonts), which look like Latin letters to
 * a program that does not know the font. Tells which of them a text is and converts it; bytes of files are legacy-file's.
 */

export type LegacyEncoding = 'tcvn3' | 'vni';

/** `unknown`: characters that the encoding does not have; they stay as they are. */
export interface Converted {
  readonly text: string;
  readonly unknown: number;
}

const tones = ['', '\u0300', '\u0309', '\u0303', '\u0301', '\u0323'];

/** TCVN 5712:1993 VN3. After each letter its codes with huyền, hỏi, ngã, sắc, nặng. It has no capitals with a tone. */
const tcvn3Letters: readonly (readonly [letter: string, plain: number, ...toned: number[]])[] = [
  ['a', 0x61, 0xb5, 0xb6, 0xb7, 0xb8, 0xb9],
  ['ă', 0xa8, 0xbb, 0xbc, 0xbd, 0xbe, 0xc6],
  ['â', 0xa9, 0xc7, 0xc8, 0xc9, 0xca, 0xcb],
  ['e', 0x65, 0xcc, 0xce, 0xcf, 0xd0, 0xd1],
  ['ê', 0xaa, 0xd2, 0xd3, 0xd4, 0xd5, 0xd6],
  ['i', 0x69, 0xd7, 0xd8, 0xdc, 0xdd, 0xde],
  ['o', 0x6f, 0xdf, 0xe1, 0xe2, 0xe3, 0xe4],
  ['ô', 0xab, 0xe5, 0xe6, 0xe7, 0xe8, 0xe9],
  ['ơ', 0xac, 0xea, 0xeb, 0xec, 0xed, 0xee],
  ['u', 0x75, 0xef, 0xf1, 0xf2, 0xf3, 0xf4],
  ['ư', 0xad, 0xf5, 0xf6, 0xf7, 0xf8, 0xf9],
  ['y', 0x79, 0xfa, 0xfb, 0xfc, 0xfd, 0xfe],
  ['đ', 0xae],
  ['Ă', 0xa1],
  ['Â', 0xa2],
  ['Ê', 0xa3],
  ['Ô', 0xa4],
  ['Ơ', 0xa5],
  ['Ư', 0xa6],
  ['Đ', 0xa7],
];

/** VNI writes a letter and then a sign of its own for tone and shape; some letters are one sign. */
const vniTones = ['', 'ø', 'û', 'õ', 'ù', 'ï'];
const vniShapes: readonly (readonly [letter: string, base: string, signs: string])[] = [
  ['ă', 'a', 'êèúüéë'],
  ['â', 'a', 'âàåãáä'],
  ['ê', 'e', 'âàåãáä'],
  ['ô', 'o', 'âàåãáä'],
];
const vniPlain: readonly (readonly [letter: string, base: string])[] = [
  ['a', 'a'],
  ['e', 'e'],
  ['o', 'o'],
  ['ơ', 'ô'],
  ['u', 'u'],
  ['ư', 'ö'],
  ['y', 'y'],
];
const vniSingles: readonly (readonly [letter: string, sign: string])[] = [
  ['ì', 'ì'],
  ['ỉ', 'æ'],
  ['ĩ', 'ó'],
  ['í', 'í'],
  ['ị', 'ò'],
  ['ỵ', 'î'],
  ['đ', 'ñ'],
];

const tcvn3 = new Map<string, string>(
  tcvn3Letters.flatMap(([letter, ...codes]) =>
    codes.map((code, i): [string, string] => [
      String.fromCharCode(code),
      `${letter}${tones[i] ?? ''}`.normalize('NFC'),
    ]),
  ),
);

const vni = new Map<string, string>(
  [
    ...vniPlain.flatMap(([letter, base]) => tones.map((tone, i) => [`${base}${vniTones[i] ?? ''}`, letter + tone])),
    ...vniShapes.flatMap(([letter, base, signs]) =>
      tones.map((tone, i) => [`${base}${signs[i] ?? ''}`, letter + tone]),
    ),
    ...vniSingles.map(([letter, sign]) => [sign, letter]),
  ].flatMap(([written = '', letter = '']): [string, string][] => {
    const small = letter.normalize('NFC');
    const large = small.toUpperCase();
    const [base = '', sign = ''] = written;
    // People leave the sign of a capital small; the fonts show it all the same.
    return [
      [written, small],
      [written.toUpperCase(), large],
      [base.toUpperCase() + sign, large],
      [base + sign.toUpperCase(), small],
    ];
  }),
);

const vniPattern = /([aeouyôö][øûõùïêèúüéëâàåãáä]|[ôöìæóíòîñ])/iu;
/** Signs that both worlds share: quotes, dashes, degrees, what Windows-1252 has above Latin-1. */
const shared = /[\u00a0«»°±²³·×÷€‚„…‘’“”•–—™\u00ad]/u;

/** Converts text known to be in the encoding. `isCapitalFont`: fonts such as .VnTimeH show every letter as a capital. */
export function convertLegacy(text: string, encoding: LegacyEncoding, isCapitalFont = false): Converted {
  let unknown = 0;
  const other = (sign: string): string => {
    if (sign > '\u007f' && !shared.test(sign)) unknown += 1;
    return sign;
  };
  const converted =
    encoding === 'tcvn3'
      ? [...text].map((sign) => tcvn3.get(sign) ?? other(sign)).join('')
      : text
          .split(vniPattern)
          // Every second part is what the pattern took.
          .map((part, i) => (i % 2 === 1 ? (vni.get(part) ?? part) : [...part].map(other).join('')))
          .join('');
  const shown = isCapitalFont ? converted.toUpperCase() : converted;
  return { text: shown.normalize('NFC'), unknown };
}

/** The encoding that a font's name stands for, if it is one of them. */
export function legacyFont(font: string): { readonly encoding: LegacyEncoding; readonly isCapital: boolean } | null {
  if (/^\.vn/i.test(font)) return { encoding: 'tcvn3', isCapital: /^\.vn\w+h$/i.test(font.replace(/\s/g, '')) };
  if (/^vni-/i.test(font)) return { encoding: 'vni', isCapital: false };
  return null;
}

/** Letters that only Unicode Vietnamese has: text with them is no longer legacy. */
const unicodeOnly = /[đĐăĂơƠưƯĩĨũŨ\u1ea0-\u1ef9]|[\u0300\u0301\u0303\u0309\u0323]/u;
const toneMarks = /\u0300|\u0301|\u0303|\u0309|\u0323/gu;
const vowels =
  'oai|oao|oay|oeo|uai|uao|uau|uây|uôi|uya|uyê|uyu|ươi|ươu|iêu|yêu|ai|ao|au|ay|âu|ây|eo|êu|ia|iê|iu|oa|oă|oe|oi|oo|ôi|ơi|' +
  'ua|uâ|uă|ue|uê|ui|uô|uơ|uy|ưa|ưi|ươ|ưu|yê|[aăâeêioôơuưy]';
const syllable = new RegExp(
  `^(?:ngh|ng|nh|gh|gi|kh|ph|th|tr|ch|qu|[bcdđghklmnpqrstvx])?(?:${vowels})(?:ng|nh|ch|[cmnpt])?$`,
  'u',
);

/** Whether text carries letters of Unicode that no legacy font can hold. */
export function isUnicodeVietnamese(text: string): boolean {
  return unicodeOnly.test(text);
}

/** How much of the text's words with a sign beyond ASCII are Vietnamese syllables, 0 to 1; null: it has no such word. */
export function vietnameseShare(text: string): number | null {
  const words = text.match(/[\p{L}\p{M}\u00a1-\u00ff]+/gu)?.filter((word) => /[\u0080-\uffff]/u.test(word)) ?? [];
  if (words.length === 0) return null;
  return words.filter(isSyllable).length / words.length;
}

function isSyllable(word: string): boolean {
  const parts = word.normalize('NFD');
  if ((parts.match(toneMarks) ?? []).length > 1) return false;
  return syllable.test(parts.replace(toneMarks, '').normalize('NFC').toLowerCase());
}

/**
 * Which legacy encoding a text without any font is, or null: it is something else. Asks that it reads badly as it
 * stands and as Vietnamese after converting, so that French or a lone sign is left alone.
 */
export function detectLegacy(text: string): LegacyEncoding | null {
  if (isUnicodeVietnamese(text)) return null;
  const asItStands = vietnameseShare(text);
  if (asItStands === null || asItStands > 0.6) return null;
  const shares = (['tcvn3', 'vni'] as const).map((encoding) => ({
    encoding,
    share: vietnameseShare(convertLegacy(text, encoding).text) ?? 0,
  }));
  shares.sort((a, b) => b.share - a.share);
  const [best, next] = shares;
  return best && next && best.share >= 0.85 && best.share > next.share ? best.encoding : null;
}
