/** Entering on a phone with slow 3G: an adult, a child with a guardian, and one who is too young. */
import type { Browser } from 'playwright';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { participantsOf } from './people.ts';
import { launchBrowser } from '../helpers/browser.ts';
import { isAccessible } from './axe.ts';
import { openPhone, type Phone } from './phone.ts';
import { openSite, type Site } from './site.ts';

let site: Site;
let browser: Browser;
beforeAll(async () => {
  [site, browser] = await Promise.all([openSite(), launchBrowser()]);
});
afterAll(async () => {
  await browser.close();
  await site.close();
});

/** Stands at the first question of entering, come from the contest page. */
async function begins(): Promise<Phone> {
  const phone = await openPhone(browser, site);
  await phone.slow();
  await phone.visit('/c/tien-giang');
  await phone.tap('Đăng ký dự thi');
  await asked(phone, 'Ngày sinh của thí sinh');
  return phone;
}

const asked = (phone: Phone, question: string): Promise<void> =>
  phone.page.getByRole('heading', { level: 1, name: question }).waitFor();

async function wasBorn(phone: Phone, day: number, month: number, year: number): Promise<void> {
  await phone.page.getByLabel('Ngày', { exact: true }).fill(String(day));
  await phone.page.getByLabel('Tháng', { exact: true }).fill(String(month));
  await phone.page.getByLabel('Năm', { exact: true }).fill(String(year));
  await phone.tap('Tiếp tục');
}

const tick = (phone: Phone, label: string | RegExp): Promise<void> => phone.page.getByLabel(label).tap();

/** From the residence to the identity number, the same for everybody. */
async function saysWhereAndWhat(phone: Phone, category: string): Promise<void> {
  await asked(phone, 'Bạn gắn bó với địa bàn thế nào?');
  await isAccessible(phone);
  await tick(phone, 'Tôi đang sinh sống ở đây');
  await phone.tap('Tiếp tục');
  await asked(phone, 'Bạn thuộc đối tượng dự thi nào?');
  await tick(phone, category);
  await phone.tap('Tiếp tục');
  await asked(phone, 'Đơn vị của bạn');
  await phone.page.getByLabel('Tìm đơn vị').pressSequentially('cho gao');
  await phone.page.getByRole('option').first().waitFor();
  await isAccessible(phone);
  await phone.page.getByRole('option', { name: /^Xã Chợ Gạo/ }).tap();
  await phone.sees('Đã chọn');
  await phone.tap('Tiếp tục');
  await asked(phone, 'Số căn cước');
  await phone.tap('Tiếp tục');
}

async function consents(phone: Phone): Promise<void> {
  await asked(phone, 'Bạn đồng ý những điều nào?');
  await phone.page.getByRole('checkbox').nth(3).waitFor();
  const ticked = await phone.page.getByRole('checkbox', { checked: true }).count();
  expect(ticked, 'no consent is ticked beforehand').toBe(0);
  await isAccessible(phone);
  await tick(phone, /Tôi đồng ý để Ban Tổ chức xử lý/);
  await tick(phone, /Tôi không thuộc Ban Tổ chức/);
  await phone.tap('Tiếp tục');
}

describe('on a 360 px phone with slow 3G', () => {
  test('an adult goes from the contest page to the ready page, and no clock has started', async () => {
    await using phone = await begins();
    await isAccessible(phone);
    await wasBorn(phone, 15, 1, 1990);
    await asked(phone, 'Họ và tên thí sinh');
    await phone.page.getByLabel('Họ và tên thí sinh').fill('Trần Thị Ngọc Hân');
    await phone.tap('Tiếp tục');
    await saysWhereAndWhat(phone, 'Người dân');
    await asked(phone, 'Tài khoản để vào thi');
    await phone.page.getByLabel('Số điện thoại').fill('0912 345 678');
    await phone.page.getByLabel('Mật khẩu', { exact: true }).fill('sông Tiền bốn mùa');
    await isAccessible(phone);
    await phone.tap('Tiếp tục');
    await consents(phone);
    await asked(phone, 'Xem lại trước khi gửi');
    await phone.sees('Xã Chợ Gạo');
    await isAccessible(phone);
    await phone.tap('Gửi đăng ký');
    await asked(phone, 'Đăng ký thành công');
    await phone.tap('Đi tiếp');
    await asked(phone, 'Sẵn sàng chưa?');
    await phone.sees('Dự thi với tên Trần Thị Ngọc Hân');
    await isAccessible(phone);

    const [entered, ...others] = await participantsOf(site, 'Trần Thị Ngọc Hân');
    expect(others).toEqual([]);
    expect(entered).toMatchObject({ isChild: false, birthYear: 1990, categoryId: 'nguoi-dan', attempts: 0 });
  });

  test('a 12-year-old: the grown-up’s part comes before anything else is asked', async () => {
    await using phone = await begins();
    await wasBorn(phone, 20, 11, 2014);
    await asked(phone, 'Phần của cha, mẹ hoặc người giám hộ');
    await phone.sees('Phần của em');
    await isAccessible(phone);

    await phone.page.getByLabel('Họ và tên của người lớn').fill('Lê Văn Tám');
    await phone.page.getByLabel('Quan hệ với em').selectOption({ label: 'Cha' });
    await phone.page.getByLabel('Số điện thoại của người lớn').fill('0987654321');
    await tick(phone, /Tôi là cha, mẹ hoặc người giám hộ/);
    await phone.tap('Tiếp tục');
    await phone.sees('Còn mục bắt buộc chưa được đánh dấu.');
    await tick(phone, /Em muốn tham gia cuộc thi/);
    await phone.tap('Tiếp tục');

    await asked(phone, 'Họ và tên thí sinh');
    await phone.page.getByLabel('Họ và tên thí sinh').fill('Lê Thị Bé Bảy');
    await phone.tap('Tiếp tục');
    await saysWhereAndWhat(phone, 'Học sinh, sinh viên');
    await asked(phone, 'Tài khoản để vào thi');
    await phone.page.getByLabel('Mật khẩu', { exact: true }).fill('ghe xuồng chợ nổi');
    await phone.tap('Tiếp tục');
    await consents(phone);
    await asked(phone, 'Xem lại trước khi gửi');
    await phone.tap('Gửi đăng ký');
    await asked(phone, 'Đăng ký thành công');
    await phone.sees('Lê Thị Bé Bảy đã có tên trong danh sách dự thi.');

    const [child, ...others] = await participantsOf(site, 'Lê Thị Bé Bảy');
    expect(others).toEqual([]);
    expect(child).toMatchObject({ isChild: true, birthYear: 2014, accountName: 'Lê Văn Tám', attempts: 0 });
  });

  test('a 10-year-old is told plainly from when on, and nothing more is asked', async () => {
    await using phone = await begins();
    await wasBorn(phone, 22, 11, 2015);
    await phone.sees('Cuộc thi dành cho người từ đủ 11 tuổi. Bạn đủ tuổi từ ngày 22/11/2026; mời bạn luyện tập trước.');
    await isAccessible(phone);
    await phone.tap('Luyện tập trong lúc chờ');
    await phone.sees('Không tính điểm, không cần đăng ký.');
  });
});
