/**
 * Goes through the lines of a question file once and cuts it into raw questions, sections and lists of keys. It decides
 * where things begin and end; what they mean is `plain-text-question`'s matter.
 */
import { cut, isBlank, isTable } from './plain-text-line.ts';
import type { Block, Line } from './plain-text-line.ts';
import { keyList, letterKey, truthKey } from './plain-text-keys.ts';
import { handOut } from './plain-text-keylist.ts';
import type { ListedKey } from './plain-text-keylist.ts';
import { labelAtStart, optionsIn } from './plain-text-options.ts';
import { isComplete, newRaw } from './plain-text-raw.ts';
import type { RawQuestion } from './plain-text-raw.ts';
import { tableItems } from './plain-text-table.ts';
import type { Item } from './plain-text-table.ts';
import { fieldOf, inlineField, keyHeading, sectionOf, startOf } from './plain-text-words.ts';
import type { FieldName, NumberStyle, StartMark } from './plain-text-words.ts';

export interface Walked {
  readonly questions: readonly RawQuestion[];
  /** Lines outside every question, in runs that stood together. */
  readonly loose: readonly (readonly Line[])[];
  /** Keys of numbers that no question has. */
  readonly lostKeys: readonly ListedKey[];
}

/** How far ahead the options of a question without a number may begin. */
const stemLinesMax = 8;
const oneLineFields: readonly FieldName[] = [
  'difficulty',
  'id',
  'kind',
  'tags',
  'scheme',
  'order',
  'practice',
  'checked',
  'tolerance',
  'topic',
];

export function walk(blocks: readonly Block[]): Walked {
  const items = blocks.flatMap((block): Item[] =>
    isTable(block) ? tableItems(block) : [{ type: 'line', line: block }],
  );
  const walker = new Walker(items.filter((item) => item.type !== 'line' || !isBlank(item.line)));
  return walker.run();
}

class Walker {
  readonly #items: readonly Item[];
  readonly #style: NumberStyle | null;
  readonly #isTopicField: boolean;
  readonly #questions: RawQuestion[] = [];
  readonly #loose: Line[][] = [];
  readonly #lostKeys: ListedKey[] = [];
  readonly #sections: { level: number; prefix: string; name: string }[] = [];
  #current: RawQuestion | null = null;
  #field: FieldName | null = null;
  #lastNumber = 0;
  /** Entries of the list of keys that is being read; null outside of one. */
  #keys: ListedKey[] | null = null;
  #keySection = '';
  #keysFrom = 0;
  #at = 0;

