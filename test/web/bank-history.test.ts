/** A question's history and its drafts kept in the browser, without a screen. */
import { afterEach, describe, expect, test, vi } from 'vitest';
import type { QuestionView } from '../../server/wire/http/banks.ts';
import { blankQuestion } from '../../web/studio/banks/content.ts';
import { differenceText, type DifferenceWords } from '../../web/studio/banks/difference-text.ts';
import {
  draftName,
  newDrafts,
  readDraftCopy,
  sweepDrafts,
  waitingDrafts,
} from '../../web/studio/banks/draft-copies.ts';
import { happeningsOf } from '../../web/studio/banks/happenings.ts';

type Event = QuestionView['events'][number];
const event = (deed: Event['deed'], at: number, note = '', version = 1): Event => {
  return { deed, at, note, version, actorName: 'Soạn' };
};
const version = (number: number, createdAt: number): QuestionView['versions'][number] => ({
  ...{ version: number, authorName: '', createdAt, approvedByName: '', approvedAt: createdAt, isDrawn: false },
  difference: [{ field: 'stem', of: '', parts: [{ kind: 'new', text: String(number) }] }],
});

describe('the history', () => {
  test('comments stand elsewhere; what was undone and which hint is told by name; a change shows what it changed', () => {
    const events = [
      event('undone', 6, 'approve', 2),
      event('hint-restored', 5, 'similar'),
      event('hint-dismissed', 4, 'similar: Khác nhau: về năm'),
      event('commented', 3, 'Xem giúp'),
      event('changed', 2, '', 2),
      event('made', 1),
    ];
    const told = happeningsOf({ events, versions: [version(2, 2), version(1, 1)] });
    expect(
      told.map(({ deed, undone, hint, note, difference }) => [deed, undone, hint, note, difference.length]),
    ).toEqual([
      ['undone', 'approved', null, 'approve', 0],
      ['hint-restored', null, 'similar', '', 0],
      ['hint-dismissed', null, 'similar', 'Khác nhau: về năm', 0],
      ['changed', null, null, '', 1],
      ['made', null, null, '', 0],
    ]);
  });

  test('versions that came as files are told with what they changed', () => {
    const told = happeningsOf({ events: [event('sent', 30, '', 2)], versions: [version(2, 20), version(1, 10)] });
    expect(told.map(({ deed, at, version: number }) => [deed, at, number])).toEqual([
      ['sent', 30, 2],
      ['changed', 20, 2],
      ['made', 10, 1],
    ]);
  });
});

test('values are told as people write them', () => {
  const words: DifferenceWords = {
    ...{ kinds: { grid: 'Bảng' }, difficulties: {}, schemes: {}, topics: { t: 'Luật' }, yes: 'có', no: 'không' },
    fields: { trueWord: 'Đúng', falseWord: 'Sai', ignoresCase: 'chữ hoa', ignoresMarks: 'dấu', ignoresSpaces: 'cách' },
    isNumber: true,
  };
  const told = (field: string, text: string, isNumber = true) => differenceText(field, text, { ...words, isNumber });
  expect([told('kind', 'grid'), told('topic', 't'), told('topic', 'gone')]).toEqual(['Bảng', 'Luật', 'gone']);
  expect([told('legalTo', '2026-11-30'), told('legalTo', '')]).toEqual(['30/11/2026', '']);
  expect([told('key', '9.5'), told('key', '9.5', false), told('key', 'true', false)]).toEqual(['9,5', '9.5', 'Đúng']);
  expect(told('folding', 'ignoresCase, ignoresSpaces')).toBe('chữ hoa, cách');
});

describe('drafts in the browser', () => {
  const held = new Map<string, string>();
  const storage = {
    get length() {
      return held.size;
    },
    key: (at: number) => [...held.keys()][at] ?? null,
    removeItem: (name: string) => void held.delete(name),
  };
  afterEach(() => {
    held.clear();
    vi.unstubAllGlobals();
  });

  test('are found by person and bank, and none is left behind by who signs out', () => {
    vi.stubGlobal('localStorage', storage);
    for (const [user, bank, key] of [
      ['u', 'b', 'cau-0001'],
      ['u', 'b', 'new:1'],
      ['u', 'b.2', 'cau-0002'],
      ['v', 'b', 'cau-0003'],
    ] as const)
      held.set(draftName(user, bank, key), '{}');
    held.set('hoithi.theme', 'dark');
    expect([waitingDrafts('u', 'b'), newDrafts('u', 'b'), waitingDrafts('v', 'b')]).toEqual([
      ['cau-0001', ''],
      ['new:1'],
      ['cau-0003'],
    ]);
    sweepDrafts();
    expect([...held.keys()]).toEqual(['hoithi.theme']);
  });

  test('what is no draft is none', () => {
    const copy = { content: blankQuestion('t', '2026-11-21'), revision: 3, at: 5 };
    expect(readDraftCopy(JSON.stringify(copy))).toEqual(copy);
    for (const text of [null, '', 'null', '{}', '{"content":{}}', JSON.stringify({ ...copy, revision: 'x' })])
      expect(readDraftCopy(text)).toBeNull();
  });
});
