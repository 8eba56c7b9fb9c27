/** The blueprint's worksheet: reading, typing, pasting, sums, and the way back to cells. */
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { difficulties, questionKinds } from '../../server/rules/question.ts';
import type { BlueprintShape } from '../../server/wire/http/blueprints.ts';
import {
  cellName,
  columnsOf,
  kindsIn,
  pasteBlock,
  rowsOf,
  sumOf,
  toBlueprint,
  toSheet,
  typed,
} from '../../web/studio/blueprint/grid-model.ts';
import { keyText } from '../../web/studio/blueprint/key-text.ts';
import { fromField, toField } from '../../web/studio/blueprint/local-moment.ts';

const topics = [
  { id: 'law', name: 'Pháp luật', parentId: null },
  { id: 'cyber', name: 'An toàn mạng', parentId: 'law' },
  { id: 'skills', name: 'Kỹ năng', parentId: null },
];
const empty: BlueprintShape = { cells: [], pointsPerQuestion: 5 };
const rows = rowsOf({ topics, blueprint: empty });
const columns = columnsOf([]);

test('topics stand as a tree, those that are gone below', () => {
  const blueprint = { ...empty, cells: [{ topic: 'old', difficulty: null, kind: null, count: 1 }] };
  expect(rowsOf({ topics, blueprint }).map(({ topic, level, isGone }) => [topic, level, isGone])).toEqual([
    ...[['law', 1, false], ['cyber', 2, false], ['skills', 1, false], ['old', 1, true]], // prettier-ignore
  ]);
});

test('a sheet has columns of any kind and of each kind that is used', () => {
  const cells = [{ topic: 'law', difficulty: null, kind: 'grid', count: 1 } as const];
  expect(kindsIn({ cells })).toEqual(['grid']);
  expect(columnsOf(['grid']).map(({ kind, difficulty }) => [kind, difficulty])).toEqual([
    ...[null, ...difficulties].map((one) => [null, one]),
    ...[null, ...difficulties].map((one) => ['grid', one]),
  ]);
});

test.each([
  ['12', 'count', 12],
  ['', 'count', 0],
  [' 7 ', 'count', 7],
  ['1.000', 'points', 1000],
  ['999', 'count', 100],
  ['2,5', 'count', null],
  ['-1', 'count', null],
  ['ba', 'count', null],
] as const)('%j typed as %s is %j', (text, layer, value) => expect(typed(text, layer)).toBe(value));

describe('a block from Excel', () => {
  const paste = (text: string, row = 0, column = 0) =>
    pasteBlock(toSheet(empty), text, 'count', { rows, columns, row, column });
  test('lies from the cell on; what has no room is left out, empty cells are nothing', () => {
    const sheet = paste('1\t2\r\n\t3\r\n', 1, 2);
    const cells = toBlueprint(sheet ?? toSheet(empty), rows).cells.map(({ topic, difficulty, count }) => [
      topic,
      difficulty,
      count,
    ]);
    expect(cells).toEqual([['cyber', 'understand', 1], ['cyber', 'apply', 2], ['skills', 'apply', 3]]); // prettier-ignore
    expect(toBlueprint(paste('1\n2\n3\n4\n5') ?? toSheet(empty), rows).cells).toHaveLength(3);
  });
  test('with a word in it changes nothing', () => expect(paste('1\thai')).toBeNull());
});

test('sums count each cell with its own points, or the usual ones', () => {
  const cells = [
    { topic: 'law', difficulty: null, kind: null, count: 2 },
    { topic: 'law', difficulty: 'apply', kind: 'grid', count: 3, points: 40 },
  ] as const;
  const sheet = toSheet({ cells: [...cells], pointsPerQuestion: 5 });
  expect(
    sumOf(sheet, [
      cellName('law', { kind: null, difficulty: null }),
      cellName('law', { kind: 'grid', difficulty: 'apply' }),
    ]),
  ).toEqual({ questions: 5, points: 130 });
});

test('what is read is written back the same, in the order of the sheet', () => {
  const anyCell = fc.record({
    topic: fc.constantFrom('law', 'cyber', 'skills'),
    difficulty: fc.constantFrom(null, ...difficulties),
    kind: fc.constantFrom(null, ...questionKinds),
    count: fc.integer({ min: 1, max: 100 }),
  });
  const unlike = fc.uniqueArray(anyCell, { selector: (cell) => cellName(cell.topic, cell), maxLength: 20 });
  const name = (cell: { topic: string; difficulty: unknown; kind: unknown; count: number }) =>
    JSON.stringify([cell.topic, cell.difficulty, cell.kind, cell.count]);
  fc.assert(
    fc.property(unlike, (cells) => {
      const back = toBlueprint(toSheet({ cells, pointsPerQuestion: 5 }), rows);
      expect(back.cells.map(name).sort()).toEqual(cells.map(name).sort());
      expect(toBlueprint(toSheet(back), rows)).toEqual(back);
    }),
  );
});

test('dates in fields are those of Việt Nam’s clock, and back', () => {
  const at = Date.UTC(2026, 10, 24, 13, 5);
  expect(toField(at)).toBe('2026-11-24T20:05');
  expect(fromField('2026-11-24T20:05')).toBe(at);
  expect(fromField('')).toBeNull();
});

test.each([
  ['single', [2], '', 'C'],
  ['multiple', [0, 3], '', 'A, D'],
  ['grid', [1, 2], '', 'A Đ; B S'],
  ['ordering', [2, 0, 1], '', 'C – A – B'],
  ['matching', [2, 1], '', '1 – B; 2 – A'],
  ['number', [], '3.14', '3.14'],
] as const)('the key of %s reads as people write it', (kind, choice, text, words) => {
  expect(keyText({ kind, right: { choice: [...choice], text } }, ['Đ', 'S'])).toBe(words);
});
