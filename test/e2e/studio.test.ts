/** An organiser's way on a PC, from the one-time address to the journal, while the stage shows the board. */
import { readFile } from 'node:fs/promises';
import type { Browser, Download } from 'playwright';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { makeSetupToken } from '../../server/services/setup-owner.ts';
import { launchBrowser } from '../helpers/browser.ts';
import { isAccessibleInBothThemes } from './axe.ts';
import { desktopLook, openPhone, type Phone, soon } from './phone.ts';
import { openSite, type Site } from './site.ts';

let site: Site;
let browser: Browser;
/** Not a phone here, but the same care. */
let desk: Phone;

const names = ['Lý Thị Nhất', 'Mai Văn Nhì', 'Tô Thị Ba', 'Hà Văn Tư', 'Vương Thị Năm', 'Kiều Văn Sáu'];

beforeAll(async () => {
  [site, browser] = await Promise.all([openSite(), launchBrowser()]);
  for (const [index, name] of names.entries()) await site.handsIn(name, 20 - index, 1_000, 3);
  desk = await openPhone(browser, site, desktopLook);
});
afterAll(async () => {
  try {
    await desk[Symbol.asyncDispose]();
  } finally {
    await browser.close();
    await site.close();
  }
});

const tab = async (name: string): Promise<void> => {
  await desk.page.getByRole('navigation', { name: 'Các thẻ của cuộc thi' }).getByRole('link', { name }).click();
};
/** In the table's order: place, name, and why. */
const rowsOf = async (): Promise<string[]> => {
  const rows = await desk.page.getByRole('table', { name: 'Bảng xếp hạng đầy đủ' }).first().locator('tbody tr').all();
  return Promise.all(rows.map(async (row) => (await row.innerText()).replaceAll(/\s+/g, ' ')));
};

