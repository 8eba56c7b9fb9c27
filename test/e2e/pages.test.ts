/** Pages that no other story comes by: each as it is, empty, or gone; on a phone, light and dark. */
import type { Browser } from 'playwright';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { launchBrowser } from '../helpers/browser.ts';
import { isAccessibleInBothThemes } from './axe.ts';
import { openPhone } from './phone.ts';
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
    const again = phone.page.getByRole('button', { name: 'Thử lại' });
    if (await again.isVisible()) await again.tap();
    await phone.sees('Đăng ký dự thi');
  });

  test('everything can be read in English, too', async () => {
    await using phone = await openPhone(browser, site, { locale: 'en-GB' });
    await phone.visit('/c/tien-giang');
    await phone.page.getByRole('button', { name: /English|Tiếng Anh|EN/ }).tap();
    await phone.page.getByRole('heading', { name: /Learning about digital transformation in Tiền Giang/ }).waitFor();
    expect(await phone.page.locator('html').getAttribute('lang')).toBe('en');
    await isAccessibleInBothThemes(phone);
  });
});
