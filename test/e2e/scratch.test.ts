import { expect, test } from 'vitest';
import { launchBrowser } from '../helpers/browser.ts';
test('b', async () => {
  const b = await launchBrowser();
  const p = await b.newPage();
  await p.setContent('<h1>Hội Thi</h1>');
  expect(await p.textContent('h1')).toBe('Hội Thi');
  console.log(b.version());
  await b.close();
});
