/** Light or dark on the projector: dark unless chosen otherwise, apart from what this computer's reader prefers. */
import { keep, kept } from '../api/kept.ts';

const name = 'hoithi.stage-theme';

class Look {
  #isDark = $state(kept(name) !== 'light');

  constructor() {
    this.#show();
  }

  get isDark(): boolean {
    return this.#isDark;
  }

  turn(): void {
    this.#isDark = !this.#isDark;
    keep(name, this.#isDark ? null : 'light');
    this.#show();
  }

  #show(): void {
    document.documentElement.setAttribute('data-theme', this.#isDark ? 'dark' : 'light');
  }
}

export const look = new Look();
