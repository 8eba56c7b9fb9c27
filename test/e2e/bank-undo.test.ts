/** What goes wrong at a bank's desk and is made good again: a deed on many undone, an import taken back, a tab closed too soon. */
import type { Page } from 'playwright';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { MadeStaff } from '../helpers/make.ts';
import { isAccessibleInBothThemes } from './axe.ts';
import { api, bank, content, openBankDesk, type BankDesk } from './bank-desk.ts';
import { type Phone, soon } from './phone.ts';
import type { Site } from './site.ts';

let opened: BankDesk;
let site: Site;
let author: MadeStaff;
let reviewer: MadeStaff;

beforeAll(async () => {
  opened = await openBankDesk();
  ({ site, author, reviewer } = opened);
});
afterAll(() => opened.close());

const rows = (desk: Phone) => desk.page.locator('tbody td.code').allInnerTexts();
async function finds(desk: Phone, words: string, count: number): Promise<void> {
  await desk.page.getByRole('searchbox').fill(words);
  await expect.poll(async () => (await rows(desk)).length, soon).toBe(count);
}

describe('a deed on many', () => {
  test('is undone from the word that says it is done; then it is as it was, in the history too', async () => {
    for (const n of ['một', 'hai']) await opened.write(`Quả bưởi Năm Roi thứ ${n}?`);
    await using desk = await opened.deskOf(author);
    await desk.visit(bank);
    await finds(desk, 'buoi nam roi', 2);
    await desk.page.getByLabel('Chọn cả trang').check();
    await desk.tap('Gửi duyệt');
    await desk.sees('Đã gửi duyệt 2 câu.');
    await isAccessibleInBothThemes(desk);
    await desk.tap('Hoàn tác');
    await desk.sees('Đã hoàn tác.');
    await expect.poll(() => desk.page.locator('td.state .draft').count(), soon).toBe(2);
    await desk.page.getByRole('link', { name: 'Quả bưởi Năm Roi thứ hai?' }).click();
    await desk.tap('Lịch sử');
    await desk.sees('hoàn tác: gửi duyệt');
  });

  test('questions are kept for one contest, and opened again by undoing it', async () => {
    const codes = [await opened.write('Chôm chôm Java thứ nhất?'), await opened.write('Chôm chôm Java thứ hai?')];
    const keptFor = async () =>
      Promise.all(
        codes.map(async (code) => {
          const view = await site.get(`${api}/questions/${code}`, reviewer);
          return view.json<{ reservedFor: string }>().reservedFor !== '';
        }),
      );
    await using desk = await opened.deskOf(reviewer);
    await desk.visit(bank);
    await finds(desk, 'chom chom java', 2);
    await desk.page.getByLabel('Chọn cả trang').check();
    await desk.tap('Giữ riêng');
    const sheet = desk.page.getByRole('dialog', { name: 'Giữ riêng 2 câu cho một cuộc thi' });
    await sheet.getByLabel('Cuộc thi').selectOption({ index: 1 });
    await isAccessibleInBothThemes(desk);
    await sheet.getByRole('button', { name: 'Giữ riêng' }).click();
    await desk.sees('Đã đổi việc giữ riêng của 2 câu.');
    expect(await keptFor()).toEqual([true, true]);
    await desk.tap('Hoàn tác');
    await desk.sees('Đã hoàn tác.');
    expect(await keptFor()).toEqual([false, false]);
  });

  test('says plainly which can no longer be undone, and undoes the others on demand', async () => {
    const codes = [await opened.write('Vú sữa Lò Rèn thứ một?'), await opened.write('Vú sữa Lò Rèn thứ hai?')];
    await using desk = await opened.deskOf(author);
    await desk.visit(bank);
    await finds(desk, 'vu sua lo ren', 2);
    await desk.page.getByLabel('Chọn cả trang').check();
    await desk.tap('Gửi duyệt');
    await desk.sees('Đã gửi duyệt 2 câu.');
    const approved = await site.post(`${api}/bulk`, { deed: 'approve', codes: codes.slice(0, 1), note: '' }, reviewer);
    expect(approved.json()).toMatchObject({ changed: 1 });
    await desk.tap('Hoàn tác');
    const refused = desk.page.getByRole('dialog', { name: 'Chưa hoàn tác: 1 câu không quay lại được' });
    await refused.getByText(/Phan Văn Duyệt đã sửa lúc/).waitFor();
    await isAccessibleInBothThemes(desk);
    await refused.getByRole('button', { name: 'Để yên, hoàn tác 1 câu còn lại' }).click();
    await desk.sees('Đã hoàn tác.');
    await expect.poll(() => desk.page.locator('td.state .draft').count(), soon).toBe(1);
    expect(await desk.page.locator('td.state .approved').count()).toBe(1);
  });
});

