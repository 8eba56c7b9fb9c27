/** An organiser's way from a copy of a contest to a published one: the blueprint typed and pasted, papers looked at and printed. */
import { readFile } from 'node:fs/promises';
import type { Browser, Locator } from 'playwright';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { launchBrowser } from '../helpers/browser.ts';
import { makeStaff } from '../helpers/make.ts';
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

const cell = (row: number, column: number): Locator =>
  desk.page.locator(`input[data-row="${row}"][data-column="${column}"]`);
const save = (): Locator => desk.page.getByRole('button', { name: 'Lưu ma trận' });
const total = (): Locator => desk.page.locator('.bar [role="status"]');
async function paste(text: string): Promise<void> {
  await desk.page.evaluate((block) => {
    const clipboardData = new DataTransfer();
    clipboardData.setData('text/plain', block);
    document.activeElement?.dispatchEvent(
      new ClipboardEvent('paste', { clipboardData, bubbles: true, cancelable: true }),
    );
  }, text);
}

describe('a blueprint in the studio', () => {
  test('a contest is copied as a draft', async () => {
    await desk.visit('/studio/contests');
    await desk.page
      .getByRole('link', { name: /Tiền Giang/ })
      .first()
      .click();
    await desk.tap('Nhân bản thành bản nháp');
    const sheet = desk.page.getByRole('dialog', { name: 'Nhân bản thành bản nháp' });
    await sheet.getByLabel('Tên cuộc thi').fill('Hội thi thử của Tỉnh đoàn');
    await sheet.getByLabel('Địa chỉ').fill('tien-giang');
    await sheet.getByRole('button', { name: 'Tạo bản nháp' }).click();
    await sheet.getByText('đã có cuộc thi khác dùng').waitFor();
    await isAccessibleInBothThemes(desk);
    await sheet.getByLabel('Địa chỉ').fill('hoi-thi-thu');
    await sheet.getByRole('button', { name: 'Tạo bản nháp' }).click();
    await desk.page.getByRole('heading', { level: 1, name: 'Hội thi thử của Tỉnh đoàn' }).waitFor();
    await desk.sees('Chỉ Ban Tổ chức thấy cuộc thi này.');
    await expect.poll(() => total().innerText(), soon).toContain('20 câu · 100 điểm');
    await isAccessibleInBothThemes(desk);
  });

  test('it is typed like a worksheet: arrows, Enter, a block from Excel, undo and redo', async () => {
    const before = await cell(0, 1).inputValue();
    await cell(0, 1).click();
    await desk.page.keyboard.type('3');
    await desk.page.keyboard.press('Enter');
    await desk.page.keyboard.type('2');
    await desk.page.keyboard.press('ArrowRight');
    await desk.page.keyboard.type('4');
    expect(await Promise.all([cell(0, 1), cell(1, 1), cell(1, 2)].map((one) => one.inputValue()))).toEqual([
      '3',
      '2',
      '4',
    ]);
    await cell(2, 1).click();
    await paste('1\t0\n2\t1\n');
    await expect.poll(() => cell(3, 1).inputValue(), soon).toBe('2');
    expect(await Promise.all([cell(2, 1), cell(2, 2), cell(3, 2)].map((one) => one.inputValue()))).toEqual([
      '1',
      '',
      '1',
    ]);
    await paste('hai\tba\n');
    await desk.sees('Khối vừa dán có ô không phải là số.');
    expect(await cell(2, 1).inputValue()).toBe('1');
    for (let step = 0; step < 4; step += 1) await desk.page.keyboard.press('Control+z');
    await expect.poll(() => cell(0, 1).inputValue(), soon).toBe(before);
    await desk.page.keyboard.press('Control+y');
    await expect.poll(() => cell(0, 1).inputValue(), soon).toBe('3');
    await desk.page.keyboard.press('Control+z');
    await expect.poll(() => total().innerText(), soon).toContain('20 câu · 100 điểm');
  });

  test('what cannot be met says why at once, and leads to its cell', async () => {
    await cell(0, 1).click();
    await desk.page.keyboard.type('99');
    await desk.page.getByRole('heading', { name: 'Cần sửa' }).waitFor();
    await desk.sees(/cần 99 câu, chỉ có \d+ câu đã duyệt/);
    await expect.poll(() => total().innerText(), soon).toContain('chưa bốc được đề');
    expect(await cell(0, 1).getAttribute('aria-invalid')).toBe('true');
    await isAccessibleInBothThemes(desk);
    await cell(5, 2).click();
    await desk.page.locator('section.bad button').first().click();
    expect(await cell(0, 1).evaluate((field) => field === document.activeElement)).toBe(true);
    await save().click();
    await desk.sees('Đã lưu ma trận đề.');
    await desk.tap('Công bố');
    const sheet = desk.page.getByRole('dialog', { name: 'Công bố cuộc thi?' });
    await sheet.getByRole('button', { name: 'Công bố cuộc thi' }).click();
    await sheet.getByText(/cần 99 câu mà chỉ còn \d+ câu đã duyệt/).waitFor();
    await isAccessibleInBothThemes(desk);
    await sheet.getByRole('button', { name: 'Thôi' }).click();
    await cell(0, 1).click();
    await desk.page.keyboard.type('1');
    await save().click();
    await desk.sees('Đã lưu ma trận đề.');
  });

  test('points are another layer of the same sheet', async () => {
    await desk.page.getByLabel('Đang nhập').selectOption('points');
    await cell(0, 1).click();
    await desk.page.keyboard.type('10');
    await expect.poll(() => total().innerText(), soon).toContain('20 câu · 105 điểm');
    await desk.page.getByLabel('Đang nhập').selectOption('count');
    await desk.sees('10 đ');
    await desk.page.getByLabel('Thêm cột cho loại câu hỏi').selectOption('grid');
    await desk.page.getByRole('columnheader', { name: 'Bảng đúng/sai' }).waitFor();
    await save().click();
    await desk.sees('Đã lưu ma trận đề.');
  });

  test('sample papers are looked at with their keys and taken as Word and PDF', async () => {
    await desk.page.getByLabel('Số đề').selectOption('2');
    await desk.tap('Bốc đề mẫu');
    await desk.sees('ĐỀ MẪU – KHÔNG DÙNG ĐỂ THI');
    await desk.page.getByLabel('Hiện đáp án').check();
    await desk.page
      .getByText(/^Đáp án: [A-D]/)
      .first()
      .waitFor();
    await isAccessibleInBothThemes(desk);
    for (const [kind, beginning] of [
      ['Word', 'PK'],
      ['PDF', '%PDF-'],
    ] as const) {
      const [download] = await Promise.all([
        desk.page.waitForEvent('download'),
        desk.page.getByRole('link', { name: new RegExp(`^${kind}`) }).click(),
      ]);
      expect((await readFile(await download.path())).subarray(0, beginning.length).toString('latin1')).toBe(beginning);
      expect(download.suggestedFilename()).toContain('Đề mẫu và đáp án');
    }
  });

  test('title and dates are edited, and the draft is published', async () => {
    await desk.tap('Sửa tên và lịch');
    const edit = desk.page.getByRole('dialog', { name: 'Tên, địa chỉ và lịch của bản nháp' });
    await edit.getByLabel('Tên cuộc thi').fill('Hội thi chính thức');
    await isAccessibleInBothThemes(desk);
    await edit.getByRole('button', { name: 'Lưu bản nháp' }).click();
    await desk.page.getByRole('heading', { level: 1, name: 'Hội thi chính thức' }).waitFor();
    expect((await site.get('/api/contests/hoi-thi-thu')).statusCode).toBe(404);
    await desk.page.getByRole('button', { name: 'Công bố', exact: true }).click();
    const sheet = desk.page.getByRole('dialog', { name: 'Công bố cuộc thi?' });
    await sheet.getByRole('button', { name: 'Công bố cuộc thi' }).click();
    await sheet.getByText('Ngân hàng chỉ đủ 4 đề không trùng câu cho "Tuần 1"').waitFor();
    await isAccessibleInBothThemes(desk);
    await sheet.getByLabel('Lời xác nhận').fill('Vòng thi nội bộ, chấp nhận câu trùng nhau.');
    await sheet.getByRole('button', { name: 'Công bố cuộc thi' }).click();
    await sheet.getByText('có thể thử từng đáp án để dò ra đáp án đúng').waitFor();
    await sheet.getByText('Ngân hàng chỉ đủ 4 đề không trùng câu cho "Tuần 1"').waitFor();
    await isAccessibleInBothThemes(desk);
    await sheet.getByRole('button', { name: 'Công bố cuộc thi' }).click();
    await expect.poll(async () => (await site.get('/api/contests/hoi-thi-thu')).statusCode, soon).toBe(200);
    await desk.page.getByText('Chỉ Ban Tổ chức thấy cuộc thi này.').waitFor({ state: 'hidden' });
    await desk.page.getByRole('link', { name: 'Nhật ký' }).click();
    await desk.sees('Vòng thi nội bộ, chấp nhận câu trùng nhau.');
    for (const deed of ['Công bố cuộc thi', 'In đề mẫu', 'Đổi ma trận đề', 'Nhân bản thành bản nháp'])
      await desk.sees(deed);
  });

  test('of the published contest it is changed with words of why, since the pool is small', async () => {
    await desk.page.getByRole('link', { name: 'Ma trận đề' }).click();
    await cell(0, 1).click();
    await desk.page.keyboard.type('2');
    await desk.sees('Cuộc thi đã công bố nên khi lưu sẽ phải ghi lời xác nhận.');
    await save().click();
    const sheet = desk.page.getByRole('dialog', { name: 'Vẫn lưu ma trận này?' });
    await sheet.getByText(/Ngân hàng chỉ đủ \d đề không trùng câu cho "Tuần 1"/).waitFor();
    await isAccessibleInBothThemes(desk);
    await sheet.getByRole('button', { name: 'Thôi' }).click();
    await sheet.waitFor({ state: 'hidden' });
    expect(await cell(0, 1).inputValue()).toBe('2');
    await save().click();
    await sheet.getByLabel('Lời xác nhận').fill('Thêm câu nhận biết theo góp ý.');
    await sheet.getByRole('button', { name: 'Lưu và ghi lời xác nhận' }).click();
    await sheet.getByText('có thể thử từng đáp án để dò ra đáp án đúng').waitFor();
    await sheet.getByRole('button', { name: 'Lưu và ghi lời xác nhận' }).click();
    await desk.sees('Đã lưu ma trận đề.');
    await sheet.waitFor({ state: 'hidden' });
    await desk.page.getByRole('link', { name: 'Nhật ký' }).click();
    await desk.sees('Thêm câu nhận biết theo góp ý.');
  });

  test('on a phone the sheet scrolls in its own box and nothing goes off the side', async () => {
    await using phone = await openPhone(browser, site, { storageState: await desk.context.storageState() });
    await phone.visit(new URL(desk.page.url()).pathname.replace('/journal', '/blueprint'));
    await phone.page.locator('input[data-row="0"]').first().waitFor();
    expect(await phone.page.evaluate(() => document.documentElement.scrollWidth)).toBe(360);
    await isAccessibleInBothThemes(phone);
  });
});
