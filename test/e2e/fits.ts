/** Whether a page fits the narrowest phones, also with its text twice as large. */
import { expect } from 'vitest';
import { isAccessibleInBothThemes } from './axe.ts';
import type { Phone } from './phone.ts';

export const narrow = { viewport: { width: 320, height: 640 }, colorScheme: 'dark' } as const;

/** What sticks out at the side, apart from what has its own scrolling or is meant only to be heard. */
export async function fitsTheWidth({ page }: Phone): Promise<void> {
  const outside = await page.evaluate(() => {
    const width = document.documentElement.clientWidth;
    const isClipped = (element: Element): boolean => {
      for (let around = element.parentElement; around && around !== document.body; around = around.parentElement)
        if (getComputedStyle(around).overflowX !== 'visible') return true;
      return false;
    };
    const names = [...document.body.querySelectorAll('*')]
      .filter((element) => !element.closest('svg, .unseen, dialog:not([open])'))
      .filter((element) => element.getBoundingClientRect().right > width + 1 && !isClipped(element))
      .map((element) => `${element.tagName} ${element.className}: ${element.textContent?.trim().slice(0, 40) ?? ''}`);
    return { scrolls: document.documentElement.scrollWidth > width, names };
  });
  expect(outside).toEqual({ scrolls: false, names: [] });
}

/** Text twice as large, as the phone's settings would make it. */
async function enlargesText({ page }: Phone): Promise<void> {
  await page.evaluate(() => void (document.documentElement.style.fontSize = '200%'));
}

/** Both, and both themes; the page is left at its usual size. */
export async function fitsAlsoEnlarged(phone: Phone): Promise<void> {
  await fitsTheWidth(phone);
  await enlargesText(phone);
  await fitsTheWidth(phone);
  await isAccessibleInBothThemes(phone);
  await phone.page.evaluate(() => void (document.documentElement.style.fontSize = ''));
}
