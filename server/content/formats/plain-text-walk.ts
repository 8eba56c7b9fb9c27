/**
 * Goes through the lines of a question file once and cuts it into raw questions, sections and lists of keys. It decides
 * where things begin and end; what they mean is `plain-text-question`'s matter.
 */
import { importLimits } from '../imported.ts';
import { Ahead, isTopicField } from './plain-text-ahead.ts';
import { asideIn, splitFields } from './plain-text-fields.ts';
import { keyList } from './plain-text-keys.ts';
import type { KeyEntry } from './plain-text-keys.ts';
import { handOut, KeyListReader, listBehind } from './plain-text-keylist.ts';
import { cut, isBlank, isTable } from './plain-text-line.ts';
import type { Block, Line } from './plain-text-line.ts';
import { labelAtStart, optionsIn } from './plain-text-options.ts';
import { addToField, isComplete, newRaw } from './plain-text-raw.ts';
import type { RawQuestion } from './plain-text-raw.ts';
import { tableItems } from './plain-text-table.ts';
import type { Item } from './plain-text-table.ts';
import { afterKey, isEndMark, isFoot } from './plain-text-trailing.ts';
import { fieldOf, keyHeading, sectionOf, startOf } from './plain-text-words.ts';
import type { FieldName, StartMark } from './plain-text-words.ts';

export interface Walked {
  readonly questions: readonly RawQuestion[];
  /** Lines outside every question, in runs that stood together. */
  readonly loose: readonly (readonly Line[])[];
  /** Keys of numbers that no question has. */
  readonly lostKeys: readonly KeyEntry[];
}

/** One more than may be read says that there are too many; what follows is not looked at. */
const { questionsMax } = importLimits;

/** Fields that go on over lines; text after any other belongs to nothing. */
const longFields: readonly FieldName[] = ['explanation', 'source', 'key'];

export function walk(blocks: readonly Block[]): Walked {
  const items = blocks.flatMap((block): Item[] =>
    isTable(block) ? tableItems(block) : [{ type: 'line', line: block }],
  );
  const walker = new Walker(items.filter((item) => item.type !== 'line' || !isBlank(item.line)));
  return walker.run();
}

class Walker {
  readonly #ahead: Ahead;
  readonly #isTopicField: boolean;
  readonly #questions: RawQuestion[] = [];
  readonly #loose: Line[][] = [];
  readonly #lostKeys: KeyEntry[] = [];
  readonly #sections: { level: number; prefix: string; name: string }[] = [];
  #current: RawQuestion | null = null;
  #field: FieldName | null = null;
  /** A question with an end mark behind it. */
  #ended: RawQuestion | null = null;
  #lastNumber = 0;
  /** The list of keys that is being read; null outside of one. */
  #keys: KeyListReader | null = null;
  #keysFrom = 0;

  constructor(items: readonly Item[]) {
    const lines = items.flatMap((item) => (item.type === 'line' && item.line.heading === 0 ? [item.line.text] : []));
    const styles = lines.map((text) => startOf(text)?.style);
    const style = (['word', 'task', 'bare'] as const).find((one) => styles.includes(one)) ?? null;
    this.#ahead = new Ahead(items, style);
    this.#isTopicField = isTopicField(lines, style);
  }

