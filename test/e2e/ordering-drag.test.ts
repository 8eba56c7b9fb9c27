/** Lines of an ordering question dragged by their number: with a finger, without the page moving under it; with a mouse. */
import type { Browser } from 'playwright';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { askedKinds } from '../helpers/every-kind.ts';
import { launchBrowser } from '../helpers/browser.ts';
import { isAccessible } from './axe.ts';
import { begins, goesTo, openKindsSite, orderOf, signsIn, type KindsSite } from './kinds-site.ts';
import { logOf } from './people.ts';
import { soon, type Phone } from './phone.ts';

let site: KindsSite;
let browser: Browser;
let phone: Phone;
let attemptId: string;
let slot: number;

beforeAll(async () => {
  [site, browser] = await Promise.all([openKindsSite(), launchBrowser()]);
  phone = await signsIn(browser, site);
  attemptId = await begins(phone);
  slot = (await askedKinds(site.ctx, attemptId)).ordering.slot;
  await goesTo(phone, slot);
  await phone.page.locator('fieldset ol').waitFor();
});
afterAll(async () => {
  await phone[Symbol.asyncDispose]();
  await browser.close();
  await site.close();
});

const answers = async (): Promise<string[]> =>
  (await logOf(site, attemptId)).filter((one) => one.slot === slot).map(({ response }) => response);

/** The middle of a line's number, and how far it is to the middle of another's. */
async function middles(): Promise<{ x: number; y: number }[]> {
  await phone.page.locator('fieldset ol').scrollIntoViewIfNeeded();
  return phone.page
    .locator('fieldset ol .place')
    .evaluateAll((all) =>
      all
        .map((one) => one.getBoundingClientRect())
        .map(({ x, y, width, height }) => ({ x: x + width / 2, y: y + height / 2 })),
    );
}

test('a finger takes the last line to the top; the page stays where it is, and one answer is given', async () => {
  const before = await orderOf(phone);
  const places = await middles();
  const [to, from] = [places[0], places.at(-1)];
  if (!to || !from) throw new Error('no lines');
  const scrolled = () => phone.page.evaluate(() => scrollY);
  const at = await scrolled();
  const touch = (type: 'touchStart' | 'touchMove' | 'touchEnd', y: number) =>
    phone.cdp.send('Input.dispatchTouchEvent', { type, touchPoints: type === 'touchEnd' ? [] : [{ x: from.x, y }] });
  await touch('touchStart', from.y);
  for (let step = 1; step <= 8; step += 1) await touch('touchMove', from.y + ((to.y - 20 - from.y) * step) / 8);
  const [last = '', ...others] = before.toReversed();
  const wanted = [last, ...others.toReversed()];
  await expect.poll(() => orderOf(phone), soon).toEqual(wanted);
  expect(await answers()).toEqual([]);
  await touch('touchEnd', 0);
  expect(await orderOf(phone)).toEqual(wanted);
  await expect.poll(async () => (await answers()).length, soon).toBe(1);
  expect(await scrolled()).toBe(at);
  await phone.page
    .getByText(new RegExp(`${last}.*1`, 'u'))
    .first()
    .waitFor({ state: 'attached' });
  await isAccessible(phone);
});

test('put back where it was it is no new answer; the arrows go on from there', async () => {
  const before = await orderOf(phone);
  const [first, second] = await middles();
  if (!first || !second) throw new Error('no lines');
  const { mouse } = phone.page;
  await mouse.move(first.x, first.y);
  await mouse.down();
  await mouse.move(first.x, second.y + 12, { steps: 4 });
  await expect.poll(() => orderOf(phone), soon).not.toEqual(before);
  await mouse.move(first.x, first.y - 12, { steps: 4 });
  await mouse.up();
  expect(await orderOf(phone)).toEqual(before);
  await phone.page.getByRole('button', { name: `Đưa lên: ${before[1]}` }).click();
  await expect.poll(() => orderOf(phone), soon).toEqual([before[1], before[0], ...before.slice(2)]);
  await expect.poll(async () => (await answers()).length, soon).toBe(2);
});
