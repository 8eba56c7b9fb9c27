/** Named and numbered characters of HTML. Never throws; a name that nobody uses stays as it was typed. */

/** What people and editors really write; any other name stays as it was typed. */
const entities: Readonly<Record<string, string>> = {
  amp: '&',
  lt: '<',
  gt: '>',
  quot: '"',
  apos: "'",
  nbsp: '\u00a0',
  ensp: ' ',
  emsp: ' ',
  thinsp: ' ',
  shy: '',
  hellip: '…',
  ndash: '–',
  mdash: '—',
  lsquo: '‘',
  rsquo: '’',
  ldquo: '“',
  rdquo: '”',
  laquo: '«',
  raquo: '»',
  bull: '•',
  middot: '·',
  deg: '°',
  plusmn: '±',
  times: '×',
  divide: '÷',
  frac12: '½',
  frac14: '¼',
  frac34: '¾',
  sup1: '¹',
  sup2: '²',
  sup3: '³',
  micro: 'µ',
  para: '¶',
  sect: '§',
  copy: '©',
  reg: '®',
  trade: '™',
  euro: '€',
  rarr: '→',
  larr: '←',
  uarr: '↑',
  darr: '↓',
  harr: '↔',
  rArr: '⇒',
  lArr: '⇐',
  hArr: '⇔',
  le: '≤',
  ge: '≥',
  ne: '≠',
  asymp: '≈',
  equiv: '≡',
  infin: '∞',
  radic: '√',
  sum: '∑',
  prod: '∏',
  int: '∫',
  part: '∂',
  isin: '∈',
  notin: '∉',
  sub: '⊂',
  sup: '⊃',
  cup: '∪',
  cap: '∩',
  forall: '∀',
  exist: '∃',
  empty: '∅',
  ang: '∠',
  perp: '⊥',
  minus: '−',
  alpha: 'α',
  beta: 'β',
  gamma: 'γ',
  delta: 'δ',
  Delta: 'Δ',
  epsilon: 'ε',
  lambda: 'λ',
  mu: 'μ',
  pi: 'π',
  rho: 'ρ',
  sigma: 'σ',
  phi: 'φ',
  omega: 'ω',
  Omega: 'Ω',
  theta: 'θ',
  zwnj: '',
  zwj: '',
  yen: '¥',
  pound: '£',
  cent: '¢',
};

const letterMarks: Readonly<Record<string, string>> = {
  grave: '\u0300',
  acute: '\u0301',
  circ: '\u0302',
  tilde: '\u0303',
  uml: '\u0308',
  cedil: '\u0327',
  ring: '\u030a',
};

export function decodeEntities(text: string): string {
  if (!text.includes('&')) return text;
  return text.replace(/&(#[xX][0-9a-fA-F]{1,6}|#\d{1,7}|[A-Za-z][A-Za-z0-9]{1,30});?/g, (whole, name: string) => {
    if (name.startsWith('#')) {
      const code = /^#x/i.test(name) ? Number.parseInt(name.slice(2), 16) : Number(name.slice(1));
      const isSign = code >= 32 || code === 9 || code === 10;
      return isSign && code <= 0x10ffff && (code < 0xd800 || code > 0xdfff) ? String.fromCodePoint(code) : '';
    }
    if (Object.hasOwn(entities, name)) return entities[name] ?? whole;
    // `&eacute;`, `&Ocirc;` and their like: editors of Western systems write half of Vietnamese so.
    const [, letter = '', mark = ''] = /^([A-Za-z])(grave|acute|circ|tilde|uml|cedil|ring)$/.exec(name) ?? [];
    return letter === '' ? whole : (letter + (letterMarks[mark] ?? '')).normalize('NFC');
  });
}
