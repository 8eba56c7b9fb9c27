/**
 * One attempt on a phone, from the explicit start to the keys after the close: by touch, with the network gone in
 * the middle, over a reload, and on a second phone. Every test goes on where the one before has stopped.
 */
import type { Browser } from 'playwright';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { closeRound } from '../../server/services/close-round.ts';
import { launchBrowser } from '../helpers/browser.ts';
import { makeUser, roundIdOf, sampleContest, type MadeParticipant } from '../helpers/make.ts';
import { must } from '../helpers/organising.ts';
import { isAccessible, isAccessibleInBothThemes } from './axe.ts';
import { answers, atQuestion, chosenOption, handsInOn, isSaved, nextQuestion } from './paper.ts';
import { attemptOf, logOf, participantsOf } from './people.ts';
import { openPhone, type Phone, soon } from './phone.ts';
import { openSite, type Site } from './site.ts';

let site: Site;
let browser: Browser;
const phones: Phone[] = [];
let phone: Phone;
let otherPhone: Phone;
let hoa: MadeParticipant;
let attemptId = '';

beforeAll(async () => {
  [site, browser] = await Promise.all([openSite(), launchBrowser()]);
  const user = await makeUser(site.ctx, {
    fullName: 'Phạm Thị Thanh Hoa',
    phone: '+84911222333',
    password: 'vú sữa Lò Rèn',
  });
  hoa = await site.person('Phạm Thị Thanh Hoa', { userId: user.id });
  phone = await openPhone(browser, site, { cookie: user.cookie });
  phones.push(phone);
  await site.handsIn('Nguyễn Văn Đi Trước', 20);
});
afterAll(async () => {
  // Closing them tells what has broken on any of their pages.
  try {
    for (const one of phones) await one[Symbol.asyncDispose]();
  } finally {
    await browser.close();
    await site.close();
  }
});

const attemptsBegun = async () => (await participantsOf(site, hoa.row.fullName))[0]?.attempts;

