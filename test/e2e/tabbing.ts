/** Where the Tab key goes on a page, and whether one can see where it is. */
import { expect } from 'vitest';
import type { Phone } from './phone.ts';

export interface Stop {
  readonly name: string;
  /** Of a field or a button: `radio`, `text`, `select-one`; '' for all else. */
  readonly type: string;
  readonly isSeen: boolean;
}

/** What has the focus, and whether that can be seen: an outline on it or on the card around it. */
export const stopOf = ({ page }: Phone): Promise<Stop> =>
  page.evaluate(() => {
    const focused = document.activeElement;
    const around = [focused, focused?.closest('label')].filter((element) => element instanceof HTMLElement);
    const isSeen = around.some((element) => {
      const { outlineStyle, outlineWidth } = getComputedStyle(element);
      return outlineStyle !== 'none' && parseFloat(outlineWidth) >= 2;
    });
    const told = (ids: string | null | undefined): string | undefined =>
      ids
        ?.split(' ')
        .map((id) => document.getElementById(id)?.textContent)
        .join(' ');
    const nameOf = (element: Element | null): string =>
      told(element?.getAttribute('aria-labelledby')) ??
      element?.getAttribute('aria-label') ??
      (element instanceof HTMLInputElement ? element.labels?.[0]?.textContent : element?.textContent) ??
      '';
    const label = nameOf(focused);
    const type = focused && 'type' in focused ? String(focused.type) : '';
    return { name: label.trim().replaceAll(/\s+/g, ' '), type, isSeen };
  });

/** Goes on by Tab until what has this name, or is as told, has the focus. Every stop on the way must be seen. */
export async function tabTo(phone: Phone, wanted: string | RegExp | ((stop: Stop) => boolean)): Promise<void> {
  const isThere = (stop: Stop): boolean =>
    typeof wanted === 'function'
      ? wanted(stop)
      : typeof wanted === 'string'
        ? stop.name === wanted
        : wanted.test(stop.name);
  const passed: string[] = [];
  for (let step = 0; step < 60; step += 1) {
    await phone.page.keyboard.press('Tab');
    const stop = await stopOf(phone);
    passed.push(stop.name);
    if (stop.name !== '' && !stop.isSeen && stop.name.length < 200)
      expect(stop, 'the focus must be seen').toEqual({ ...stop, isSeen: true });
    if (isThere(stop)) return;
  }
  throw new Error(`Tab does not come to ${String(wanted)}, only to: ${passed.join(' | ')}`);
}
