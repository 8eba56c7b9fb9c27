/**
 * From an office's Word file to approved questions: an author without training imports 400 questions with the usual
 * sins, mends what is wrong, sends all to review; another person approves them. How much work it was is printed.
 */
import type { Browser, Locator, Page } from 'playwright';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { UserId } from '../../server/rules/ids.ts';
import { createBank } from '../../server/services/create-bank.ts';
import { newestContents } from '../../server/store/question-versions.ts';
import { launchBrowser } from '../helpers/browser.ts';
import { makeStaff, type MadeStaff } from '../helpers/make.ts';
import { must } from '../helpers/organising.ts';
import { sinfulCount, sinfulWord, type SinfulWord } from '../helpers/sinful-word.ts';
import { isAccessibleInBothThemes } from './axe.ts';
import { desktopLook, openPhone, soon, type Phone } from './phone.ts';
import { openSite, type Site } from './site.ts';

let site: Site;
let browser: Browser;
let word: SinfulWord;
let bankId: string;
let author: MadeStaff;
let reviewer: MadeStaff;

beforeAll(async () => {
  [site, browser, word] = await Promise.all([openSite(), launchBrowser(), sinfulWord()]);
  const organiser = await makeStaff(site.ctx, { role: 'organiser', fullName: 'Lê Thị Tổ Chức' });
  author = await makeStaff(site.ctx, { role: 'author', fullName: 'Phạm Văn Soạn' });
  reviewer = await makeStaff(site.ctx, { role: 'reviewer', fullName: 'Đỗ Thị Duyệt' });
  const actor = { id: organiser.id as UserId, fullName: organiser.fullName, kind: 'staff', role: 'organiser' } as const;
  bankId = must(await createBank(site.ctx, { name: 'Đề của các xã', actor }));
});
afterAll(async () => {
  await browser.close();
  await site.close();
});

/** Two hands, counted: what a person would have to do. */
class Hands {
  clicks = 0;
  keys = 0;
  readonly page: Page;
  readonly begunAt = performance.now();
  constructor(page: Page) {
    this.page = page;
  }
  async click(what: Locator): Promise<void> {
    this.clicks += 1;
    await what.click();
  }
  async press(key: string): Promise<void> {
    this.keys += 1;
    await this.page.keyboard.press(key);
  }
  async type(text: string): Promise<void> {
    this.keys += [...text].length;
    await this.page.keyboard.type(text);
  }
  told(what: string): string {
    const seconds = Math.round((performance.now() - this.begunAt) / 1_000);
    return `${what}: ${this.clicks} lần bấm chuột, ${this.keys} phím, ${seconds} giây máy chạy`;
  }
}

const button = (page: Page, name: string | RegExp): Locator => page.getByRole('button', { name }).first();
const docx = 'application/vnd.openxmlformats-officedocument.wordprocessingml.document';
/** The number, in the file, of the question that takes the keys now. */
const focused = (page: Page): Promise<number> =>
  page.evaluate(() => Number((document.activeElement as HTMLElement | null)?.dataset['item'] ?? 0));

async function chooseFile(phone: Phone, hands: Hands, file: { name: string; mimeType: string; buffer: Buffer }) {
  const chooser = phone.page.waitForEvent('filechooser');
  await hands.click(button(phone.page, 'Chọn tệp'));
  await (await chooser).setFiles(file);
}