  run(): Walked {
    const { items } = this.#ahead;
    for (; this.#ahead.at < items.length && this.#questions.length <= questionsMax; this.#ahead.at += 1) {
      const item = items[this.#ahead.at];
      if (item?.type === 'line') this.#line(item.line);
      else if (item?.type === 'keys') this.#openKeys().add(item.entries);
      else if (item) this.#figures(item.lines);
    }
    this.#closeKeys();
    return { questions: this.#questions, loose: this.#loose, lostKeys: this.#lostKeys };
  }

  #line(line: Line): void {
    if (this.#keys?.take(line, this.#ahead) === true) return;
    if (this.#keys?.isEnded === true) this.#closeKeys();
    const start = this.#startIn(line);
    if (start) return this.#open(start, line);
    if (keyHeading.test(line.text) && this.#questions.length > 0 && this.#ahead.isKeysNext())
      return void this.#openKeys(line.text);
    const field = fieldOf(line.text);
    const isSection = !(field?.name === 'topic' && this.#isTopicField) && this.#section(line);
    if (isSection) return;
    const behind = field?.name === 'key' ? line.text.slice(field.length) : null;
    const list = keyList(line.text) ?? (behind === null ? null : listBehind(behind, this.#questions, this.#keysFrom));
    if (list && list.length >= 2 && this.#questions.length >= 2 && this.#field !== 'explanation') {
      return this.#openKeys().add(list);
    }
    if (this.#startsUnnumbered(line)) return this.#open(null, line);
    this.#content(line);
  }

  #startIn(line: Line): StartMark | null {
    const start = startOf(line.text);
    if (!start) return null;
    const current = this.#current;
    if (start.style === this.#ahead.style && start.style !== 'bare') return start;
    if (start.style !== 'bare') return null;
    const isNext = start.number === this.#lastNumber + 1;
    const isDone = current === null || isComplete(current);
    // Among numbered words (`Câu 1`) a bare number must look like a question in every way.
    if (this.#ahead.style !== 'bare')
      return isNext && isDone && current !== null && this.#ahead.isOptionNext() ? start : null;
    if (current === null) return start;
    return isNext || (isDone && this.#ahead.isOptionNext()) ? start : null;
  }

  #open(start: StartMark | null, line: Line): void {
    this.#closeKeys();
    const path = this.#sections.map(({ name }) => name);
    const prefixes = this.#sections.map(({ prefix }) => prefix).filter((prefix) => prefix !== '');
    const raw = newRaw(start, line, path, prefixes);
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
    if (!current || this.#isOver(current, line)) return this.#addLoose(line);
    const field = fieldOf(line.text);
    if (field) return this.#addField(current, field.name, line, field.length);
    const mayHaveOptions =
      current.options.length < 2 || this.#field === null || !isComplete(current) || !current.fields.has('key');
    if (this.#field === null || mayHaveOptions) {
      if (this.#field !== 'explanation' && this.#addOptions(current, line)) return;
    }
    this.#addText(current, line);
  }

  /** Whether the line is outside the question though no other has begun: behind an end mark, or the foot of a page. */
  #isOver(current: RawQuestion, line: Line): boolean {
    if (isComplete(current) && isEndMark(line.text)) this.#ended = current;
    return this.#ended === current || isFoot(line.text, isComplete(current));
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
    if (name === 'key') return afterKey(current, line);
    if (name === 'explanation' || name === 'source') {
      addToField(current, name, line);
      return;
    }
    const last = current.options.at(-1);
    if (name !== null && !longFields.includes(name) && isComplete(current)) current.leftOver.push(line);
    else if (!last) current.stem.push(line);
    else if (isBlank(last.body) && last.more.length === 0) last.more.push(line);
    else if (/^\s*\p{Ll}/u.test(line.text)) last.more.push(line);
    else current.leftOver.push(line);
  }

  #figures(lines: readonly Line[]): void {
    if (this.#current) this.#current.hasFigures = true;
    for (const line of lines) {
      if (this.#current) this.#addText(this.#current, line);
      else this.#addLoose(line);
    }
  }

  #addLoose(line: Line): void {
    const before = this.#ahead.items[this.#ahead.at - 1];
    const run = this.#loose.at(-1);
    if (run && before?.type === 'line' && run.at(-1) === before.line) run.push(line);
    else this.#loose.push([line]);
  }

  #openKeys(heading = ''): KeyListReader {
    this.#keys ??= new KeyListReader(/giải|chi tiết|gợi ý/iu.test(heading));
    this.#current = null;
    this.#field = null;
    return this.#keys;
  }

  #closeKeys(): void {
    if (this.#keys === null) return;
    this.#lostKeys.push(...handOut(this.#keys.entries, this.#questions.slice(this.#keysFrom)));
    this.#keys = null;
    this.#keysFrom = this.#questions.length;
    this.#lastNumber = 0;
    this.#sections.length = 0;
  }

  /** In a file without numbers: text after a finished question, with an option A soon after it. */
  #startsUnnumbered(line: Line): boolean {
    if (this.#ahead.style !== null || fieldOf(line.text) || labelAtStart(line.text)?.letter === this.#expected())
      return false;
    return (this.#current === null || isComplete(this.#current)) && this.#ahead.isOptionNext();
  }
}
