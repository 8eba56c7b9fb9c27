/**
 * Several files at once, with every sort of problem in them: mended or left out where they are shown, still so after the
 * page is loaded anew, made, and taken back but for what papers may hold. Reading is watched and stopped.
 */
import type { Browser, Page } from 'playwright';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { convertLegacy } from '../../server/content/formats/legacy-text.ts';
import type { ReadOutcome } from '../../server/content/imported.ts';
import type { BatchId, UserId } from '../../server/rules/ids.ts';
import { createBank } from '../../server/services/create-bank.ts';
import { startImport } from '../../server/services/start-import.ts';
import type { QuestionTable, QuestionView } from '../../server/wire/http/banks.ts';
import { launchBrowser } from '../helpers/browser.ts';
import { makeStaff, type MadeStaff } from '../helpers/make.ts';
import { must } from '../helpers/organising.ts';
import { isAccessibleInBothThemes } from './axe.ts';
import { desktopLook, openPhone, soon, type Phone } from './phone.ts';
import { openSite, type Site } from './site.ts';

let site: Site;
let browser: Browser;
let bankId: string;
let author: MadeStaff;
let reviewer: MadeStaff;

beforeAll(async () => {
  [site, browser] = await Promise.all([openSite(), launchBrowser()]);
  author = await makeStaff(site.ctx, { role: 'author', fullName: 'Phạm Văn Soạn' });
  reviewer = await makeStaff(site.ctx, { role: 'reviewer', fullName: 'Đỗ Thị Duyệt' });
  const actor = { id: author.id as UserId, fullName: author.fullName, kind: 'staff', role: 'organiser' } as const;
  bankId = must(await createBank(site.ctx, { name: 'Đề của các xã', actor }));
});
afterAll(async () => {
  await browser.close();
  await site.close();
});

const typed = `Câu 1. Hồ Gươm ở đâu?
A. Hà Nội
B. Huế
C. Vinh

Câu 2. Bến Nhà Rồng ở đâu?
*A. Cần Thơ
B. Thành phố Hồ Chí Minh
C. Mỹ Tho
Đáp án: B

Câu 3. Sông Hương ở đâu?
A. Huế
B.
C. Vinh
Đáp án: A

Câu 4. Núi nào cao nhất nước ta?
A. Fansipan
B. Bà Đen
C. Ba Vì
Đáp án: A

Câu 5. Núi nào cao nhất nước ta?
A. Fansipan
B. Bà Đen
C. Ba Vì
Đáp án: A
`;
const essay =
  '<quiz><question type="essay"><questiontext format="html"><text>Viết về quê em.</text></questiontext></question></quiz>';
const old = 'Câu 1. Thủ đô của nước ta là thành phố nào?\nA. Hà Nội\nB. Đà Nẵng\nC. Cần Thơ\nĐáp án: A\n';

/** As an office's old program saved it. */
function tcvn3(text: string): Buffer {
  const codes = new Map(
    Array.from({ length: 0x5f }, (_, at) => 0xa0 + at).map((code) => [
      convertLegacy(String.fromCharCode(code), 'tcvn3').text,
      code,
    ]),
  );
  return Buffer.from([...text].map((letter) => codes.get(letter) ?? letter.charCodeAt(0)));
}

const files = [
  { name: 'Xã Chợ Gạo.txt', mimeType: 'text/plain', buffer: Buffer.from(typed) },
  { name: 'Ảnh chụp.pdf', mimeType: 'application/pdf', buffer: Buffer.from('%PDF-1.7 …') },
  { name: 'Bản cũ.txt', mimeType: 'text/plain', buffer: tcvn3(old) },
  { name: 'Moodle.xml', mimeType: 'text/xml', buffer: Buffer.from(essay) },
];

async function choose(phone: Phone, chosen: typeof files): Promise<void> {
  const chooser = phone.page.waitForEvent('filechooser');
  await phone.page.getByRole('button', { name: 'Chọn tệp' }).click();
  await (await chooser).setFiles(chosen);
}

const item = (page: Page, number: number) => page.locator(`[data-item="${number}"]`);
const counts = async (page: Page): Promise<Record<string, string>> =>
  Object.fromEntries(
    await page
      .locator('[data-filter]')
      .evaluateAll((all) =>
        all.map((one) => [(one as HTMLElement).dataset['filter'], one.querySelector('b')?.innerText]),
      ),
  );

