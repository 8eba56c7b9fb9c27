/** Carries out what keys mean. Pages mark their search box with `data-search` and their paging with `data-step`. */
import { keep, kept } from '../api/kept.ts';
import { keyDeed, type KeyDeed } from './keys.ts';
import { paths } from './paths.ts';
import { go, here } from './router.ts';

const leadMs = 1_000;
const name = 'hoithi.keys';

class Keyboard {
  #isUsed = $state(kept(name) !== 'off');
  #isHelpOpen = $state(false);
  #before = '';
  #timer: ReturnType<typeof setTimeout> | undefined;

  /** Single letters may be switched off: speech input types them by accident. */
  get isUsed(): boolean {
    return this.#isUsed;
  }
  use(isUsed: boolean): void {
    this.#isUsed = isUsed;
    keep(name, isUsed ? null : 'off');
  }

  get isHelpOpen(): boolean {
    return this.#isHelpOpen;
  }
  help(isOpen: boolean): void {
    this.#isHelpOpen = isOpen;
  }

  press(press: KeyboardEvent): void {
    const target = press.target as HTMLElement | null;
    if (press.ctrlKey || press.metaKey || press.altKey || press.isComposing) return;
    if (target?.closest('input, textarea, select, dialog, [role="slider"]')) return;
    if (press.key === 'ArrowDown' || press.key === 'ArrowUp') {
      if (moveRow(target, press.key === 'ArrowDown' ? 1 : -1)) press.preventDefault();
      return;
    }
    if (!this.#isUsed) return;
    const deed = keyDeed(press.key, this.#before);
    clearTimeout(this.#timer);
    this.#before = deed?.kind === 'lead' ? press.key : '';
    this.#timer = setTimeout(() => (this.#before = ''), leadMs);
    if (deed && this.#do(deed)) press.preventDefault();
  }

  #do(deed: KeyDeed): boolean {
    switch (deed.kind) {
      case 'help':
        this.#isHelpOpen = true;
        return true;
      case 'place':
        go(paths[deed.place]);
        return true;
      case 'tab':
        if (here.contest) go(paths.tab(here.contest, deed.tab));
        return here.contest !== '';
      case 'search': {
        const box = document.querySelector<HTMLElement>('[data-search]');
        box?.focus();
        return box !== null;
      }
      case 'page': {
        const button = document.querySelector<HTMLElement>(`[data-step="${deed.step}"]`);
        button?.click();
        return button !== null;
      }
      case 'lead':
        return false;
    }
  }
}

/** From one row's button to the next one's, as in a worksheet. */
function moveRow(target: HTMLElement | null, step: 1 | -1): boolean {
  const row = target?.closest('tr');
  const next = step === 1 ? row?.nextElementSibling : row?.previousElementSibling;
  const button = next?.querySelector<HTMLElement>('button, a');
  button?.focus();
  return button != null;
}

export const keyboard = new Keyboard();
