/** Which language the reader wants, and the choice between two texts. Vietnamese unless chosen otherwise. */
import { keep, kept } from '../api/kept.ts';

export type Language = 'vi' | 'en';

const name = 'hoithi.language';

class ChosenLanguage {
  #current = $state<Language>(kept(name) === 'en' ? 'en' : 'vi');

  constructor() {
    this.#mark();
  }

  get current(): Language {
    return this.#current;
  }

  choose(language: Language): void {
    this.#current = language;
    keep(name, language);
    this.#mark();
  }

  /** Screen readers choose their voice by it. */
  #mark(): void {
    if (typeof document !== 'undefined') document.documentElement.lang = this.#current;
  }
}

export const language = new ChosenLanguage();

/** The reader's side of a text in both languages. Reactive. */
export const localised = (text: { readonly vi: string; readonly en: string }): string =>
  text[language.current] || text.vi;
