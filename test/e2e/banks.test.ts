/** Two people and a bank: one writes and sends, the other returns and approves; and a bank's table worked on as a worksheet. */
import type { Browser } from 'playwright';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { QuestionView } from '../../server/wire/http/banks.ts';
import { launchBrowser } from '../helpers/browser.ts';
import { everyKindQuestion } from '../helpers/every-kind-questions.ts';
import { makeStaff, type MadeStaff } from '../helpers/make.ts';
import { isAccessibleInBothThemes } from './axe.ts';
import { desktopLook, openPhone, type Phone, soon } from './phone.ts';
import { openSite, type Site } from './site.ts';

let site: Site;
let browser: Browser;
let author: MadeStaff;
let reviewer: MadeStaff;
const bank = '/studio/banks/chuyen-doi-so';
const stem = 'Người dân làm thủ tục trực tuyến toàn trình ở đâu?';

/** A draft that lacks nothing. */
const readyToSend = {
  ...{ topic: 'chinh-quyen-so', kind: 'single', difficulty: 'recognise', key: ['a'], explanation: 'Vì vậy.' },
  options: ['một', 'hai', 'ba'].map((text, at) => ({ id: 'abc'[at], text })),
  ...{ source: 'Luật', factId: '', checkedOn: '', isPractice: false },
};

beforeAll(async () => {
  [site, browser] = await Promise.all([openSite(), launchBrowser()]);
  author = await makeStaff(site.ctx, { fullName: 'Đặng Thị Soạn' });
  reviewer = await makeStaff(site.ctx, { fullName: 'Phan Văn Duyệt' });
});
afterAll(async () => {
  await browser.close();
  await site.close();
});

const deskOf = (who: MadeStaff): Promise<Phone> => openPhone(browser, site, { ...desktopLook, cookie: who.cookie });
const saveState = (desk: Phone) => desk.page.locator('[data-save]');
const isSaved = (desk: Phone) => desk.page.locator('[data-save="saved"]').waitFor();
const field = (desk: Phone, name: string) => desk.page.getByLabel(name, { exact: true });
const rowCodes = (desk: Phone) => desk.page.locator('tbody td.code').allInnerTexts();

/** A whole question by keyboard, as somebody writes it who never touches the mouse. */
async function writes({ page }: Phone): Promise<void> {
  await page.getByLabel('Chủ đề').selectOption({ label: 'Chính quyền số' });
  await page.getByLabel('Câu hỏi', { exact: true }).fill(stem);
  await page.getByLabel('Phương án A', { exact: true }).focus();
  for (const text of ['Cổng Dịch vụ công quốc gia', 'Trang mạng xã hội', 'Chợ', 'Bưu cục']) {
    await page.keyboard.type(text);
    await page.keyboard.press('Enter');
  }
  await page.keyboard.type('Nhà văn hóa');
  await page.keyboard.press('Alt+ArrowUp');
  await page.getByRole('radio', { name: 'Phương án A là đáp án đúng' }).check({ force: true });
  await page.getByLabel('Giải thích', { exact: true }).fill('Mọi thủ tục toàn trình đều nộp được trên **một** cổng.');
  await page.getByLabel('Căn cứ, nguồn').fill('Nghị định 45/2020/NĐ-CP');
}

