/** What a phone loads for the contest page is under 100 kB compressed, all told, before fonts (DESIGN §7). */
import type { Browser } from 'playwright';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { launchBrowser } from '../helpers/browser.ts';
import { openPhone } from './phone.ts';
import { openSite, type Site } from './site.ts';

const firstLoadBytesMax = 100_000;

let site: Site;
let browser: Browser;
beforeAll(async () => {
  [site, browser] = await Promise.all([openSite(), launchBrowser()]);
});
afterAll(async () => {
  await browser.close();
  await site.close();
});

test('document, scripts and styles of the contest page, and nothing from another host', async () => {
  await using phone = await openPhone(browser, site);
  const asked = new Map<string, { url: string; type: string }>();
  const bytes = new Map<string, number>();
  phone.cdp.on('Network.responseReceived', ({ requestId, response, type }) => {
    asked.set(requestId, { url: response.url, type });
  });
  phone.cdp.on('Network.loadingFinished', ({ requestId, encodedDataLength }) => {
    bytes.set(requestId, encodedDataLength);
  });
  await phone.cdp.send('Network.enable');
  await phone.visit('/c/tien-giang');
  await phone.sees('Đăng ký dự thi');
  await phone.sees('Giải Nhất tuần');
  await phone.page.waitForLoadState('load');

  const loaded = [...asked].map(([id, { url, type }]) => ({ url, type, bytes: bytes.get(id) ?? 0 }));
  const code = loaded.filter(({ type }) => ['Document', 'Script', 'Stylesheet'].includes(type));
  const sum = code.reduce((total, file) => total + file.bytes, 0);
  expect(code.map(({ type }) => type)).toEqual(expect.arrayContaining(['Document', 'Script', 'Stylesheet']));
  expect(
    code.every((file) => file.bytes > 0),
    'every size is known',
  ).toBe(true);
  expect(sum, JSON.stringify(code, null, 2)).toBeLessThan(firstLoadBytesMax);
  expect(loaded.filter(({ url }) => !url.startsWith(site.origin) && !url.startsWith('data:'))).toEqual([]);
});
