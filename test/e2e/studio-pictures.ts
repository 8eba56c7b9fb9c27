/** README's pictures of what authors and organisers have: a bank, a question, a file being read, a blueprint, figures. */
import type { Browser } from 'playwright';
import type { UserId } from '../../server/rules/ids.ts';
import { closeRound } from '../../server/services/close-round.ts';
import { createBank } from '../../server/services/create-bank.ts';
import { makeStaff, roundIdOf, sampleContest } from '../helpers/make.ts';
import { must } from '../helpers/organising.ts';
import { sinfulWord } from '../helpers/sinful-word.ts';
import { answeringCrowd } from './answering-crowd.ts';
import { desktopLook, openPhone, type Phone } from './phone.ts';
import { openSite } from './site.ts';

const docx = 'application/vnd.openxmlformats-officedocument.wordprocessingml.document';

export async function takeStudioPictures(
  browser: Browser,
  take: (phone: Phone, name: string) => Promise<void>,
): Promise<void> {
  const site = await openSite();
  const contest = await sampleContest(site.ctx);
  const { question } = await answeringCrowd(site);
  const le = await makeStaff(site.ctx, { role: 'organiser', fullName: 'Trương Mỹ Lệ' });
  const actor = { id: le.id as UserId, fullName: le.fullName, kind: 'staff', role: 'organiser' } as const;
  const ours = must(await createBank(site.ctx, { name: 'Câu hỏi của các xã', actor }));
  {
    await using desk = await openPhone(browser, site, { ...desktopLook, cookie: le.cookie });
    const { page } = desk;
    await desk.visit('/studio/banks/chuyen-doi-so');
    await page.locator('tbody tr').nth(9).waitFor();
    await take(desk, 'studio-bank');
    await desk.visit(`/studio/banks/chuyen-doi-so/questions/${question.id}`);
    await page.getByRole('region', { name: 'Xem trước trên điện thoại' }).waitFor();
    await take(desk, 'studio-question');

    await desk.visit(`/studio/banks/${ours}`);
    await page.getByRole('link', { name: 'Nhập từ tệp…' }).first().click();
    const chooser = page.waitForEvent('filechooser');
    await page.getByRole('button', { name: 'Chọn tệp' }).first().click();
    const buffer = Buffer.from((await sinfulWord()).bytes);
    await (await chooser).setFiles({ name: 'Đề thi các xã.docx', mimeType: docx, buffer });
    await page.getByRole('heading', { level: 1, name: /^Xem lại/ }).waitFor();
    await page.getByRole('button', { name: 'Chỉ câu cần sửa' }).click();
    await page.locator('[data-item]').first().waitFor();
    await page.evaluate(() => scrollTo(0, 0));
    await take(desk, 'studio-import');

    must(await closeRound(site.ctx, { roundId: roundIdOf(contest, 'open'), actor, early: true }));
    await desk.visit(`/studio/contests/${contest.id}/statistics`);
    await page.getByRole('combobox', { name: 'Vòng thi' }).selectOption({ label: 'Tuần 2' });
    await page.getByRole('table', { name: 'Thống kê từng câu hỏi' }).locator('tbody tr').nth(9).waitFor();
    await take(desk, 'studio-statistics');
  }
  await site.close();
}
