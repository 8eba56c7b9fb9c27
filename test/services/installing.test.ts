/** Bringing banks, units and contests into the store: again and again, changed, wrong, and two at once. */
import { describe, expect, it } from 'vitest';
import { readUnitsText, unitColumns } from '../../server/content/read-units.ts';
import type { Question, QuestionBank } from '../../server/rules/question.ts';
import { importBank } from '../../server/services/import-bank.ts';
import { importUnits } from '../../server/services/import-units.ts';
import { installContest } from '../../server/services/install-contest.ts';
import { loadContest } from '../../server/services/load-contest.ts';
import { loadSamples } from '../../server/services/load-samples.ts';
import { loadPool } from '../../server/services/question-pool.ts';
import { contestIds } from '../../server/store/contests.ts';
import { versionsOfBank } from '../../server/store/question-versions.ts';
import { allUnits } from '../../server/store/units.ts';
import { openApp } from '../helpers/build-app.ts';
import { sampleContest } from '../helpers/make.ts';

const question = (id: string, stem = `Câu ${id}?`): Question => ({
  id,
  topic: 'chu-truong-dang',
  kind: 'single',
  difficulty: 'recognise',
  stem,
  options: [
    { id: 'a', text: 'Một' },
    { id: 'b', text: 'Hai' },
  ],
  key: ['a'],
  explanation: 'Vì thế.',
  source: 'Nguồn',
  factId: 'f',
  checkedOn: '2026-11-01',
  isPractice: false,
});
const bankOf = (...questions: readonly Question[]): QuestionBank => ({
  id: 'thu',
  name: 'Thử',
  topics: [{ id: 'chu-truong-dang', name: 'Chủ trương' }],
  questions,
});

describe('a bank', () => {
  it('imported again changes nothing; a changed question is a new version; a missing one is retired', async () => {
    await using hoithi = await openApp({ samples: false });
    const { ctx } = hoithi;
    expect(await importBank(ctx, bankOf(question('1'), question('2')))).toEqual({ added: 2, changed: 0, retired: 0 });
    expect(await importBank(ctx, bankOf(question('1'), question('2')))).toEqual({ added: 0, changed: 0, retired: 0 });
    expect(await importBank(ctx, bankOf(question('1', 'Câu khác?')))).toEqual({ added: 0, changed: 1, retired: 1 });
    const versions = await ctx.store.read((tx) => versionsOfBank(tx, 'thu'));
    expect(
      versions.map(({ questionId, version, isCurrent, content }) => [questionId, version, isCurrent, content.stem]),
    ).toEqual([
      ['1', 1, false, 'Câu 1?'],
      ['1', 2, true, 'Câu khác?'],
      ['2', 1, false, 'Câu 2?'],
    ]);
  });

  it('a question that comes back is drawn again', async () => {
    await using hoithi = await openApp({ samples: false });
    await importBank(hoithi.ctx, bankOf(question('1'), question('2')));
    await importBank(hoithi.ctx, bankOf(question('1')));
    await importBank(hoithi.ctx, bankOf(question('1'), question('2')));
    const versions = await hoithi.ctx.store.read((tx) => versionsOfBank(tx, 'thu'));
    expect(versions.filter((version) => version.isCurrent).map((version) => version.questionId)).toEqual(['1', '2']);
  });

  it('is drawn as imported last, in the same millisecond too; papers of before find their questions', async () => {
    await using hoithi = await openApp({ samples: false });
    const { ctx } = hoithi;
    await using model = await openApp();
    const { definition } = await sampleContest(model.ctx);
    await importBank(ctx, bankOf(question('1'), { ...question('9'), isPractice: true }));
    await installContest(ctx, { ...definition, bankId: 'thu' });
    const contest = await sampleContest(ctx);
    const before = await loadPool(ctx, contest);
    expect(before.pool.map((drawn) => drawn.questionId)).toEqual(['1']);
    expect(JSON.stringify(before.pool)).not.toContain('key');
    await importBank(ctx, bankOf(question('1', 'Mới?'), question('2')));
    const after = await loadPool(ctx, contest);
    expect(after.pool.map((drawn) => drawn.questionId)).toEqual(['1', '2']);
    const old = before.pool[0];
    expect(old === undefined ? '' : after.question(old.versionId).stem).toBe('Câu 1?');
  });
});

