/** A paper of every kind answered rightly by somebody who has nothing but keys. */
import { expect, test } from 'vitest';
import type { QuestionKind } from '../../server/rules/question.ts';
import type { Given } from '../../server/rules/marking/kind.ts';
import { launchBrowser } from '../helpers/browser.ts';
import { askedKinds } from '../helpers/every-kind.ts';
import { begins, openKindsSite, orderOf, signsIn } from './kinds-site.ts';
import { attemptOf } from './people.ts';
import { desktopLook, type Phone } from './phone.ts';
import { tabTo } from './tabbing.ts';

/** The position that is right, by its number on the keyboard. */
const byNumber = async ({ page }: Phone, { choice }: Given): Promise<void> => {
  for (const position of choice) await page.keyboard.press(String(position + 1));
};

const typed = async (phone: Phone, { text }: Given): Promise<void> => {
  await tabTo(phone, ({ type }) => type === 'text' || type === 'textarea');
  await phone.page.keyboard.type(text);
};

const answersBy: Readonly<Record<QuestionKind, (phone: Phone, right: Given) => Promise<void>>> = {
  single: byNumber,
  multiple: byNumber,
  'true-false': byNumber,
  number: typed,
  text: typed,
  async grid(phone, { choice }) {
    for (const verdict of choice) {
      await tabTo(phone, ({ type }) => type === 'radio');
      await phone.page.keyboard.press('Space');
      if (verdict === 2) await phone.page.keyboard.press('ArrowRight');
    }
  },
  async ordering(phone, { choice }) {
    const items = await orderOf(phone);
    for (const [place, position] of choice.entries()) {
      const item = items[position] ?? '';
      for (let at = (await orderOf(phone)).indexOf(item); at > place; at -= 1) {
        await tabTo(phone, `Đưa lên: ${item}`);
        await phone.page.keyboard.press('Enter');
      }
    }
    if (!(await phone.page.getByRole('button', { name: 'Giữ thứ tự này' }).isVisible())) return;
    await tabTo(phone, 'Giữ thứ tự này');
    await phone.page.keyboard.press('Enter');
  },
  async matching(phone, { choice }) {
    for (const option of choice) {
      await tabTo(phone, ({ type }) => type === 'select-one');
      for (let step = 0; step < option; step += 1) await phone.page.keyboard.press('ArrowDown');
    }
  },
};

test('every kind is answered, and handed in, by keys alone, with the focus seen at every stop', async () => {
  const [site, browser] = await Promise.all([openKindsSite(), launchBrowser()]);
  try {
    await using phone = await signsIn(browser, site, desktopLook);
    const attemptId = await begins(phone);
    const asked = Object.entries(await askedKinds(site.ctx, attemptId)).sort(([, a], [, b]) => a.slot - b.slot);
    for (const [kind, { slot, right }] of asked) {
      await phone.page.getByRole('heading', { name: `Câu ${slot}`, exact: true }).waitFor({ state: 'attached' });
      await answersBy[kind as QuestionKind](phone, right);
      await tabTo(phone, 'Câu tiếp theo');
      await phone.page.keyboard.press('Enter');
    }
    await phone.sees('Câu dự đoán');
    await tabTo(phone, 'Nộp bài');
    await phone.page.keyboard.press('Enter');
    await phone.page.getByRole('dialog', { name: 'Nộp bài?' }).waitFor();
    await tabTo(phone, 'Nộp bài');
    await phone.page.keyboard.press('Enter');
    await phone.page.getByRole('heading', { name: 'Bạn đã hoàn thành lượt thi 1' }).waitFor();
    expect(await attemptOf(site, attemptId)).toMatchObject({ state: 'handed-in', correct: asked.length });
  } finally {
    await browser.close();
    await site.close();
  }
});
