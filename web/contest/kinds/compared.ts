/** An answer beside the right one, part by part, for kinds whose parts are not options to be ticked; pure. */
import type { GivenAnswer, KindName } from '../../../server/wire/http/given.ts';

/** `html` was made by the server; `text` is what somebody typed or a word of ours, and never markup. */
export type Shown = { readonly html: string } | { readonly text: string };

export interface Row {
  /** The statement or the prompt; null where the row needs no name. */
  readonly label: Shown | null;
  /** null: not answered. */
  readonly given: Shown | null;
  readonly right: Shown;
  readonly isRight: boolean;
}

export interface Comparable {
  readonly kind: KindName;
  readonly options: readonly string[];
  readonly prompts: readonly string[];
  readonly given: GivenAnswer;
  readonly right: GivenAnswer;
  /** Of the whole, by the server: variants and tolerances are not known here. */
  readonly isRight: boolean;
}

/** In the reader's language. */
export interface RowWords {
  readonly true: string;
  readonly false: string;
  readonly place: (place: number) => string;
  /** A number as the server wrote it. */
  readonly written: (text: string) => string;
}

/** Rows of one question; none for kinds that are answered by choosing. */
export function comparedRows(question: Comparable, words: RowWords): Row[] {
  const { kind, options, prompts, given, right } = question;
  const option = (at: number | undefined): Shown | null =>
    at === undefined || options[at] === undefined ? null : { html: options[at] };
  const judged = (value: number): Shown | null => (value > 0 ? { text: value === 1 ? words.true : words.false } : null);
  const part = (at: number, label: Shown | null, show: (value: number) => Shown | null): Row => {
    const [mine, key] = [given.choice[at] ?? 0, right.choice[at] ?? 0];
    return { label, given: show(mine), right: show(key) ?? { text: '' }, isRight: mine === key };
  };
  if (kind === 'grid') return options.map((html, at) => part(at, { html }, judged));
  if (kind === 'matching') return prompts.map((html, at) => part(at, { html }, (value) => option(value - 1)));
  if (kind === 'ordering')
    return right.choice.map((key, place) => ({
      label: { text: words.place(place + 1) },
      given: option(given.choice[place]),
      right: option(key) ?? { text: '' },
      isRight: given.choice[place] === key,
    }));
  if (kind !== 'number' && kind !== 'text') return [];
  const shown = (text: string) => ({ text: kind === 'number' ? words.written(text) : text });
  const mine = given.text === '' ? null : shown(given.text);
  return [{ label: null, given: mine, right: shown(right.text), isRight: question.isRight }];
}
