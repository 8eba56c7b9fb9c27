/** The staff's addresses: who may look, who may act, what a file is called, and that nothing of it reaches anybody else. */
import JSZip from 'jszip';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type {
  AwardsView,
  Dashboard,
  JournalView,
  StaffContests,
  StaffStandings,
} from '../../server/wire/http/staff.ts';
import { makeParticipant, makeStaff, type MadeStaff } from '../helpers/make.ts';
import { playedRound, type PlayedRound } from '../helpers/organising.ts';
import { pdfPages } from '../documents/pdf-text.ts';
import { play, type Scenario } from '../helpers/scenario.ts';

let round: PlayedRound;
let viewer: MadeStaff;
let childId: string;
let at: { contest: string; round: string; board: string };

beforeAll(async () => {
  round = await playedRound([
    { name: 'Nguyễn Thị Ánh', right: 20, predicted: 1 },
    { name: 'Trần Văn Bảo', right: 15, predicted: 1 },
  ]);
  viewer = await makeStaff(round.ctx, { role: 'viewer', fullName: 'Người Xem' });
  const child = await makeParticipant(round.ctx, { fullName: 'Bé Mai Anh', row: { isChild: true, birthYear: 2014 } });
  childId = child.id;
  at = {
    contest: `/api/staff/contests/${round.contestId}`,
    round: `/api/staff/rounds/${round.roundId}`,
    board: `board=${round.board}`,
  };
});
afterAll(() => round[Symbol.asyncDispose]());

const get = async <T>(url: string, cookie = round.organiser.cookie) => {
  const reply = await round.get(url, { cookie });
  expect(reply.statusCode, reply.body).toBe(200);
  expect(reply.headers['cache-control']).toBe('no-store');
  return reply.json<T>();
};

describe('who may', () => {
  const reads = () => [
    '/api/staff/contests',
    `${at.contest}/dashboard`,
    `${at.contest}/standings?${at.board}`,
    `${at.contest}/awards?${at.board}`,
    `${at.contest}/journal`,
    ...['docx', 'pdf', 'xlsx'].map((form) => `${at.contest}/report.${form}?${at.board}`),
  ];
  const acts = (): Pick<Scenario, 'url' | 'body'>[] => [
    { url: `${at.round}/close`, body: { early: true } },
    { url: `/api/staff/participants/${childId}/disqualify`, body: { reason: 'x' } },
    { url: `/api/staff/participants/${childId}/reinstate`, body: { reason: 'x' } },
    { url: `${at.contest}/awards?${at.board}`, body: { proposalDigest: '', reason: '' } },
  ];

  it('lets nobody and no citizen look or act', async () => {
    const citizen = round.people.get('Trần Văn Bảo')!.user.cookie;
    const refused = { status: 401, contains: ['not-signed-in'], lacks: ['Nguyễn Thị Ánh', 'Bé Mai Anh'] };
    for (const as of [undefined, citizen]) {
      const asker = as === undefined ? {} : { as };
      for (const url of reads()) await play(round, { name: url, url, ...asker, ...refused });
      for (const act of acts()) await play(round, { name: act.url, method: 'POST', ...act, ...asker, ...refused });
    }
  });

  it('lets a viewer look at everything and do nothing', async () => {
    for (const url of reads()) await play(round, { name: url, url, as: viewer.cookie, status: 200 });
    for (const act of acts())
      await play(round, {
        name: act.url,
        method: 'POST',
        as: viewer.cookie,
        status: 403,
        contains: ['not-allowed'],
        ...act,
      });
    expect(await round.actions()).not.toContain('disqualify');
  });

  it('refuses by name, and members that it does not know', async () => {
    const as = round.organiser.cookie;
    const table: Omit<Scenario, 'as'>[] = [
      { name: 'no such contest', url: '/api/staff/contests/nowhere/dashboard', status: 404 },
      { name: 'no such board', url: `${at.contest}/awards?board=r:nowhere`, status: 404 },
      {
        name: 'a board that is none',
        url: `${at.contest}/awards?board=every`,
        status: 400,
        contains: ['/querystring/board'],
      },
      { name: 'an offset that is none', url: `${at.contest}/standings?${at.board}&offset=-1`, status: 400 },
      {
        name: 'still open',
        method: 'POST',
        url: `${at.round}/close`,
        body: { early: false },
        status: 409,
        contains: ['round-still-open'],
      },
      {
        name: 'no reason',
        method: 'POST',
        url: `/api/staff/participants/${childId}/disqualify`,
        body: { reason: ' ' },
        status: 422,
      },
      {
        name: 'unknown member',
        method: 'POST',
        url: `${at.round}/close`,
        body: { early: true, truth: 5 },
        status: 400,
      },
      {
        name: 'no such person',
        method: 'POST',
        url: '/api/staff/participants/nobody/disqualify',
        body: { reason: 'x' },
        status: 404,
      },
    ];
    for (const scenario of table) await play(round, { ...scenario, as });
  });
});

