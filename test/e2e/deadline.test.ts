/** Time runs out while the phone has no network: the server hands in what it holds, and the page says so afterwards. */
import type { Browser } from 'playwright';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { launchBrowser } from '../helpers/browser.ts';
import { isAccessibleInBothThemes } from './axe.ts';
import { answers, atQuestion, isSaved, nextQuestion } from './paper.ts';
import { attemptOf, logOf } from './people.ts';
import { openPhone, soon } from './phone.ts';
import { openSite, type Site } from './site.ts';

let site: Site;
let browser: Browser;
beforeAll(async () => {
  [site, browser] = await Promise.all([openSite(), launchBrowser()]);
});
afterAll(async () => {
  await browser.close();
  await site.close();
});

test('two answers too late are not taken, and nobody is left to wonder', async () => {
  const khoa = await site.person('Đặng Anh Khoa');
  await using phone = await openPhone(browser, site, { cookie: khoa.user.cookie });
  await phone.visit('/c/tien-giang');
  await phone.tap('Vào thi');
  await phone.tap('Bắt đầu');
  await atQuestion(phone, 1);
  const attemptId = phone.page.url().split('/').at(-1) ?? '';
  for (let question = 1; question <= 3; question += 1) {
    await answers(phone, 0);
    await nextQuestion(phone);
  }
  await isSaved(phone);

  await phone.drop();
  for (let question = 4; question <= 5; question += 1) {
    await answers(phone, 0);
    await nextQuestion(phone);
  }
  await phone.sees('Chưa gửi được');
  site.clock.advance(16 * 60_000);
  await expect.poll(async () => (await attemptOf(site, attemptId)).state, soon).toBe('timed-out');

  await phone.reconnect();
  await phone.sees('Đã hết giờ làm bài');
  await phone.sees('Máy chủ đã tự nộp những câu được lưu trước hạn.');
  await phone.sees('2 câu có lựa chọn cuối đến máy chủ sau hạn nên không được tính.');
  await isAccessibleInBothThemes(phone);
  expect((await logOf(site, attemptId)).map(({ slot }) => slot)).toEqual([1, 2, 3]);

  await phone.tap('Xem kết quả');
  await phone.page.getByRole('heading', { name: 'Lượt thi 1 đã hết giờ và được nộp' }).waitFor();
  await phone.sees('Thời gian 15 phút.');
});
