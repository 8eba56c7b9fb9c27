/** A bank on its way out: whichever the format, what it cannot hold is on the screen before anything is downloaded. */
import sharp from 'sharp';
import type { Browser } from 'playwright';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { templateBank } from '../../server/content/formats/columns-template.ts';
import { writeSheet } from '../../server/content/formats/sheet-write.ts';
import type { UserId } from '../../server/rules/ids.ts';
import { applyImport } from '../../server/services/apply-import.ts';
import { createBank } from '../../server/services/create-bank.ts';
import { importRuns } from '../../server/services/import-runs.ts';
import { startImport } from '../../server/services/start-import.ts';
import { fileFormats } from '../../server/rules/file-formats.ts';
import type { ExportPreview } from '../../server/wire/http/bank-imports.ts';
import { vi } from '../../web/i18n/vi/import-problems.ts';
import { vi as words } from '../../web/i18n/vi/studio-imports.ts';
import { launchBrowser } from '../helpers/browser.ts';
import { makeStaff, type MadeStaff } from '../helpers/make.ts';
import { must } from '../helpers/organising.ts';
import { isAccessibleInBothThemes } from './axe.ts';
import { openPhone } from './phone.ts';
import { openSite, type Site } from './site.ts';

let site: Site;
let browser: Browser;
let bankId: string;
let author: MadeStaff;

beforeAll(async () => {
  [site, browser] = await Promise.all([openSite(), launchBrowser()]);
  author = await makeStaff(site.ctx, { role: 'author', fullName: 'Phạm Văn Soạn' });
  const actor = { id: author.id as UserId, fullName: author.fullName, kind: 'staff', role: 'organiser' } as const;
  bankId = must(await createBank(site.ctx, { name: 'Mười sáu câu', actor }));
  const { bytes } = await writeSheet(await everything());
  const id = must(await startImport(site.ctx, { bankId, files: [{ fileName: 'mau.xlsx', bytes }], actor }));
  await importRuns(site.ctx).get(id)?.done;
  must(await applyImport(site.ctx, { id, numbers: null, actor }));
});
afterAll(async () => {
  await browser.close();
  await site.close();
});

/** Two of every kind, one with a picture, one with what only our own files hold. */
async function everything() {
  const bank = templateBank();
  const ref = 'a'.repeat(64);
  const drawn = sharp({ create: { width: 40, height: 30, channels: 3, background: 'red' } });
  const bytes = new Uint8Array(await drawn.png().toBuffer());
  const questions = bank.questions.map((question, at) => ({
    ...question,
    ...(at === 0 && { stem: `![Cờ](media:${ref}) Đây là cờ nước nào?` }),
    ...(at === 1 && { factId: 'otp', isPractice: true, tags: ['mật khẩu'] }),
  }));
  return { ...bank, questions, media: [{ ref, fileName: 'co.png', bytes }] };
}

test.each(fileFormats)('%s', async (format) => {
  const reply = await site.get(`/api/staff/banks/${bankId}/export-preview?format=${format}`, { cookie: author.cookie });
  const { notHeld, questions } = reply.json<ExportPreview>();
  const lost = new Map<string, Set<string>>();
  for (const { what, code } of notHeld) lost.set(what, (lost.get(what) ?? new Set()).add(code));
  await using phone = await openPhone(browser, site, { cookie: author.cookie });
  await phone.visit(`/studio/banks/${bankId}/export`);
  await phone.page.locator(`input[type=radio][value="${format}"]`).check();
  const panel = phone.page.getByRole('region', { name: words.formats[format], exact: true });
  await panel.getByText(`${questions - (lost.get('kind')?.size ?? 0)} câu, `).waitFor();
  const names: Readonly<Record<string, string>> = vi.notHeld;
  const told = [...lost].map(([what, codes]) => `${names[what]} ${codes.size} câu`);
  const shown = await panel.locator('.lost summary').allInnerTexts();
  expect(shown.map((text) => text.replace(/\s+/gu, ' ').trim()).sort()).toEqual(told.sort());
  expect(await panel.getByText('Dạng này ghi được mọi điều của các câu này.').count()).toBe(lost.size === 0 ? 1 : 0);
  // Of every format we know what it loses here; a format that claims to hold all must be ours.
  expect(lost.size === 0).toBe(format === 'yaml' || format === 'sheet');
  await isAccessibleInBothThemes(phone);
});
