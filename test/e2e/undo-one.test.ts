/** What is done to one question, or to all of an import, is undone from the word that says it is done. */
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { QuestionView } from '../../server/wire/http/banks.ts';
import type { MadeStaff } from '../helpers/make.ts';
import { isAccessibleInBothThemes } from './axe.ts';
import { api, bank, openBankDesk, type BankDesk } from './bank-desk.ts';
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

const viewOf = async (code: string) => (await site.get(`${api}/questions/${code}`, author)).json<QuestionView>();
async function steps(code: string, deed: string, who: MadeStaff): Promise<void> {
  const { revision } = await viewOf(code);
  const reply = await site.post(`${api}/questions/${code}/${deed}`, { revision, note: 'Vì thế' }, who);
  expect(reply.statusCode, reply.body).toBe(200);
}
const states = (codes: readonly string[]) => Promise.all(codes.map(async (code) => (await viewOf(code)).state));
/** By the word that says it is done: the page has other buttons of this name. */
const takesBack = ({ page }: Phone) => page.locator('.toast').getByRole('button', { name: 'Hoàn tác' }).click();
const becomes = (codes: readonly string[], wanted: readonly string[]) =>
  expect.poll(() => states(codes), soon).toEqual(wanted);

test('an approval and a return on the review page, by button and by Ctrl+Z; the question is on the screen again', async () => {
  const codes = [await opened.write('Bánh tét mấy lớp?'), await opened.write('Bánh ú mấy góc?')];
  const [first = '', second = ''] = codes;
  for (const code of codes) await steps(code, 'send', author);
  await using desk = await opened.deskOf(reviewer);
  await desk.visit(`${bank}/review/${first}`);
  await desk.tap(/^Duyệt/);
  await desk.sees(`Đã duyệt câu ${first}.`);
  await becomes(codes, ['approved', 'in-review']);
  await isAccessibleInBothThemes(desk);
  await takesBack(desk);
  await desk.sees('Đã hoàn tác.');
  await becomes(codes, ['in-review', 'in-review']);
  await expect.poll(() => new URL(desk.page.url()).pathname, soon).toBe(`${bank}/review/${first}`);
  await desk.page.getByRole('button', { name: /^Duyệt/ }).waitFor();

  await desk.visit(`${bank}/review/${second}`);
  await desk.tap(/^Trả lại/);
  await desk.page.getByLabel('Lý do trả lại').fill('Xin đổi phương án hai.');
  await desk.tap('Trả lại người soạn');
  await desk.sees(`Đã trả lại câu ${second}.`);
  await becomes(codes, ['in-review', 'draft']);
  await desk.page.locator('h1').click();
  await desk.page.keyboard.press('Control+z');
  await desk.sees('Đã hoàn tác.');
  await becomes(codes, ['in-review', 'in-review']);
});

test('an approval that was overtaken stays, and why is said', async () => {
  const code = await opened.write('Duyệt rồi có người sửa?');
  await steps(code, 'send', author);
  await using desk = await opened.deskOf(reviewer);
  await desk.visit(`${bank}/review/${code}`);
  await desk.tap(/^Duyệt/);
  await desk.sees(`Đã duyệt câu ${code}.`);
  await steps(code, 'retire', reviewer);
  await takesBack(desk);
  await desk.sees(/Phan Văn Duyệt đã sửa lúc/);
  expect(await desk.page.locator('.toast').count()).toBe(0);
  await becomes([code], ['retired']);
});

test('a single sending in the editor; whoever writes on has left the way back', async () => {
  const code = await opened.write('Gửi nhầm?');
  await using desk = await opened.deskOf(author);
  const { page } = desk;
  await desk.visit(`${bank}/questions/${code}`);
  await desk.tap('Gửi duyệt');
  await desk.sees('Đã gửi duyệt.');
  await becomes([code], ['in-review']);
  await takesBack(desk);
  await desk.sees('Đã hoàn tác.');
  await becomes([code], ['draft']);
  await desk.tap('Gửi duyệt');
  await desk.sees('Đã gửi duyệt.');
  const undo = page.locator('.toast').getByRole('button', { name: 'Hoàn tác' });
  await undo.waitFor();
  await page.getByLabel('Giải thích', { exact: true }).fill('Viết thêm.');
  await undo.waitFor({ state: 'detached' });
  await page.locator('[data-save="saved"]').waitFor();
  expect(await undo.count()).toBe(0);
});

test('all of an import sent to review; what was judged meanwhile stays, and is named', async () => {
  const fruits = ['măng cụt', 'sơ ri', 'thanh long'];
  const batch = await opened.bring(
    'trai-cay.txt',
    fruits.map((fruit) => `Trái ${fruit} ở đâu?`),
  );
  const listed = await site.get(`${api}/questions?batch=${batch}&sort=code`, author);
  const codes = listed.json<{ rows: { code: string }[] }>().rows.map(({ code }) => code);
  const moved = await site.post(`${api}/bulk`, { deed: 'move', codes, topic: 'chinh-quyen-so' }, author);
  expect(moved.json()).toMatchObject({ changed: 3 });
  await using desk = await opened.deskOf(author);
  await desk.visit(`${bank}/import/${batch}`);
  await desk.tap('Gửi duyệt tất cả');
  await desk.sees('Đã gửi duyệt 3 câu.');
  await becomes(codes, ['in-review', 'in-review', 'in-review']);
  await isAccessibleInBothThemes(desk);
  await steps(codes[1]!, 'approve', reviewer);
  await takesBack(desk);
  await desk.sees('Đã hoàn tác.');
  await desk.sees('1 câu không quay lại được:');
  await becomes(codes, ['draft', 'approved', 'draft']);
  // What is a draft again can be sent again.
  await desk.tap('Gửi duyệt tất cả');
  await desk.sees('Đã gửi duyệt 2 câu.');
});
