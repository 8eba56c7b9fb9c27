/** What results teach, as an organiser sees it: a wrong key is found by its figures, looked at, put right, and told. */
import type { Browser } from 'playwright';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { Question } from '../../server/rules/question.ts';
import type { RulingId } from '../../server/rules/ids.ts';
import { closeRound } from '../../server/services/close-round.ts';
import { importBank } from '../../server/services/import-bank.ts';
import { inTurn } from '../../server/services/in-turn.ts';
import { bankById } from '../../server/store/banks.ts';
import { drawnContents } from '../../server/store/question-versions.ts';
import { insertRuling } from '../../server/store/rulings.ts';
import { removeStatistics } from '../../server/store/sittings.ts';
import type { StatisticsView } from '../../server/wire/http/statistics.ts';
import { launchBrowser } from '../helpers/browser.ts';
import { makeStaff, roundIdOf, sampleContest, type MadeStaff } from '../helpers/make.ts';
import { must } from '../helpers/organising.ts';
import { answeringCrowd } from './answering-crowd.ts';
import { isAccessibleInBothThemes } from './axe.ts';
import { desktopLook, openPhone, soon, type Phone } from './phone.ts';
import { openSite, type Site } from './site.ts';

let site: Site;
let browser: Browser;
let desk: Phone;
let organiser: MadeStaff;
let question: Question;
let path: string;

