/** A whole attempt without touching anything but keys; where one is can be seen, and what happens can be heard. */
import type { Browser } from 'playwright';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { launchBrowser } from '../helpers/browser.ts';
import { attemptOf, logOf } from './people.ts';
import { chosenOption } from './paper.ts';
import { desktopLook, openPhone } from './phone.ts';
import { openSite, type Site } from './site.ts';
import { stopOf, tabTo } from './tabbing.ts';

let site: Site;
let browser: Browser;
beforeAll(async () => {
  [site, browser] = await Promise.all([openSite(), launchBrowser()]);
});
afterAll(async () => {
  await browser.close();
  await site.close();
});

describe('by keyboard alone', () => {
  test('from the contest page to the result', async () => {
    const hung = await site.person('Bùi Việt Hùng');
    await using phone = await openPhone(browser, site, { ...desktopLook, cookie: hung.user.cookie });
    const { keyboard } = phone.page;
    await phone.visit('/c/tien-giang');
    await phone.sees('Vào thi');
    await tabTo(phone, 'Vào thi');
    await keyboard.press('Enter');
    await phone.sees('Bấm “Bắt đầu” thì đồng hồ mới chạy.');
    await tabTo(phone, 'Bắt đầu');
    await keyboard.press('Enter');
    await phone.sees('Câu 1 / 20');
    const attemptId = phone.page.url().split('/').at(-1) ?? '';

    for (let question = 1; question <= 20; question += 1) {
      await phone.page.getByRole('button', { name: `Câu ${question} / 20` }).waitFor();
      await keyboard.press(question % 2 === 1 ? '2' : 'a');
      expect(await chosenOption(phone)).toBe(question % 2);
      if (question === 3) await keyboard.press('f');
      await keyboard.press('ArrowRight');
    }
    await phone.sees(/bao nhiêu người trả lời đúng tất cả/);
    await keyboard.press('ArrowLeft');
    await phone.sees('Câu 20 / 20');
    await keyboard.press('ArrowRight');
    await phone.sees('Câu dự đoán');
    await phone.page.getByRole('heading', { name: /bao nhiêu người/ }).waitFor();
    await tabTo(phone, /^Số người/);
    await keyboard.type('7');
    await tabTo(phone, 'Nộp bài');
    await keyboard.press('Enter');
    const sheet = phone.page.getByRole('dialog', { name: 'Nộp bài?' });
    await sheet.getByText('Bạn đã trả lời tất cả các câu.').waitFor();
    await sheet.getByText('1 câu bạn đã đánh dấu xem lại:').waitFor();
    // Escape closes the sheet, and the focus is where it was.
    await keyboard.press('Escape');
    await sheet.waitFor({ state: 'hidden' });
    expect((await stopOf(phone)).name).toBe('Nộp bài');
    await keyboard.press('Enter');
    await sheet.waitFor();
    await tabTo(phone, 'Nộp bài');
    await keyboard.press('Enter');
    await phone.page.getByRole('heading', { name: 'Bạn đã hoàn thành lượt thi 1' }).waitFor();

    const log = await logOf(site, attemptId);
    expect(log.map(({ slot }) => slot).toSorted((a, b) => a - b)).toEqual(
      Array.from({ length: 21 }, (_, slot) => slot),
    );
    expect(await attemptOf(site, attemptId)).toMatchObject({ state: 'handed-in', prediction: 7 });
  });

  test('a screen reader hears what is saved, how much time is left, and where the focus goes', async () => {
    const lan = await site.person('Hồ Ngọc Lan');
    await using phone = await openPhone(browser, site, { ...desktopLook, cookie: lan.user.cookie });
    await phone.visit('/c/tien-giang');
    await phone.tap('Vào thi');
    await phone.tap('Bắt đầu');
    await phone.sees('Câu 1 / 20');
    await phone.page.keyboard.press('b');
    await phone.page
      .getByRole('status')
      .filter({ hasText: /Đã lưu \d/ })
      .waitFor();
    await phone.page.keyboard.press('ArrowRight');
    await phone.sees('Câu 2 / 20');
    const focused = phone.page.locator('h1:focus');
    await focused.waitFor();

    site.clock.advance(10 * 60_000 - 5_000);
    await phone.page.evaluate(() => void dispatchEvent(new Event('focus')));
    await phone.page.locator('[aria-live=polite]').getByText('Còn 5 phút.').waitFor({ state: 'attached' });
  });
});
