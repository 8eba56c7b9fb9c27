import { openSite } from '/work/i3/test/e2e/site.ts';
import { launchBrowser } from '/work/i3/test/helpers/browser.ts';
import { makeStaff } from '/work/i3/test/helpers/make.ts';
import { sinfulWord } from '/work/i3/test/helpers/sinful-word.ts';
import { desktopLook, openPhone } from '/work/i3/test/e2e/phone.ts';
import { createBank } from '/work/i3/server/services/create-bank.ts';
import { uploadFile } from '/work/i3/test/helpers/upload.ts';
const [site, browser, word] = await Promise.all([openSite(), launchBrowser(), sinfulWord()]);
const who = await makeStaff(site.ctx, { role: 'organiser', fullName: 'Lê Thị Tổ Chức' });
const bankId = await createBank(site.ctx, { name: 'Đề của các xã', actor: { id: who.id as never, fullName: who.fullName, kind: 'staff', role: 'organiser' } });
const up = await uploadFile(site, `/api/staff/banks/${bankId}/imports`, who.cookie, { name: 'de-thi.docx', bytes: word.bytes });
const id = up.json().batch.id;
const csv = 'Câu;X2;X3;X4;X5\nHồ Gươm ở đâu?;Hà Nội;Huế;Vinh;1\nBến Nhà Rồng ở đâu?;Cần Thơ;TP. Hồ Chí Minh;Mỹ Tho;2\n';
const up2 = await uploadFile(site, `/api/staff/banks/${bankId}/imports`, who.cookie, { name: 'bang.csv', bytes: Buffer.from(csv) });
for (;;) { const v = (await site.get(`/api/staff/imports/${id}`, { cookie: who.cookie })).json(); if (v.batch.state !== 'reading') break; await new Promise(r => setTimeout(r, 300)); }
const shot = async (look: object, name: string, path: string, act?: (p: any) => Promise<void>) => {
  const desk = await openPhone(browser, site, { ...look, cookie: who.cookie });
  await desk.visit(path); await desk.page.locator('h1').first().waitFor(); await desk.page.waitForTimeout(1200);
  if (act) await act(desk.page);
  for (const scheme of ['light','dark'] as const) { await desk.page.emulateMedia({ colorScheme: scheme }); await desk.page.waitForTimeout(200); await desk.page.screenshot({ path: `/tmp/shot-${name}-${scheme}.png` }); }
  await desk.context.close();
};
const only = process.argv[2] ?? '';
const phone = {};
const pages: [string, string, ((p: any) => Promise<void>)?][] = [
  ['upload', `/studio/banks/${bankId}/import`],
  ['preview', `/studio/banks/${bankId}/import/${id}`],
  ['stopped', `/studio/banks/${bankId}/import/${id}`, async (p) => { await p.getByRole('button', { name: 'Chỉ câu cần sửa' }).click(); await p.waitForTimeout(800); await p.keyboard.press('Enter'); await p.waitForTimeout(500); }],
  ['twin', `/studio/banks/${bankId}/import/${id}`, async (p) => { await p.locator('[data-filter="duplicate"]').click(); await p.waitForTimeout(800); await p.getByRole('button', { name: 'Xem câu kia' }).first().click(); await p.waitForTimeout(800); }],
  ['columns', `/studio/banks/${bankId}/import`, async (p) => { const c = p.waitForEvent('filechooser'); await p.getByRole('button', { name: 'Chọn tệp' }).click(); await (await c).setFiles({ name: 'bang.csv', mimeType: 'text/csv', buffer: Buffer.from(csv) }); await p.getByRole('button', { name: /Chỉ ra các cột|Chọn lại cột/ }).first().click(); await p.waitForTimeout(1500); for (const [c2, u] of [['A','stem'],['B','option-0'],['C','option-1'],['D','option-2'],['E','key']]) await p.getByLabel(`Cột ${c2}`, { exact: true }).selectOption(u); await p.getByLabel('Dòng tiêu đề').selectOption('0'); await p.waitForTimeout(1200); }],
  ['help', '/studio/help/formats'],
];
for (const [name, path, act] of pages) if (!only || only.includes(name)) { await shot(desktopLook, name, path, act); await shot(phone, `${name}-360`, path, act); }
const applied = await site.post(`/api/staff/imports/${id}/apply`, { numbers: null }, { cookie: who.cookie });
console.log(applied.statusCode);
for (const [name, path] of [['done', `/studio/banks/${bankId}/import/${id}`], ['export', `/studio/banks/${bankId}/export`]] as const) if (!only || only.includes(name)) { await shot(desktopLook, name, path); await shot(phone, `${name}-360`, path); }
await browser.close(); await site.close(); process.exit(0);
