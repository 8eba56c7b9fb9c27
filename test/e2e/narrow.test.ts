/** 320 px, text at 200 %, and names as long as they come: everything is still there, and nothing goes off the side. */
import type { Browser } from 'playwright';
import { afterAll, beforeAll, describe, test } from 'vitest';
import { launchBrowser } from '../helpers/browser.ts';
import type { MadeParticipant } from '../helpers/make.ts';
import { sitThrough } from '../helpers/sitting.ts';
import { fitsAlsoEnlarged, fitsTheWidth, narrow } from './fits.ts';
import { answers, atQuestion, nextQuestion } from './paper.ts';
import { openPhone } from './phone.ts';
import { openSite, type Site } from './site.ts';

const longName = 'Công Tằng Tôn Nữ Hoàng Thị Nguyễn Phước Quỳnh Phương Thảo';

let site: Site;
let browser: Browser;
let owner: MadeParticipant;
let ranked: MadeParticipant;
beforeAll(async () => {
  [site, browser] = await Promise.all([openSite(), launchBrowser()]);
  owner = await site.person(longName);
  ranked = await site.person(longName);
  await sitThrough(site, { participant: ranked, right: 12, takesMs: 1_000 });
  await site.handsIn('Huỳnh Nguyễn Phước Trường Thiên Bảo', 17);
  await site.handsIn('Ngô Khương', 9);
});
afterAll(async () => {
  await browser.close();
  await site.close();
});

describe('on 320 px', () => {
  test('the contest page', async () => {
    await using phone = await openPhone(browser, site, { ...narrow, cookie: owner.user.cookie });
    await phone.visit('/c/tien-giang');
    await phone.sees('Vào thi');
    await phone.page.locator('ol.board > li').nth(1).waitFor();
    await phone.page.getByText('Chương I. Quy định chung').tap();
    await fitsAlsoEnlarged(phone);
  });

  test('the first question of entering and the list of contests', async () => {
    await using phone = await openPhone(browser, site, narrow);
    await phone.visit('/');
    await phone.sees(/Tìm hiểu về chuyển đổi số/);
    await fitsAlsoEnlarged(phone);
    await phone.visit('/c/tien-giang/enter');
    await phone.sees('Ngày sinh của thí sinh');
    await fitsAlsoEnlarged(phone);
  });

  test('the ready page, the attempt with its overview, and the result', async () => {
    await using phone = await openPhone(browser, site, { ...narrow, cookie: owner.user.cookie });
    await phone.visit('/c/tien-giang');
    await phone.tap('Vào thi');
    await phone.sees('Sẵn sàng chưa?');
    await fitsAlsoEnlarged(phone);
    await phone.tap('Bắt đầu');
    await atQuestion(phone, 1);
    for (let question = 1; question <= 3; question += 1) {
      await answers(phone, 1);
      await fitsTheWidth(phone);
      await nextQuestion(phone);
    }
    await atQuestion(phone, 4);
    await fitsAlsoEnlarged(phone);
    await phone.tap('Xem tất cả các câu');
    await fitsAlsoEnlarged(phone);
    await phone.page.getByRole('dialog').getByRole('button', { name: 'Nộp bài' }).tap();
    await phone.sees('Bạn còn 17 câu chưa trả lời:');
    await fitsAlsoEnlarged(phone);
    await phone.page.getByRole('dialog', { name: 'Nộp bài?' }).getByRole('button', { name: 'Nộp bài' }).tap();
    await phone.page.getByRole('heading', { name: 'Bạn đã hoàn thành lượt thi 1' }).waitFor();
    await fitsAlsoEnlarged(phone);
  });

  test('the leaderboard with one’s own long name', async () => {
    await using phone = await openPhone(browser, site, { ...narrow, cookie: ranked.user.cookie });
    await phone.visit('/c/tien-giang/board');
    await phone.sees(longName);
    await fitsAlsoEnlarged(phone);
    await phone.tap('Đơn vị');
    await phone.sees('Xã Chợ Gạo');
    await fitsAlsoEnlarged(phone);
  });
});
