/** What a person does on the question screen. */
import type { Phone } from './phone.ts';

const option = (phone: Phone) => phone.page.locator('fieldset label');

export const atQuestion = (phone: Phone, question: number): Promise<void> =>
  phone.page.getByRole('button', { name: `Câu ${question} / 20` }).waitFor();

/** Touches an option, and waits until it shows that it is chosen. */
export async function answers(phone: Phone, index: number): Promise<void> {
  const card = option(phone).nth(index);
  // True–false questions have two.
  const wanted = (await option(phone).count()) > index ? card : option(phone).first();
  await wanted.tap();
  await wanted.locator('input:checked').waitFor({ state: 'attached' });
}

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
