/** Which theme the reader wants. Sets `data-theme` on the page; the colours themselves are in tokens.css. */
import { keep, kept } from '../api/kept.ts';

const preferences = ['device', 'light', 'dark'] as const;
type Preference = (typeof preferences)[number];

const name = 'hoithi.theme';

class Theme {
  #preference = $state<Preference>(preferences.find((one) => one === kept(name)) ?? 'device');

  constructor() {
    this.#show();
  }

  get preference(): Preference {
    return this.#preference;
  }

  /** The next of device, light, dark. */
  next(): void {
    this.#preference = preferences[(preferences.indexOf(this.#preference) + 1) % preferences.length] ?? 'device';
    keep(name, this.#preference);
    this.#show();
  }

  #show(): void {
    if (typeof document === 'undefined') return;
    if (this.#preference === 'device') document.documentElement.removeAttribute('data-theme');
    else document.documentElement.setAttribute('data-theme', this.#preference);
  }
}

export const theme = new Theme();
