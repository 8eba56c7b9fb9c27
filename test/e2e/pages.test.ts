/** Pages that no other story comes by: each as it is, empty, or gone; on a phone, light and dark. */
import type { Browser } from 'playwright';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { launchBrowser } from '../helpers/browser.ts';
import { isAccessibleInBothThemes } from './axe.ts';
import { sitThrough } from '../helpers/sitting.ts';
import { openPhone, type Phone } from './phone.ts';
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

const pages = [
  { path: '/', shows: 'Cuộc thi trực tuyến “Tìm hiểu về chuyển đổi số tỉnh Tiền Giang”' },
  { path: '/c/kien-giang', shows: 'Đăng ký dự thi' },
  { path: '/c/tien-giang/sign-in', shows: 'Quên mật khẩu? Hãy gọi số hỗ trợ của Ban Tổ chức.' },
  { path: '/c/tien-giang/board', shows: 'Chưa có ai trên bảng này' },
  { path: '/c/tien-giang/attempts/01NOBODYHASTHISATTEMPT0000', shows: 'Bạn chưa đăng nhập' },
  { path: '/c/khong-co', shows: 'Không có trang này' },
  { path: '/nowhere', shows: 'Không có trang này' },
  { path: '/stage', shows: 'Chọn cuộc thi để chiếu bảng xếp hạng' },
  { path: '/studio', shows: 'Dành cho Ban Tổ chức và người soạn đề.' },
] as const;

describe('every page stands on its own', () => {
  test.each(pages)('$path', async ({ path, shows }) => {
    await using phone = await openPhone(browser, site);
    await phone.visit(path);
    await phone.sees(shows);
    await isAccessibleInBothThemes(phone);
  });

  test('a practice question: asked of everybody, answered at once with its source', async () => {
    await using phone = await openPhone(browser, site);
    await phone.visit('/c/tien-giang/practice');
    await phone.page.locator('fieldset label').first().tap();
    await phone.tap('Xem đáp án');
    await phone.sees(/^Nguồn: /);
    await isAccessibleInBothThemes(phone);
  });

  test('without network a page says so, and comes by itself when there is one', async () => {
    await using phone = await openPhone(browser, site);
    await phone.visit('/');
    await phone.sees('Tuần 2 đang mở');
    await phone.drop();
    await phone.page
      .getByRole('link', { name: /Tiền Giang/ })
      .first()
      .tap();
    await phone.sees(/Chưa kết nối được với máy chủ|Đang mất kết nối mạng/);
    await isAccessibleInBothThemes(phone);
    await phone.reconnect();
    await phone.sees('Đăng ký dự thi');
  });

  test('everything can be read in English, too', async () => {
    await using phone = await openPhone(browser, site, { locale: 'en-GB' });
    await phone.visit('/c/tien-giang');
    await phone.page.getByRole('button', { name: /English|Tiếng Anh|EN/ }).tap();
    await phone.page.getByRole('heading', { name: /Learning about digital transformation in Tiền Giang/ }).waitFor();
    expect(await phone.page.locator('html').getAttribute('lang')).toBe('en');
    await isAccessibleInBothThemes(phone);
    await phone.visit('/c/tien-giang/practice');
    const title = phone.page.locator('header .title');
    await title.waitFor();
    expect(await title.evaluate((drawn) => drawn.scrollWidth > drawn.clientWidth)).toBe(false);
    expect(await title.innerText()).toMatch(/Practice\s+question/);
  });
});

describe('signing out', () => {
  const draftOf = (slot: number) => ({ clientKey: `waits-${slot}`, slot, revision: 1, choice: [0], prediction: null });
  const leave = (phone: Phone, slots: readonly number[]) =>
    phone.page.evaluate(
      (drafts) =>
        drafts.forEach((one) => localStorage.setItem(`hoithi.answer.PAPER.${one.clientKey}`, JSON.stringify(one))),
      slots.map(draftOf),
    );

  test('asks nothing when everything has been sent', async () => {
    const { user } = await site.person('Phan Thị Bích Liên');
    await using phone = await openPhone(browser, site, { cookie: user.cookie });
    await phone.visit('/c/tien-giang');
    await phone.tap('Đăng xuất');
    await phone.sees('Đã đăng ký? Đăng nhập');
  });

  test('tells first how many answers would be lost, and takes them only when told to', async () => {
    const { user } = await site.person('Phan Thị Bích Liên');
    await using phone = await openPhone(browser, site, { cookie: user.cookie });
    await phone.visit('/c/tien-giang');
    await phone.sees('Đăng xuất');
    await leave(phone, [3, 4]);
    await phone.tap('Đăng xuất');
    await phone.sees(/^2 câu bạn đã chọn chưa đến được máy chủ/);
    await isAccessibleInBothThemes(phone);
    await phone.tap('Ở lại');
    await phone.sees('Dự thi với tên Phan Thị Bích Liên');
    expect(await phone.page.evaluate(() => localStorage.getItem('hoithi.answer.PAPER.waits-3'))).not.toBeNull();
    await phone.tap('Đăng xuất');
    await phone.tap('Vẫn đăng xuất');
    await phone.sees('Đã đăng ký? Đăng nhập');
    expect(await phone.page.evaluate(() => localStorage.getItem('hoithi.answer.PAPER.waits-3'))).toBeNull();
  });
});

test('the result can be kept as a card, which the phone draws nowhere else from than its owner’s address', async () => {
  const participant = await site.person('Nguyễn Ngọc Anh Thư');
  const { sitting } = await sitThrough(site, { participant, right: 15, takesMs: 1_000 });
  await using phone = await openPhone(browser, site, { cookie: participant.user.cookie });
  await phone.visit(`/c/tien-giang/attempts/${sitting.view.id}/result`);
  await phone.sees(/^Bạn đang dẫn đầu\./);
  await phone.tap('Chia sẻ');
  const card = phone.page.getByRole('img', { name: 'Thẻ kết quả: 15 trên 20 câu' });
  await card.waitFor();
  expect(await card.evaluate((drawn) => (drawn as HTMLImageElement).naturalWidth)).toBe(1200);
  await isAccessibleInBothThemes(phone);
  const saving = phone.page.waitForEvent('download');
  await phone.tap('Lưu ảnh thẻ');
  expect((await saving).suggestedFilename()).toBe('hoi-thi.png');
});
