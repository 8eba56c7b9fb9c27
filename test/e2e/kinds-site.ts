/** A site whose open round asks every kind of question, with pictures, sound, formulas and long texts; and how a person answers them. */
import sharp from 'sharp';
import type { Browser, BrowserContextOptions } from 'playwright';
import type { Question, QuestionKind } from '../../server/rules/question.ts';
import type { KeyRuling } from '../../server/rules/ruling.ts';
import type { Actor } from '../../server/services/held-question.ts';
import { importBank } from '../../server/services/import-bank.ts';
import type { LoadedContest } from '../../server/services/load-contest.ts';
import { makeRuling } from '../../server/services/make-ruling.ts';
import { previewRuling } from '../../server/services/preview-ruling.ts';
import { uploadMedia } from '../../server/services/upload-media.ts';
import { everyKindQuestion } from '../helpers/every-kind-questions.ts';
import { everyKindBank, everyKindContest, everyKindSlug } from '../helpers/every-kind.ts';
import { makeParticipant, makeStaff, makeUser, type MadeParticipant } from '../helpers/make.ts';
import { must } from '../helpers/organising.ts';
import { openPhone, type Phone } from './phone.ts';
import { openSite, type Site } from './site.ts';

export interface KindsSite extends Site {
  readonly contest: LoadedContest;
  readonly organiser: Actor;
  /** Has entered, and has begun nothing. */
  readonly duyen: MadeParticipant;
}

export const kindsPath = `/c/${everyKindSlug}`;
export const longWord = 'Nghiêngngảkhấpkhểnhgậpghềnhlởmchởmkhúckhuỷuquanhco';

export async function openKindsSite(): Promise<KindsSite> {
  const site = await openSite();
  const contest = await everyKindContest(site.ctx);
  const organiser: Actor = { ...(await makeStaff(site.ctx)), kind: 'staff', role: 'owner' };
  const sends = async (fileName: string, bytes: Uint8Array) =>
    must(
      await uploadMedia(site.ctx, {
        bankId: everyKindSlug,
        fileName,
        bytes,
        actor: organiser,
      }),
    ).id;
  const [picture, sound] = [await sends('bien.png', await sign()), await sends('chuong.wav', silence())];
  await importBank(
    site.ctx,
    everyKindBank((question) => dressed(question, { picture, sound })),
  );
  const user = await makeUser(site.ctx, { fullName: 'Lâm Thị Mỹ Duyên' });
  const unitId = await site.unitOf('xa cho gao');
  const duyen = await makeParticipant(site.ctx, { contest, user, row: { unitId } });
  return { ...site, contest, organiser, duyen };
}

function dressed(question: Question, { picture, sound }: { picture: string; sound: string }): Question {
  const stem = (text: string): Question => ({ ...question, stem: text });
  const long = 'Câu này dài để thử: mỗi ý dưới đây nói về một việc thường gặp, hãy đọc kỹ rồi mới trả lời. ';
  if (question.kind === 'single') return stem(`${question.stem}\n\n![Biển báo hình tròn viền đỏ](media:${picture})`);
  if (question.kind === 'text') return stem(`${question.stem}\n\n![Tiếng chuông](media:${sound})`);
  if (question.kind === 'grid') return stem(`${long.repeat(3)}\n\n- $x^2 + y^2 = z^2$\n- ${longWord}`);
  if (question.kind !== 'matching') return question;
  const options = question.options.map((option) => ({ ...option, text: `${option.text} (${long.trim()})` }));
  return { ...question, options };
}

const sign = (): Promise<Uint8Array> =>
  sharp({ create: { width: 900, height: 500, channels: 3, background: '#b3261e' } })
    .png()
    .toBuffer();

