/** The sample's bank with somebody who writes and somebody who reviews, for tests of what is done to its questions. */
import { expect } from 'vitest';
import type { LoggedIn } from '../../server/auth/login-session.ts';
import { applyImport } from '../../server/services/apply-import.ts';
import { importRuns } from '../../server/services/import-runs.ts';
import { startImport } from '../../server/services/start-import.ts';
import type { QuestionView } from '../../server/wire/http/banks.ts';
import { launchBrowser } from '../helpers/browser.ts';
import { makeStaff, type MadeStaff } from '../helpers/make.ts';
import { desktopLook, openPhone, type Phone } from './phone.ts';
import { openSite, type Site } from './site.ts';

const bankId = 'chuyen-doi-so';
/** Its page, and its address. */
export const bank = `/studio/banks/${bankId}`;
export const api = `/api/staff/banks/${bankId}`;

export const content = (stem: string) => ({
  ...{ id: 'x', topic: 'chinh-quyen-so', kind: 'single', difficulty: 'recognise', key: ['a'], stem },
  options: ['một', 'hai', 'ba'].map((text, at) => ({ id: 'abc'[at], text })),
  ...{ explanation: 'Vì vậy.', source: 'Luật', factId: '', checkedOn: '', isPractice: false },
});

export interface BankDesk {
  readonly site: Site;
  readonly author: MadeStaff;
  readonly reviewer: MadeStaff;
  deskOf(who: MadeStaff): Promise<Phone>;
  /** By the author, as a draft; its code. */
  write(stem: string): Promise<string>;
  /** By the author, all of it made; the id of the batch. */
  bring(fileName: string, stems: readonly string[]): Promise<string>;
  close(): Promise<void>;
}

export async function openBankDesk(): Promise<BankDesk> {
  const [site, browser] = await Promise.all([openSite(), launchBrowser()]);
  const author = await makeStaff(site.ctx, { fullName: 'Đặng Thị Soạn', role: 'author' });
  const reviewer = await makeStaff(site.ctx, { fullName: 'Phan Văn Duyệt', role: 'reviewer' });
  return {
    ...{ site, author, reviewer },
    deskOf: (who) => openPhone(browser, site, { ...desktopLook, cookie: who.cookie }),
    async write(stem) {
      const reply = await site.post(`${api}/questions`, { content: content(stem) }, author);
      expect(reply.statusCode, reply.body).toBe(200);
      return reply.json<QuestionView>().code;
    },
    async bring(fileName, stems) {
      const actor: LoggedIn = { id: author.id, fullName: author.fullName, kind: 'staff', role: 'author' };
      const text = stems
        .map((stem, at) => `Câu ${at + 1}. ${stem}\nA. Một\nB. Hai\nC. Ba\nD. Bốn\nĐáp án: B\n`)
        .join('\n');
      const files = [{ fileName, bytes: Buffer.from(text) }];
      const started = await startImport(site.ctx, { bankId, files, actor });
      if (!started.ok) throw new Error(started.refusal.name);
      await importRuns(site.ctx).get(started.value)?.done;
      const applied = await applyImport(site.ctx, { id: started.value, numbers: null, actor });
      expect(applied).toEqual({ ok: true, value: stems.length });
      return started.value;
    },
    async close() {
      await browser.close();
      await site.close();
    },
  };
}
