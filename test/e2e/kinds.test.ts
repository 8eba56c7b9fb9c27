/**
 * An attempt with every kind of question on a phone: by touch, with the network gone in the middle, over a reload, on a
 * second phone, to the review after the close. Every test goes on where the one before has stopped.
 */
import type { Browser } from 'playwright';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { questionKinds, type QuestionKind } from '../../server/rules/question.ts';
import { closeRound } from '../../server/services/close-round.ts';
import { launchBrowser } from '../helpers/browser.ts';
import { everyKindQuestion } from '../helpers/every-kind-questions.ts';
import { askedKinds } from '../helpers/every-kind.ts';
import { makeParticipant } from '../helpers/make.ts';
import { must } from '../helpers/organising.ts';
import { isAccessible, isAccessibleInBothThemes } from './axe.ts';
import {
  begins,
  goesTo,
  judges,
  openKindsSite,
  kindsPath,
  orderOf,
  pairs,
  putsInOrder,
  rules,
  signsIn,
  ticks,
  type KindsSite,
} from './kinds-site.ts';
import { fitsAlsoEnlarged, narrow } from './fits.ts';
import { isSaved } from './paper.ts';
import { logOf } from './people.ts';
import { openPhone, soon, type Phone } from './phone.ts';

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

/** In the practice questions, whose options stand in the order of the bank. */
const answersRightly: Readonly<Record<QuestionKind, (one: Phone) => Promise<unknown>>> = {
  single: (one) => ticks(one, '113'),
  multiple: async (one) => {
    await ticks(one, 'Bật xác thực hai lớp');
    await ticks(one, 'Đặt mật khẩu dài');
  },
  'true-false': (one) => ticks(one, 'Đúng'),
  grid: async (one) => {
    await judges(one, '', 'Đúng');
    await judges(one, 'Một giờ có 50 phút', 'Sai');
    await judges(one, 'Nước sôi', 'Đúng');
    await judges(one, 'Một năm có 13 tháng', 'Sai');
  },
  number: (one) => written(one).fill('3,14'),
  text: (one) => written(one).fill('thủ đô  ha noi'),
  ordering: async (one) => {
    await one.tap('Giữ thứ tự này');
    await putsInOrder(one, inOrder);
  },
  matching: async (one) => {
    await pairs(one, 'Cháy nhà', 'Số 114');
    await pairs(one, 'Cấp cứu', 'Số 115');
  },
};

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
    await written(phone).fill('3.140');
    await phone.sees('Được hiểu là 3140');
    await isAccessibleInBothThemes(phone);
    await phone.tap('Không phải, ý tôi là 3,14');
    await phone.sees('Được hiểu là 3,14');
    expect(await phone.page.getByRole('button', { name: /ý tôi là/ }).count()).toBe(0);
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

test('on 320 px, also with text twice as large, every kind fits', async () => {
  const { user } = await makeParticipant(site.ctx, { contest: site.contest });
  await using small = await openPhone(browser, site, { ...narrow, cookie: user.cookie });
  const asked = await askedKinds(site.ctx, await begins(small));
  for (const kind of questionKinds) {
    await goesTo(small, asked[kind].slot);
    await small.page.locator('fieldset, .field').first().waitFor();
    await fitsAlsoEnlarged(small);
  }
});

/** What the review says of each kind. */
async function verdicts(): Promise<Record<string, string>> {
  const said = questionKinds.map(async (kind) => {
    const heading = phone.page.getByRole('heading', { name: new RegExp(`^${slotOf[kind]}\\. `) });
    return [kind, (await heading.innerText()).replace(/^\d+\. /, '').replace(/\s+/g, ' ')] as const;
  });
  return Object.fromEntries(await Promise.all(said));
}

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
    expect(await verdicts()).toEqual({
      single: '✓ Đúng được 10/10 điểm',
      multiple: '✕ Sai được 0/10 điểm',
      'true-false': '✓ Đúng được 10/10 điểm',
      grid: '◐ Đúng một phần đúng 3/4 ý, được 20/40 điểm',
      number: '✓ Đúng được 10/10 điểm',
      text: '✓ Đúng được 10/10 điểm',
      ordering: '✓ Đúng được 10/10 điểm',
      matching: '◐ Đúng một phần đúng 1/2 ý, được 5/10 điểm',
    });
    await phone.page.getByText('Giải thích riêng').nth(7).waitFor();
    await isAccessibleInBothThemes(phone);
  });

  test('a key that was put right is told with its notice, and counts', async () => {
    await rules(site, 'multiple', { kind: 'correct', key: ['a', 'c'] }, 'Đáp án câu về tài khoản được sửa.');
    await rules(site, 'grid', { kind: 'void' }, 'Câu về bốn ý bị hủy.');
    await phone.page.reload({ waitUntil: 'commit' });
    await phone.sees('Đáp án câu về tài khoản được sửa.');
    await phone.sees('Câu về bốn ý bị hủy.');
    await phone.sees('Câu này đã được hủy; mọi người được đủ điểm.');
    expect(await verdicts()).toMatchObject({
      multiple: '✓ Đúng được 10/10 điểm',
      grid: '✓ Được tính đủ điểm được 40/40 điểm',
    });
    await isAccessibleInBothThemes(phone);
  });

  test('of several keys of several options each stands by itself: all of them together are none', async () => {
    const keys = [
      ['a', 'b'],
      ['a', 'c'],
    ];
    await rules(site, 'multiple', { kind: 'accept', keys }, 'Câu về tài khoản có hai đáp án.');
    await phone.page.reload({ waitUntil: 'commit' });
    await phone.sees('Câu về tài khoản có hai đáp án.');
    const article = phone.page.locator('article', { hasText: 'Câu về tài khoản có hai đáp án.' });
    expect(await article.locator('li.key').count()).toBe(2);
    expect(await article.locator('.also').allInnerTexts()).toEqual([
      expect.stringMatching(/^Cũng được chấp nhận: [A-D], [A-D]$/u),
    ]);
    await isAccessibleInBothThemes(phone);
  });
});

test('practice: every kind is tried and told, without an account', async () => {
  await using visitor = await openPhone(browser, site);
  const met = new Set<QuestionKind>();
  const stems = new Map(questionKinds.map((kind) => [everyKindQuestion(kind).stem.replaceAll('*', ''), kind]));
  // Questions come by chance: 150 of them leave out one of eight once in a hundred million times.
  for (let turn = 0; turn < 150 && met.size < questionKinds.length; turn += 1) {
    await visitor.visit(`${kindsPath}/practice`);
    await visitor.page.locator('fieldset, .field').first().waitFor();
    const kind = stems.get(await visitor.page.locator('.stem').innerText());
    if (!kind || met.has(kind)) continue;
    met.add(kind);
    await visitor.tap('Xem đáp án');
    await visitor.sees('Bạn trả lời trước đã.');
    await answersRightly[kind](visitor);
    await visitor.tap('Xem đáp án');
    await visitor.sees('Đúng rồi!');
    await visitor.sees(`Giải thích riêng của câu ${kind}.`);
    await isAccessibleInBothThemes(visitor);
  }
  expect([...met].toSorted()).toEqual(questionKinds.toSorted());
});
