/** Words for every problem and refusal of an import, and what its page works out by itself: letters, columns, names. */
import { describe, expect, it } from 'vitest';
import type { ImportRefusalName } from '../../server/content/imported.ts';
import { importLimits } from '../../server/content/imported.ts';
import { columnHeadings } from '../../server/content/formats/columns.ts';
import { notHeldNames } from '../../server/content/formats/not-held.ts';
import { importProblemNames } from '../../server/rules/import-preview.ts';
import { questionKinds } from '../../server/rules/question.ts';
import type { TopicView } from '../../server/wire/http/banks.ts';
import { fileFormats } from '../../server/rules/file-formats.ts';
import type { ImportItem } from '../../server/wire/http/bank-imports.ts';
import { tableColumns } from '../../server/wire/http/bank-tables.ts';
import { en } from '../../web/i18n/en/import-problems.ts';
import { vi } from '../../web/i18n/vi/import-problems.ts';
import { blankQuestion, switchKind, emptyShelf } from '../../web/studio/banks/content.ts';
import { endings, fileLimits, looksLikeTable } from '../../web/studio/imports/formats.ts';
import { columnLetter, noMapping, useOf, withUse } from '../../web/studio/imports/mapping.ts';
import { canPick, pickedBy } from '../../web/studio/imports/pick.ts';
import { sameName } from '../../web/studio/imports/topic-name.ts';
import { twinPlace } from '../../web/studio/imports/twin-place.ts';

/** A name that is missing here, or too many, does not compile. */
const refusalNames: Readonly<Record<ImportRefusalName | 'cancelled' | 'server-stopped' | 'expired', true>> = {
  'file-empty': true,
  'file-too-large': true,
  'file-format-unknown': true,
  'file-broken': true,
  'file-encrypted': true,
  'file-has-macros': true,
  'file-unpacks-too-large': true,
  'file-path-outside': true,
  'file-too-deep': true,
  'file-too-many-entries': true,
  'file-too-many-questions': true,
  'file-external-entity': true,
  'file-encoding-unknown': true,
  'file-legacy-word': true,
  'file-no-questions': true,
  'file-takes-too-long': true,
  cancelled: true,
  'server-stopped': true,
  expired: true,
};

/** What every reader gives with a problem that needs it; all else may be missing. */
const alwaysGiven = { label: 'Câu 7', max: '4000', option: 'b', code: 'cau-0001', number: '3' };

describe.each([
  ['Vietnamese', vi],
  ['English', en],
])('%s', (_name, words) => {
  it('has plain words for every problem, without a hole where nothing is known', () => {
    expect(Object.keys(words.problems).sort()).toEqual([...importProblemNames].sort());
    for (const say of Object.values(words.problems)) expect(say(alwaysGiven)).not.toMatch(/undefined|""|\{|-{2}/);
  });

  it('says why every file is refused', () => {
    expect(Object.keys(words.refusals).sort()).toEqual(Object.keys(refusalNames).sort());
    for (const say of Object.values(words.refusals)) expect(say({})).not.toMatch(/undefined|""/);
    expect(words.refusals['file-format-unknown']?.({ found: 'pdf' })).toContain('PDF');
  });

  it('names all that a format may have no room for', () => {
    expect(Object.keys(words.notHeld).sort()).toEqual([...notHeldNames].sort());
  });
});

describe('what the page tells of files', () => {
  it('has the server’s own limits and columns', () => {
    expect([fileLimits.megabytes * 1_000_000, fileLimits.questions]).toEqual([
      importLimits.bytesMax,
      importLimits.questionsMax,
    ]);
    expect([...tableColumns].sort()).toEqual(Object.keys(columnHeadings).sort());
    expect(Object.keys(endings)).toEqual([...fileFormats]);
  });

  it('knows a table by its name', () => {
    expect(['a.xlsx', 'Đề 2.CSV', 'b.ods', 'c.tsv'].every(looksLikeTable)).toBe(true);
    expect(['a.docx', 'xlsx', 'a.xlsx.docx'].some(looksLikeTable)).toBe(false);
  });
});

describe('one letter sets the key', () => {
  it.each(questionKinds)('of %s, where it has options to press', (kind) => {
    const { content } = switchKind(blankQuestion('', ''), emptyShelf, kind);
    expect(pickedBy('b', content)).toBe(canPick(kind) ? 'b' : '');
    expect([pickedBy('B', content), pickedBy('x', content), pickedBy('Enter', content), pickedBy('', content)]).toEqual(
      [pickedBy('b', content), '', '', ''],
    );
  });

  it('takes Đ and S for a statement', () => {
    const { content } = switchKind(blankQuestion('', ''), emptyShelf, 'true-false');
    expect([pickedBy('đ', content), pickedBy('S', content), pickedBy('Đ', content)]).toEqual(['a', 'b', 'a']);
  });
});

describe('columns of a table', () => {
  it('each has one use, and each use one column', () => {
    const first = withUse(withUse(withUse(noMapping, 2, 'stem'), 3, 'option-0'), 4, 'option-1');
    expect(first).toEqual({ headingRow: 0, columns: { stem: 2 }, options: [3, 4] });
    const moved = withUse(first, 5, 'stem');
    expect([useOf(moved, 2), useOf(moved, 5)]).toEqual(['', 'stem']);
    expect(withUse(first, 3, 'key')).toEqual({ headingRow: 0, columns: { stem: 2, key: 3 }, options: [4] });
    expect(withUse(first, 2, 'option-0').options).toEqual([2, 4]);
    expect(withUse(first, 2, 'option-0').columns).toEqual({});
    expect(withUse(first, 3, '').options).toEqual([4]);
  });

  it('are named as spreadsheets name them', () => {
    expect([0, 25, 26, 52, 701, 702].map(columnLetter)).toEqual(['A', 'Z', 'AA', 'BA', 'ZZ', 'AAA']);
  });
});

describe('sections and repeats', () => {
  const topic = (id: string, name: string, parentId: string | null): TopicView => ({
    ...{ id, name, parentId },
    ...{ questions: 0, approved: 0 },
  });
  const topics = [topic('so', 'Chuyển đổi số', null), topic('du-lieu', 'Dữ liệu', 'so')];

  it('finds the topic that a section would join, whatever its capitals', () => {
    expect(sameName(topics, ['CHUYỂN ĐỔI SỐ', 'dữ liệu'])?.id).toBe('du-lieu');
    expect(sameName(topics, ['Dữ liệu'])).toBeNull();
    expect(sameName(topics, ['Chuyển đổi số', 'An toàn'])).toBeNull();
  });

  it('finds which other question is repeated', () => {
    const place = { file: '', label: '', page: 0, row: 0, column: '' };
    const problem = (name: ImportItem['problems'][number]['name'], params: Record<string, string>) =>
      ({ problems: [{ name, weight: 'doubt', place, params }] }) as unknown as ImportItem;
    expect(twinPlace(problem('duplicate-in-bank', { code: 'cau-0001' }))).toEqual({ code: 'cau-0001', number: 0 });
    expect(twinPlace(problem('duplicate-in-file', { number: '7' }))).toEqual({ code: '', number: 7 });
    expect(twinPlace(problem('no-key', {}))).toBeNull();
  });
});