describe('several files with every sort of problem', () => {
  test('are mended in one preview, which keeps what was mended; made, and taken back', async () => {
    await using desk = await openPhone(browser, site, { ...desktopLook, cookie: author.cookie });
    const { page } = desk;
    await desk.visit(`/studio/banks/${bankId}/import`);
    await desk.sees('Chọn được nhiều tệp một lúc');
    await choose(desk, files);
    await page.getByRole('heading', { level: 1, name: 'Xem lại: 4 tệp' }).waitFor();
    await page.getByRole('rowheader', { name: /^Ảnh chụp\.pdf.*tệp PDF/ }).waitFor();
    await item(page, 7).getByText('tự luận (essay)').waitFor();
    await item(page, 6)
      .getByText(/TCVN3 \(ABC\)/)
      .or(page.getByText(/TCVN3 \(ABC\)/))
      .first()
      .waitFor();
    await item(page, 6).getByText('Thủ đô của nước ta là thành phố nào?').waitFor();
    await item(page, 5).getByText('Xã Chợ Gạo.txt').waitFor();
    expect(await counts(page)).toMatchObject({ all: '7', stopped: '4', duplicate: '1' });
    await isAccessibleInBothThemes(desk);

    // No key: a letter. Two keys: the right one. An empty option: written. A repeat, and an essay: left out, written anew.
    await item(page, 1).focus();
    await page.keyboard.press('a');
    await item(page, 1).getByText('Đã sửa xong').waitFor();
    await item(page, 2).focus();
    await page.keyboard.press('b');
    await item(page, 2).getByText('Đã sửa xong').waitFor();
    await item(page, 3).getByRole('button', { name: 'Sửa', exact: true }).click();
    await item(page, 3).getByLabel('Phương án B', { exact: true }).fill('Đà Nẵng');
    await page.keyboard.press('Control+Enter');
    await item(page, 3).getByText('Đã sửa xong').waitFor();
    await item(page, 5).getByRole('button', { name: 'Bỏ ra' }).click();
    await item(page, 5).getByText('Đã bỏ ra').waitFor();
    await item(page, 7).getByRole('button', { name: 'Viết lại' }).click();
    expect(await item(page, 7).getByLabel('Câu hỏi', { exact: true }).inputValue()).toBe('Viết về quê em.');
    await page.keyboard.press('Escape');
    await item(page, 7).getByRole('button', { name: 'Bỏ ra' }).click();
    await item(page, 7).getByText('Đã bỏ ra').waitFor();

    await page.reload();
    await page.getByRole('heading', { level: 1, name: 'Xem lại: 4 tệp' }).waitFor();
    expect(await counts(page)).toEqual({ all: '7', 'left-out': '2', ready: '5' });
    for (const [number, right] of [
      [1, 'Hà Nội'],
      [2, 'Thành phố Hồ Chí Minh'],
      [3, 'Huế'],
    ] as const)
      await item(page, number).locator('li', { hasText: right }).getByText('đáp án đúng').waitFor();
    await item(page, 3).getByText('Đà Nẵng').waitFor();

    await page.getByRole('button', { name: 'Nhập 5 câu' }).click();
    await page.getByRole('heading', { level: 1, name: 'Đã nhập 5 câu' }).waitFor();
    const code = await approveOne();
    await desk.tap('Hoàn tác cả lần nhập');
    await desk.sees('Đã lấy ra 4 câu.');
    await desk.sees('1 câu được giữ lại:');
    await page
      .getByRole('listitem')
      .filter({ hasText: `${code}: Đã được duyệt nên có thể đã nằm trong đề thi` })
      .waitFor();
    await isAccessibleInBothThemes(desk);
    const left = await table();
    expect(left.rows.map((row) => row.code)).toEqual([code]);
  });

  test('too many at once are told before anything is sent', async () => {
    await using phone = await openPhone(browser, site, { cookie: author.cookie });
    await phone.visit(`/studio/banks/${bankId}/import`);
    const one = { name: 'a.txt', mimeType: 'text/plain', buffer: Buffer.from(typed) };
    await choose(
      phone,
      Array.from({ length: 21 }, () => one),
    );
    await phone.sees('Mỗi lần chỉ đến 20 tệp.');
    const width = await phone.page.evaluate(() => document.documentElement.scrollWidth);
    expect(width).toBe(360);
  });

  const at = (rest: string) => `/api/staff/banks/${bankId}/questions${rest}`;
  const table = async () => (await site.get(at('?sort=code'), { cookie: author.cookie })).json<QuestionTable>();

  /** By another person, while the author is still looking. */
  async function approveOne(): Promise<string> {
    const [row] = (await table()).rows;
    for (const [deed, { cookie }] of [
      ['send', author],
      ['approve', reviewer],
    ] as const) {
      const { revision } = (await site.get(at(`/${row?.code}`), { cookie })).json<QuestionView>();
      const done = await site.post(at(`/${row?.code}/${deed}`), { revision, note: '' }, { cookie });
      expect(done.statusCode, done.body).toBe(200);
    }
    return row?.code ?? '';
  }
});

describe('a file that takes long to read', () => {
  test('shows how far it is, and is stopped by one press', async () => {
    let tell: (share: number) => void = () => {};
    const id = await new Promise<BatchId>((resolve, reject) => {
      const actor = { id: author.id as UserId, fullName: author.fullName, kind: 'staff', role: 'author' } as const;
      const start = { bankId, files: [{ fileName: 'Đề dài.docx', bytes: new Uint8Array(1) }], actor };
      void startImport(site.ctx, start, (_file, { signal, onProgress } = {}) => {
        tell = onProgress ?? tell;
        return new Promise<ReadOutcome>((_, stop) =>
          signal?.addEventListener('abort', () => stop(signal.reason as Error)),
        );
      }).then((started) => (started.ok ? resolve(started.value) : reject(new Error(started.refusal.name))));
    });
    await using desk = await openPhone(browser, site, { ...desktopLook, cookie: author.cookie });
    const { page } = desk;
    await desk.visit(`/studio/banks/${bankId}/import/${id}`);
    const progress = page.getByRole('progressbar', { name: 'Đang đọc tệp' });
    await progress.waitFor();
    tell(0.5);
    await expect.poll(() => progress.getAttribute('value'), soon).toBe('40');
    await isAccessibleInBothThemes(desk);
    await desk.tap('Dừng lại');
    await page.getByRole('heading', { level: 1, name: 'Đã dừng lần nhập này' }).waitFor();
    await page.reload();
    await page.getByRole('heading', { level: 1, name: 'Đã dừng lần nhập này' }).waitFor();
  });
});