beforeAll(async () => {
  [site, browser] = await Promise.all([openSite(), launchBrowser()]);
  organiser = await makeStaff(site.ctx, { role: 'organiser', fullName: 'Lê Thị Tổ Chức' });
  ({ question } = await answeringCrowd(site));
  path = `/studio/contests/${(await sampleContest(site.ctx)).id}/statistics`;
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

const chooseRound = async ({ page }: Phone, name: string) =>
  void (await page.getByRole('combobox', { name: 'Vòng thi' }).selectOption({ label: name }));

describe('questions of a round', () => {
  test('while it runs there are no figures, but a wrong question can be found and put right', async () => {
    await desk.visit(path);
    await chooseRound(desk, 'Tuần 2');
    await desk.sees('Thống kê có sau khi vòng thi đóng');
    await isAccessibleInBothThemes(desk);
    await desk.tap('Xử lý câu hỏi sai sót');
    const sheet = desk.page.getByRole('dialog');
    await sheet.getByLabel('Tìm câu hỏi theo mã hoặc nội dung').fill(question.id);
    await sheet.getByRole('button', { name: question.id }).click();
    await sheet.getByText('Đáp án đã in:').waitFor();
    await isAccessibleInBothThemes(desk);
    await desk.page.keyboard.press('Escape');
    await sheet.waitFor({ state: 'hidden' });
  });

  test('after it has closed, the question with the wrong key stands first, and says why', async () => {
    const contest = await sampleContest(site.ctx);
    must(await closeRound(site.ctx, { roundId: roundIdOf(contest, 'open'), actor: organiser, early: true }));
    await desk.visit(path);
    await chooseRound(desk, 'Tuần 2');
    const rows = desk.page.getByRole('table', { name: 'Thống kê từng câu hỏi' }).locator('tbody tr');
    await rows.nth(29).waitFor();
    expect(await rows.first().innerText()).toContain('Xem lại đáp án');
    expect(await rows.first().innerText()).toContain(question.id);
    await isAccessibleInBothThemes(desk);
    await rows.first().getByRole('button').click();
    const sheet = desk.page.getByRole('dialog', { name: question.id });
    await sheet.getByText('Có thể đáp án đã ghi sai.').waitFor();
    await sheet.getByText('Xem bảng số liệu').click();
    expect(await sheet.evaluate((one) => one.scrollWidth <= one.clientWidth)).toBe(true);
    await isAccessibleInBothThemes(desk);
  });

  test('before the table all questions are one picture: walked by arrows, opened by Enter or a press', async () => {
    const { page } = desk;
    await page.keyboard.press('Escape');
    const picture = page.getByRole('figure', { name: 'Toàn cảnh các câu hỏi' });
    await picture.getByText('Xem lại đáp án: 1').waitFor();
    const marks = picture.getByRole('button');
    const rows = page.getByRole('table', { name: 'Thống kê từng câu hỏi' }).locator('tbody tr');
    expect(await marks.count()).toBe(await rows.count());
    // One stop of the Tab key, however many there are.
    expect(await picture.locator('[tabindex="0"]').count()).toBe(1);
    await picture.locator('[tabindex="0"]').focus();
    await page.keyboard.press('End');
    await page.keyboard.press('Home');
    const grave = picture.getByRole('button', { name: new RegExp(`^${question.id}: .* Xem lại đáp án`, 'u') });
    // Hardly anybody is right: it lies at the left end.
    await expect.poll(() => grave.evaluate((one) => one === document.activeElement), soon).toBe(true);
    await isAccessibleInBothThemes(desk);
    await page.keyboard.press('Enter');
    const sheet = page.getByRole('dialog', { name: question.id });
    await sheet.waitFor();
    await page.keyboard.press('Escape');
    await sheet.waitFor({ state: 'hidden' });
    await page.setViewportSize({ width: 360, height: 740 });
    expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBe(360);
    await grave.click();
    await sheet.waitFor();
    await page.setViewportSize({ width: 1280, height: 800 });
  });

  test('in the bank it is marked as well, in words, and can be looked for by that', async () => {
    await using bank = await openPhone(browser, site, { ...desktopLook, cookie: organiser.cookie });
    await bank.visit(`/studio/banks/${(await sampleContest(site.ctx)).definition.bankId}`);
    const rows = bank.page.getByRole('grid').locator('tbody tr');
    await rows.nth(9).waitFor();
    await bank.page.getByRole('combobox', { name: 'Lọc' }).selectOption({ label: 'Khả năng sai đáp án' });
    await bank.page.getByRole('button', { name: /Khả năng sai đáp án/ }).waitFor();
    await rows.nth(9).waitFor({ state: 'detached' });
    const row = rows.filter({ hasText: question.id });
    await row.getByText('Khả năng sai đáp án').first().waitFor();
    for (const text of await rows.allInnerTexts()) expect(text).toContain('Khả năng sai đáp án');
    await isAccessibleInBothThemes(bank);
  });

  test('accepting several keys: the preview names every one of them', async () => {
    await desk.page
      .getByRole('dialog', { name: question.id })
      .getByRole('button', { name: 'Xử lý câu hỏi sai sót' })
      .click();
    const sheet = desk.page.getByRole('dialog', { name: 'Xử lý câu hỏi sai sót' });
    await sheet.getByRole('radio', { name: 'Chấp nhận nhiều đáp án' }).check();
    const ticks = sheet.getByRole('group', { name: 'Các đáp án được chấp nhận' }).getByRole('checkbox');
    for (let at = 0; at < 3; at += 1) await ticks.nth(at).check();
    const accepted = question.options.filter(({ id }, at) => at < 3 || question.key.includes(id));
    await sheet.getByRole('button', { name: 'Xem trước ảnh hưởng' }).click();
    await sheet.getByText('Lượt thi đổi điểm').waitFor();
    const keys = await sheet.locator('.chosen li').allInnerTexts();
    expect(keys).toEqual(
      accepted.map(({ id, text }) => `${'ABCD'[question.options.findIndex((one) => one.id === id)]}. ${text}`),
    );
    await isAccessibleInBothThemes(desk);
    await sheet.getByRole('button', { name: 'Chọn lại' }).click();
    await sheet.getByRole('radio', { name: 'Sửa đáp án' }).waitFor();
    await desk.page.keyboard.press('Escape');
    await sheet.waitFor({ state: 'hidden' });
    await desk.page
      .getByRole('table', { name: 'Thống kê từng câu hỏi' })
      .locator('tbody tr')
      .first()
      .getByRole('button')
      .click();
  });

  test('correcting the key: previewed with numbers and names, applied with a reason, and found no more', async () => {
    await desk.page
      .getByRole('dialog', { name: question.id })
      .getByRole('button', { name: 'Xử lý câu hỏi sai sót' })
      .click();
    const sheet = desk.page.getByRole('dialog', { name: 'Xử lý câu hỏi sai sót' });
    await sheet.getByRole('radio', { name: 'Sửa đáp án' }).check();
    const right = question.options.findIndex(({ id }) => !question.key.includes(id));
    await sheet.getByRole('group', { name: 'Đáp án đúng' }).getByRole('radio').nth(right).check();
    await isAccessibleInBothThemes(desk);
    await sheet.getByRole('button', { name: 'Xem trước ảnh hưởng' }).click();
    await sheet.getByText('Lượt thi đổi điểm').waitFor();
    await sheet
      .getByText(/^Nguyễn Văn \d+$/)
      .first()
      .waitFor();
    await isAccessibleInBothThemes(desk);
    await sheet.getByRole('button', { name: 'Áp dụng' }).click();
    await sheet.getByText('Việc này cần ghi lý do.').waitFor();
    await sheet.getByLabel('Lý do').fill('Đáp án gõ nhầm khi nhập đề.');
    await sheet.getByRole('button', { name: 'Áp dụng' }).click();
    await desk.sees(/Đã áp dụng\. \d+ lượt thi đổi điểm/);
    await desk.sees('Các quyết định đã xử lý');
    await desk.page.getByText('Đã sửa đáp án', { exact: true }).first().waitFor();
    await expect
      .poll(async () => desk.page.getByRole('table').innerText(), { timeout: 60_000 })
      .not.toContain('Xem lại đáp án');
    await isAccessibleInBothThemes(desk);

    const notices = await site.get('/api/contests/tien-giang/notices');
    expect(notices.json()).toMatchObject({
      notices: [{ text: 'Đáp án một câu hỏi của Tuần 2 đã được sửa. Kết quả đã được tính lại.' }],
    });
    await using citizen = await openPhone(browser, site);
    await citizen.visit('/c/tien-giang');
    await citizen.sees('Thông báo của Ban Tổ chức');
    await citizen.sees('Đáp án một câu hỏi của Tuần 2 đã được sửa. Kết quả đã được tính lại.');
    await isAccessibleInBothThemes(citizen);
  });

  test('the figures can be taken as Excel, and the journal tells of everything', async () => {
    const [download] = await Promise.all([
      desk.page.waitForEvent('download'),
      desk.page.getByRole('link', { name: /^Excel/ }).click(),
    ]);
    expect(download.suggestedFilename()).toMatch(/^Thống kê câu hỏi.*\.xlsx$/);
    await desk.page.getByRole('link', { name: 'Nhật ký' }).click();
    for (const deed of ['Xử lý câu hỏi sai sót', 'Tính lại điểm theo quyết định xử lý', 'Tải thống kê câu hỏi'])
      await desk.sees(deed);
    await desk.sees(/Đáp án gõ nhầm khi nhập đề\./);
  });

  test('on a phone nothing goes off the side', async () => {
    await using phone = await openPhone(browser, site, { cookie: organiser.cookie });
    await phone.visit(path);
    await chooseRound(phone, 'Tuần 2');
    const first = phone.page.getByRole('table', { name: 'Thống kê từng câu hỏi' }).locator('tbody tr').first();
    await first.waitFor();
    expect(await phone.page.evaluate(() => document.documentElement.scrollWidth)).toBe(360);
    await isAccessibleInBothThemes(phone);
    await first.getByRole('button').tap();
    await phone.sees('Mỗi phương án được ai chọn');
    const dialog = phone.page.getByRole('dialog');
    expect(await dialog.evaluate((one) => one.scrollWidth <= one.clientWidth)).toBe(true);
    await isAccessibleInBothThemes(phone);
  });

  test('a ruling that is still being applied shows how far it is, also after a reload, until it is done', async () => {
    const { ctx } = site;
    const contest = await sampleContest(ctx);
    const { id: contestId } = contest;
    let open = (): void => {};
    const opened = new Promise<void>((resolve) => (open = resolve));
    // Applying waits for its turn, as it would behind a hundred thousand attempts.
    const holding = inTurn(ctx, contestId, () => opened);
    const row = { id: 'r-mai' as RulingId, contestId, roundId: roundIdOf(contest, 'open') };
    await ctx.store.write(async (tx) => {
      await insertRuling(tx, {
        ...{ ...row, questionId: question.id, ruling: { kind: 'void' }, reason: 'Hỏi sai', notice: 'Hủy một câu.' },
        ...{ attemptsChanged: 0, madeBy: organiser.id, madeAt: ctx.clock.now(), appliedAt: 0 },
      });
      await removeStatistics(tx, row.roundId);
    });
    await desk.visit(path);
    await chooseRound(desk, 'Tuần 2');
    const progress = desk.page.getByText('Máy chủ đang tính lại điểm: 0 lượt thi đã đổi.');
    await progress.waitFor();
    await desk.page.reload();
    await chooseRound(desk, 'Tuần 2');
    await progress.waitFor();
    await isAccessibleInBothThemes(desk);
    open();
    await holding;
    await progress.waitFor({ state: 'hidden', timeout: 60_000 });
    const [first] = await desk.page.getByRole('listitem').filter({ hasText: 'Hủy một câu.' }).allInnerTexts();
    expect(first).toMatch(/[1-9]\d* lượt thi đổi điểm/);
    await desk.page.getByRole('table', { name: 'Thống kê từng câu hỏi' }).waitFor({ timeout: 60_000 });
  });

  test('of a question reworded since, what the key means in the words that people were asked is shown', async () => {
    const round = `/api/staff/rounds/${roundIdOf(await sampleContest(site.ctx), 'open')}`;
    const asked = (await site.get(`${round}/statistics`, organiser)).json<StatisticsView>().items;
    const codes = asked.map(({ questionId }) => questionId);
    const bank = (await site.ctx.store.read((tx) => bankById(tx, 'chuyen-doi-so')))!;
    const current = await site.ctx.store.read((tx) => drawnContents(tx, bank.id));
    const reworded = current.find(
      ({ id, kind, key }) => codes.includes(id) && kind === 'single' && id !== question.id && key[0] === 'b',
    )!;
    const turned = reworded.options.map(({ id }, at) => ({ id, text: reworded.options.at(at - 1)!.text }));
    await importBank(site.ctx, {
      ...bank,
      questions: current.map((one) => (one === reworded ? { ...one, options: turned, key: ['c'] } : one)),
    });
    await desk.visit(path);
    await chooseRound(desk, 'Tuần 2');
    const rows = desk.page.getByRole('table', { name: 'Thống kê từng câu hỏi' }).locator('tbody tr');
    await rows.filter({ hasText: reworded.id }).getByRole('button').click();
    await desk.tap('Xử lý câu hỏi sai sót');
    const sheet = desk.page.getByRole('dialog', { name: 'Xử lý câu hỏi sai sót' });
    await sheet.getByRole('radio', { name: 'Sửa đáp án' }).check();
    await sheet.getByRole('group', { name: 'Đáp án đúng' }).getByRole('radio').nth(2).check();
    await sheet.getByRole('button', { name: 'Xem trước ảnh hưởng' }).click();
    await sheet.getByText('Câu hỏi này đã được sửa chữ', { exact: false }).waitFor();
    const words = reworded.options.map(({ text }) => text);
    expect(await sheet.locator('.chosen li').allInnerTexts()).toEqual([`C. ${words[1]}`]);
    expect(await sheet.getByRole('listitem').filter({ hasText: 'Bản 1' }).innerText()).toContain(`C. ${words[2]}`);
    await isAccessibleInBothThemes(desk);
    await desk.page.keyboard.press('Escape');
    await sheet.waitFor({ state: 'hidden' });
  });

  test('who may only look is offered no ruling', async () => {
    const viewer = await makeStaff(site.ctx, { role: 'viewer' });
    await using other = await openPhone(browser, site, { ...desktopLook, cookie: viewer.cookie });
    await other.visit(path);
    await chooseRound(other, 'Tuần 2');
    await other.page.getByRole('table', { name: 'Thống kê từng câu hỏi' }).locator('tbody button').first().click();
    await other.sees('Mỗi phương án được ai chọn');
    expect(await other.page.getByRole('button', { name: 'Xử lý câu hỏi sai sót' }).count()).toBe(0);
  });
});