  constructor(items: readonly Item[]) {
    this.#items = items;
    const lines = items.flatMap((item) => (item.type === 'line' ? [item.line.text] : []));
    const styles = lines.map((text) => startOf(text)?.style);
    this.#style = (['word', 'task', 'bare'] as const).find((style) => styles.includes(style)) ?? null;
    const topics = lines.filter((text) => fieldOf(text)?.name === 'topic').length;
    const starts = styles.filter((style) => style === this.#style && style !== undefined).length;
    const first = lines.findIndex((text) => startOf(text) !== null || fieldOf(text)?.name === 'topic');
    // A topic under every question is the question's; one now and then heads a section.
    this.#isTopicField = topics > 1 && topics >= starts * 0.8 && startOf(lines[first] ?? '') !== null;
  }

  run(): Walked {
    for (; this.#at < this.#items.length; this.#at += 1) {
      const item = this.#items[this.#at];
      if (item?.type === 'line') this.#line(item.line);
      else if (item?.type === 'keys') this.#addKeys(item.entries);
      else if (item) this.#figures(item.lines);
    }
    this.#closeKeys();
    return { questions: this.#questions, loose: this.#loose, lostKeys: this.#lostKeys };
  }

  #line(line: Line): void {
    if (this.#keys !== null && this.#keyLine(line)) return;
    const start = this.#startIn(line);
    if (start) return this.#open(start, line);
    if (keyHeading.test(line.text) && this.#isKeysNext()) return this.#openKeys();
    const field = fieldOf(line.text);
    const isSection = !(field?.name === 'topic' && this.#isTopicField) && this.#section(line);
    if (isSection) return;
    const list = keyList(line.text);
    if (list && list.length >= 2 && this.#questions.length >= 2 && this.#field !== 'explanation') {
      this.#openKeys();
      return this.#addKeys(list);
    }
    if (this.#startsUnnumbered(line)) return this.#open(null, line);
    this.#content(line);
  }

  #startIn(line: Line): StartMark | null {
    const start = startOf(line.text);
    if (!start) return null;
    const current = this.#current;
    if (start.style === this.#style && start.style !== 'bare') return start;
    if (start.style !== 'bare') return null;
    const isNext = start.number === this.#lastNumber + 1;
    const isDone = current === null || isComplete(current);
    // Among numbered words (`Câu 1`) a bare number must look like a question in every way.
    if (this.#style !== 'bare') return isNext && isDone && current !== null && this.#isOptionNext() ? start : null;
    if (current === null) return start;
    return isNext || (isDone && this.#isOptionNext()) ? start : null;
  }

  #open(start: StartMark | null, line: Line): void {
    this.#closeKeys();
    const path = this.#sections.map(({ name }) => name);
    const raw = newRaw(
      start,
      line,
      path,
      this.#sections.map(({ prefix }) => prefix).filter((prefix) => prefix !== ''),
    );
    this.#questions.push(raw);
    this.#current = raw;
    this.#field = null;
    if (start) this.#lastNumber = start.number;
    let rest = cut(line, start?.length ?? 0);
    // `Câu 1 (NB):`, `Câu 2. [0,25 điểm]`
    for (let aside = asideIn(rest.text); aside !== null; aside = asideIn(rest.text)) {
      raw.asides.push(cut(rest, aside.from, aside.to));
      rest = cut(rest, aside.end);
    }
    if (!isBlank(rest)) this.#content({ ...rest, heading: 0 });
  }

  /** Whether the line is a section's title; then it is kept. */
  #section(line: Line): boolean {
    const named = sectionOf(line.text);
    if (line.heading === 0 && (named === null || !(this.#current === null || isComplete(this.#current)))) return false;
    if (labelAtStart(line.text)?.letter === this.#expected() && this.#current !== null && line.heading === 0)
      return false;
    const level = line.heading > 0 ? line.heading : (named?.level ?? 1) + 10;
    while ((this.#sections.at(-1)?.level ?? 0) >= level) this.#sections.pop();
    this.#sections.push({ level, prefix: named?.prefix ?? '', name: named?.name ?? line.text.trim() });
    this.#current = null;
    this.#field = null;
    return true;
  }

  #content(line: Line): void {
    const current = this.#current;
    if (!current) return this.#addLoose(line);
    const field = fieldOf(line.text);
    if (field) return this.#addField(current, field.name, line, field.length);
    const mayHaveOptions =
      current.options.length < 2 || this.#field === null || !isComplete(current) || !current.fields.has('key');
    if (this.#field === null || mayHaveOptions) {
      if (this.#field !== 'explanation' && this.#addOptions(current, line)) return;
    }
    this.#addText(current, line);
  }

  #expected(): string {
    const last = this.#current?.options.at(-1)?.letter;
    return last === undefined ? 'A' : String.fromCharCode(last.charCodeAt(0) + 1);
  }

  #addOptions(current: RawQuestion, line: Line): boolean {
    const found = optionsIn(line, this.#expected(), current.options[0]?.isLowerCase ?? null);
    if (!found) return false;
    if (!isBlank(found.before)) current.stem.push(found.before);
    this.#field = null;
    for (const option of found.options) {
      const [own = option.body, ...others] = splitFields(option.body);
      current.options.push({ ...option, body: own, more: [] });
      for (const other of others) this.#content(other);
    }
    return true;
  }

  #addField(current: RawQuestion, name: FieldName, line: Line, length: number): void {
    const [value = line, ...others] = splitFields(cut(line, length));
    this.#field = name;
    const kept = current.fields.get(name) ?? [];
    if (!isBlank(value)) kept.push(value);
    // An empty `Trả lời:` before the options is no key.
    if (kept.length > 0) current.fields.set(name, kept);
    for (const other of others) this.#content(other);
  }

  #addText(current: RawQuestion, line: Line): void {
    const name = this.#field;
    if (name === 'key') return this.#afterKey(current, line);
    if (name === 'explanation' || name === 'source') {
      const kept = current.fields.get(name) ?? [];
      current.fields.set(name, [...kept, line]);
      return;
    }
    const last = current.options.at(-1);
    if (name !== null && oneLineFields.includes(name) && isComplete(current)) current.leftOver.push(line);
    else if (!last) current.stem.push(line);
    else if (isBlank(last.body) && last.more.length === 0) last.more.push(line);
    else if (/^\s*\p{Ll}/u.test(line.text)) last.more.push(line);
    else current.leftOver.push(line);
  }

  /** `Đáp án:` alone has its letter on the next line; after the letter people give the reason. */
  #afterKey(current: RawQuestion, line: Line): void {
    const isKey = letterKey(line.text)?.rest === '' || truthKey(line.text, current.options.length) !== null;
    if (!current.fields.has('key') && (isKey || current.options.length === 0)) current.fields.set('key', [line]);
    else if (!current.fields.has('key') && current.options.length < 2) current.stem.push(line);
    else current.fields.set('explanation', [...(current.fields.get('explanation') ?? []), line]);
  }

  #figures(lines: readonly Line[]): void {
    if (this.#current) this.#current.hasFigures = true;
    for (const line of lines) {
      if (this.#current) this.#addText(this.#current, line);
      else this.#addLoose(line);
    }
  }

  #addLoose(line: Line): void {
    const before = this.#items[this.#at - 1];
    const run = this.#loose.at(-1);
    if (run && before?.type === 'line' && run.at(-1) === before.line) run.push(line);
    else this.#loose.push([line]);
  }

  #openKeys(): void {
    this.#keys ??= [];
    this.#keySection = '';
    this.#current = null;
    this.#field = null;
  }

  #addKeys(entries: readonly ListedKey[]): void {
    if (this.#keys === null) this.#openKeys();
    this.#keys?.push(...entries.map((entry) => ({ ...entry, section: this.#keySection })));
  }

  #closeKeys(): void {
    if (this.#keys === null) return;
    this.#lostKeys.push(...handOut(this.#keys, this.#questions.slice(this.#keysFrom)));
    this.#keys = null;
    this.#keysFrom = this.#questions.length;
    this.#lastNumber = 0;
    this.#sections.length = 0;
  }

  /** Takes a line inside a list of keys; false: the list is over. */
  #keyLine(line: Line): boolean {
    const keys = this.#keys ?? [];
    const list = keyList(line.text);
    if (list) {
      this.#addKeys(list);
      return true;
    }
    const start = startOf(line.text);
    if (start) {
      const rest = cut(line, start.length);
      const field = fieldOf(rest.text);
      const value = field?.name === 'key' ? cut(rest, field.length) : rest;
      const key = letterKey(value.text);
      const reason = field?.name === 'key' ? value : rest;
      if (!key && this.#isOptionNext()) return false;
      if (key) {
        const text = key.letters.join(', ');
        const [first = value] = splitFields(cut(value, value.text.length - key.rest.length));
        keys.push({ number: start.number, text, section: this.#keySection, reason: isBlank(first) ? [] : [first] });
      } else keys.push({ number: start.number, text: '', section: this.#keySection, reason: [reason] });
      return true;
    }
    const named = sectionOf(line.text);
    if (named && !this.#isQuestionNext()) {
      this.#keySection = named.prefix;
      return true;
    }
    if (named || line.heading > 0) {
      this.#closeKeys();
      return false;
    }
    return keyHeading.test(line.text) || this.#reasonOf(keys, line);
  }

  /** Text under `Câu 3: B` is why. */
  #reasonOf(keys: ListedKey[], line: Line): boolean {
    const last = keys.at(-1);
    if (!last?.reason) return false;
    const field = fieldOf(line.text);
    const value = field ? cut(line, field.length) : line;
    const key = field?.name === 'key' ? letterKey(value.text) : null;
    keys[keys.length - 1] = key
      ? { ...last, text: key.letters.join(', ') }
      : { ...last, reason: [...last.reason, value] };
    return true;
  }

  #lineAt(at: number): Line | null {
    const item = this.#items[at];
    return item?.type === 'line' ? item.line : null;
  }

  /** Whether option A comes in this line or soon, before anything else begins. */
  #isOptionNext(): boolean {
    for (let i = 0; i < stemLinesMax; i += 1) {
      const line = this.#lineAt(this.#at + i);
      if (!line || (i > 0 && (startOf(line.text)?.style === this.#style || fieldOf(line.text)?.name === 'key')))
        return false;
      const label = labelAtStart(line.text);
      if (optionsIn(i === 0 ? cut(line, startOf(line.text)?.length ?? 0) : line, 'A', null)) return true;
      if (i > 0 && label && label.letter !== 'A') return false;
    }
    return false;
  }

  /** Whether a section heads questions rather than more keys. */
  #isQuestionNext(): boolean {
    for (let i = 1; i < stemLinesMax; i += 1) {
      const line = this.#lineAt(this.#at + i);
      if (!line || keyList(line.text)) return false;
      if (labelAtStart(line.text)?.letter === 'A') return true;
      const start = startOf(line.text);
      if (start && letterKey(cut(line, start.length).text)) return false;
    }
    return false;
  }

  #isKeysNext(): boolean {
    if (this.#questions.length === 0) return false;
    for (let i = 1; i <= 3; i += 1) {
      const next = this.#items[this.#at + i];
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

  /** In a file without numbers: text after a finished question, with an option A soon after it. */
  #startsUnnumbered(line: Line): boolean {
    if (this.#style !== null || fieldOf(line.text) || labelAtStart(line.text)?.letter === this.#expected())
      return false;
    return (this.#current === null || isComplete(this.#current)) && this.#isOptionNext();
  }
}

function asideIn(text: string): { from: number; to: number; end: number } | null {
  const found = /^\s*([[(])([^\])]{1,40})[\])]\s*[.:]?\s*/u.exec(text);
  const words = found?.[2] ?? '';
  const isAside =
    /^(?:nb|th|vdc?|nhận biết|thông hiểu|vận dụng(?: cao| thấp)?|dễ|trung bình|khó|mức\s*\d)$|\d\s*(?:đ|điểm)$/iu;
  if (!found || !isAside.test(words.trim())) return null;
  const from = found[0].indexOf(found[1] ?? '') + 1;
  return { from, to: from + words.length, end: found[0].length };
}

/** `D. Sai   Đáp án: B` is an option and a field. */
function splitFields(line: Line): Line[] {
  const parts: Line[] = [];
  let at = 0;
  for (const found of line.text.matchAll(inlineField)) {
    parts.push(cut(line, at, found.index));
    at = found.index + found[0].length;
  }
  parts.push(cut(line, at));
  return parts;
}