/** A tenth of a second of nothing, as WAV. */
function silence(): Uint8Array {
  const samples = 800;
  const file = Buffer.alloc(44 + samples);
  file.write('RIFF', 0);
  file.writeUInt32LE(36 + samples, 4);
  file.write('WAVEfmt ', 8);
  file.writeUInt32LE(16, 16);
  file.writeUInt16LE(1, 20);
  file.writeUInt16LE(1, 22);
  file.writeUInt32LE(8_000, 24);
  file.writeUInt32LE(8_000, 28);
  file.writeUInt16LE(1, 32);
  file.writeUInt16LE(8, 34);
  file.write('data', 36);
  file.writeUInt32LE(samples, 40);
  file.fill(128, 44);
  return file;
}

/** On a phone that is signed in, from the contest page to the first question; the attempt's id. */
export async function begins(phone: Phone): Promise<string> {
  await phone.visit(kindsPath);
  await phone.tap('Vào thi');
  await phone.tap('Bắt đầu');
  await phone.sees('Câu 1 / 8');
  return phone.page.url().split('/').at(-1) ?? '';
}

export const signsIn = (browser: Browser, site: KindsSite, look: BrowserContextOptions = {}): Promise<Phone> =>
  openPhone(browser, site, { cookie: site.duyen.user.cookie, ...look });

/** Through the sheet of all questions. */
export async function goesTo(phone: Phone, slot: number): Promise<void> {
  await phone.tap('Xem tất cả các câu');
  const sheet = phone.page.getByRole('dialog', { name: 'Tất cả các câu' });
  await sheet.getByRole('button', { name: `Đến câu ${slot},` }).tap();
  await phone.page.getByRole('heading', { name: `Câu ${slot}`, exact: true }).waitFor({ state: 'attached' });
}

/** Touches a card or radio by what it says. */
export const ticks = (phone: Phone, text: string): Promise<void> =>
  phone.page.locator('fieldset label').filter({ hasText: text }).tap();

/** Judges the statement of a grid that says this; '' is the one that is a formula. */
export const judges = ({ page }: Phone, statement: string, verdict: 'Đúng' | 'Sai'): Promise<void> =>
  page
    .getByRole('radiogroup')
    .filter(statement === '' ? { has: page.locator('math') } : { hasText: statement })
    .locator('label')
    .filter({ hasText: verdict })
    .tap();

export const orderOf = (phone: Phone): Promise<string[]> => phone.page.locator('fieldset ol .text').allInnerTexts();

/** By the arrows, one step a touch, until the items stand in this order. */
export async function putsInOrder(phone: Phone, wanted: readonly string[]): Promise<void> {
  for (const [place, item] of wanted.entries()) {
    for (let at = (await orderOf(phone)).indexOf(item); at > place; at -= 1)
      await phone.page.getByRole('button', { name: `Đưa lên: ${item}` }).click();
  }
  // The order that was drawn may be the wanted one: then nothing was moved, and it is no answer until it is kept.
  const keep = phone.page.getByRole('button', { name: 'Giữ thứ tự này' });
  if (await keep.isVisible()) await keep.tap();
}

export const pairs = (phone: Phone, prompt: string, start: string) =>
  phone.page.getByRole('combobox', { name: prompt }).evaluate((list, text) => {
    if (!(list instanceof HTMLSelectElement)) throw new Error('not a list');
    list.value = [...list.options].find(({ label }) => label.includes(text))?.value ?? '';
    list.dispatchEvent(new Event('change', { bubbles: true }));
  }, start);

/** After the close it is decided that a key was wrong, with words for everybody. */
export async function rules(site: KindsSite, kind: QuestionKind, ruling: KeyRuling, notice: string): Promise<void> {
  const roundId = site.contest.rounds[0]?.id;
  if (!roundId) throw new Error('no round');
  const order = { roundId, questionId: everyKindQuestion(kind).id, ruling };
  const { digest: previewDigest } = must(await previewRuling(site.ctx, order));
  const words = { reason: 'Đáp án in sai', notice };
  must(await makeRuling(site.ctx, { ...order, ...words, previewDigest, actor: site.organiser }));
}
