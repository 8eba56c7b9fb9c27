/** What is done to one question, or to all of an import, is undone from the word that says it is done. */
import type { Browser } from 'playwright';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { applyImport } from '../../server/services/apply-import.ts';
import { importRuns } from '../../server/services/import-runs.ts';
import { startImport } from '../../server/services/start-import.ts';
import type { LoggedIn } from '../../server/auth/login-session.ts';
import type { QuestionView } from '../../server/wire/http/banks.ts';
import { launchBrowser } from '../helpers/browser.ts';
import { makeStaff, type MadeStaff } from '../helpers/make.ts';
import { isAccessibleInBothThemes } from './axe.ts';
import { desktopLook, openPhone, type Phone, soon } from './phone.ts';
import { openSite, type Site } from './site.ts';

let site: Site;
let browser: Browser;
let author: MadeStaff;
let reviewer: MadeStaff;
const bankId = 'chuyen-doi-so';
const bank = `/studio/banks/${bankId}`;
const api = `/api/staff/banks/${bankId}`;

beforeAll(async () => {
  [site, browser] = await Promise.all([openSite(), launchBrowser()]);
  author = await makeStaff(site.ctx, { fullName: 'Đặng Thị Soạn', role: 'author' });
  reviewer = await makeStaff(site.ctx, { fullName: 'Phan Văn Duyệt', role: 'reviewer' });
});
afterAll(async () => {
  await browser.close();
  await site.close();
});

const deskOf = (who: MadeStaff): Promise<Phone> => openPhone(browser, site, { ...desktopLook, cookie: who.cookie });
const content = (stem: string) => ({
  ...{ id: 'x', topic: 'chinh-quyen-so', kind: 'single', difficulty: 'recognise', key: ['a'], stem },
  options: ['một', 'hai', 'ba'].map((text, at) => ({ id: 'abc'[at], text })),
  ...{ explanation: 'Vì vậy.', source: 'Luật', factId: '', checkedOn: '', isPractice: false },
});
async function write(stem: string): Promise<string> {
  const reply = await site.post(`${api}/questions`, { content: content(stem) }, author);
  expect(reply.statusCode, reply.body).toBe(200);
  return reply.json<QuestionView>().code;
}
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
  const codes = [await write('Bánh tét mấy lớp?'), await write('Bánh ú mấy góc?')];
  const [first = '', second = ''] = codes;
  for (const code of codes) await steps(code, 'send', author);
  await using desk = await deskOf(reviewer);
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
  const code = await write('Duyệt rồi có người sửa?');
  await steps(code, 'send', author);
  await using desk = await deskOf(reviewer);
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
  const code = await write('Gửi nhầm?');
  await using desk = await deskOf(author);
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
  const actor: LoggedIn = { id: author.id, fullName: author.fullName, kind: 'staff', role: 'author' };
  const text = ['măng cụt', 'sơ ri', 'thanh long']
    .map((fruit, at) => `Câu ${at + 1}. Trái ${fruit} ở đâu?\nA. Một\nB. Hai\nC. Ba\nD. Bốn\nĐáp án: B\n`)
    .join('\n');
  const file = { fileName: 'trai-cay.txt', bytes: Buffer.from(text) };
  const started = await startImport(site.ctx, { bankId, files: [file], actor });
  if (!started.ok) throw new Error(started.refusal.name);
  await importRuns(site.ctx).get(started.value)?.done;
  expect(await applyImport(site.ctx, { id: started.value, numbers: null, actor })).toEqual({ ok: true, value: 3 });
  const listed = await site.get(`${api}/questions?batch=${started.value}&sort=code`, author);
  const codes = listed.json<{ rows: { code: string }[] }>().rows.map(({ code }) => code);
  const moved = await site.post(`${api}/bulk`, { deed: 'move', codes, topic: 'chinh-quyen-so' }, author);
  expect(moved.json()).toMatchObject({ changed: 3 });
  await using desk = await deskOf(author);
  await desk.visit(`${bank}/import/${started.value}`);
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
