/**
 * The pictures of README, taken from the running thing: `node --import tsx test/e2e/pictures.ts` after a build.
 * Run by hand when a page has changed; no test looks at them.
 */
import { mkdirSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { launchBrowser } from '../helpers/browser.ts';
import { makeStaff } from '../helpers/make.ts';
import { believablePeople } from './crowd.ts';
import { answers, atQuestion, handsInOn, nextQuestion } from './paper.ts';
import { desktopLook, openPhone, type Phone } from './phone.ts';
import { openSite } from './site.ts';
import { takeStudioPictures } from './studio-pictures.ts';

const folder = fileURLToPath(new URL('pictures/', import.meta.url));

mkdirSync(folder, { recursive: true });
const site = await openSite();
const browser = await launchBrowser();
await believablePeople(site);
const thu = await site.person('Nguyễn Ngọc Anh Thư');
const staff = await makeStaff(site.ctx, { fullName: 'Trương Mỹ Lệ' });

const take = async (phone: Phone, name: string): Promise<void> => {
  await phone.page.evaluate(() => document.fonts.ready.then(() => {}));
  await phone.page.screenshot({ path: `${folder}${name}.png` });
};

{
  await using phone = await openPhone(browser, site, { cookie: thu.user.cookie });
  await phone.visit('/c/tien-giang');
  await phone.sees('Vào thi');
  await take(phone, 'contest');
  await phone.tap('Vào thi');
  await phone.tap('Bắt đầu');
  await atQuestion(phone, 1);
  for (let question = 1; question <= 4; question += 1) {
    await answers(phone, 1);
    await nextQuestion(phone);
  }
  await answers(phone, 0);
  await phone.sees(/Đã lưu \d/);
  await phone.page.emulateMedia({ colorScheme: 'dark' });
  await take(phone, 'attempt-dark');
  await phone.page.emulateMedia({ colorScheme: 'light' });
  site.clock.advance(9 * 60_000);
  await handsInOn(phone);
  await phone.sees('Bạn đã hoàn thành lượt thi 1');
  await phone.visit('/c/tien-giang/board');
  await phone.sees('Nguyễn Ngọc Anh Thư');
  await phone.page.locator('ol.board > li').nth(9).waitFor();
  await take(phone, 'board');
}
{
  await using desk = await openPhone(browser, site, { ...desktopLook, cookie: staff.cookie });
  await desk.visit('/studio/contests');
  await desk.page
    .getByRole('link', { name: /Tiền Giang/ })
    .first()
    .click();
  await desk.sees('Đăng ký và lượt thi theo thời gian');
  await desk.page.getByRole('rowheader', { name: 'Xã Chợ Gạo', exact: true }).waitFor();
  await take(desk, 'studio-dashboard');
  await desk.page.getByRole('link', { name: 'Giải thưởng' }).click();
  await desk.page.getByLabel('Bảng').selectOption({ label: 'Tuần 2' });
  await desk.sees('Giải Nhất tuần');
  await take(desk, 'studio-prizes');
}
{
  await using stage = await openPhone(browser, site, { ...desktopLook, viewport: { width: 854, height: 480 } });
  await stage.visit('/stage/tien-giang/board');
  await stage.page.locator('ol.lines > li').nth(6).waitFor();
  await take(stage, 'stage');
}
await site.close();
await takeStudioPictures(browser, take);
await browser.close();