describe('a question', () => {
  test('is written by keyboard, kept by itself, looked at as on a phone, and sent', async () => {
    await using desk = await deskOf(author);
    await desk.visit('/studio/banks');
    await desk.page.getByRole('heading', { level: 1, name: 'Ngân hàng câu hỏi' }).waitFor();
    await desk.page.getByRole('link', { name: 'Chuyển đổi số' }).click();
    await desk.sees('Đã duyệt: 249');
    await isAccessibleInBothThemes(desk);
    await desk.tap('Soạn câu mới');
    await expect.poll(() => saveState(desk).getAttribute('data-save'), soon).toBe('new');
    await desk.sees('Bấm vào chữ cái của phương án đúng.');
    await isAccessibleInBothThemes(desk);
    await writes(desk);
    await isSaved(desk);
    await expect.poll(() => new URL(desk.page.url()).pathname, soon).toMatch(/\/questions\/cau-0001$/);
    const phone = desk.page.getByRole('region', { name: 'Xem trước trên điện thoại' });
    await phone.getByText('Cổng Dịch vụ công quốc gia').waitFor();
    await phone.locator('strong', { hasText: 'một' }).waitFor();
    expect(
      await desk.page
        .locator('.markup textarea')
        .evaluateAll((all) => all.map((one) => (one as HTMLTextAreaElement).value)),
    ).toEqual([
      stem,
      'Cổng Dịch vụ công quốc gia',
      'Trang mạng xã hội',
      'Chợ',
      'Nhà văn hóa',
      'Bưu cục',
      'Mọi thủ tục toàn trình đều nộp được trên **một** cổng.',
    ]);
    await isAccessibleInBothThemes(desk);
    await desk.tap('Gửi duyệt');
    await desk.sees('Đã gửi duyệt.');
    await desk.page.getByRole('link', { name: 'Trang duyệt' }).click();
    await desk.sees('Bạn đã viết bản này nên không tự duyệt được.');
    expect(await desk.page.getByRole('button', { name: 'Duyệt' }).count()).toBe(0);
    await isAccessibleInBothThemes(desk);
  });

  test('comes back with a note, is mended, and another person approves it with one key', async () => {
    await using judge = await deskOf(reviewer);
    await judge.visit(bank);
    await judge.tap('Chờ tôi duyệt: 1');
    await judge.sees('Câu mới, chưa có bản nào trong đề.');
    await judge.page.keyboard.press('r');
    await judge.page.getByLabel('Lý do trả lại').fill('"Chợ" quá dễ loại, xin đổi.');
    await isAccessibleInBothThemes(judge);
    await judge.tap('Trả lại người soạn');
    await judge.sees('Đã trả lại câu cau-0001.');
    await judge.sees('Không còn câu nào chờ bạn duyệt');

    await using desk = await deskOf(author);
    await desk.visit(`${bank}/questions/cau-0001`);
    await desk.tap('Lịch sử');
    await desk.sees('"Chợ" quá dễ loại, xin đổi.');
    await desk.page.keyboard.press('Escape');
    await field(desk, 'Phương án C').fill('Ứng dụng của ngân hàng');
    await desk.page.keyboard.press('Control+s');
    await isSaved(desk);
    await desk.tap('Gửi duyệt');
    await desk.sees('Đã gửi duyệt.');

    await judge.visit(`${bank}/review`);
    await judge.sees('Ứng dụng của ngân hàng');
    await judge.page.keyboard.press('a');
    await judge.sees('Đã duyệt câu cau-0001.');
    await judge.visit(`${bank}/review/cau-0001`);
    await judge.page.getByRole('complementary').getByText('Phan Văn Duyệt').first().waitFor();
    await isAccessibleInBothThemes(judge);
  });

  test('is undone over fields, and keeps what another kind has no place for', async () => {
    await using desk = await deskOf(author);
    await desk.visit(`${bank}/write`);
    await field(desk, 'Câu hỏi').fill('Đỉnh núi nào cao nhất?');
    await field(desk, 'Phương án A').fill('Fansipan');
    await desk.page.getByLabel('Dạng câu hỏi', { exact: true }).selectOption('number');
    await desk.sees('Đã cất 1 đoạn chữ không hợp dạng này.');
    await desk.page.getByLabel('Dạng câu hỏi', { exact: true }).selectOption('multiple');
    expect(await field(desk, 'Phương án A').inputValue()).toBe('Fansipan');
    for (let step = 0; step < 4; step += 1) await desk.page.keyboard.press('Control+z');
    expect(await field(desk, 'Câu hỏi').inputValue()).toBe('');
    await desk.page.keyboard.press('Control+y');
    expect(await field(desk, 'Câu hỏi').inputValue()).toBe('Đỉnh núi nào cao nhất?');
  });

  test('a pasted question is taken apart; a paste from Word keeps its list', async () => {
    await using desk = await deskOf(author);
    await desk.visit(`${bank}/write`);
    const paste = (name: string, kind: string, text: string) =>
      field(desk, name).evaluate(
        (area, given) => {
          const clipboardData = new DataTransfer();
          clipboardData.setData(given.kind, given.text);
          area.focus();
          area.dispatchEvent(new ClipboardEvent('paste', { clipboardData, bubbles: true, cancelable: true }));
        },
        { kind, text },
      );
    await field(desk, 'Phương án A').waitFor();
    await paste('Phương án A', 'text/plain', 'Câu 3. Mấy giờ?\nA. Một\nB. Hai\nC. Ba\nĐáp án: C');
    await desk.sees('Đã tách thành câu hỏi và các phương án.');
    expect(await field(desk, 'Câu hỏi').inputValue()).toBe('Mấy giờ?');
    expect(await desk.page.getByRole('radio', { name: 'Phương án C là đáp án đúng' }).isChecked()).toBe(true);
    const word =
      '<p class="MsoListParagraphCxSpFirst"><![if !supportLists]><span>·</span><![endif]>Điều <b>một</b></p>' +
      '<p class="MsoListParagraphCxSpLast"><![if !supportLists]><span>·</span><![endif]>Điều hai</p><script>alert(1)</script>';
    await paste('Giải thích', 'text/html', word);
    await expect.poll(() => field(desk, 'Giải thích').inputValue(), soon).toBe('- Điều **một**\n- Điều hai');
  });

  test('a pasted picture is described, uploaded, and shown as the phone shows it', async () => {
    await using desk = await deskOf(author);
    await desk.visit(`${bank}/write`);
    await field(desk, 'Câu hỏi').fill('Biển báo này nghĩa là gì?\n\n');
    await field(desk, 'Câu hỏi').evaluate(async (area: HTMLTextAreaElement) => {
      const canvas = Object.assign(document.createElement('canvas'), { width: 40, height: 30 });
      canvas.getContext('2d')?.fillRect(5, 5, 20, 10);
      const blob = await new Promise<Blob | null>((done) => canvas.toBlob(done, 'image/png'));
      const clipboardData = new DataTransfer();
      if (blob) clipboardData.items.add(new File([blob], 'bien-bao.png', { type: 'image/png' }));
      area.setSelectionRange(area.value.length, area.value.length);
      area.dispatchEvent(new ClipboardEvent('paste', { clipboardData, bubbles: true, cancelable: true }));
    });
    const sheet = desk.page.getByRole('dialog', { name: 'Chèn ảnh, âm thanh, phim' });
    await sheet.getByLabel('Mô tả cho người không nhìn thấy').fill('Biển tròn [đỏ]');
    await isAccessibleInBothThemes(desk);
    await sheet.getByRole('button', { name: 'Chèn' }).click();
    const shown = desk.page.getByRole('region', { name: 'Xem trước trên điện thoại' }).getByAltText('Biển tròn [đỏ]');
    await shown.waitFor();
    await expect.poll(() => shown.evaluate((image: HTMLImageElement) => image.naturalWidth), soon).toBe(40);
    expect(await field(desk, 'Câu hỏi').inputValue()).toMatch(
      /^Biển báo này nghĩa là gì\?\n\n!\[Biển tròn \\\[đỏ\\\]\]\(media:[0-9a-f]{64}\)$/,
    );
    await isSaved(desk);
  });

  test('changed by two at once: who and when is told, and nothing is lost', async () => {
    await using desk = await deskOf(author);
    await using other = await deskOf(reviewer);
    for (const each of [desk, other]) {
      await each.visit(`${bank}/questions/cau-0001`);
      await field(each, 'Giải thích').waitFor();
    }
    await field(other, 'Giải thích').fill('Cổng quốc gia nối với mọi tỉnh.');
    await isSaved(other);
    await field(desk, 'Giải thích').fill('Cổng quốc gia nhận mọi hồ sơ.');
    await desk.sees(/Phan Văn Duyệt đã sửa câu này lúc/);
    await desk.tap('Xem chỗ khác nhau');
    await desk.page.locator('del', { hasText: 'nối với' }).waitFor();
    await isAccessibleInBothThemes(desk);
    await desk.tap('Giữ bản của tôi');
    await isSaved(desk);
    expect(await field(desk, 'Giải thích').inputValue()).toBe('Cổng quốc gia nhận mọi hồ sơ.');
  });

  test('a dropped network is told truthfully, and heals by itself', async () => {
    await using desk = await deskOf(author);
    await desk.visit(`${bank}/questions/cau-0001`);
    await field(desk, 'Căn cứ, nguồn').waitFor();
    await desk.drop();
    await field(desk, 'Căn cứ, nguồn').fill('Nghị định 45/2020/NĐ-CP, Điều 3');
    await expect.poll(() => saveState(desk).innerText(), soon).toContain('Chưa lưu được, sẽ tự thử lại');
    await desk.reconnect();
    await isSaved(desk);
  });
});

