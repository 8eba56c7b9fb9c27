/** The leaderboard on a phone while others hand in: it moves, one's own place stays in sight, and a cut line comes back. */
import type { Browser } from 'playwright';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { launchBrowser } from '../helpers/browser.ts';
import { sitThrough } from '../helpers/sitting.ts';
import { isAccessible, isAccessibleInBothThemes } from './axe.ts';
import { freezeOpenRound } from './people.ts';
import { openPhone, type Phone, soon } from './phone.ts';
import { openSite, type Site } from './site.ts';

let site: Site;
let browser: Browser;
let cookie: string;

beforeAll(async () => {
  [site, browser] = await Promise.all([openSite(), launchBrowser()]);
  const mai = await site.person('Đoàn Thị Tuyết Mai');
  await sitThrough(site, { participant: mai, right: 12, takesMs: 1_000 });
  cookie = mai.user.cookie;
  await site.handsIn('Nguyễn Văn Bình', 10);
  await site.handsIn('Lê Hoàng Cúc', 16);
});
afterAll(async () => {
  await browser.close();
  await site.close();
});

/** The lines as they are read, from the top: place and name. */
const linesOf = (phone: Phone): Promise<string[]> =>
  phone.page.locator('ol.board > li').evaluateAll((rows) =>
    rows.map((row) =>
      ['.place', '.name']
        .map((part) => row.querySelector(part)?.textContent ?? '')
        .join(' ')
        .replaceAll(/\s+/g, ' '),
    ),
  );

const isLive = (phone: Phone): Promise<void> => phone.page.getByRole('status').getByText('trực tiếp').waitFor();

describe('the leaderboard', () => {
  test('moves while others hand in; names of others are masked, one’s own is not', async () => {
    await using phone = await openPhone(browser, site, { cookie });
    await phone.visit('/c/tien-giang/board');
    await isLive(phone);
    await phone.sees('3 người trên bảng');
    expect(await linesOf(phone)).toEqual([
      'Hạng 1 Lê H. C*** Xã Chợ Gạo',
      'Hạng 2 Bạn · Đoàn Thị Tuyết Mai Xã Chợ Gạo',
      'Hạng 3 Nguyễn V. B*** Xã Chợ Gạo',
    ]);
    await isAccessibleInBothThemes(phone);

    await site.handsIn('Trần Quốc Dũng', 19);
    await phone.sees('4 người trên bảng');
    await expect.poll(async () => (await linesOf(phone))[0], soon).toBe('Hạng 1 Trần Q. D*** Xã Chợ Gạo');
    await phone.sees('xuống 1 bậc');
    await isAccessible(phone);
  });

  test('comes back by itself after the line was cut, with what happened meanwhile', async () => {
    await using phone = await openPhone(browser, site, { cookie });
    await phone.visit('/c/tien-giang/board');
    await isLive(phone);
    await phone.drop();
    site.cutLines();
    await phone.sees('cập nhật mỗi 15 giây');
    await site.handsIn('Võ Thị Én', 18);
    await phone.reconnect();
    await isLive(phone);
    await expect.poll(async () => (await linesOf(phone))[1], soon).toBe('Hạng 2 Võ T. É*** Xã Chợ Gạo');
  });

  test('pins one’s own line below a long board', async () => {
    await using phone = await openPhone(browser, site, { cookie });
    for (let nth = 1; nth <= 6; nth += 1) await site.handsIn(`Huỳnh Phú Thứ ${'ABCDEF'.charAt(nth - 1)}`, 15);
    await phone.visit('/c/tien-giang');
    // The contest page draws five lines.
    const pinned = phone.page.locator('.board.pinned');
    await pinned.getByText('Đoàn Thị Tuyết Mai').waitFor();
    await isAccessibleInBothThemes(phone);
  });

  test('the board by units tells entrants and rate', async () => {
    await using phone = await openPhone(browser, site, { cookie });
    await phone.visit('/c/tien-giang/board');
    await phone.tap('Đơn vị');
    await phone.sees('Xã Chợ Gạo');
    await phone.sees(/11 thí sinh trên 27\.900/);
    await isAccessibleInBothThemes(phone);
  });

  test('says plainly that it is frozen', async () => {
    await freezeOpenRound(site);
    await using phone = await openPhone(browser, site, { cookie });
    await phone.visit('/c/tien-giang/board');
    await phone.sees('Bảng xếp hạng đang tạm dừng cập nhật đến khi công bố kết quả.');
    await isAccessibleInBothThemes(phone);
  });
});