describe('400 questions of a Word file', () => {
  test('are imported, mended and sent by one, approved by another', async () => {
    await using desk = await openPhone(browser, site, { ...desktopLook, cookie: author.cookie });
    const { page } = desk;
    await desk.visit(`/studio/banks/${bankId}`);
    await page.getByRole('heading', { level: 1, name: 'Đề của các xã' }).waitFor();
    // An empty bank says once what to do first, and offers nothing to search.
    await desk.sees('Ngân hàng chưa có câu hỏi');
    expect(await page.getByRole('link', { name: 'Nhập từ tệp…' }).count()).toBe(1);
    expect(await page.getByRole('searchbox').count()).toBe(0);
    const hands = new Hands(page);
    await hands.click(page.getByRole('link', { name: 'Nhập từ tệp…' }).first());
    await page.getByRole('heading', { level: 1, name: 'Nhập câu hỏi từ tệp' }).waitFor();
    await isAccessibleInBothThemes(desk);
    await chooseFile(desk, hands, { name: 'Đề thi các xã.docx', mimeType: docx, buffer: Buffer.from(word.bytes) });
    await page.getByRole('heading', { level: 1, name: 'Xem lại: Đề thi các xã.docx' }).waitFor();

    // What is wrong is counted before anything is made.
    const wrong = [...word.withoutKey, ...word.keyNotAnOption, ...word.emptyOption].sort((a, b) => a - b);
    const ready = sinfulCount - wrong.length - word.repeats.length;
    await desk.sees(`${sinfulCount} câu, đọc từ tệp Word.`);
    const chart = page.getByRole('group', { name: 'Các câu trong tệp' });
    const parts = await chart.getByRole('button').allInnerTexts();
    expect(parts.map((text) => text.replace(/\s+/gu, ' ').trim())).toEqual([
      `${sinfulCount} Tất cả`,
      `${wrong.length} Cần sửa`,
      `${word.repeats.length + 2} Nên xem lại`,
      `${word.repeats.length} Trùng`,
      `${ready} Sẽ tạo`,
    ]);
    await hands.click(page.getByText('Phần trong tệp vào chủ đề nào'));
    for (const section of word.sections) await page.getByRole('rowheader', { name: section }).waitFor();
    await isAccessibleInBothThemes(desk);

    await hands.click(button(page, 'Chỉ câu cần sửa'));
    for (const number of wrong) {
      await expect.poll(() => focused(page), soon).toBe(number);
      const item = page.locator(`[data-item="${number}"]`);
      if (word.emptyOption.includes(number)) {
        await hands.press('Enter');
        const empty = item.locator('.part input:not(.unseen)').filter({ hasNot: page.locator('[disabled]') });
        const values = await empty.evaluateAll((boxes) => boxes.map((box) => (box as HTMLInputElement).value));
        await hands.click(empty.nth(values.indexOf('')));
        await hands.type('12 đồng');
        if (number === word.emptyOption[0]) await isAccessibleInBothThemes(desk);
        await hands.press('Control+Enter');
      } else await hands.press(await rightLetter(item));
    }
    await expect.poll(() => chart.locator('[data-filter="stopped"] b').innerText(), soon).toBe('0');
    await page.getByText('Đã sửa xong').first().waitFor();
    await isAccessibleInBothThemes(desk);

    // Repeats are shown with the other question, and are not made unless somebody wants them.
    await hands.click(chart.locator('[data-filter="duplicate"]'));
    await expect.poll(() => page.locator('[data-item]').count(), soon).toBe(word.repeats.length);
    expect(await page.getByText('Trùng, sẽ không nhập').count()).toBe(word.repeats.length);
    await hands.click(button(page, 'Xem câu kia'));
    await page
      .getByRole('complementary', { name: `Câu thứ ${(word.repeats[0] ?? 0) - 3} trong tệp` })
      .getByText('Mua')
      .waitFor();
    await isAccessibleInBothThemes(desk);

    const made = sinfulCount - word.repeats.length;
    await hands.click(button(page, `Nhập ${made} câu`));
    await page.getByRole('heading', { level: 1, name: `Đã nhập ${made} câu` }).waitFor();
    await isAccessibleInBothThemes(desk);
    await hands.click(button(page, 'Gửi duyệt tất cả'));
    await desk.sees(`Đã gửi duyệt ${made} câu.`);
    const told = [hands.told(`Người soạn (${sinfulCount} câu, ${wrong.length} câu phải sửa)`)];

    await using second = await openPhone(browser, site, { ...desktopLook, cookie: reviewer.cookie });
    await second.visit(`/studio/banks/${bankId}`);
    await second.page.getByRole('heading', { level: 1, name: 'Đề của các xã' }).waitFor();
    const others = new Hands(second.page);
    await others.click(second.page.getByLabel('Chọn cả trang').first());
    await others.click(button(second.page, `Chọn cả ${made} câu khớp`));
    await second.sees(`Đã chọn ${made} câu`);
    await others.click(second.page.getByRole('toolbar').getByRole('button', { name: 'Duyệt', exact: true }));
    await second.sees(`Đã duyệt ${made} câu.`);
    told.push(others.told(`Người duyệt (${made} câu)`));
    process.stdout.write(`${told.join('\n')}\n`);

    // Nothing was lost and no key has slipped on the way.
    const kept = await site.ctx.store.read((tx) => newestContents(tx, bankId, 0));
    expect(kept.map(({ state }) => state)).toEqual(Array.from({ length: made }, () => 'approved'));
    const slipped = kept.filter(({ content: { stem, options, key } }) => {
      const right = options.find(({ id }) => id === key[0])?.text;
      return key.length !== 1 || right !== word.right.get(stem.replace(/\s*!\[.*$/su, '').trim());
    });
    expect(slipped.map(({ content }) => content.stem)).toEqual([]);
    const pictures = kept.filter(({ content }) => /!\[Ba quyển vở\]\(media:[0-9a-f]{64}\)/u.test(content.stem));
    expect(pictures).toHaveLength(word.pictured.length);
  });

  /** The person knows the answer. */
  async function rightLetter(item: Locator): Promise<string> {
    const stem = (await item.locator('.stem').innerText()).trim();
    const options = await item.locator('.options li .text').allInnerTexts();
    return 'ABCD'[options.findIndex((text) => text.trim() === word.right.get(stem))] ?? '';
  }
});

describe('files that are not as they should be', () => {
  test('a picture is refused with the reason and what to do; stopping and starting again are one press', async () => {
    await using desk = await openPhone(browser, site, { ...desktopLook, cookie: author.cookie });
    await desk.visit(`/studio/banks/${bankId}/import`);
    const hands = new Hands(desk.page);
    await desk.sees('Đề thi các xã.docx');
    await chooseFile(desk, hands, { name: 'anh.pdf', mimeType: 'application/pdf', buffer: Buffer.from('%PDF-1.7 …') });
    await desk.page.getByRole('heading', { level: 1, name: 'Chưa đọc được tệp này' }).waitFor();
    await desk.sees(/Đây là tệp PDF/);
    await isAccessibleInBothThemes(desk);
    await desk.tap('Chọn tệp khác');
    await desk.page.getByRole('heading', { level: 1, name: 'Nhập câu hỏi từ tệp' }).waitFor();
  });

  test('a table of other columns is read by saying which is which, and taken back as a whole', async () => {
    await using desk = await openPhone(browser, site, { ...desktopLook, cookie: author.cookie });
    const { page } = desk;
    const csv =
      'X1;X2;X3;X4;X5\nHồ Gươm ở đâu?;Hà Nội;Huế;Vinh;1\nBến Nhà Rồng ở đâu?;Cần Thơ;TP. Hồ Chí Minh;Mỹ Tho;2\n';
    await desk.visit(`/studio/banks/${bankId}/import`);
    const hands = new Hands(page);
    await chooseFile(desk, hands, { name: 'bang.csv', mimeType: 'text/csv', buffer: Buffer.from(csv) });
    await button(page, /Chỉ ra các cột|Chọn lại cột/).click();
    await page.getByRole('heading', { level: 1, name: 'Cột nào là gì?' }).waitFor();
    const uses = { A: 'stem', B: 'option-0', C: 'option-1', D: 'option-2', E: 'key' };
    for (const [column, use] of Object.entries(uses))
      await page.getByLabel(`Cột ${column}`, { exact: true }).selectOption(use);
    await page.getByLabel('Dòng tiêu đề').selectOption('0');
    const looks = page.getByRole('region', { name: 'Các câu đầu tiên sẽ thành' });
    await looks.getByText('Hồ Gươm ở đâu?').waitFor();
    await expect.poll(() => looks.getByText('đáp án đúng').count(), soon).toBe(2);
    await isAccessibleInBothThemes(desk);
    // Another language is no reason to read the file anew and to forget what was chosen.
    let readAgain = 0;
    page.on('request', (request) => void (readAgain += request.url().endsWith('/staff/tables') ? 1 : 0));
    for (const [other, title] of [
      ['English', 'Which column is what?'],
      ['Tiếng Việt', 'Cột nào là gì?'],
    ] as const) {
      await desk.tap(other);
      await page.getByRole('heading', { level: 1, name: title }).waitFor();
    }
    expect(await page.getByLabel('Cột E', { exact: true }).inputValue()).toBe('key');
    expect(readAgain).toBe(0);
    await page.setViewportSize({ width: 360, height: 740 });
    expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBe(360);
    await page.setViewportSize({ width: 1280, height: 800 });
    await desk.tap('Đọc theo các cột này');
    await page.getByRole('heading', { level: 1, name: 'Xem lại: bang.csv' }).waitFor();
    await page.getByLabel('Vào chủ đề: Câu không thuộc phần nào').selectOption({ label: 'Tạo chủ đề mới: bang' });
    await button(page, 'Nhập 2 câu').click();
    await page.getByRole('heading', { level: 1, name: 'Đã nhập 2 câu' }).waitFor();
    await desk.tap('Hoàn tác cả lần nhập');
    await desk.sees('Đã lấy ra 2 câu.');
    const left = await site.ctx.store.read((tx) => newestContents(tx, bankId, 0));
    expect(left.filter(({ content }) => content.stem.startsWith('Hồ Gươm'))).toEqual([]);
  });
});

describe('going out, and help', () => {
  test('what a format cannot hold is said before the file is downloaded', async () => {
    await using desk = await openPhone(browser, site, { ...desktopLook, cookie: author.cookie });
    const { page } = desk;
    await desk.visit(`/studio/banks/${bankId}/export`);
    await desk.sees(/394 câu/);
    await page.getByRole('radio', { name: /Aiken/ }).check();
    await desk.sees('Dạng này không ghi được:');
    await isAccessibleInBothThemes(desk);
    await page.getByRole('radio', { name: /YAML/ }).check();
    await desk.sees('Dạng này ghi được mọi điều của các câu này.');
    const [download] = await Promise.all([
      page.waitForEvent('download'),
      page.getByRole('link', { name: 'Tải về' }).click(),
    ]);
    expect(download.suggestedFilename()).toMatch(/\.(yaml|zip)$/);
  });

  test('every format has its template', async () => {
    await using desk = await openPhone(browser, site, { ...desktopLook, cookie: author.cookie });
    const { page } = desk;
    await desk.visit('/studio/help/formats');
    await page.getByRole('heading', { level: 1, name: 'Tệp câu hỏi viết thế nào' }).waitFor();
    await isAccessibleInBothThemes(desk);
    for (const link of await page.getByRole('link', { name: /^↓? ?Tải tệp mẫu/ }).all()) {
      const [download] = await Promise.all([page.waitForEvent('download'), link.click()]);
      expect(download.suggestedFilename()).toMatch(/^mau-cau-hoi/);
    }
  });

  test('on a phone, too, nothing goes off the side', async () => {
    await using phone = await openPhone(browser, site, { cookie: author.cookie });
    await phone.visit(`/studio/banks/${bankId}/import`);
    const chooser = phone.page.waitForEvent('filechooser');
    await phone.tap('Chọn tệp');
    await (await chooser).setFiles({ name: 'Đề.docx', mimeType: docx, buffer: Buffer.from(word.bytes) });
    await phone.sees('Xem lại: Đề.docx');
    const preview = new URL(phone.page.url()).pathname;
    for (const path of [
      preview,
      `/studio/banks/${bankId}/import`,
      `/studio/banks/${bankId}/export`,
      '/studio/help/formats',
    ]) {
      await phone.visit(path);
      await phone.page.locator('h1').first().waitFor();
      await phone.page.locator('.sheet, .zone').first().waitFor();
      const width = await phone.page.evaluate(() => document.documentElement.scrollWidth);
      expect({ path, width }).toEqual({ path, width: 360 });
      await isAccessibleInBothThemes(phone);
    }
  });
});
