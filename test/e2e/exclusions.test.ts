/** The organisers' list of people who may not take part, in the studio: a template, a file that is wrong, one that is right, off again. */
import type { Browser } from 'playwright';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { launchBrowser } from '../helpers/browser.ts';
import { makeParticipant, makeStaff, makeUser, sampleContest } from '../helpers/make.ts';
import { isAccessibleInBothThemes } from './axe.ts';
import { desktopLook, openPhone, type Phone, soon } from './phone.ts';
import { openSite, type Site } from './site.ts';

let site: Site;
let browser: Browser;
let desk: Phone;

beforeAll(async () => {
  [site, browser] = await Promise.all([openSite(), launchBrowser()]);
  const organiser = await makeStaff(site.ctx, { role: 'organiser', fullName: 'Trương Mỹ Lệ' });
  desk = await openPhone(browser, site, { ...desktopLook, cookie: organiser.cookie });
});
afterAll(async () => {
  try {
    await desk[Symbol.asyncDispose]();
  } finally {
    await browser.close();
    await site.close();
  }
});

const sheet = () => desk.page.getByRole('dialog', { name: 'Người không được dự thi' });
const choose = (...rows: string[]) =>
  sheet()
    .locator('input[type=file]')
    .setInputFiles({
      name: 'to-thu-ky.csv',
      mimeType: 'text/csv',
      buffer: Buffer.from(['Họ và tên;Số điện thoại;Số căn cước;Nhiệm vụ', ...rows].join('\r\n')),
    });
const people = () => sheet().getByRole('list', { name: 'Danh sách' }).getByRole('listitem');

describe('people who may not take part', () => {
  test('begin with an empty list and a template', async () => {
    const { ctx } = site;
    await makeParticipant(ctx, { user: await makeUser(ctx, { phone: '+84911222333' }) });
    await desk.visit(`/studio/contests/${(await sampleContest(ctx)).id}`);
    await desk.tap('Người không được dự thi');
    await sheet().getByText('Danh sách chưa có ai.').waitFor();
    const [download] = await Promise.all([
      desk.page.waitForEvent('download'),
      sheet().getByRole('link', { name: 'Tải tệp mẫu' }).click(),
    ]);
    expect(download.suggestedFilename()).toBe('nguoi-khong-duoc-du-thi.csv');
    await isAccessibleInBothThemes(desk);
  });

  test('a file that is wrong says each row and changes nothing', async () => {
    await choose('Lê Văn Út;0911222333;;Tổ Thư ký', ';0911222444;;', 'Đỗ Thị An;;12;');
    await sheet().getByText('Chưa nhập gì: 2 lỗi trong tệp.').waitFor();
    await sheet().getByText('Dòng 3: thiếu họ và tên').waitFor();
    await sheet().getByText('Dòng 4: số căn cước cần đúng 12 chữ số').waitFor();
    await isAccessibleInBothThemes(desk);
    expect(await people().count()).toBe(0);
  });

  test('the right one fills the list and tells who had entered', async () => {
    await choose('Lê Văn Út;0911222333;;Tổ Thư ký', 'Đỗ Thị An;;082090001234;Soạn câu hỏi');
    await sheet().getByText('Đã nhập: thêm 2 người, cập nhật 0 người.').waitFor();
    await sheet().getByText('1 người trong danh sách đã đăng ký từ trước.').waitFor();
    await expect.poll(() => people().count(), soon).toBe(2);
    expect(await people().first().innerText()).toContain('Soạn câu hỏi · số căn cước');
    expect(await people().last().innerText()).toContain('đã đăng ký');
    await isAccessibleInBothThemes(desk);
  });

  test('one is taken off, then all, once it is sure', async () => {
    await sheet().getByRole('button', { name: 'Xóa Đỗ Thị An khỏi danh sách' }).click();
    await sheet().getByText('Đã xóa 1 người khỏi danh sách.').waitFor();
    await expect.poll(() => people().count(), soon).toBe(1);
    await sheet().getByRole('button', { name: 'Xóa cả danh sách' }).click();
    await sheet().getByText('Xóa cả 1 người?').waitFor();
    await sheet().getByRole('button', { name: 'Xóa cả danh sách' }).click();
    await sheet().getByText('Danh sách chưa có ai.').waitFor();
  });
});