describe('a whole attempt', () => {
  test('opening the link starts nothing; pressing “Bắt đầu” does, once', async () => {
    await phone.slow();
    await phone.visit('/c/tien-giang');
    await phone.tap('Vào thi');
    await phone.sees('Bấm “Bắt đầu” thì đồng hồ mới chạy.');
    await phone.sees('Bạn còn 2 trên 2 lượt.');
    expect(await attemptsBegun()).toBe(0);
    await phone.tap('Bắt đầu');
    await atQuestion(phone, 1);
    await phone.sees('Chưa lưu câu nào');
    expect(await attemptsBegun()).toBe(1);
    attemptId = phone.page.url().split('/').at(-1) ?? '';
    await isAccessibleInBothThemes(phone);
  });

  test('every choice is saved at once; a question can be flagged and found again', async () => {
    for (let question = 1; question <= 5; question += 1) {
      await answers(phone, question % 2 === 1 ? 1 : 0);
      if (question < 5) await nextQuestion(phone);
    }
    await isSaved(phone);
    await phone.tap('Đánh dấu xem lại');
    await phone.sees('Đã đánh dấu');
    await phone.tap('Xem tất cả các câu');
    const sheet = phone.page.getByRole('dialog', { name: 'Tất cả các câu' });
    await sheet.getByRole('button', { name: 'Đến câu 5, đã trả lời, đánh dấu xem lại' }).waitFor();
    await isAccessible(phone);
    await sheet.getByRole('button', { name: 'Đến câu 6, chưa trả lời' }).tap();
    await atQuestion(phone, 6);
    await answers(phone, 0);
    await isSaved(phone);
    expect((await logOf(site, attemptId)).map(({ slot }) => slot)).toEqual([1, 2, 3, 4, 5, 6]);
  });

  test('the network drops at question 7: one goes on, and is told truthfully that nothing was sent', async () => {
    // The shell must be on the phone before the network goes.
    await phone.page.evaluate(async () => void (await navigator.serviceWorker.ready));
    await phone.drop();
    await nextQuestion(phone);
    await answers(phone, 1);
    await phone.sees('Chưa gửi được');
    await phone.sees('Đang mất mạng. Bạn cứ làm tiếp');
    await nextQuestion(phone);
    await answers(phone, 1);
    await nextQuestion(phone);
    await answers(phone, 0);
    await phone.sees('Chưa gửi được');
    await isAccessibleInBothThemes(phone);
    expect(await logOf(site, attemptId)).toHaveLength(6);
  });

  test('a reload without network loses nothing', async () => {
    await phone.page.reload({ waitUntil: 'commit' });
    await atQuestion(phone, 9);
    expect(await chosenOption(phone)).toBe(0);
    await phone.sees('Chưa gửi được');
    await phone.tap('Câu trước');
    await atQuestion(phone, 8);
    expect(await chosenOption(phone)).toBe(1);
    await phone.tap('Câu trước');
    await atQuestion(phone, 7);
    expect(await chosenOption(phone)).toBe(1);
    await phone.tap('Câu trước');
    await atQuestion(phone, 6);
    expect(await chosenOption(phone), 'what was saved is shown, too').toBe(0);
  });

  test('the network returns: everything arrives, and only then it says “Đã lưu”', async () => {
    await phone.reconnect();
    await isSaved(phone);
    const slots = (await logOf(site, attemptId)).map(({ slot }) => slot);
    expect(slots.toSorted((a, b) => a - b)).toEqual([1, 2, 3, 4, 5, 6, 7, 8, 9]);
  });

  test('another phone, signed in, goes on with the same attempt; the newer answer stands on both', async () => {
    otherPhone = await openPhone(browser, site);
    phones.push(otherPhone);
    await otherPhone.visit('/c/tien-giang');
    await otherPhone.tap('Đã đăng ký? Đăng nhập');
    await otherPhone.page.getByLabel('Số điện thoại').fill('0911222333');
    await otherPhone.page.getByLabel('Mật khẩu', { exact: true }).fill('vú sữa Lò Rèn');
    await otherPhone.tap('Đăng nhập');
    await otherPhone.sees('Bạn có một lượt thi đang chạy.');
    await otherPhone.tap('Thi tiếp');
    await atQuestion(otherPhone, 1);
    expect(await chosenOption(otherPhone)).toBe(1);
    await answers(otherPhone, 0);
    await isSaved(otherPhone);

    for (let question = 5; question >= 1; question -= 1) {
      await phone.tap('Câu trước');
      await atQuestion(phone, question);
    }
    // Somebody takes the first phone in the hand again.
    await phone.page.evaluate(() => void dispatchEvent(new Event('focus')));
    await expect.poll(() => chosenOption(phone), soon).toBe(0);
    await answers(phone, 1);
    await isSaved(phone);
    await otherPhone.page.evaluate(() => void dispatchEvent(new Event('focus')));
    await expect.poll(() => chosenOption(otherPhone), soon).toBe(1);
  });

  test('the prediction travels with the answers; handing in shows what is unanswered', async () => {
    await phone.tap('Xem tất cả các câu');
    await phone.page.getByRole('button', { name: 'Câu dự đoán, chưa trả lời' }).tap();
    await phone.page.getByRole('heading', { name: /bao nhiêu người trả lời đúng tất cả/ }).waitFor();
    await phone.page.getByLabel('Số người').fill('12');
    await isAccessible(phone);
    await phone.tap('Nộp bài');
    const sheet = phone.page.getByRole('dialog', { name: 'Nộp bài?' });
    await sheet.getByText('Bạn còn 11 câu chưa trả lời:').waitFor();
    await sheet.getByText('1 câu bạn đã đánh dấu xem lại:').waitFor();
    expect(await sheet.getByText('Bạn chưa trả lời câu dự đoán.').count()).toBe(0);
    await isAccessibleInBothThemes(phone);
    expect((await logOf(site, attemptId)).at(-1)).toEqual({ slot: 0, response: '12' });

    await sheet.getByRole('button', { name: 'Đến câu 10' }).tap();
    await atQuestion(phone, 10);
    await answers(phone, 0);
    await isSaved(phone);
    await handsInOn(phone);
  });

  test('the result: right answers, time, place among those who have handed in, and no key before the close', async () => {
    await phone.page.getByRole('heading', { name: 'Bạn đã hoàn thành lượt thi 1' }).waitFor();
    const { correct, state } = await attemptOf(site, attemptId);
    expect(state).toBe('handed-in');
    await phone.sees(`Điểm ${correct * 5} trên 100.`);
    await phone.sees('Tạm xếp thứ 2 trên 2 người.');
    await phone.sees('Bạn dự đoán: 12 người.');
    await phone.sees('Đáp án và lời giải thích sẽ mở khi vòng thi đóng');
    expect(await phone.page.getByText('Xem lại bài làm').count()).toBe(0);
    await isAccessibleInBothThemes(phone);
  });

  test('the other phone is told that the attempt is over', async () => {
    await otherPhone.page.evaluate(() => void dispatchEvent(new Event('focus')));
    await otherPhone.sees('Xem kết quả');
  });

  test('after the round has closed: the key, why, and where it is written', async () => {
    const contest = await sampleContest(site.ctx);
    must(await closeRound(site.ctx, { roundId: roundIdOf(contest, 'open'), actor: null, early: true }));
    await phone.page.reload({ waitUntil: 'commit' });
    await phone.page.getByRole('heading', { name: 'Xem lại bài làm' }).waitFor();
    await phone.sees('Xếp thứ 2 trên 2 người.');
    await phone.page.getByText('đáp án').nth(19).waitFor();
    await phone.page
      .getByText(/^Nguồn: /)
      .nth(19)
      .waitFor();
    expect(await phone.page.getByText('Không trả lời').count()).toBe(10);
    await isAccessibleInBothThemes(phone);
  });
});
