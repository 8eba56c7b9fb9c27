/** Queries of question banks on both databases: found, counted, sorted and taken away alike. */
import { afterAll, beforeAll, describe, expect, inject, it } from 'vitest';
import type { BatchId, QuestionRowId, UserId, VersionId } from '../../server/rules/ids.ts';
import {
  allBanks,
  bankImportedAt,
  banksWithoutHeads,
  putBank,
  stateCounts,
  topicCounts,
} from '../../server/store/banks.ts';
import { emptyPreview } from '../../server/rules/import-preview.ts';
import { batchesOfBank, failReadingBatches, insertBatch } from '../../server/store/import-batches.ts';
import { deleteMedia, mediaBytes, mediaById, mediaIdsBefore, mediaShown, putMedia } from '../../server/store/media.ts';
import { openPostgres } from '../../server/store/open-postgres.ts';
import { migratePostgres } from '../../server/store/open-postgres-migrate.ts';
import {
  deleteQuestionEvents,
  eventsOfQuestion,
  insertQuestionEvents,
  touchedAfterImport,
  wasSent,
} from '../../server/store/question-events.ts';
import { questionPage, type QuestionQuery } from '../../server/store/question-table.ts';
import {
  approveVersion,
  contentsTouchedSince,
  deleteVersions,
  drawnContents,
  drawVersion,
  insertVersions,
  newestContents,
  rewriteVersion,
  versionsOfQuestions,
  versionsShowing,
} from '../../server/store/question-versions.ts';
import {
  bankExtent,
  codesOfBank,
  deleteQuestions,
  insertQuestions,
  questionsOfBatch,
  reservations,
  tagListsOfBank,
  writeQuestion,
} from '../../server/store/questions.ts';
import type { Store, Tx } from '../../server/store/store.ts';
import { headColumns } from '../../server/services/question-head.ts';
import { aQuestion } from '../helpers/bank-world.ts';
import { freshStore } from '../helpers/fresh-store.ts';
import { createDatabase } from '../helpers/postgres.ts';

const bankId = 'bank';
const batchId = 'batch' as BatchId;
const stems = ['Dữ liệu 100%?', 'Đề án 06?', 'An toàn_số?', 'Một \\ hai?'];
const rowId = (n: number) => `row-${n}` as QuestionRowId;
const versionId = (n: number, v: number) => `v-${n}-${v}` as VersionId;

const stores: { name: string; store: Store; close(): Promise<void> }[] = [];
beforeAll(async () => {
  stores.push({ name: 'SQLite', ...(await freshStore()) });
  const database = await createDatabase(inject('postgresUrl'));
  await migratePostgres(database.url);
  const store = await openPostgres({ url: database.url });
  stores.push({ name: 'PostgreSQL', store, close: () => store.close().then(() => database.drop()) });
  for (const each of stores) await each.store.write(fill);
});
afterAll(async () => {
  for (const { close } of stores) await close();
});

async function fill(tx: Tx): Promise<void> {
  await putBank(tx, { id: bankId, name: 'Một', topics: [], importedAt: 5 });
  await putBank(tx, { id: 'old', name: 'Cũ', topics: [], importedAt: 4 });
  const content = (n: number) =>
    aQuestion({ id: `q-${n}`, stem: stems[n] ?? '', topic: n < 2 ? 'x' : 'y', tags: n === 1 ? ['a"b\\c', 'ôn'] : [] });
  const version = (n: number, v: number, isCurrent: boolean, id = versionId(n, v), bank = bankId) => ({
    ...{ id, bankId: bank, questionId: `q-${n}`, version: v, contentHash: `${v}`, content: content(n), isCurrent },
    ...{ authorId: 'u' as UserId, createdAt: 1, approvedBy: '' as const, approvedAt: 0 },
  });
  await insertVersions(tx, [
    ...[0, 1, 2, 3].flatMap((n) => [version(n, 1, true), version(n, 2, false)]),
    version(0, 1, true, 'old-1' as VersionId, 'old'),
  ]);
  await insertQuestions(
    tx,
    [0, 1, 2, 3].map((n) => ({
      ...headColumns(content(n)),
      ...{ id: rowId(n), bankId, questionId: `q-${n}`, state: n === 3 ? ('retired' as const) : ('draft' as const) },
      ...{
        reservedFor: n === 2 ? 'c' : '',
        newestVersionId: versionId(n, 2),
        drawnVersionId: n === 0 ? versionId(0, 1) : ('' as const),
      },
      ...{
        lapsesOn: n === 0 ? '2026-01-01' : '',
        hints: n === 1 ? ',similar,key-longest,' : '',
        firstLapseOn: n < 3 && n > 0 ? '2026-01-01' : '',
        dismissed: n === 2 ? { 'instrument-lapsed': 'đã xem' } : ({} as Record<string, string>),
        batchId: n < 2 ? batchId : ('' as const),
      },
      ...{ createdBy: 'u' as UserId, updatedBy: 'u' as UserId, updatedAt: 10 + n },
    })),
  );
  const event = { questionRowId: rowId(0), versionId: versionId(0, 1), actorId: 'u' as UserId, note: '', at: 1 };
  await insertQuestionEvents(tx, [
    { ...event, deed: 'imported' },
    { ...event, questionRowId: rowId(1), deed: 'imported' },
    { ...event, questionRowId: rowId(1), versionId: versionId(1, 2), deed: 'sent' },
  ]);
}