describe('the table', () => {
  test('is searched without diacritics, walked by keys, and many are moved and moved back', async () => {
    await using desk = await deskOf(author);
    await desk.visit(bank);
    await desk.page.locator('tbody tr').nth(5).waitFor();
    await desk.page.keyboard.press('/');
    await desk.page.keyboard.type('thu tuc truc tuyen toan trinh o dau');
    await expect.poll(() => rowCodes(desk), soon).toEqual(['cau-0001']);
    await desk.page.getByRole('searchbox').fill('');
    await expect.poll(async () => (await rowCodes(desk)).length, soon).toBe(100);

    const codes = await rowCodes(desk);
    await desk.page.locator('[data-row="0"] [data-column="2"]').focus();
    for (const key of ['ArrowDown', 'Space', 'Shift+ArrowDown', 'Shift+ArrowDown']) await desk.page.keyboard.press(key);
    await desk.sees('Đã chọn 3 câu');
    const chosen = await desk.page.locator('tr[aria-selected="true"] td.code').allInnerTexts();
    expect(chosen).toEqual(codes.slice(1, 4));
    await isAccessibleInBothThemes(desk);
    await desk.tap('Chuyển chủ đề');
    const sheet = desk.page.getByRole('dialog', { name: 'Chuyển 3 câu sang chủ đề' });
    await sheet.getByLabel('Chủ đề').selectOption({ label: 'Kinh tế số' });
    await isAccessibleInBothThemes(desk);
    await sheet.getByRole('button', { name: 'Chuyển' }).click();
    await desk.sees('Đã chuyển 3 câu.');
    await desk.tap('Hoàn tác');
    await desk.sees('Đã hoàn tác.');
  });

  test('all or none: who stands in the way is named, and left out on demand', async () => {
    const content = { ...readyToSend, id: 'x' };
    for (const stem of ['Quả xoài cát Hòa Lộc thứ nhất?', 'Quả xoài cát Hòa Lộc thứ hai?'])
      expect(
        (
          await site.post(
            `/api${bank.replace('/studio', '/staff')}/questions`,
            { content: { ...content, stem } },
            author,
          )
        ).statusCode,
      ).toBe(200);
    await using desk = await deskOf(author);
    await desk.visit(bank);
    await desk.page.getByLabel('Lọc').selectOption('state:approved');
    await expect.poll(() => desk.page.locator('td.state .approved').count(), soon).toBeGreaterThan(90);
    await desk.page.locator('[data-row="0"] td.pick').click();
    await desk.page.getByRole('button', { name: 'Bỏ điều kiện: Tình trạng: Đã duyệt' }).click();
    await desk.page.keyboard.press('/');
    await desk.page.keyboard.type('xoai cat hoa loc');
    await expect.poll(async () => (await rowCodes(desk)).length, soon).toBe(2);
    await desk.page.getByLabel('Chọn cả trang').check();
    await desk.sees('Đã chọn 3 câu');
    await desk.tap('Gửi duyệt');
    const refused = desk.page.getByRole('dialog', { name: 'Chưa làm gì: 1 câu chưa làm được' });
    await refused.getByText('Câu hỏi đang ở trạng thái "đã duyệt"').waitFor();
    await isAccessibleInBothThemes(desk);
    await refused.getByRole('button', { name: 'Bỏ ra, làm với 2 câu còn lại' }).click();
    await desk.sees('Đã gửi duyệt 2 câu.');
    await expect.poll(() => desk.page.locator('td.state .in-review').count(), soon).toBe(2);
  });

  test('topics are made, named, moved and removed by keys', async () => {
    await using desk = await deskOf(author);
    await desk.visit(bank);
    const item = (name: string) => desk.page.getByRole('treeitem', { name });
    await item('Dữ liệu số').click();
    await expect.poll(async () => (await rowCodes(desk)).length, soon).toBeLessThan(100);
    await desk.page.keyboard.press('Insert');
    await desk.page.getByLabel('Tên chủ đề').fill('Dữ liệu mở');
    await desk.page.keyboard.press('Enter');
    await item('Dữ liệu mở').waitFor();
    await desk.sees('Đã đổi tên thành "Dữ liệu mở".');
    await item('Dữ liệu mở').focus();
    await desk.page.keyboard.press('Alt+ArrowRight');
    await desk.page.locator('[role="treeitem"][aria-level="2"]', { hasText: 'Dữ liệu mở' }).waitFor();
    await item('Dữ liệu mở').focus();
    await desk.page.keyboard.press('Delete');
    await desk.sees('Đã xóa chủ đề "Dữ liệu mở".');
    expect(await item('Dữ liệu mở').count()).toBe(0);
  });

  test('on a phone, too, nothing goes off the side', async () => {
    await using phone = await openPhone(browser, site, { cookie: author.cookie });
    for (const path of [
      '/studio/banks',
      bank,
      `${bank}/questions/cau-0001`,
      `${bank}/review/cau-0001`,
      `${bank}/write`,
    ]) {
      await phone.visit(path);
      await phone.page.locator('.sheet').first().waitFor();
      const width = await phone.page.evaluate(() => document.documentElement.scrollWidth);
      expect({ path, width }).toEqual({ path, width: 360 });
      await isAccessibleInBothThemes(phone);
    }
  });

  test('on a phone what is done to the selected questions leaves the questions in sight', async () => {
    await using phone = await openPhone(browser, site, { cookie: author.cookie });
    await phone.visit(bank);
    await phone.page.locator('[data-row="0"] td.pick').tap();
    const bar = phone.page.getByRole('toolbar');
    await bar.waitFor();
    expect((await bar.boundingBox())?.height).toBeLessThan(740 / 4);
    expect(await phone.page.evaluate(() => document.documentElement.scrollWidth)).toBe(360);
    await isAccessibleInBothThemes(phone);
  });
});

test('who judges pairs also sees the right sides that only mislead, and how the parts earn points', async () => {
  const address = `/api${bank.replace('/studio', '/staff')}/questions`;
  const content = { ...everyKindQuestion('matching'), id: 'x', topic: 'chinh-quyen-so' };
  const { code, revision } = (await site.post(address, { content }, author)).json<QuestionView>();
  expect((await site.post(`${address}/${code}/send`, { revision, note: '' }, author)).statusCode).toBe(200);
  await using judge = await deskOf(reviewer);
  await judge.visit(`${bank}/review/${code}`);
  await judge.sees('Vế phải thừa, không ghép với vế nào');
  const unpaired = content.options.filter(({ id }) => !content.key.some((pair) => pair.endsWith(id)));
  expect(unpaired).toHaveLength(1);
  await judge.sees(unpaired[0]?.text ?? '');
  await judge.sees('Mỗi ý đúng được một phần điểm');
  await isAccessibleInBothThemes(judge);
});
