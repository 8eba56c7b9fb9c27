/** Pages of the studio that could not be had: said with a way on, there by themselves when the network is; and nothing typed is lost. */
import type { Browser } from 'playwright';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { launchBrowser } from '../helpers/browser.ts';
import { makeStaff, sampleContest } from '../helpers/make.ts';
import { isAccessibleInBothThemes } from './axe.ts';
import { desktopLook, openPhone, type Phone, soon } from './phone.ts';
import { openSite, type Site } from './site.ts';

let site: Site;
let browser: Browser;
let desk: Phone;
let contest: string;

beforeAll(async () => {
  [site, browser] = await Promise.all([openSite(), launchBrowser()]);
  const organiser = await makeStaff(site.ctx, { role: 'organiser', fullName: 'Trương Mỹ Lệ' });
  desk = await openPhone(browser, site, { ...desktopLook, cookie: organiser.cookie });
  contest = `/studio/contests/${(await sampleContest(site.ctx)).id}`;
});
afterAll(async () => {
  try {
    await desk[Symbol.asyncDispose]();
  } finally {
    await browser.close();
    await site.close();
  }
});

test('what an export would lose: tried again by hand when the server failed, by itself when the network is back', async () => {
  const { page } = desk;
  await page.route('**/api/**/export**', (route) => route.fulfill({ status: 500, body: '{}' }));
  await desk.visit('/studio/banks/chuyen-doi-so/export');
  const again = page.getByRole('button', { name: 'Thử lại' });
  await again.waitFor();
  await isAccessibleInBothThemes(desk);
  await page.unroute('**/api/**/export**');
  await again.click();
  await desk.sees(/\d+ câu, /);
  await desk.drop();
  await page.getByRole('radio', { name: /Aiken/ }).check();
  await again.waitFor();
  await desk.reconnect();
  await desk.sees('Dạng này không ghi được:');
  expect(await again.count()).toBe(0);
});

test('figures of a round that were asked for without a network are there when it is back', async () => {
  const { page } = desk;
  const round = page.getByRole('combobox', { name: 'Vòng thi' });
  await desk.visit(`${contest}/statistics`);
  await round.selectOption({ label: 'Tuần 2' });
  await desk.sees('Thống kê có sau khi vòng thi đóng');
  await desk.drop();
  await round.selectOption({ label: 'Tuần 1' });
  await desk.sees('Chưa xem được trang này');
  await isAccessibleInBothThemes(desk);
  await desk.reconnect();
  await page.getByRole('heading', { name: 'Chưa xem được trang này' }).waitFor({ state: 'detached' });
  await desk.sees(/Chưa có lượt thi nào kết thúc|Tính từ/);
});

test('a blueprint: cells that share their questions are told; a cell shows what is counted; no network takes nothing away', async () => {
  const { page } = desk;
  const cell = (row: number, column: number) => page.locator(`input[data-row="${row}"][data-column="${column}"]`);
  const saving = '**/api/staff/rounds/*/blueprint';
  await desk.visit(`${contest}/blueprint`);
  await cell(0, 0).fill('105');
  await cell(0, 1).focus();
  await expect.poll(() => cell(0, 0).inputValue(), soon).toBe('100');
  await cell(0, 0).fill('3');
  await desk.sees(/các ô khác dùng chung câu, chỉ còn \d+ câu/);
  await isAccessibleInBothThemes(desk);
  // Nor does another language.
  await desk.tap('English');
  await page.getByRole('button', { name: 'Tiếng Việt' }).click();
  await page.getByRole('button', { name: 'English' }).waitFor();
  expect(await cell(0, 0).inputValue()).toBe('3');
  const error = { code: 'changed-meanwhile', message: 'Người khác đã sửa.', params: {} };
  await page.route(saving, (route) =>
    route.request().method() === 'GET' ? route.continue() : route.fulfill({ status: 409, json: { error } }),
  );
  await page.getByRole('button', { name: 'Lưu ma trận' }).click();
  await desk.sees('Người khác đã sửa.');
  await desk.drop();
  await page.getByRole('button', { name: 'Xem bản mới' }).click();
  await desk.sees('Đang mất kết nối');
  expect(await cell(0, 0).inputValue()).toBe('3');
  await desk.sees('Người khác đã sửa.');
  await desk.reconnect();
  await page.getByRole('button', { name: 'Xem bản mới' }).click();
  await page.getByRole('button', { name: 'Xem bản mới' }).waitFor({ state: 'detached' });
  await expect.poll(() => cell(0, 0).inputValue(), soon).toBe('');
  await page.unroute(saving);
});