/** The same on both, and what it is. */
async function both<T>(work: (tx: Tx) => Promise<T>): Promise<T> {
  const found: T[] = [];
  for (const { store } of stores) found.push(await store.write(work));
  expect(found[1]).toEqual(found[0]);
  return found[0] as T;
}

const everything: QuestionQuery = {
  ...{ bankId, words: [], topics: undefined, kind: undefined, difficulty: undefined, state: undefined, tag: undefined },
  ...{
    isPractice: undefined,
    reservedFor: undefined,
    hint: undefined,
    codes: undefined,
    lapsedOn: undefined,
    instrumentLapsedOn: undefined,
    batchId: undefined,
  },
  ...{ touchedBy: undefined, reviewableBy: undefined },
};

describe('the table', () => {
  it.each<[string, Partial<QuestionQuery>, string[]]>([
    ['all but the retired', {}, ['q-0', 'q-1', 'q-2']],
    ['words', { words: ['an', 'de'] }, ['q-1']],
    ['a percent sign', { words: ['100%'] }, ['q-0']],
    ['a bare percent sign', { words: ['%'] }, ['q-0']],
    ['an underline', { words: ['n_s'] }, ['q-2']],
    ['a backslash', { words: ['\\'], state: 'retired' }, ['q-3']],
    ['topics', { topics: ['y', 'z'] }, ['q-2']],
    ['no topic at all', { topics: [] }, []],
    ['a tag with quotes', { tag: 'a"b\\c' }, ['q-1']],
    ['a part of a tag', { tag: 'a' }, []],
    ['a hint', { hint: 'similar' }, ['q-1']],
    ['a part of a hint', { hint: 'longest' }, []],
    ['lapsed', { lapsedOn: '2026-01-01' }, ['q-0']],
    ['not lapsed yet', { lapsedOn: '2025-12-31' }, []],
    ['an instrument lapsed, unless that was said not to matter', { instrumentLapsedOn: '2026-01-01' }, ['q-1']],
    ['no instrument lapsed yet', { instrumentLapsedOn: '2025-12-31' }, []],
    ['reserved', { reservedFor: 'c' }, ['q-2']],
    ['practice', { isPractice: true }, []],
    ['not practice', { isPractice: false, kind: 'single', difficulty: 'recognise' }, ['q-0', 'q-1', 'q-2']],
    ['a batch', { batchId }, ['q-0', 'q-1']],
    ['mine', { touchedBy: 'u' as UserId }, ['q-0', 'q-1', 'q-2']],
    ['to review, when nothing waits', { reviewableBy: 'w' as UserId }, []],
  ])('%s', async (_name, query, expected) => {
    const wanted = { ...everything, ...query };
    const slice = { sort: 'code', descending: false, offset: 0, countMax: 10 } as const;
    const page = await both(async (tx) => {
      const { rows, total } = await questionPage(tx, wanted, slice);
      return { codes: rows.map((row) => row.questionId), total };
    });
    expect(page).toEqual({ codes: expected, total: expected.length });
    expect(await both((tx) => questionPage(tx, wanted, { ...slice, offset: 9 }))).toEqual({
      rows: [],
      total: expected.length,
    });
  });

  it.each(['updated', 'code', 'stem', 'topic', 'difficulty', 'kind', 'state'] as const)(
    'sorts by %s alike',
    async (sort) => {
      const slice = { sort, descending: true, offset: 1, countMax: 2 };
      const rows = await both(async (tx) =>
        (await questionPage(tx, everything, slice)).rows.map((row) => row.questionId),
      );
      expect(rows).toHaveLength(2);
    },
  );
});