test('an import is a chip over the table: taken off, put on again, and undone as a whole from there', async () => {
  const fruits = ['sầu riêng Cái Mơ chín vào tháng nào', 'sầu riêng nặng bao nhiêu', 'sầu riêng trồng nhiều ở đâu'];
  const batch = await opened.bring(
    'sau-rieng.txt',
    fruits.map((fruit) => `Trái ${fruit}?`),
  );

  await using desk = await opened.deskOf(author);
  await desk.visit(`${bank}/import/${batch}`);
  await desk.tap('Xem các câu này');
  const chip = desk.page.getByRole('button', { name: /^Bỏ điều kiện: Lô nhập: sau-rieng\.txt/ });
  await chip.waitFor();
  await expect.poll(async () => (await rows(desk)).length, soon).toBe(3);
  await isAccessibleInBothThemes(desk);
  await chip.click();
  await expect.poll(async () => (await rows(desk)).length, soon).toBe(100);
  await desk.page.getByLabel('Lọc').selectOption(`batch:${batch}`);
  await expect.poll(async () => (await rows(desk)).length, soon).toBe(3);
  await desk.tap('Hoàn tác lô nhập này');
  const sheet = desk.page.getByRole('dialog', { name: 'Hoàn tác lô nhập?' });
  await sheet.getByText(/Mọi câu nháp từ tệp "sau-rieng\.txt"/).waitFor();
  await isAccessibleInBothThemes(desk);
  await sheet.getByRole('button', { name: 'Hoàn tác lô nhập' }).click();
  await sheet.getByText('Đã xóa 3 câu của lô nhập.').waitFor();
  await sheet.getByRole('button', { name: 'Đóng' }).last().click();
  await expect.poll(() => chip.count(), soon).toBe(0);
  await desk.page.getByRole('searchbox').fill('trai sau rieng');
  await desk.sees('Không có câu hỏi nào khớp');
});