describe('a round through the studio', () => {
  it('shows the contest as it runs', async () => {
    const { contests } = await get<StaffContests>('/api/staff/contests');
    expect(contests.map(({ slug, participants, attempts }) => [slug, participants, attempts])).toContainEqual([
      'tien-giang',
      2,
      2,
    ]);
    const dashboard = await get<Dashboard>(`${at.contest}/dashboard`);
    expect(dashboard).toMatchObject({ entered: 3, participants: 2, attempts: 2, openAttempts: 0, bucketMs: 3_600_000 });
    expect(dashboard.overTime.reduce((sum, bucket) => sum + bucket.entered, 0)).toBe(3);
    expect(dashboard.overTime.reduce((sum, bucket) => sum + bucket.attempts, 0)).toBe(2);
    expect(dashboard.byCategory.map(({ entrants }) => entrants)).toEqual([3, 0, 0]);
  });

  it('is closed early, awarded, and its report says who won, in three forms', async () => {
    const asking = { cookie: round.organiser.cookie };
    const closed = await round.post(`${at.round}/close`, { early: true }, asking);
    expect(closed.json()).toMatchObject({ isClosed: true, predictionTruth: 1 });
    const standings = await get<StaffStandings>(`${at.contest}/standings?${at.board}`);
    expect(standings).toMatchObject({ isFinal: true, predictionTruth: 1, total: 2 });
    const { proposalDigest } = await get<AwardsView>(`${at.contest}/awards?${at.board}`);
    const decided = await round.post(`${at.contest}/awards?${at.board}`, { proposalDigest, reason: '' }, asking);
    expect(decided.json<AwardsView>().awarded.map(({ name }) => name)).toEqual(['Nguyễn Thị Ánh', 'Trần Văn Bảo']);

    const report = (form: string) => round.get(`${at.contest}/report.${form}?${at.board}`, asking);
    const [docx, pdf, xlsx] = [await report('docx'), await report('pdf'), await report('xlsx')];
    expect(docx.headers).toMatchObject({
      'content-type': 'application/vnd.openxmlformats-officedocument.wordprocessingml.document',
      'cache-control': 'no-store',
      'content-disposition': expect.stringMatching(
        /^attachment; filename="ket-qua-tuan-2-[a-z0-9-]+\.docx"; filename\*=UTF-8''K%E1%BA%BFt%20qu%E1%BA%A3/,
      ) as string,
    });
    expect(pdf.headers['content-type']).toBe('application/pdf');
    expect(xlsx.headers['content-type']).toBe('application/vnd.openxmlformats-officedocument.spreadsheetml.sheet');
    const texts = [
      await (await JSZip.loadAsync(docx.rawPayload)).file('word/document.xml')!.async('string'),
      pdfPages(pdf.rawPayload).join(' '),
      (
        await Promise.all(
          Object.values((await JSZip.loadAsync(xlsx.rawPayload)).files).map((file) => file.async('string')),
        )
      ).join(),
    ];
    for (const written of texts) {
      for (const name of ['Ánh', 'Bảo']) expect(written).toContain(name);
      expect(written).not.toContain('Bé Mai Anh');
    }
  });

  it('has all of it in the journal, exports too, with who did it', async () => {
    const { entries } = await get<JournalView>(`${at.contest}/journal`, viewer.cookie);
    const done = entries.map(({ action, actorName }) => `${action} – ${actorName}`);
    expect(done.slice(0, 3)).toEqual(Array(3).fill('export-prize-report – Lê Thị Tổ Chức'));
    expect(done).toContain('export-prize-report – Người Xem');
    expect(done).toContain('decide-awards – Lê Thị Tổ Chức');
    expect(done).toContain('close-round-early – Lê Thị Tổ Chức');
    expect(entries[0]?.detail).toContain('"form":"xlsx"');
    // Written where it cannot be taken out again: no names of participants.
    for (const { detail } of entries) expect(detail).not.toContain('Ánh');
  });
});
