/** The right number of a question is put right on the day: written as people write it, read as everywhere else. */
import { expect, test } from 'vitest';
import { launchBrowser } from '../helpers/browser.ts';
import { makeStaff } from '../helpers/make.ts';
import { isAccessibleInBothThemes } from './axe.ts';
import { openKindsSite } from './kinds-site.ts';
import { desktopLook, openPhone } from './phone.ts';

test('1.500 is fifteen hundred, and the field says so before anything is looked at', async () => {
  const [site, browser] = await Promise.all([openKindsSite(), launchBrowser()]);
  try {
    const { cookie } = await makeStaff(site.ctx, { role: 'organiser', fullName: 'Lê Thị Tổ Chức' });
    await using desk = await openPhone(browser, site, { ...desktopLook, cookie });
    await desk.visit(`/studio/contests/${site.contest.id}/statistics`);
    await desk.tap('Xử lý câu hỏi sai sót');
    const sheet = desk.page.getByRole('dialog');
    await sheet.getByLabel('Tìm câu hỏi theo mã hoặc nội dung').fill('pi gần bằng');
    await sheet.getByRole('button', { name: /pi gần bằng/ }).click();
    await sheet.getByText('Đáp án đã in: 3,14', { exact: true }).waitFor();
    await sheet.getByRole('radio', { name: 'Sửa đáp án' }).check();
    const field = sheet.getByLabel('Đáp án đúng');
    await field.fill('3,14 m');
    await sheet.getByText('"3,14 m" không phải là số.').waitFor();
    await field.fill('1.500');
    await sheet.getByText('Được hiểu là 1500').waitFor();
    await isAccessibleInBothThemes(desk);
    await sheet.getByRole('button', { name: 'Xem trước ảnh hưởng' }).click();
    await sheet.getByText('Lượt thi đổi điểm').waitFor();
    expect(await sheet.locator('.chosen li').allInnerTexts()).toEqual(['1500']);
  } finally {
    await browser.close();
    await site.close();
  }
});