it('what one may approve is what others wrote since words were last agreed on', async () => {
  const slice = { sort: 'code', descending: false, offset: 0, countMax: 10 } as const;
  const waiting = (who: string) =>
    both(async (tx) => {
      const query = { ...everything, reviewableBy: who as UserId };
      return (await questionPage(tx, query, slice)).rows.map((row) => row.questionId);
    });
  const put = (work: (tx: Tx) => Promise<void>) => both(async (tx) => void (await work(tx)));
  const third = { ...aQuestion({ id: 'q-2', stem: stems[2] ?? '', topic: 'y' }), tags: [] };
  const own = { bankId, questionId: 'q-2', contentHash: '', content: third, isCurrent: false, createdAt: 1 };
  await put((tx) => writeQuestion(tx, rowId(2), { state: 'in-review' }));
  expect([await waiting('u'), await waiting('w')]).toEqual([[], ['q-2']]);
  // Words of `u` were agreed on; what `w` wrote since is what waits.
  await put((tx) => approveVersion(tx, versionId(2, 2), '', 9));
  const written = { ...own, id: versionId(2, 3), version: 3, authorId: 'w' as UserId, approvedBy: '' as const };
  await put((tx) => insertVersions(tx, [{ ...written, approvedAt: 0 }]));
  await put((tx) => writeQuestion(tx, rowId(2), { newestVersionId: versionId(2, 3) }));
  expect([await waiting('u'), await waiting('w')]).toEqual([['q-2'], []]);
  // A copy of agreed words under another topic, made later, ends nobody's part in what waits.
  const copy = { ...own, id: versionId(2, 4), version: 4, authorId: 'u' as UserId, approvedBy: '' as const };
  await put((tx) => insertVersions(tx, [{ ...copy, createdAt: 20, approvedAt: 9 }]));
  expect([await waiting('u'), await waiting('w')]).toEqual([['q-2'], []]);
  await put((tx) => deleteVersions(tx, bankId, ['q-2']));
  await put((tx) =>
    insertVersions(tx, [
      {
        ...own,
        id: versionId(2, 1),
        version: 1,
        isCurrent: true,
        authorId: 'u' as UserId,
        approvedBy: '',
        approvedAt: 0,
      },
      { ...own, id: versionId(2, 2), version: 2, authorId: 'u' as UserId, approvedBy: '', approvedAt: 0 },
    ]),
  );
  await put((tx) => writeQuestion(tx, rowId(2), { state: 'draft', newestVersionId: versionId(2, 2) }));
});

it('counts, knows and tells apart', async () => {
  expect(await both(stateCounts)).toHaveLength(2);
  expect((await both((tx) => topicCounts(tx, bankId))).map(({ topic, questions }) => [topic, questions])).toEqual([
    ['x', 2],
    ['y', 1],
  ]);
  expect((await both(allBanks)).map(({ id }) => id)).toEqual(['old', 'bank']);
  expect(await both(banksWithoutHeads)).toEqual(['old']);
  expect(await both((tx) => bankImportedAt(tx, bankId))).toBe(5);
  expect(await both((tx) => bankExtent(tx, bankId))).toEqual({ questions: 4, updatedAt: 13 });
  expect(await both((tx) => bankExtent(tx, 'none'))).toEqual({ questions: 0, updatedAt: 0 });
  expect((await both((tx) => newestContents(tx, bankId, 12))).map(({ content, state }) => [content.id, state])).toEqual(
    [
      ['q-2', 'draft'],
      ['q-3', 'retired'],
    ],
  );
  expect(await both((tx) => codesOfBank(tx, bankId))).toEqual(['q-0', 'q-1', 'q-2', 'q-3']);
  expect([...(await both((tx) => reservations(tx, bankId)))]).toEqual([['q-2', 'c']]);
  expect(await both(async (tx) => (await tagListsOfBank(tx, bankId)).flat().sort())).toEqual(['a"b\\c', 'ôn']);
});

it('draws one version of a question or none, and keeps every other', async () => {
  await both((tx) => drawVersion(tx, bankId, 'q-0', versionId(0, 2)));
  await both((tx) => drawVersion(tx, bankId, 'q-1', ''));
  expect((await both((tx) => drawnContents(tx, bankId))).map(({ id }) => id)).toEqual(['q-0', 'q-2', 'q-3']);
  const versions = await both((tx) => versionsOfQuestions(tx, bankId, ['q-0', 'q-1']));
  expect(
    [...versions].map(([code, rows]) => [code, rows.map(({ version, isCurrent }) => [version, isCurrent])]),
  ).toEqual([
    [
      'q-0',
      [
        [2, true],
        [1, false],
      ],
    ],
    [
      'q-1',
      [
        [2, false],
        [1, false],
      ],
    ],
  ]);
});

