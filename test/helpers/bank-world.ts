/** A bank that people write in: an organiser, two authors, two reviewers, a viewer, two topics, and the least of a question. */
import type { LoggedIn } from '../../server/auth/login-session.ts';
import type { Question } from '../../server/rules/question.ts';
import type { Store } from '../../server/store/store.ts';
import type { BankView, QuestionTable, QuestionView, SavedDraft } from '../../server/wire/http/banks.ts';
import { openApp, type TestApp } from './build-app.ts';
import { makeStaff, type MadeStaff } from './make.ts';

export const aQuestion = (given: Partial<Question> = {}): Question => ({
  id: '',
  topic: 'chuyen-doi-so',
  kind: 'single',
  difficulty: 'recognise',
  stem: 'Ngày Chuyển đổi số quốc gia là ngày nào?',
  options: [
    { id: 'a', text: '10 tháng 10' },
    { id: 'b', text: '26 tháng 3' },
    { id: 'c', text: '02 tháng 9' },
    { id: 'd', text: '19 tháng 5' },
  ],
  key: ['a'],
  explanation: 'Theo Quyết định 505/QĐ-TTg.',
  source: 'Quyết định 505/QĐ-TTg ngày 22/4/2022',
  factId: '',
  checkedOn: '',
  isPractice: false,
  ...given,
});

export interface BankWorld extends TestApp {
  readonly bankId: string;
  readonly organiser: MadeStaff;
  readonly author: MadeStaff;
  readonly other: MadeStaff;
  readonly reviewer: MadeStaff;
  readonly second: MadeStaff;
  readonly viewer: MadeStaff;
  actor(who: MadeStaff, role: NonNullable<LoggedIn['role']>): LoggedIn;
  /** A draft of the author; its code. */
  write(content?: Partial<Question>, who?: MadeStaff): Promise<string>;
  view(code: string, who?: MadeStaff): Promise<QuestionView>;
  save(code: string, content: Question, who?: MadeStaff): Promise<SavedDraft>;
  step(code: string, deed: string, who: MadeStaff, note?: string): Promise<QuestionView>;
  /** Written by the author, sent, approved by the reviewer. */
  approved(content?: Partial<Question>): Promise<string>;
  table(query?: string, who?: MadeStaff): Promise<QuestionTable>;
}

export async function openBank(
  options: { samples?: boolean; bankId?: string; store?: Store } = {},
): Promise<BankWorld & AsyncDisposable> {
  const { store, samples = false } = options;
  const hoithi = await openApp({ samples, ...(store && { store }) });
  const { ctx } = hoithi;
  const organiser = await makeStaff(ctx, { role: 'organiser', fullName: 'Lê Thị Tổ Chức' });
  const author = await makeStaff(ctx, { role: 'author', fullName: 'Phạm Văn Soạn' });
  const other = await makeStaff(ctx, { role: 'author', fullName: 'Võ Thị Khác' });
  const reviewer = await makeStaff(ctx, { role: 'reviewer', fullName: 'Đỗ Thị Duyệt' });
  const second = await makeStaff(ctx, { role: 'reviewer', fullName: 'Hồ Văn Hai' });
  const viewer = await makeStaff(ctx, { role: 'viewer', fullName: 'Người Xem' });
  const ask = async <T>(method: 'GET' | 'POST' | 'PUT', url: string, who: MadeStaff, body?: unknown): Promise<T> => {
    const reply = await hoithi.ask(method, url, { cookie: who.cookie, ...(body !== undefined && { body }) });
    if (reply.statusCode !== 200) throw new Error(`${method} ${url}: ${reply.statusCode} ${reply.body}`);
    return reply.json<T>();
  };
  const bankId = options.bankId ?? (await newBank(ask, organiser));
  const at = `/api/staff/banks/${bankId}`;
  const world: BankWorld = {
    ...hoithi,
    ...{ bankId, organiser, author, other, reviewer, second, viewer },
    actor: ({ id, fullName }, role) => ({ id, fullName, kind: 'staff', role }),
    write: async (content = {}, who = author) =>
      (await ask<QuestionView>('POST', `${at}/questions`, who, { content: aQuestion(content) })).code,
    view: (code, who = author) => ask('GET', `${at}/questions/${code}`, who),
    async save(code, content, who = author) {
      const { revision } = await world.view(code, who);
      return ask('PUT', `${at}/questions/${code}/draft`, who, { revision, content });
    },
    async step(code, deed, who, note = '') {
      const { revision } = await world.view(code, who);
      return ask('POST', `${at}/questions/${code}/${deed}`, who, { revision, note });
    },
    async approved(content = {}) {
      const code = await world.write(content);
      await world.step(code, 'send', author);
      await world.step(code, 'approve', reviewer);
      return code;
    },
    table: (query = '', who = author) => ask('GET', `${at}/questions${query}`, who),
  };
  return { ...world, [Symbol.asyncDispose]: () => hoithi.close() };
}

type Ask = <T>(method: 'GET' | 'POST' | 'PUT', url: string, who: MadeStaff, body?: unknown) => Promise<T>;

async function newBank(ask: Ask, organiser: MadeStaff): Promise<string> {
  const bank = await ask<BankView>('POST', '/api/staff/banks', organiser, { name: 'Hiểu biết về chuyển đổi số' });
  const topics = [
    { id: '', ref: 'top', name: 'Chuyển đổi số', parentId: null },
    { id: '', name: 'Dữ liệu số', parentId: 'top' },
  ];
  await ask('PUT', `/api/staff/banks/${bank.id}/topics`, organiser, {
    revision: bank.revision,
    name: bank.name,
    topics,
  });
  return bank.id;
}
