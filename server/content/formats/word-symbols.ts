/** Signs that Word keeps by font and number, and letters above or below the line, as Unicode where Unicode has them. */

const greek = 'αβχδεφγηιϕκλμνοπθρστυϖωξψζ';
const greekLarge = 'ΑΒΧΔΕΦΓΗΙϑΚΛΜΝΟΠΘΡΣΤΥςΩΞΨΖ';
const symbolFont: Readonly<Record<number, string>> = {
  0xa3: '≤',
  0xa5: '∞',
  0xab: '↔',
  0xac: '←',
  0xad: '↑',
  0xae: '→',
  0xaf: '↓',
  0xb0: '°',
  0xb1: '±',
  0xb3: '≥',
  0xb4: '×',
  0xb5: '∝',
  0xb7: '•',
  0xb8: '÷',
  0xb9: '≠',
  0xbb: '≈',
  0xc6: '∅',
  0xc7: '∩',
  0xc8: '∪',
  0xcc: '⊂',
  0xce: '∈',
  0xcf: '∉',
  0xd0: '∠',
  0xd6: '√',
  0xdb: '⇔',
  0xde: '⇒',
  0x22: '∀',
  0x24: '∃',
  0x5e: '⊥',
};
const wingdings: Readonly<Record<number, string>> = {
  0x6c: '●',
  0x6e: '■',
  0x6f: '□',
  0x71: '□',
  0xa7: '▪',
  0xa8: '□',
  0xd8: '➢',
  0xe0: '→',
  0xe8: '→',
  0xfb: '✗',
  0xfc: '✓',
  0xfd: '☒',
  0xfe: '☑',
};

/** The sign of a symbol font, or null. `code` as in the file, hexadecimal, often in Word's private range. */
export function symbolOf(font: string, code: string): string | null {
  const number = parseInt(code, 16) & 0xff;
  const name = font.toLowerCase();
  if (name === 'symbol') {
    if (number >= 0x61 && number <= 0x7a) return greek[number - 0x61] ?? null;
    if (number >= 0x41 && number <= 0x5a) return greekLarge[number - 0x41] ?? null;
    return symbolFont[number] ?? null;
  }
  if (name.startsWith('wingdings'))
    return name === 'wingdings' ? (wingdings[number] ?? null) : number === 0x50 ? '✓' : null;
  const sign = parseInt(code, 16);
  return sign > 0x20 && sign < 0xe000 ? String.fromCharCode(sign) : null;
}

const above: Readonly<Record<string, string>> = Object.fromEntries(
  [...'0123456789+-−=()ni'].map((sign, i) => [sign, [...'⁰¹²³⁴⁵⁶⁷⁸⁹⁺⁻⁻⁼⁽⁾ⁿⁱ'][i] ?? '']),
);
const below: Readonly<Record<string, string>> = Object.fromEntries(
  [...'0123456789+-−=()naeox'].map((sign, i) => [sign, [...'₀₁₂₃₄₅₆₇₈₉₊₋₋₌₍₎ₙₐₑₒₓ'][i] ?? '']),
);

/** Raised or lowered text: in Unicode, or as a formula of its own (`latex`) where some sign has no such form. */
export function raised(
  text: string,
  raise: 'superscript' | 'subscript',
): { readonly text: string } | { readonly latex: string } {
  const signs = raise === 'superscript' ? above : below;
  const known = [...text].map((sign) => (/\s/u.test(sign) ? sign : (signs[sign] ?? '')));
  if (!known.includes('')) return { text: known.join('') };
  return /[$\\{}_^]/u.test(text)
    ? { text }
    : { latex: `{}${raise === 'superscript' ? '^' : '_'}{\\text{${text.trim()}}}` };
}
