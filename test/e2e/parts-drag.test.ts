/** Options, items and sides of pairs dragged by their grip in the editor: by mouse and by finger; arrows and Alt+↑/↓ stay. */
import type { Browser } from 'playwright';
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { QuestionView } from '../../server/wire/http/banks.ts';
import { everyKindQuestion } from '../helpers/every-kind-questions.ts';
import { launchBrowser } from '../helpers/browser.ts';
import { makeStaff, type MadeStaff } from '../helpers/make.ts';
import { isAccessibleInBothThemes } from './axe.ts';
import { openKindsSite, type KindsSite } from './kinds-site.ts';
import { desktopLook, openPhone, soon, type Phone } from './phone.ts';

let site: KindsSite;
let browser: Browser;
let author: MadeStaff;
const api = '/api/staff/banks/moi-loai';

beforeAll(async () => {
  [site, browser] = await Promise.all([openKindsSite(), launchBrowser()]);
  author = await makeStaff(site.ctx, { fullName: 'Đặng Thị Soạn' });
});
afterAll(async () => {
  await browser.close();
  await site.close();
});

async function write(kind: 'single' | 'ordering' | 'matching'): Promise<QuestionView> {
  const content = { ...everyKindQuestion(kind), id: 'x', factId: '' };
  const stem = `${content.stem} (kéo thả)`;
  const reply = await site.post(`${api}/questions`, { content: { ...content, stem } }, author);
  expect(reply.statusCode, reply.body).toBe(200);
  return reply.json<QuestionView>();
}
const kept = async ({ code }: QuestionView) =>
  (await site.get(`${api}/questions/${code}`, author)).json<QuestionView>().content;
const texts = ({ page }: Phone, list = 0) =>
  page
    .locator('form ul:has(.grip)')
    .nth(list)
    .locator('textarea')
    .evaluateAll((all) => all.map((one) => (one as HTMLTextAreaElement).value));

/** The middles of the grips of a list, on the screen. */
async function grips({ page }: Phone, list = 0): Promise<{ x: number; y: number }[]> {
  const all = page.locator('form ul:has(.grip)').nth(list).locator('.grip');
  await all.first().evaluate((one) => one.scrollIntoView({ block: 'start' }));
  return all.evaluateAll((found) =>
    found
      .map((one) => one.getBoundingClientRect())
      .map(({ x, y, width, height }) => ({ x: x + width / 2, y: y + height / 2 })),
  );
}

test('a mouse takes the last option to the top: the key stays with its text, one undo brings it back', async () => {
  const view = await write('single');
  await using desk = await openPhone(browser, site, { ...desktopLook, cookie: author.cookie });
  const { page } = desk;
  await desk.visit(`/studio/banks/moi-loai/questions/${view.code}`);
  await page.locator('.grip').first().waitFor();
  const before = await texts(desk);
  const right = view.content.options.find(({ id }) => view.content.key.includes(id))!.text;
  const places = await grips(desk);
  const [to, from] = [places[0]!, places.at(-1)!];
  await page.mouse.move(from.x, from.y);
  await page.mouse.down();
  await page.mouse.move(to.x, to.y - 16, { steps: 6 });
  const wanted = [before.at(-1)!, ...before.slice(0, -1)];
  await expect.poll(() => texts(desk), soon).toEqual(wanted);
  await isAccessibleInBothThemes(desk);
  await page.mouse.up();
  await expect.poll(async () => (await kept(view)).options.map(({ text }) => text), soon).toEqual(wanted);
  const { options, key } = await kept(view);
  expect(options.filter(({ id }) => key.includes(id)).map(({ text }) => text)).toEqual([right]);
  await page.getByRole('button', { name: 'Hoàn tác (Ctrl+Z)' }).click();
  await expect.poll(() => texts(desk), soon).toEqual(before);
  // The keys do the same for everybody else.
  await page.getByLabel('Phương án A', { exact: true }).press('Alt+ArrowDown');
  await expect.poll(() => texts(desk), soon).toEqual([before[1], before[0], ...before.slice(2)]);
});

test('a finger drags an item on a phone, and the page stays where it is: the new order is the key', async () => {
  const view = await write('ordering');
  await using phone = await openPhone(browser, site, { cookie: author.cookie });
  await phone.visit(`/studio/banks/moi-loai/questions/${view.code}`);
  await phone.page.locator('.grip').first().waitFor();
  const before = await texts(phone);
  const places = await grips(phone);
  const [from, to] = [places[0]!, places[1]!];
  const scrolled = () => phone.page.evaluate(() => scrollY);
  const at = await scrolled();
  const touch = (type: 'touchStart' | 'touchMove' | 'touchEnd', y: number) =>
    phone.cdp.send('Input.dispatchTouchEvent', { type, touchPoints: type === 'touchEnd' ? [] : [{ x: from.x, y }] });
  await touch('touchStart', from.y);
  for (let step = 1; step <= 6; step += 1) await touch('touchMove', from.y + ((to.y + 20 - from.y) * step) / 6);
  const wanted = [before[1], before[0], ...before.slice(2)];
  await expect.poll(() => texts(phone), soon).toEqual(wanted);
  await touch('touchEnd', 0);
  expect(await scrolled()).toBe(at);
  await expect.poll(async () => (await kept(view)).options.map(({ text }) => text), soon).toEqual(wanted);
  const { options, key } = await kept(view);
  expect(key).toEqual(options.map(({ id }) => id));
});

test('the left sides of pairs move with what they are paired with', async () => {
  const view = await write('matching');
  await using desk = await openPhone(browser, site, { ...desktopLook, cookie: author.cookie });
  const { page } = desk;
  await desk.visit(`/studio/banks/moi-loai/questions/${view.code}`);
  await page.locator('.grip').first().waitFor();
  const [first, second] = await grips(desk);
  await page.mouse.move(first!.x, first!.y);
  await page.mouse.down();
  await page.mouse.move(second!.x, second!.y + 14, { steps: 4 });
  await page.mouse.up();
  const ids = view.content.prompts!.map(({ id }) => id);
  await expect
    .poll(async () => (await kept(view)).prompts?.map(({ id }) => id), soon)
    .toEqual([ids[1], ids[0], ...ids.slice(2)]);
  expect((await kept(view)).key.toSorted()).toEqual(view.content.key.toSorted());
});

test('the head of the editor takes two lines on a phone', async () => {
  const view = await write('single');
  await using phone = await openPhone(browser, site, { cookie: author.cookie });
  await phone.visit(`/studio/banks/moi-loai/questions/${view.code}`);
  const send = phone.page.getByRole('button', { name: 'Gửi duyệt' });
  await send.waitFor();
  const top = async (name: string) => (await phone.page.getByRole('button', { name }).boundingBox())!.y;
  const heights = [await top('Hoàn tác (Ctrl+Z)'), await top('Lịch sử'), await top('Câu mới'), await top('Gửi duyệt')];
  expect(new Set(heights.map(Math.round)).size).toBe(1);
  const [title, saved] = [phone.page.locator('h1'), phone.page.locator('[data-save]')];
  const [above, beside] = [(await title.boundingBox())!, (await saved.boundingBox())!];
  expect(beside.y).toBeLessThan(above.y + above.height);
  await send.tap();
  const review = phone.page.getByRole('link', { name: 'Trang duyệt' });
  await review.waitFor();
  expect(Math.round((await review.boundingBox())!.y)).toBe(Math.round(await top('Lịch sử')));
  await isAccessibleInBothThemes(phone);
});