describe('a tab closed too soon', () => {
  const explanation = (page: Page) => page.getByLabel('Giải thích', { exact: true });
  const isSaved = (page: Page) => page.locator('[data-save="saved"]').waitFor();

  /** Types without a network, and closes the tab as somebody does who is in a hurry. */
  async function typesAndGoes(desk: Phone, path: string, text: string): Promise<void> {
    await desk.visit(path);
    await explanation(desk.page).waitFor();
    await desk.drop();
    await explanation(desk.page).fill(text);
    await desk.page.locator('[data-save="failed"]').waitFor();
    await desk.page.close();
    await desk.reconnect();
  }

  test('what was typed without a network is there again, with a word about it, and is saved', async () => {
    const code = await opened.write('Sông Tiền chảy qua đâu?');
    await using desk = await opened.deskOf(author);
    await typesAndGoes(desk, `${bank}/questions/${code}`, 'Viết lúc mất mạng.');
    const page = await desk.context.newPage();
    await page.goto(bank);
    const waiting = page.getByText('Máy này còn giữ 1 câu bạn viết mà chưa gửi được lên máy chủ:');
    await waiting.waitFor();
    await page.getByRole('link', { name: code, exact: true }).first().click();
    await page.getByText(/chưa kịp gửi đi, máy này còn giữ và đã đưa lại vào đây/).waitFor();
    expect(await explanation(page).inputValue()).toBe('Viết lúc mất mạng.');
    await isSaved(page);
    await page.goto(bank);
    await page.getByRole('searchbox').waitFor();
    expect(await waiting.count()).toBe(0);
    await page.goto(`${bank}/questions/${code}`);
    await expect.poll(() => explanation(page).inputValue(), soon).toBe('Viết lúc mất mạng.');
    expect(await page.getByText(/chưa kịp gửi đi/).count()).toBe(0);
  });

  test('a question that had no code yet comes back, too', async () => {
    await using desk = await opened.deskOf(author);
    await typesAndGoes(desk, `${bank}/write`, 'Câu chưa có mã.');
    const page = await desk.context.newPage();
    await page.goto(`${bank}/write`);
    await expect.poll(() => explanation(page).inputValue(), soon).toBe('Câu chưa có mã.');
    await expect.poll(() => new URL(page.url()).pathname, soon).toMatch(/\/questions\/cau-\d+$/);
    await isSaved(page);
    expect(
      await page.evaluate(() => Object.keys(localStorage).filter((name) => name.startsWith('hoithi.draft'))),
    ).toEqual([]);
  });

  test('a new question whose reply was lost is not there twice, and what was typed meanwhile is in it', async () => {
    await using desk = await opened.deskOf(author);
    const { page } = desk;
    const total = async () => (await site.get(`${api}/questions`, author)).json<{ total: number }>().total;
    const before = await total();
    let sent = 0;
    await page.route(`**${api}/questions`, async (route) => {
      if (route.request().method() !== 'POST') return route.continue();
      if (++sent > 1) return route.continue();
      await route.fetch();
      await route.abort();
    });
    await desk.visit(`${bank}/write`);
    await explanation(page).fill('Gửi rồi mà không hay.');
    await page.locator('[data-save="failed"]').waitFor();
    await explanation(page).fill('Gửi rồi mà không hay, nên viết tiếp.');
    await isSaved(page);
    expect(sent).toBe(2);
    expect(await total()).toBe(before + 1);
    const code = new URL(page.url()).pathname.split('/').at(-1);
    const held = await site.get(`${api}/questions/${code}`, author);
    expect(held.json()).toMatchObject({ content: { explanation: 'Gửi rồi mà không hay, nên viết tiếp.' } });
  });

  test('changed by another meanwhile: both are shown, neither is lost', async () => {
    const code = await opened.write('Cầu Mỹ Thuận dài bao nhiêu?');
    await using desk = await opened.deskOf(author);
    await typesAndGoes(desk, `${bank}/questions/${code}`, 'Của tôi.');
    const { revision } = (await site.get(`${api}/questions/${code}`, reviewer)).json<{ revision: number }>();
    const theirs = { ...content('Cầu Mỹ Thuận dài bao nhiêu?'), id: code, explanation: 'Của họ.' };
    const body = { revision, content: theirs };
    const saved = await site.ask('PUT', `${api}/questions/${code}/draft`, { cookie: reviewer.cookie, body });
    expect(saved.statusCode, saved.body).toBe(200);
    const page = await desk.context.newPage();
    await page.goto(`${bank}/questions/${code}`);
    await page.getByText(/chưa kịp gửi đi; Phan Văn Duyệt đã sửa câu này/).waitFor();
    expect(await explanation(page).inputValue()).toBe('Của tôi.');
    await page.locator('del', { hasText: 'họ' }).waitFor();
    await page.getByRole('button', { name: 'Lấy bản của họ' }).click();
    await expect.poll(() => explanation(page).inputValue(), soon).toBe('Của họ.');
    await page.keyboard.press('Control+z');
    await expect.poll(() => explanation(page).inputValue(), soon).toBe('Của tôi.');
    await isSaved(page);
  });
});
