/** The table of people who may not take part: what a row must hold, and how a table joins the list that is there. */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  exclusionLimits,
  planExclusions,
  readExclusionRows,
  type ExclusionMarks,
} from '../../server/rules/exclusion-list.ts';

const head = ['Họ và tên', 'Số điện thoại', 'Số căn cước', 'Nhiệm vụ'];
const read = (...rows: string[][]) => readExclusionRows([head, ...rows]);
const told = (...rows: string[][]) => read(...rows).problems.map(({ row, problem, about }) => [row, problem, about]);

describe('a table', () => {
  it('is taken with numbers however they were typed, names in one form, and without its empty rows', () => {
    const { lines, problems } = read(
      ['  Lê  Thị Bình ', '0912.345.678', '', 'Tổ Thư ký'],
      ['', '', '', ''],
      ['Phạm Văn Ba'.normalize('NFD'), '', "'082 090 001 234", ''],
      ['Đỗ An', '912345677', '082090001235', 'Soạn câu hỏi'],
    );
    expect(problems).toEqual([]);
    expect(lines).toEqual([
      { row: 2, fullName: 'Lê Thị Bình', phone: '+84912345678', cccd: '', reason: 'Tổ Thư ký' },
      { row: 4, fullName: 'Phạm Văn Ba', phone: '', cccd: '082090001234', reason: '' },
      { row: 5, fullName: 'Đỗ An', phone: '+84912345677', cccd: '082090001235', reason: 'Soạn câu hỏi' },
    ]);
  });

  it('may call its columns otherwise, in any order, and leave out what nobody is known by', () => {
    const { lines } = readExclusionRows([
      ['Reason', 'Identity number', 'x', 'Full name'],
      ['Jury', '082090001234', 'y', 'An'],
    ]);
    expect(lines).toEqual([{ row: 2, fullName: 'An', phone: '', cccd: '082090001234', reason: 'Jury' }]);
  });

  it('with any problem gives nobody, and tells the row of each', () => {
    const good = ['Lê Thị Bình', '0912345678', '', ''];
    expect(read(good, ['', '0912345679', '', '']).lines).toEqual([]);
    expect(
      told(
        good,
        ['', '0912345679', '', ''],
        ['Trần Cả', '', '', 'Thư ký'],
        ['Trần Cả', '02733872222', '', ''],
        ['Trần Cả', '', '82090001234', ''],
        ['Trần Cả', '', '8,2E+10', ''],
        ['Trần Cả', '', '311234567', ''],
        ['Bình', '+84 912 345 678', '082090001234', ''],
        ['Trần Cả', '0912345670', '', 'x'.repeat(exclusionLimits.cellLengthMax + 1)],
      ),
    ).toEqual([
      [3, 'name-missing', ''],
      [4, 'mark-missing', ''],
      [5, 'phone-malformed', ''],
      [6, 'cccd-malformed', ''],
      [7, 'cccd-malformed', ''],
      [8, 'cccd-old', ''],
      [9, 'repeated', '2'],
      [10, 'cell-too-long', 'reason'],
    ]);
  });

  it.each([
    ['nothing at all', [], 'column-missing', 'fullName'],
    ['no names', [['Số điện thoại'], ['0912345678']], 'column-missing', 'fullName'],
    ['names alone', [['Họ tên'], ['An']], 'column-missing', 'phone'],
    ['headings alone', [head], 'no-rows', ''],
    ['too many people', [head, ...Array.from({ length: 2001 }, () => head)], 'too-many-rows', '2000'],
  ])('of %s is refused as a whole', (_name, rows, problem, about) => {
    expect(readExclusionRows(rows)).toEqual({ lines: [], problems: [{ row: 1, problem, about }] });
  });
});

describe('joining a list', () => {
  const line = (phoneIndex: string, cccdIndex: string) => ({ phoneIndex, cccdIndex });
  const listed = (id: string, phoneIndex: string, cccdIndex: string) => ({ id, phoneIndex, cccdIndex });

  it.each([
    ['somebody new', [listed('a', 'p1', '')], line('p2', ''), { added: 1, changed: [], merged: [] }],
    ['a number more', [listed('a', 'p1', '')], line('p1', 'c1'), { added: 0, changed: [['a', 'p1', 'c1']], merged: [] }],
    ['a number less', [listed('a', 'p1', 'c1')], line('', 'c1'), { added: 0, changed: [['a', 'p1', 'c1']], merged: [] }],
    ['two that are one', [listed('a', 'p1', ''), listed('b', '', 'c1')], line('p1', 'c1'), { added: 0, changed: [['a', 'p1', 'c1']], merged: ['b'] }],
    ['another who shares a number', [listed('a', 'p1', ''), listed('b', 'p2', 'c1')], line('p1', 'c1'), { added: 0, changed: [['a', 'p1', 'c1']], merged: [] }],
  ])('%s', (_name, before, given, expected) => {
    const { added, changed, merged } = planExclusions(before, [given]);
    const told = changed.map(({ id, line: { phoneIndex, cccdIndex } }) => [id, phoneIndex, cccdIndex]);
    expect({ added: added.length, changed: told, merged }).toEqual(expected);
  }); // prettier-ignore

  it('leaves every number of the table on the list, and adds nobody the second time', () => {
    const mark = (kind: string) => fc.constantFrom('', `${kind}1`, `${kind}2`, `${kind}3`);
    const person = fc
      .record({ phoneIndex: mark('p'), cccdIndex: mark('c') })
      .filter(({ phoneIndex, cccdIndex }) => phoneIndex + cccdIndex !== '');
    const marksOf = (people: readonly ExclusionMarks[]) =>
      new Set(people.flatMap(({ phoneIndex, cccdIndex }) => [phoneIndex, cccdIndex].filter((one) => one !== '')));
    type Listed = ReturnType<typeof listed>;
    const joined = (before: readonly Listed[], lines: readonly ExclusionMarks[]): Listed[] => {
      const { added, changed, merged } = planExclusions(before, lines);
      const now = new Map(changed.map(({ id, line: one }) => [id, one]));
      return [
        ...before.filter(({ id }) => !merged.includes(id)).map((one) => ({ ...one, ...now.get(one.id) })),
        ...added.map((one, at) => ({ ...one, id: `new ${before.length} ${at}` })),
      ];
    };
    const list = fc.array(person, { maxLength: 4 });
    fc.assert(
      fc.property(list, list, (before, lines) => {
        const first = joined(
          before.map((one, at) => ({ ...one, id: `old ${at}` })),
          lines,
        );
        expect([...marksOf(first)]).toEqual(expect.arrayContaining([...marksOf(lines)]));
        expect(new Set(first.map(({ id }) => id)).size).toBe(first.length);
        const again = joined(first, lines);
        expect(again.length).toBeLessThanOrEqual(first.length);
        expect([...marksOf(again)]).toEqual(expect.arrayContaining([...marksOf(lines)]));
      }),
    );
  });
});
