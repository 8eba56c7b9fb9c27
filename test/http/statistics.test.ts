/** Addresses of figures and rulings: who may look, who may act, what is refused by shape, and what the public is told. */
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { AskedItems, RulingLook, RulingView, StatisticsView } from '../../server/wire/http/statistics.ts';
import { makeStaff, makeUser, type MadeStaff } from '../helpers/make.ts';
import { playedRound, type PlayedRound } from '../helpers/organising.ts';
import { play } from '../helpers/scenario.ts';

let round: PlayedRound;
let viewer: MadeStaff;
let url: string;

beforeAll(async () => {
  round = await playedRound([
    { name: 'Nguyễn Thị Ánh', right: 20, predicted: 1 },
    { name: 'Trần Văn Bảo', right: 15, predicted: 1 },
  ]);
  viewer = await makeStaff(round.ctx, { role: 'viewer', fullName: 'Người Xem' });
  url = `/api/staff/rounds/${round.roundId}`;
});
afterAll(() => round[Symbol.asyncDispose]());

const wish = { questionId: 'cds-0001', ruling: { kind: 'void' } };
const order = { ...wish, reason: 'x', notice: 'y', previewDigest: '' };

describe('who may', () => {
  it('nobody and no citizen looks or acts; a viewer looks at figures and rulings, at no key of a running round', async () => {
    const citizen = await makeUser(round.ctx);
    const reads = ['statistics', 'statistics.xlsx', 'statistics.csv', 'rulings', 'questions?q=cds'];
    for (const part of reads) {
      await play(round, { name: `nobody: ${part}`, url: `${url}/${part}`, status: 401 });
      await play(round, { name: `citizen: ${part}`, url: `${url}/${part}`, as: citizen.cookie, status: 401 });
    }
    for (const [path, body] of [
      ['rulings/preview', wish],
      ['rulings', order],
    ] as const) {
      const post = { method: 'POST', url: `${url}/${path}`, body } as const;
      await play(round, { ...post, name: `nobody: ${path}`, status: 401 });
      await play(round, {
        ...post,
        name: `viewer: ${path}`,
        as: viewer.cookie,
        status: 403,
        contains: ['not-allowed'],
      });
    }
    await play(round, { name: 'viewer: keys', url: `${url}/questions?q=cds`, as: viewer.cookie, status: 403 });
    await play(round, { name: 'viewer: rulings', url: `${url}/rulings`, as: viewer.cookie, status: 200 });
  });

  it('figures of a running round are refused to everybody', async () => {
    for (const part of ['statistics', 'statistics.csv'])
      await play(round, {
        ...{ name: part, url: `${url}/${part}`, as: round.organiser.cookie, status: 409 },
        contains: ['round-still-open'],
      });
  });
});

it('wishes of another shape are refused before anything is looked at', async () => {
  const as = round.organiser.cookie;
  const bad = [
    { kind: 'void', keys: [] },
    { kind: 'accept', keys: [] },
    { kind: 'accept', keys: Array.from({ length: 11 }, () => ['a']) },
    { kind: 'correct', key: ['x'.repeat(201)] },
    { kind: 'gift' },
  ];
  for (const ruling of bad)
    await play(round, {
      ...{ name: JSON.stringify(ruling).slice(0, 40), as, method: 'POST', url: `${url}/rulings/preview` },
      ...{ body: { ...wish, ruling }, status: 400 },
    });
  for (const [body, status, code] of [
    [{ ...order, questionId: 'none' }, 404, 'not-found'],
    [{ ...order, ruling: { kind: 'correct', key: ['z'] } }, 422, 'ruling-key-invalid'],
    [{ ...order, reason: '' }, 422, 'reason-needed'],
    [{ ...order, notice: '' }, 422, 'notice-needed'],
    [order, 409, 'ruling-outdated'],
  ] as const)
    await play(round, { name: code, as, method: 'POST', url: `${url}/rulings`, body, status, contains: [code] });
});

it('a question is found by its code or words, previewed, ruled on, and everybody is told', async () => {
  const cookie = round.organiser.cookie;
  const get = async <T>(path: string, by = cookie) => (await round.get(path, { cookie: by })).json<T>();
  const { items } = await get<AskedItems>(`${url}/questions?q=CDS-0001`);
  expect(items[0]).toMatchObject({ questionId: 'cds-0001', kind: 'single', ruling: null });
  const words = items[0]!.stem.split(' ').slice(0, 3).join(' ');
  const found = await get<AskedItems>(`${url}/questions?q=${encodeURIComponent(words)}`);
  expect(found.items.map(({ questionId }) => questionId)).toContain('cds-0001');
  expect((await get<AskedItems>(`${url}/questions?q=`)).items).toHaveLength(20);

  const { preview } = (await round.post(`${url}/rulings/preview`, wish, { cookie })).json<RulingLook>();
  const seen = preview!;
  expect(seen).toMatchObject({ questionId: 'cds-0001', isProvisional: true });
  const made = await round.post(
    `${url}/rulings`,
    { ...order, reason: 'Sai căn cứ', notice: 'Đã hủy một câu hỏi.', previewDigest: seen.digest },
    { cookie },
  );
  expect(made.statusCode, made.body).toBe(200);
  expect(made.json<RulingView>()).toMatchObject({ ruling: { kind: 'void' }, madeBy: 'Lê Thị Tổ Chức' });

  const notices = await round.get('/api/contests/tien-giang/notices');
  expect(notices.statusCode).toBe(200);
  expect(notices.json()).toMatchObject({ notices: [{ text: 'Đã hủy một câu hỏi.', roundName: { vi: 'Tuần 2' } }] });
  for (const secret of ['cds-0001', 'Sai căn cứ', 'Tổ Chức', 'void']) expect(notices.body).not.toContain(secret);
});

it('after the close a viewer reads the figures and takes them away', async () => {
  await round.closeByClock();
  const as = { cookie: viewer.cookie };
  const view = (await round.get(`${url}/statistics`, as)).json<StatisticsView>();
  expect(view).toMatchObject({ isReady: true, total: 2 });
  expect(view.items.length).toBeGreaterThanOrEqual(20);
  expect(view.items.every(({ flags }) => flags.includes('too-few'))).toBe(true);
  const csv = await round.get(`${url}/statistics.csv`, as);
  expect(csv.headers['content-type']).toBe('text/csv; charset=utf-8');
  expect(csv.headers['content-disposition']).toContain('thong-ke-cau-hoi-tuan-2.csv');
  const xlsx = await round.get(`${url}/statistics.xlsx`, as);
  expect(xlsx.headers['content-type']).toContain('spreadsheetml');
  expect(xlsx.rawPayload.subarray(0, 2).toString()).toBe('PK');
});