it('events are newest first; only what was imported and never touched is taken away', async () => {
  expect((await both((tx) => eventsOfQuestion(tx, rowId(1), 9))).map(({ deed }) => deed)).toEqual(['sent', 'imported']);
  expect([await both((tx) => wasSent(tx, versionId(1, 2))), await both((tx) => wasSent(tx, versionId(1, 1)))]).toEqual([
    true,
    false,
  ]);
  expect([...(await both((tx) => touchedAfterImport(tx, [rowId(0), rowId(1)])))]).toEqual([rowId(1)]);
  await both(async (tx) => {
    await deleteQuestionEvents(tx, [rowId(0)]);
    await deleteQuestions(tx, [rowId(0)]);
    await deleteVersions(tx, bankId, ['q-0']);
    await writeQuestion(tx, rowId(1), { dismissed: { similar: 'vì' } });
  });
  expect(
    (await both((tx) => questionsOfBatch(tx, batchId))).map(({ questionId, dismissed }) => [questionId, dismissed]),
  ).toEqual([['q-1', { similar: 'vì' }]]);
  expect((await both((tx) => versionsOfQuestions(tx, bankId, ['q-0']))).size).toBe(0);
});

it('the same file is kept once, and its bytes come back as they were', async () => {
  const bytes = Buffer.from([0, 255, 10, 13, 0]);
  const row = {
    id: 'f',
    bankId,
    kind: 'image' as const,
    mimeType: 'image/webp',
    bytes,
    byteCount: 5,
    width: 1,
    height: 2,
    fileName: 'á',
    createdBy: '' as const,
    createdAt: 1,
  };
  await both((tx) => putMedia(tx, row));
  await both((tx) => putMedia(tx, { ...row, fileName: 'again' }));
  for (const { store } of stores) {
    const kept = await store.read((tx) => mediaById(tx, 'f'));
    expect([Buffer.from(kept?.bytes ?? []).equals(bytes), kept?.fileName]).toEqual([true, 'á']);
  }
  expect(await both((tx) => mediaShown(tx, ['f', 'none']))).toMatchObject([
    { id: 'f', kind: 'image', width: 1, height: 2 },
  ]);
  expect([await both((tx) => mediaBytes(tx, bankId)), await both((tx) => mediaBytes(tx, 'none'))]).toEqual([5, 0]);
});

it('what may show a file is found by its text, and a file that nobody has brought again is taken away', async () => {
  const showing = { ...aQuestion({ id: 'q-1' }), stem: '![Biển báo](media:f) Biển gì?' };
  await both((tx) => rewriteVersion(tx, versionId(1, 2), { content: showing, contentHash: 'f' }));
  expect((await both((tx) => versionsShowing(tx, '', 9))).map(({ id }) => id)).toEqual([versionId(1, 2)]);
  expect(await both((tx) => versionsShowing(tx, versionId(1, 2), 9))).toEqual([]);
  expect((await both((tx) => contentsTouchedSince(tx, 13))).map(({ id }) => id)).toEqual(['q-3']);

  expect([await both((tx) => mediaIdsBefore(tx, 0, '', 9)), await both((tx) => mediaIdsBefore(tx, 1, '', 9))]).toEqual([
    [],
    ['f'],
  ]);
  expect(await both((tx) => mediaIdsBefore(tx, 1, 'f', 9))).toEqual([]);
  expect([await both((tx) => deleteMedia(tx, ['f'], 0)), await both((tx) => deleteMedia(tx, ['f', 'g'], 1))]).toEqual([
    0, 1,
  ]);
  expect(await both((tx) => mediaById(tx, 'f'))).toBeUndefined();
});

it('batches are newest first, without what was read; those being read end with the server', async () => {
  for (const [n, state] of (['reading', 'preview'] as const).entries())
    await both((tx) =>
      insertBatch(tx, {
        ...{
          id: `batch-${n}` as BatchId,
          bankId,
          fileName: 'a',
          format: '',
          state,
          preview: emptyPreview,
          failure: '',
          failureParams: {},
        },
        ...{ madeCount: 0, madeTopics: [], createdBy: 'u' as UserId, createdAt: n, endedAt: 0 },
      }),
    );
  expect([
    await both((tx) => failReadingBatches(tx, 'x', 9)),
    await both((tx) => failReadingBatches(tx, 'x', 9)),
  ]).toEqual([1, 0]);
  const rows = await both((tx) => batchesOfBank(tx, bankId, 9));
  expect(rows.map(({ state, failure, endedAt }) => [state, failure, endedAt])).toEqual([
    ['preview', '', 0],
    ['failed', 'x', 9],
  ]);
  expect(rows[0]).not.toHaveProperty('preview');
});