describe('the studio', () => {
  test('the printed address makes the owner, once', async () => {
    const token = await makeSetupToken(site.ctx);
    await desk.visit(`/studio/setup#${token}`);
    await desk.page.getByLabel('Họ và tên').fill('Trương Mỹ Lệ');
    await desk.page.getByLabel('Tên đăng nhập').fill('my-le');
    await desk.page.getByLabel('Mật khẩu', { exact: true }).fill('cầu Rạch Miễu hai nhịp');
    await desk.page.getByLabel('Nhập lại mật khẩu').fill('cầu Rạch Miễu hai nhịp');
    await isAccessibleInBothThemes(desk);
    await desk.tap('Tạo tài khoản');
    await desk.page.getByRole('heading', { level: 1, name: 'Tổng quan' }).waitFor();
    await desk.sees('Tuần 2');
    await isAccessibleInBothThemes(desk);
    expect(desk.page.url()).not.toContain(token);

    await using stranger = await openPhone(browser, site, desktopLook);
    await stranger.visit(`/studio/setup#${token}`);
    await stranger.sees('Máy chủ đã có tài khoản quản trị. Mời bạn đăng nhập.');
  });

  test('signing out and in again', async () => {
    await desk.tap('Đăng xuất');
    await desk.page.getByRole('heading', { level: 1, name: 'Đăng nhập' }).waitFor();
    await desk.page.getByLabel('Tên đăng nhập').fill('my-le');
    await desk.page.getByLabel('Mật khẩu', { exact: true }).fill('sai rồi');
    await desk.tap('Đăng nhập');
    await desk.sees('Thông tin đăng nhập không đúng. Bạn kiểm tra lại rồi thử lần nữa.');
    await isAccessibleInBothThemes(desk);
    await desk.page.getByLabel('Mật khẩu', { exact: true }).fill('cầu Rạch Miễu hai nhịp');
    await desk.tap('Đăng nhập');
    await desk.page.getByRole('heading', { level: 1, name: 'Tổng quan' }).waitFor();
  });

  test('the live dashboard counts what happens elsewhere', async () => {
    await desk.page.getByRole('link', { name: 'Cuộc thi', exact: true }).first().click();
    await desk.page.getByRole('heading', { level: 1, name: 'Cuộc thi' }).waitFor();
    await desk.page
      .getByRole('link', { name: /Tiền Giang/ })
      .first()
      .waitFor();
    await isAccessibleInBothThemes(desk);
    await desk.page
      .getByRole('link', { name: /Tiền Giang/ })
      .first()
      .click();
    await desk.sees('Đăng ký và lượt thi theo thời gian');
    await desk.page.getByRole('rowheader', { name: 'Xã Chợ Gạo', exact: true }).waitFor();
    await isAccessibleInBothThemes(desk);
    await site.handsIn('Châu Thị Bảy', 10, 1_000, 1);
    await desk.page.locator('.figure', { hasText: 'Đã dự thi' }).getByText('7', { exact: true }).first().waitFor();
  });

  test('a round is closed early, with what that does said first', async () => {
    await tab('Vòng thi');
    const open = desk.page.getByRole('region', { name: 'Tuần 2' });
    await open.getByRole('button', { name: 'Đóng vòng' }).click();
    const sheet = desk.page.getByRole('dialog', { name: 'Đóng Tuần 2?' });
    await sheet.getByText('Đóng bây giờ là đóng sớm').waitFor();
    await isAccessibleInBothThemes(desk);
    await sheet.getByRole('button', { name: 'Đóng sớm vòng thi' }).click();
    await desk.sees('Đã đóng Tuần 2.');
    await open.getByText('Đáp số: 1').waitFor();
    await isAccessibleInBothThemes(desk);
  });

  test('the final standings tell why each place', async () => {
    await tab('Xếp hạng');
    await desk.page.getByLabel('Bảng').selectOption({ label: 'Tuần 2' });
    await desk.sees('Chính thức');
    const rows = await rowsOf();
    expect(rows).toHaveLength(7);
    expect(rows[0]).toMatch(/^1 Lý Thị Nhất .*Cao nhất$/);
    expect(rows[1]).toMatch(/^2 Mai Văn Nhì .*Kém 5 điểm$/);
    await isAccessibleInBothThemes(desk);
  });

  test('who is disqualified leaves the board, with a reason that stays; the next move up', async () => {
    await desk.tap('Lý Thị Nhất');
    const side = desk.page.getByRole('dialog', { name: 'Lý Thị Nhất' });
    await side.getByRole('button', { name: 'Hủy kết quả' }).click();
    await side.getByText('Việc này cần ghi lý do.').waitFor();
    await isAccessibleInBothThemes(desk);
    await side.getByLabel('Lý do').fill('Nhờ người thi hộ, đã lập biên bản số 3.');
    await side.getByRole('button', { name: 'Hủy kết quả' }).click();
    await desk.sees('Đã hủy kết quả của Lý Thị Nhất.');
    await expect.poll(async () => (await rowsOf())[0], soon).toMatch(/^1 Mai Văn Nhì .*Cao nhất$/);
    await desk.page.getByRole('heading', { name: 'Đã hủy kết quả' }).waitFor();
    await isAccessibleInBothThemes(desk);
  });

  test('prizes are decided by the rules, and the report comes as Word, PDF and Excel', async () => {
    await tab('Giải thưởng');
    await desk.page.getByLabel('Bảng').selectOption({ label: 'Tuần 2' });
    await desk.page.getByRole('heading', { name: 'Đề xuất theo thể lệ' }).waitFor();
    await desk.sees('Giải Nhất tuần');
    await isAccessibleInBothThemes(desk);
    await desk.page.getByRole('button', { name: 'Công nhận' }).first().click();
    await desk.page
      .getByRole('dialog', { name: 'Công nhận kết quả?' })
      .getByRole('button', { name: 'Công nhận' })
      .click();
    await desk.sees('Đã công nhận kết quả.');
    await isAccessibleInBothThemes(desk);

    const begins = { Word: 'PK\u0003\u0004', PDF: '%PDF-', Excel: 'PK\u0003\u0004' };
    for (const [kind, beginning] of Object.entries(begins)) {
      const [download] = await Promise.all([
        desk.page.waitForEvent('download'),
        desk.page.getByRole('link', { name: new RegExp(`^${kind}`) }).click(),
      ]);
      const bytes = await bytesOf(download);
      expect(bytes.subarray(0, beginning.length).toString('latin1')).toBe(beginning);
      expect(bytes.length).toBeGreaterThan(2_000);
      expect(download.suggestedFilename()).toMatch(/\.(docx|pdf|xlsx)$/);
    }
  });

  test('the journal holds every deed, newest first', async () => {
    await tab('Nhật ký');
    await desk.sees('Công nhận giải');
    for (const deed of ['Hủy kết quả', 'Đóng sớm vòng thi', 'Cài cuộc thi']) await desk.sees(deed);
    await desk.sees('Nhờ người thi hộ, đã lập biên bản số 3.');
    await isAccessibleInBothThemes(desk);
  });

  test('on a phone, too, nothing goes off the side', async () => {
    await using phone = await openPhone(browser, site, { storageState: await desk.context.storageState() });
    const contestPath = new URL(desk.page.url()).pathname.replace('/journal', '');
    for (const part of ['', '/rounds', '/standings', '/prizes', '/journal']) {
      await phone.visit(contestPath + part);
      await phone.page.getByRole('heading', { level: 1, name: /Tiền Giang/ }).waitFor();
      await phone.page.locator('.table, section').first().waitFor();
      const width = await phone.page.evaluate(() => document.documentElement.scrollWidth);
      expect({ part, width }).toEqual({ part, width: 360 });
      await isAccessibleInBothThemes(phone);
    }
  });
});

async function bytesOf(download: Download): Promise<Buffer> {
  return readFile(await download.path());
}
