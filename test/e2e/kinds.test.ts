/**
 * An attempt with every kind of question on a phone: by touch, with the network gone in the middle, over a reload, on a
 * second phone, to the review after the close. Every test goes on where the one before has stopped.
 */
import type { Browser } from 'playwright';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { questionKinds, type QuestionKind } from '../../server/rules/question.ts';
import { closeRound } from '../../server/services/close-round.ts';
import { launchBrowser } from '../helpers/browser.ts';
import { askedKinds } from '../helpers/every-kind.ts';
import { must } from '../helpers/organising.ts';
import { isAccessible, isAccessibleInBothThemes } from './axe.ts';
import {
  begins,
  goesTo,
  judges,
  openKindsSite,
  orderOf,
  pairs,
  putsInOrder,
  signsIn,
  ticks,
  type KindsSite,
} from './kinds-site.ts';
import { isSaved } from './paper.ts';
import { logOf } from './people.ts';
import type { Phone } from './phone.ts';
import { soon } from './phone.ts';

let site: KindsSite;
let browser: Browser;
const phones: Phone[] = [];
let phone: Phone;
let otherPhone: Phone;
let attemptId = '';
let slotOf: Readonly<Record<QuestionKind, number>>;

beforeAll(async () => {
  [site, browser] = await Promise.all([openKindsSite(), launchBrowser()]);
  phone = await signsIn(browser, site);
  phones.push(phone);
});
afterAll(async () => {
  try {
    for (const one of phones) await one[Symbol.asyncDispose]();
  } finally {
    await browser.close();
    await site.close();
  }
});

/** The last answer to each kind in the log. */
async function standing(): Promise<Partial<Record<QuestionKind, string>>> {
  const last = new Map((await logOf(site, attemptId)).map(({ slot, response }) => [slot, response]));
  return Object.fromEntries(
    questionKinds.flatMap((kind) => {
      const response = last.get(slotOf[kind]);
      return response === undefined ? [] : [[kind, response]];
    }),
  );
}

const written = (one: Phone) => one.page.getByRole('textbox');
const inOrder = ['Một xã', 'Một tỉnh', 'Một nước'];

describe('a paper of every kind', () => {
  test('each kind can be read by everybody, before anything is answered', async () => {
    attemptId = await begins(phone);
    const asked = await askedKinds(site.ctx, attemptId);
    slotOf = Object.fromEntries(questionKinds.map((kind) => [kind, asked[kind].slot])) as typeof slotOf;
    for (const kind of questionKinds) {
      await goesTo(phone, slotOf[kind]);
      await phone.page.locator('fieldset, .field').first().waitFor();
      await isAccessibleInBothThemes(phone);
    }
    expect(await logOf(site, attemptId), 'looking answers nothing').toEqual([]);
  });

  test('a picture is told by its name', async () => {
    await goesTo(phone, slotOf.single);
    await phone.page.getByRole('img', { name: 'Biển báo hình tròn viền đỏ' }).waitFor();
    await goesTo(phone, slotOf.text);
    await phone.page.getByLabel('Tiếng chuông').waitFor();
  });

  test('choices are saved at once; a grid with open statements is “trả lời một phần”', async () => {
    await goesTo(phone, slotOf.single);
    await ticks(phone, '113');
    await goesTo(phone, slotOf.multiple);
    await ticks(phone, 'Bật xác thực hai lớp');
    await ticks(phone, 'Gửi mã OTP cho bạn');
    await goesTo(phone, slotOf['true-false']);
    await ticks(phone, 'Đúng');
    await goesTo(phone, slotOf.grid);
    await judges(phone, 'Một giờ có 50 phút', 'Sai');
    await judges(phone, 'Nước sôi', 'Sai');
    await isSaved(phone);
    expect(await standing()).toEqual({ single: 'b', multiple: 'a,c', 'true-false': 'a', grid: 'b=0,c=0' });
    await phone.tap('Xem tất cả các câu');
    const sheet = phone.page.getByRole('dialog', { name: 'Tất cả các câu' });
    await sheet.getByRole('button', { name: `Đến câu ${slotOf.grid}, trả lời một phần` }).waitFor();
    await sheet.getByRole('button', { name: `Đến câu ${slotOf.single}, đã trả lời` }).waitFor();
    await sheet.getByRole('button', { name: `Đến câu ${slotOf.ordering}, chưa trả lời` }).waitFor();
    await isAccessible(phone);
    await phone.page.keyboard.press('Escape');
  });

  test('a number is told as it was understood; what is none is told, and not saved', async () => {
    await goesTo(phone, slotOf.number);
    await written(phone).fill('3 phẩy 14');
    await written(phone).blur();
    await phone.sees('Chưa hiểu được số này nên chưa lưu.');
    await isAccessibleInBothThemes(phone);
    await goesTo(phone, slotOf.single);
    await goesTo(phone, slotOf.number);
    expect(await written(phone).inputValue(), 'it is still there to be mended').toBe('3 phẩy 14');
    expect((await standing()).number).toBeUndefined();
    await written(phone).fill('3.14');
    await phone.sees('Được hiểu là 3,14');
    await phone.tap('Đổi dấu âm hoặc dương');
    await phone.sees('Được hiểu là −3,14');
    await phone.tap('Đổi dấu âm hoặc dương');
    await phone.sees('Được hiểu là 3,14');
    await isSaved(phone);
    await expect.poll(async () => (await standing()).number, soon).toBe('3.14');
  });
});

