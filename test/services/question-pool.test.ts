/** What papers and practice of a contest may draw: its topics with those under them, what is kept for it, what is in force. */
import { describe, expect, it } from 'vitest';
import { lapsesOn, topicsAbove, type LegalSource, type Question } from '../../server/rules/question.ts';
import { importBank } from '../../server/services/import-bank.ts';
import { loadPool } from '../../server/services/question-pool.ts';
import { shownQuestion } from '../../server/services/shown-question.ts';
import { questionsByCodes, writeQuestion } from '../../server/store/questions.ts';
import { openApp } from '../helpers/build-app.ts';
import { everyKindQuestion } from '../helpers/every-kind-questions.ts';
import { everyKindContest, everyKindSlug } from '../helpers/every-kind.ts';
import { sampleContest } from '../helpers/make.ts';

const inForce = (inForceTo: string): LegalSource => ({
  ...{ instrument: 'Luật', article: '1', clause: '', inForceFrom: '2020-01-01' },
  inForceTo,
});

describe('a pool', () => {
  it('knows the topics above each question', async () => {
    await using hoithi = await openApp();
    const contest = await everyKindContest(hoithi.ctx);
    const { pool } = await loadPool(hoithi.ctx, contest);
    expect(new Set(pool.map(({ within }) => within?.join()))).toEqual(new Set(['moi-loai,goc']));
    expect(contest.topics.map(({ id }) => id)).toEqual(['goc', 'moi-loai']);
    expect(JSON.stringify(pool)).not.toMatch(/key|explanation|3\.14/);
  });

  it('leaves out what is kept for another contest, in papers and in practice', async () => {
    await using hoithi = await openApp();
    const contest = await everyKindContest(hoithi.ctx);
    const other = await sampleContest(hoithi.ctx);
    const now = hoithi.clock.now();
    await hoithi.ctx.store.write(async (tx) => {
      for (const head of await questionsByCodes(tx, everyKindSlug, ['moi-grid', 'luyen-grid']))
        await writeQuestion(tx, head.id, { reservedFor: contest.id });
    });
    const pool = await loadPool(hoithi.ctx, contest);
    const codes = (contestId: typeof contest.id) => pool.drawableIn(contestId, now).map(({ questionId }) => questionId);
    expect(codes(contest.id)).toContain('moi-grid');
    expect(codes(other.id)).not.toContain('moi-grid');
    expect(codes(other.id)).toHaveLength(7);
    expect(pool.practiceIn(other.id, now).map(({ id }) => id)).not.toContain('luyen-grid');
  });

  it('leaves out a question from the day on which no instrument behind it is in force', async () => {
    await using hoithi = await openApp();
    const contest = await sampleContest(hoithi.ctx);
    const question: Question = {
      ...everyKindQuestion('single'),
      legal: [inForce('2026-11-21'), inForce('2026-11-20')],
    };
    await importBank(hoithi.ctx, { id: 'luat', name: 'Luật', topics: [], questions: [question] });
    const pool = await loadPool(hoithi.ctx, { definition: { ...contest.definition, bankId: 'luat' } });
    // Midnight in Việt Nam is 17:00 of the day before in UTC.
    const midnight = Date.UTC(2026, 10, 20, 17);
    expect(pool.drawableIn(contest.id, midnight - 1)).toHaveLength(1);
    expect(pool.drawableIn(contest.id, midnight)).toEqual([]);
    expect(pool.pool).toHaveLength(1);
  });

  it('makes the HTML of a question once', () => {
    const question = everyKindQuestion('matching');
    const shown = shownQuestion(question, () => undefined);
    expect(shownQuestion(question, () => undefined)).toBe(shown);
    expect(shown.options(['c', 'a'])).toEqual(['Số 115', 'Số 113']);
    expect(shown.prompts).toEqual(['Cháy nhà', 'Cấp cứu']);
  });
});

describe('rules of a question', () => {
  it.each([
    [[], ''],
    [['2026-01-01'], '2026-01-01'],
    [['2026-01-01', '2027-05-01'], '2027-05-01'],
    [['2026-01-01', ''], ''],
  ])('with instruments until %j leaves the draw on %j', (ends, day) => {
    expect(lapsesOn({ legal: ends.map(inForce) })).toBe(day);
  });

  it('topics above end at the top, at a parent that is not there, and in a loop', () => {
    const topic = (id: string, parentId?: string) => ({ id, name: id, ...(parentId !== undefined && { parentId }) });
    const topics = [
      topic('a'),
      topic('b', 'a'),
      topic('c', 'b'),
      topic('lost', 'gone'),
      topic('x', 'y'),
      topic('y', 'x'),
    ];
    expect(['c', 'a', 'lost', 'x'].map((id) => topicsAbove(topics, id))).toEqual([
      ['c', 'b', 'a'],
      ['a'],
      ['lost', 'gone'],
      ['x', 'y'],
    ]);
  });
});