describe('a contest', () => {
  it('is installed once, with a secret for each round whose digest is public', async () => {
    await using hoithi = await openApp();
    const { ctx } = hoithi;
    const contest = await sampleContest(ctx);
    const again = await installContest(ctx, { ...contest.definition, title: { vi: 'Khác', en: 'Other' } });
    expect(again).toBe(contest.id);
    expect((await loadContest(ctx, contest.id))?.definition.title).toEqual(contest.definition.title);
    expect(contest.rounds.map((round) => round.ordinal)).toEqual([1, 2, 3]);
    const secrets = contest.rounds.map((round) => round.secret);
    expect(new Set(secrets).size).toBe(3);
    for (const round of contest.rounds) {
      expect(round.secret).toMatch(/^[0-9a-f]{64}$/);
      expect(round.secretDigest).toBe(ctx.secrets.digest(round.secret));
    }
  });

  it('the samples are loaded once', async () => {
    await using hoithi = await openApp();
    expect(await loadSamples(hoithi.ctx)).toBe(0);
    expect(await hoithi.ctx.store.read(contestIds)).toHaveLength(2);
  });
});

describe('units', () => {
  const table = (...rows: readonly string[]) => readUnitsText([unitColumns.join(','), ...rows].join('\n')).lines;

  it('come in whatever order the table has, with their full names', async () => {
    await using hoithi = await openApp({ samples: false });
    const lines = table(
      't,2,t,1,government,xa,Xã B,5',
      't,1,,,government,tinh,Tỉnh A,',
      't,3,t,2,government,truong,Trường C,',
    );
    expect(await importUnits(hoithi.ctx, lines, 'Sở Nội vụ')).toEqual({ units: 3, problems: [] });
    const units = await hoithi.ctx.store.read(allUnits);
    expect(units.map((unit) => [unit.fullName, unit.searchKey, unit.headcount, unit.headcountDeclaredBy])).toEqual([
      ['Tỉnh A', 'tinh a', 0, ''],
      ['Xã B, tỉnh A', 'xa b', 5, 'Sở Nội vụ'],
      ['Trường C, xã B, tỉnh A', 'truong c', 0, ''],
    ]);
  });

  it('imported again keep their ids', async () => {
    await using hoithi = await openApp({ samples: false });
    await importUnits(hoithi.ctx, table('t,1,,,government,xa,Xã B,5'), 'a');
    const [before] = await hoithi.ctx.store.read(allUnits);
    await importUnits(hoithi.ctx, table('t,1,,,government,phuong,Phường B,6'), 'b');
    const [after, ...more] = await hoithi.ctx.store.read(allUnits);
    expect(more).toEqual([]);
    expect(after).toMatchObject({ id: before?.id, name: 'Phường B', headcount: 6, headcountDeclaredBy: 'b' });
  });

  it('with an unknown parent or a loop nothing of the table comes in', async () => {
    await using hoithi = await openApp({ samples: false });
    const lines = table(
      't,1,,,government,xa,A,',
      't,2,t,9,government,xa,B,',
      't,3,t,4,doan,xa,C,',
      't,4,t,3,doan,xa,D,',
    );
    const { units, problems } = await importUnits(hoithi.ctx, lines, 'a');
    expect(units).toBe(0);
    expect(problems.map(({ row, problem }) => [row, problem])).toEqual([
      [3, 'parent-unknown'],
      [5, 'parent-loop'],
    ]);
    expect(await hoithi.ctx.store.read(allUnits)).toEqual([]);
  });

  it('a whole new table is found at once', async () => {
    await using hoithi = await openApp();
    const find = () => hoithi.get('/api/contests/kien-giang/units?q=doan xa moi');
    expect((await find()).body).not.toContain('Đoàn xã Mới');
    await importUnits(hoithi.ctx, table('doan,moi,doan,ag,doan,doan_xa,Đoàn xã Mới,40'), 'a');
    expect((await find()).body).toContain('Đoàn xã Mới');
  });
});