describe('without network', () => {
  test('one types, orders and pairs on; nothing is called saved', async () => {
    await phone.page.evaluate(async () => void (await navigator.serviceWorker.ready));
    await phone.drop();
    await goesTo(phone, slotOf.text);
    await written(phone).fill('ha noi');
    await goesTo(phone, slotOf.ordering);
    await phone.sees('Bạn chưa sắp xếp câu này.');
    await putsInOrder(phone, inOrder.toReversed());
    expect(await phone.page.getByText('Bạn chưa sắp xếp câu này.').count()).toBe(0);
    await goesTo(phone, slotOf.matching);
    await pairs(phone, 'Cháy nhà', 'Số 114');
    await phone.sees('Chưa gửi được');
    expect(Object.keys(await standing())).not.toEqual(expect.arrayContaining(['text', 'ordering', 'matching']));
  });

  test('a reload loses nothing, not even what was typed a moment before', async () => {
    await goesTo(phone, slotOf.text);
    await written(phone).fill('ha noi ');
    await written(phone).pressSequentially('oi');
    await phone.page.reload({ waitUntil: 'commit' });
    await expect.poll(() => written(phone).inputValue(), soon).toBe('ha noi oi');
    await written(phone).fill('ha noi');
    await goesTo(phone, slotOf.ordering);
    expect(await orderOf(phone)).toEqual(inOrder.toReversed());
    await goesTo(phone, slotOf.matching);
    expect(await phone.page.getByRole('combobox', { name: 'Cháy nhà' }).inputValue()).not.toBe('0');
    await goesTo(phone, slotOf.number);
    expect(await written(phone).inputValue()).toBe('3,14');
  });

  test('the network returns, and everything arrives', async () => {
    await phone.reconnect();
    await isSaved(phone);
    await expect.poll(standing, soon).toMatchObject({ text: 'ha noi', ordering: 'c,b,a', matching: 'p=b' });
  });
});

