/**
 * Automatic numbers of a Word file: counts along the document as Word does and gives the label that people see (`Câu 3.`,
 * `B.`, `iv)`), which the file itself nowhere holds.
 */
import type { NumberRef } from './word-styles.ts';
import { childOf, childrenOf } from './xml.ts';
import type { XmlElement } from './xml.ts';

interface Level {
  readonly start: number;
  readonly format: string;
  readonly text: string;
  readonly restartsAfter: number;
  readonly isPlain: boolean;
}

interface List {
  readonly abstractId: string;
  readonly levels: ReadonlyMap<number, Level>;
  readonly restarts: ReadonlyMap<number, number>;
}

export class WordNumbering {
  readonly #lists = new Map<string, List>();
  readonly #counts = new Map<string, number[]>();
  readonly #used = new Set<string>();

  constructor(root: XmlElement | undefined) {
    if (!root) return;
    const abstracts = new Map(
      childrenOf(root, 'abstractNum').map((one) => [one.attributes['abstractNumId'] ?? '', one]),
    );
    for (const num of childrenOf(root, 'num')) {
      const abstractId = childOf(num, 'abstractNumId')?.attributes['val'] ?? '';
      const abstract = abstracts.get(abstractId);
      const levels = new Map((abstract ? childrenOf(abstract, 'lvl') : []).map(levelOf));
      const restarts = new Map<number, number>();
      for (const override of childrenOf(num, 'lvlOverride')) {
        const at = Number(override.attributes['ilvl'] ?? 0);
        const own = childOf(override, 'lvl');
        if (own) levels.set(...levelOf(own));
        const start = childOf(override, 'startOverride')?.attributes['val'];
        if (start !== undefined) restarts.set(at, Number(start));
      }
      this.#lists.set(num.attributes['numId'] ?? '', { abstractId, levels, restarts });
    }
  }

  /** The label of the next paragraph of a list, '' for one that shows none. Counts it. */
  next({ numId, level }: NumberRef): string {
    const list = this.#lists.get(numId);
    const own = list?.levels.get(level);
    if (!list || !own) return '';
    // Lists over one abstract list count together, until one says that it starts again.
    const counts = this.#counts.get(list.abstractId) ?? [];
    this.#counts.set(list.abstractId, counts);
    const restart = this.#used.has(`${numId}/${level}`) ? undefined : list.restarts.get(level);
    this.#used.add(`${numId}/${level}`);
    counts[level] = restart ?? (counts[level] === undefined ? own.start : counts[level] + 1);
    for (let deeper = level + 1; deeper < 9; deeper += 1) {
      const { restartsAfter = deeper } = list.levels.get(deeper) ?? {};
      if (restartsAfter > level) delete counts[deeper];
    }
    if (own.format === 'bullet') return '•';
    if (own.format === 'none') return '';
    return own.text
      .replace(/%(\d)/g, (_, digit: string) => {
        const at = Number(digit) - 1;
        const shown = list.levels.get(at);
        return shownNumber(counts[at] ?? shown?.start ?? 1, own.isPlain ? 'decimal' : (shown?.format ?? 'decimal'));
      })
      .trim();
  }
}

function levelOf(element: XmlElement): [number, Level] {
  const of = (name: string): string | undefined => childOf(element, name)?.attributes['val'];
  const at = Number(element.attributes['ilvl'] ?? 0);
  const restart = of('lvlRestart');
  return [
    at,
    {
      start: Number(of('start') ?? 1),
      format: of('numFmt') ?? 'decimal',
      text: of('lvlText') ?? '',
      // 0: never starts again.
      restartsAfter: restart === undefined ? at : Number(restart),
      isPlain: childOf(element, 'isLgl') !== undefined,
    },
  ];
}

function shownNumber(count: number, format: string): string {
  switch (format) {
    case 'upperLetter':
      return letters(count);
    case 'lowerLetter':
      return letters(count).toLowerCase();
    case 'upperRoman':
      return roman(count);
    case 'lowerRoman':
      return roman(count).toLowerCase();
    case 'decimalZero':
      return String(count).padStart(2, '0');
    case 'none':
      return '';
    default:
      return String(count);
  }
}

/** After Z come AA, BB, CC. */
function letters(count: number): string {
  const at = (count - 1 + 26) % 26;
  return String.fromCharCode(65 + at).repeat(Math.min(10, Math.floor((count - 1) / 26) + 1) || 1);
}

function roman(count: number): string {
  const signs: readonly (readonly [number, string])[] = [
    [1000, 'M'],
    [900, 'CM'],
    [500, 'D'],
    [400, 'CD'],
    [100, 'C'],
    [90, 'XC'],
    [50, 'L'],
    [40, 'XL'],
    [10, 'X'],
    [9, 'IX'],
    [5, 'V'],
    [4, 'IV'],
    [1, 'I'],
  ];
  let left = Math.min(Math.max(0, count), 3999);
  let text = '';
  for (const [value, sign] of signs) {
    while (left >= value) {
      text += sign;
      left -= value;
    }
  }
  return text;
}
