/** What a person does on the question screen. */
import type { Phone } from './phone.ts';

const option = (phone: Phone) => phone.page.locator('fieldset label');

export const atQuestion = (phone: Phone, question: number): Promise<void> =>
  phone.page.getByRole('button', { name: `Câu ${question} / 20` }).waitFor();

/** Touches an option, 0 or 1 because every question has two, so that it alone is chosen; waits until it shows. */
export async function answers(phone: Phone, index: 0 | 1): Promise<void> {
  const wanted = option(phone).nth(index);
  if (!(await isChosen(phone, index))) await wanted.tap();
  await wanted.locator('input:checked').waitFor({ state: 'attached' });
  // Where several may be chosen, the other one stays until it is touched again.
  if (await isChosen(phone, 1 - index))
    await option(phone)
      .nth(1 - index)
      .tap();
}

const isChosen = (phone: Phone, index: number): Promise<boolean> =>
  option(phone).nth(index).locator('input').isChecked();

/** Position of the option that is chosen; -1 for none, the first of several. */
export const chosenOption = (phone: Phone): Promise<number> =>
  option(phone).evaluateAll((labels) => labels.findIndex((label) => label.querySelector('input')?.checked === true));

export async function nextQuestion(phone: Phone): Promise<void> {
  await phone.tap('Câu tiếp theo');
}

/** It says so, and the server has said so before. */
export const isSaved = (phone: Phone): Promise<void> => phone.sees(/Đã lưu \d/);

/** From the question shown, through the overview, to the result. */
export async function handsInOn(phone: Phone): Promise<void> {
  await phone.tap('Xem tất cả các câu');
  await phone.page.getByRole('dialog', { name: 'Tất cả các câu' }).getByRole('button', { name: 'Nộp bài' }).click();
  await phone.page.getByRole('dialog', { name: 'Nộp bài?' }).getByRole('button', { name: 'Nộp bài' }).click();
}