describe('another phone', () => {
  test('goes on where the first was, and what it changes stands on both', async () => {
    otherPhone = await signsIn(browser, site);
    phones.push(otherPhone);
    await otherPhone.visit(phone.page.url());
    await goesTo(otherPhone, slotOf.text);
    expect(await written(otherPhone).inputValue()).toBe('ha noi');
    await goesTo(otherPhone, slotOf.grid);
    await judges(otherPhone, 'Một năm có 13 tháng', 'Sai');
    await judges(otherPhone, '', 'Đúng');
    await goesTo(otherPhone, slotOf.ordering);
    await putsInOrder(otherPhone, inOrder);
    await goesTo(otherPhone, slotOf.matching);
    await pairs(otherPhone, 'Cấp cứu', 'Số 113');
    await isSaved(otherPhone);
    await goesTo(phone, slotOf.ordering);
    await phone.page.evaluate(() => void dispatchEvent(new Event('focus')));
    await expect.poll(() => orderOf(phone), soon).toEqual(inOrder);
  });

  test('keeps an untouched order only when told to, and moving goes by keys with its place said', async () => {
    await goesTo(phone, slotOf.ordering);
    await phone.tap('Xóa câu trả lời');
    await phone.sees('Bạn chưa sắp xếp câu này.');
    await isSaved(phone);
    await expect.poll(async () => (await standing()).ordering, soon).toBe('');
    const shown = await orderOf(phone);
    await phone.tap('Giữ thứ tự này');
    await expect.poll(async () => (await standing()).ordering, soon).not.toBe('');
    const [, second = ''] = shown;
    const up = phone.page.getByRole('button', { name: `Đưa lên: ${second}` });
    await up.focus();
    await phone.page.keyboard.press('Enter');
    await phone.page.getByText(`${second}: vị trí 1 trên 3`).waitFor({ state: 'attached' });
    expect(await up.evaluate((button) => button === document.activeElement)).toBe(true);
    await putsInOrder(phone, inOrder);
    await isSaved(phone);
    await expect.poll(async () => (await standing()).ordering, soon).toBe('a,b,c');
  });
});

describe('the end', () => {
  test('handing in takes what was typed last', async () => {
    await goesTo(phone, slotOf.text);
    await written(phone).fill('Hà  Nội');
    await phone.tap('Xem tất cả các câu');
    await phone.page.getByRole('dialog', { name: 'Tất cả các câu' }).getByRole('button', { name: 'Nộp bài' }).tap();
    const sheet = phone.page.getByRole('dialog', { name: 'Nộp bài?' });
    await isAccessibleInBothThemes(phone);
    await sheet.getByRole('button', { name: 'Nộp bài' }).tap();
    await phone.page.getByRole('heading', { name: 'Bạn đã hoàn thành lượt thi 1' }).waitFor();
    expect(await standing()).toEqual({
      single: 'b',
      multiple: 'a,c',
      'true-false': 'a',
      grid: 'a=1,b=0,c=0,d=0',
      number: '3.14',
      text: 'Hà Nội',
      ordering: 'a,b,c',
      matching: 'p=b,q=a',
    });
    expect(await phone.page.getByText('Giải thích riêng').count(), 'no key before the close').toBe(0);
  });

  test('after the close every kind shows both answers and what it earned', async () => {
    const roundId = site.contest.rounds[0]?.id;
    if (!roundId) throw new Error('no round');
    must(await closeRound(site.ctx, { roundId, actor: null, early: true }));
    await phone.page.reload({ waitUntil: 'commit' });
    await phone.page.getByRole('heading', { name: 'Xem lại bài làm' }).waitFor();
    const heading = (kind: QuestionKind) =>
      phone.page.getByRole('heading', { name: new RegExp(`^${slotOf[kind]}\\. `) }).innerText();
    const verdicts = await Promise.all(questionKinds.map(async (kind) => [kind, await heading(kind)]));
    const plain = Object.fromEntries(verdicts.map(([kind, text = '']) => [kind, text.replace(/^\d+\. /, '')]));
    expect(plain).toEqual({
      single: '✓ Đúng · được 10/10 điểm',
      multiple: '✕ Sai · được 0/10 điểm',
      'true-false': '✓ Đúng · được 10/10 điểm',
      grid: '◐ Đúng một phần · đúng 3/4 ý, được 20/40 điểm',
      number: '✓ Đúng · được 10/10 điểm',
      text: '✓ Đúng · được 10/10 điểm',
      ordering: '✓ Đúng · được 10/10 điểm',
      matching: '◐ Đúng một phần · đúng 1/2 ý, được 5/10 điểm',
    });
    await phone.page.getByText('Giải thích riêng').nth(7).waitFor();
    await isAccessibleInBothThemes(phone);
  });
});
