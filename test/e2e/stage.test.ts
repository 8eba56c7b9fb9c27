/** The leaderboard on a projector of 1920 × 1080: it moves, holds nothing private, and never scrolls. */
import { eq } from 'drizzle-orm';
import type { Browser } from 'playwright';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { launchBrowser } from '../helpers/browser.ts';
import { makeParticipant } from '../helpers/make.ts';
import { sitThrough } from '../helpers/sitting.ts';
import { isAccessible } from './axe.ts';
import { desktopLook, openPhone, type Phone, soon } from './phone.ts';
import { openSite, type Site } from './site.ts';

let site: Site;
let browser: Browser;
beforeAll(async () => {
  [site, browser] = await Promise.all([openSite(), launchBrowser()]);
  const names = ['An', 'Bảo', 'Chi', 'Dương', 'Giang', 'Hiếu', 'Khánh', 'Loan'];
  for (const [index, name] of names.entries()) await site.handsIn(`Nguyễn Hoàng ${name}`, 16 - index);
});
afterAll(async () => {
  await browser.close();
  await site.close();
});

const firstName = (stage: Phone) => stage.page.locator('ol.lines > li .name').first().innerText();

/** Nothing scrolls, and what is drawn is inside the picture. */
async function fitsThePicture({ page }: Phone): Promise<void> {
  const picture = await page.evaluate(() => {
    const outside = [...document.querySelectorAll('main *')]
      .filter((element) => !element.closest('.unseen, svg'))
      .filter((element) => {
        const { bottom, right } = element.getBoundingClientRect();
        return bottom > innerHeight + 1 || right > innerWidth + 1;
      });
    const { scrollWidth, scrollHeight } = document.documentElement;
    return { scrollWidth, scrollHeight, outside: outside.map((element) => element.className) };
  });
  expect(picture).toEqual({ scrollWidth: 1920, scrollHeight: 1080, outside: [] });
}

test('the first seven, moving live, in both themes, by one key', async () => {
  await using stage = await openPhone(browser, site, { ...desktopLook, viewport: { width: 1920, height: 1080 } });
  await stage.visit('/stage/tien-giang/board');
  await stage.page.locator('ol.lines > li').nth(6).waitFor();
  expect(await stage.page.locator('ol.lines > li').count()).toBe(7);
  expect(await firstName(stage)).toBe('Nguyễn H. A***');
  expect(await stage.page.locator('main').innerText()).not.toContain('Nguyễn Hoàng');
  await fitsThePicture(stage);
  await isAccessible(stage);

  await site.handsIn('Trịnh Thu Yến', 19);
  await expect.poll(() => firstName(stage), soon).toBe('Trịnh T. Y***');
  await fitsThePicture(stage);

  await stage.page.keyboard.press('d');
  await isAccessible(stage);
  await stage.page.keyboard.press('ArrowRight');
  await expect.poll(() => stage.page.getByRole('heading', { level: 1 }).innerText(), soon).not.toContain('Tuần 2');
  await fitsThePicture(stage);
  await isAccessible(stage);

  // A reload in the middle of the evening comes back to where it was.
  const heading = await stage.page.getByRole('heading', { level: 1 }).innerText();
  await stage.page.reload({ waitUntil: 'commit' });
  await expect.poll(() => stage.page.getByRole('heading', { level: 1 }).innerText(), soon).toBe(heading);
});

test('long names of people and units are drawn whole, also on a small projector', async () => {
  const unit = 'Chi đoàn Trường THPT Nguyễn Thần Hiến';
  const unitId = await site.unitOf('bo chi huy quan su');
  await site.ctx.store.write(({ db, tables }) =>
    db.update(tables.unit).set({ name: unit }).where(eq(tables.unit.id, unitId)),
  );
  const publicName = 'Nguyễn Trần Khánh Hoàng Minh Thuận';
  const participant = await makeParticipant(site.ctx, { fullName: publicName, row: { unitId, publicName } });
  // Fewer right than anybody below: between equals the running clock would decide, and with it the machine's load.
  await sitThrough(site, { participant, right: 18, takesMs: 1_000 });
  for (const viewport of [
    { width: 1920, height: 1080 },
    { width: 1280, height: 720 },
  ]) {
    await using stage = await openPhone(browser, site, { ...desktopLook, viewport });
    await stage.visit('/stage/tien-giang/board');
    const row = stage.page.locator('ol.lines > li', { hasText: publicName });
    await row.waitFor();
    for (const part of ['.name', '.unit']) {
      const cut = await row
        .locator(part)
        .evaluate((drawn) => [drawn.scrollWidth > drawn.clientWidth, drawn.scrollHeight > drawn.clientHeight + 1]);
      expect(cut, part).toEqual([false, false]);
    }
    expect(await row.locator('.unit').innerText()).toBe(unit);
  }
});

test('after a cut it says so, and comes back by itself', async () => {
  await using stage = await openPhone(browser, site, { ...desktopLook, viewport: { width: 1920, height: 1080 } });
  await stage.visit('/stage/tien-giang/board');
  await stage.page.locator('ol.lines > li').first().waitFor();
  await stage.drop();
  site.cutLines();
  await stage.sees('Mất kết nối, đang nối lại');
  await site.handsIn('Đinh Ngọc Zuy', 20);
  await stage.reconnect();
  await expect.poll(() => firstName(stage), soon).toBe('Đinh N. Z***');
});
