/** Looks at the lines to come and at all of them, where only they tell what a line is. It takes nothing. */
import { cut } from './plain-text-line.ts';
import type { Line } from './plain-text-line.ts';
import { keyList, letterKey } from './plain-text-keys.ts';
import { labelAtStart, optionsIn } from './plain-text-options.ts';
import type { Item } from './plain-text-table.ts';
import { fieldOf, keyHeading, sectionOf, startOf } from './plain-text-words.ts';
import type { NumberStyle } from './plain-text-words.ts';

/** How far ahead the options of a question without a number may begin. */
const stemLinesMax = 8;

export class Ahead {
  readonly items: readonly Item[];
  /** How questions are numbered in the file; null: they are not. */
  readonly style: NumberStyle | null;
  /** The line that is being looked at. */
  at = 0;

  constructor(items: readonly Item[], style: NumberStyle | null) {
    this.items = items;
    this.style = style;
  }

  #lineAt(at: number): Line | null {
    const item = this.items[at];
    return item?.type === 'line' ? item.line : null;
  }

  /** Whether option A comes in this line or soon, before anything else begins. */
  isOptionNext(): boolean {
    for (let i = 0; i < stemLinesMax; i += 1) {
      const line = this.#lineAt(this.at + i);
      if (!line || (i > 0 && (startOf(line.text)?.style === this.style || fieldOf(line.text)?.name === 'key')))
        return false;
      const label = labelAtStart(line.text);
      if (optionsIn(i === 0 ? cut(line, startOf(line.text)?.length ?? 0) : line, 'A', null)) return true;
      if (i > 0 && label && label.letter !== 'A') return false;
    }
    return false;
  }

  /** Whether a section heads questions rather than more keys. */
  isQuestionNext(): boolean {
    for (let i = 1; i < stemLinesMax; i += 1) {
      const line = this.#lineAt(this.at + i);
      if (!line || keyList(line.text)) return false;
      if (labelAtStart(line.text)?.letter === 'A') return true;
      const start = startOf(line.text);
      if (start && letterKey(cut(line, start.length).text)) return false;
    }
    return false;
  }

  /** Whether keys follow what looks like their heading. */
  isKeysNext(): boolean {
    for (let i = 1; i <= 3; i += 1) {
      const next = this.items[this.at + i];
      if (next?.type === 'keys') return true;
      if (next?.type !== 'line') return false;
      const start = startOf(next.line.text);
      const rest = start ? cut(next.line, start.length).text : '';
      const field = fieldOf(rest);
      if (keyList(next.line.text)) return true;
      if (start) return letterKey(field?.name === 'key' ? rest.slice(field.length) : rest) !== null;
      if (!sectionOf(next.line.text) && !keyHeading.test(next.line.text)) return false;
    }
    return false;
  }
}

/** Whether `Chủ đề:` is a field of each question: a topic under every question is the question's; one now and then heads a section. */
export function isTopicField(lines: readonly string[], style: NumberStyle | null): boolean {
  const isTopic = (text: string): boolean => fieldOf(text)?.name === 'topic';
  const topics = lines.filter(isTopic).length;
  const starts = lines.filter((text) => style !== null && startOf(text)?.style === style).length;
  const first = lines.find((text) => startOf(text) !== null || isTopic(text)) ?? '';
  return topics > 1 && topics >= starts * 0.8 && startOf(first) !== null;
}
