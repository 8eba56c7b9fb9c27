/** Tables of units: what is read, and a plain word for each row that is not. */
import { readFileSync } from 'node:fs';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { readUnitsText, unitColumns, unitLimits } from '../../server/content/read-units.ts';
import { unitProblemText } from '../../server/content/unit-problem-text.ts';

const head = unitColumns.join(',');
const read = (...rows: readonly string[]) => readUnitsText([head, ...rows].join('\n'));

describe('a table of units', () => {
  it('the sample has no problem and each unit once', () => {
    const { lines, problems } = readUnitsText(
      readFileSync(new URL('../../questions/samples/units.csv', import.meta.url), 'utf8'),
    );
    expect(problems).toEqual([]);
    expect(lines.length).toBeGreaterThan(90);
    expect(lines.find((line) => line.code === '28594')).toMatchObject({
      scheme: '2025',
      parentCode: '82',
      name: 'Xã Chợ Gạo',
    });
  });

  it('reads quotes, a BOM, Windows line ends, columns in any order and empty lines', () => {
    const { lines, problems } = readUnitsText(
      '\ufeffname,scheme,code,parent_scheme,parent_code,kind,hierarchy,headcount,note\r\n"Sở ""A"", B",co-quan,01,,,so_nganh,government,12,x\r\n\r\n',
    );
    expect(problems).toEqual([]);
    expect(lines).toEqual([
      {
        row: 2,
        scheme: 'co-quan',
        code: '01',
        parentScheme: '',
        parentCode: '',
        hierarchy: 'government',
        kind: 'so_nganh',
        name: 'Sở "A", B',
        headcount: 12,
      },
    ]);
  });

  it.each([
    ['2025,x y,,,government,xa,Xã A,1', 'code-malformed', 'mã đơn vị "2025:x y" chưa đúng'],
    ['2025,1,2025,,government,xa,Xã A,1', 'parent-half', 'cần cả parent_scheme và parent_code'],
    ['2025,1,,,province,xa,Xã A,1', 'hierarchy-unknown', '"government" hoặc "doan"'],
    ['2025,1,,,government,Xã,Xã A,1', 'kind-malformed', 'loại đơn vị'],
    ['2025,1,,,government,xa,  ,1', 'name-missing', 'thiếu tên'],
    ['2025,1,,,government,xa,Xã A,-5', 'headcount-malformed', 'số nguyên không âm'],
    ['2025,1,,,government,xa,Xã A,1.5', 'headcount-malformed', 'số nguyên không âm'],
    ['2025,1,,,government,xa,Xã A,99999999', 'headcount-malformed', 'số nguyên không âm'],
    [`2025,1,,,government,xa,${'A'.repeat(201)},1`, 'cell-too-long', 'quá dài'],
  ])('%s is %s', (row, problem, words) => {
    const { lines, problems } = read('2025,9,,,government,xa,Xã đúng,', row);
    expect(lines.map((line) => line.name)).toEqual(['Xã đúng']);
    expect(problems).toMatchObject([{ row: 3, problem }]);
    expect(problems.map(unitProblemText)[0]).toContain('Dòng 3: ');
    expect(problems.map(unitProblemText)[0]).toContain(words);
  });

  it('a code twice is told at the second', () => {
    expect(read('2025,1,,,government,xa,A,', '2025,1,,,government,xa,B,').problems).toEqual([
      { row: 3, problem: 'repeated', about: '2025:1' },
    ]);
  });

  it('a missing column stops everything', () => {
    expect(readUnitsText('scheme,code\n2025,1').problems).toMatchObject([
      { problem: 'column-missing', about: 'parent_scheme' },
    ]);
  });

  it('too much is refused whole', () => {
    const many = Array.from({ length: unitLimits.rowsMax + 1 }, (_, index) => `2025,${index},,,government,xa,A,`);
    expect(read(...many)).toEqual({ lines: [], problems: [{ row: 1, problem: 'too-many-rows', about: '20000' }] });
    expect(readUnitsText('x'.repeat(unitLimits.textLengthMax + 1)).problems[0]?.problem).toBe('too-large');
  });

  it('never throws', () => {
    fc.assert(
      fc.property(fc.string(), fc.string(), (first, rest) => {
        expect(readUnitsText(`${first}\n${rest}`).problems).toBeDefined();
        expect(read(rest).problems).toBeDefined();
      }),
    );
  });
});
