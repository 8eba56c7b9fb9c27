/** Vietnamese names: one form, the order of lists, the search key, the public mask. */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  compareByGivenName,
  compareVietnamese,
  givenNameSortKey,
  maskName,
  normaliseName,
  searchKey,
  toNfc,
} from '../../server/rules/names.ts';

const syllables = [
  ...['Nguyễn', 'Lê', 'Trần', 'Đặng', 'Phạm', 'Ân', 'Ăn', 'An', 'Án', 'Ạn', 'Hòa', 'Hoà', 'Hoa', 'đào', 'Đào', 'Dao'],
  ...['Niê', "H'Hen", 'Y', 'Mai', 'O', 'ƯNG', 'Ơn', 'Müller', 'Wang', 'Zoë', '李', '-', "'", '9'],
];
const nameOf = fc.array(fc.constantFrom(...syllables), { minLength: 1, maxLength: 5 }).map((words) => words.join(' '));
const anyName = fc.oneof({ weight: 4, arbitrary: nameOf }, { weight: 1, arbitrary: fc.string({ unit: 'binary' }) });

const sortedNames = (names: readonly string[]) => [...names].sort(compareByGivenName);

describe('one form of a name', () => {
  it.each([
    ['  Nguyễn   Văn\tAn ', 'Nguyễn Văn An'],
    ['Nguyễn Văn An'.normalize('NFD'), 'Nguyễn Văn An'],
    ['Lê\u200B Thị\u00A0Bình\n', 'Lê Thị Bình'],
    ["H'Hen Niê", "H'Hen Niê"],
    ['   ', ''],
  ])('%j is kept as %j', (typed, kept) => {
    expect(normaliseName(typed)).toBe(kept);
    expect(normaliseName(kept)).toBe(kept);
  });

  it('makes one string of two ways to type a letter', () => {
    expect(toNfc('e\u0302\u0323')).toBe('\u1EC7');
    expect(toNfc('\u1EC7')).toBe('\u1EC7');
  });
});

describe('search key', () => {
  it.each([
    ['Nguyễn Thị Ánh Đào', 'nguyen thi anh dao'],
    ['  TRẦN   ĐỨC  ', 'tran duc'],
    ['Thanh Hoá', 'thanh hoa'],
    ['Thanh Hóa', 'thanh hoa'],
    ['Ưng Hoàng Phước'.normalize('NFD'), 'ung hoang phuoc'],
    ["H'Hen Niê", "h'hen nie"],
    ['Y Bhăm', 'y bham'],
    ['', ''],
  ])('%s is found by %s', (name, key) => {
    expect(searchKey(name)).toBe(key);
  });

  it('of a search key is itself', () => {
    fc.assert(
      fc.property(anyName, (name) => searchKey(searchKey(name)) === searchKey(name)),
      { numRuns: 1000 },
    );
  });
});

describe('order by given name', () => {
  it('puts An before Bình whatever the family names', () => {
    expect(sortedNames(['Lê Thị Bình', 'Nguyễn Văn An'])).toEqual(['Nguyễn Văn An', 'Lê Thị Bình']);
  });

  it('goes by tên, then họ, then đệm', () => {
    const inOrder = [
      ...['An', 'Lê An', 'Lê Bảo An', 'Lê Văn An', 'Nguyễn Văn An', 'Nguyễn Văn Thành An'],
      ...['Trần Thị Ánh', 'Lê Văn Bình', 'Đặng Thị Chi', "H'Hen Niê", 'Phạm Như Ý'],
    ];
    expect(sortedNames([...inOrder].reverse())).toEqual(inOrder);
  });

  it('knows the alphabet', () => {
    const inOrder = [...'aăâbcdđeêghiklmnoôơpqrstuưvxy'].map((letter) => `Lê ${letter.toUpperCase()}`);
    expect(sortedNames([...inOrder].reverse())).toEqual(inOrder);
  });

  it('knows the tones: ngang, huyền, hỏi, ngã, sắc, nặng', () => {
    const inOrder = ['Lê Ba', 'Lê Bà', 'Lê Bả', 'Lê Bã', 'Lê Bá', 'Lê Bạ', 'Lê Bác', 'Lê Băng', 'Lê Bân', 'Lê Bậu'];
    expect(sortedNames([...inOrder].reverse())).toEqual(inOrder);
  });

  it('sees no difference of order in case, normal form or the place of the tone mark', () => {
    expect(givenNameSortKey('TRẦN HOÀ')).toBe(givenNameSortKey('Trần Hòa'.normalize('NFD')));
    expect(compareByGivenName('Trần Hòa'.normalize('NFD'), ' Trần  Hòa ')).toBe(0);
    expect(sortedNames(['Trần Hoan', 'Lê Hoà', 'Trần Hòa', 'Lê Hoa'])).toEqual([
      ...['Lê Hoa', 'Lê Hoà', 'Trần Hòa', 'Trần Hoan'],
    ]);
  });

  it('of units goes from the first word on', () => {
    const inOrder = [
      'Đoàn trường',
      'Phường 1',
      'Phường An Hội',
      'Sở Y tế',
      'Xã Bình Đức',
      'Xã Tân Hội',
      'Xã Tân Hương',
    ];
    expect([...inOrder].reverse().sort(compareVietnamese)).toEqual(inOrder);
  });

  it('is kept in a key of digits alone', () => {
    fc.assert(fc.property(anyName, (name) => /^\d+$/.test(givenNameSortKey(name))));
  });

  it('is total and antisymmetric, and equal only for the same name', () => {
    fc.assert(
      fc.property(anyName, anyName, (a, b) => {
        const order = compareByGivenName(a, b);
        expect([-1, 0, 1]).toContain(order);
        expect(order + compareByGivenName(b, a)).toBe(0);
        expect(order === 0).toBe(normaliseName(a) === normaliseName(b));
      }),
      { numRuns: 1000 },
    );
  });

  it('is transitive', () => {
    fc.assert(
      fc.property(nameOf, nameOf, nameOf, (a, b, c) => {
        const holds = compareByGivenName(a, b) <= 0 && compareByGivenName(b, c) <= 0;
        expect(!holds || compareByGivenName(a, c) <= 0).toBe(true);
      }),
      { numRuns: 1000 },
    );
  });
});

describe('mask', () => {
  it.each([
    ['Nguyễn Văn An', 'Nguyễn V. A***', 'N. V. A***'],
    ['Lê An', 'Lê A***', 'L. A***'],
    ['Đặng Thị Ánh Đào', 'Đặng T. Á. Đ***', 'Đ. T. Á. Đ***'],
    ['Nam', 'N***', 'N***'],
    ['Mai Thị Mai', 'M. T. M***', 'M. T. M***'],
    ["H'Hen Niê", 'H. N***', 'H. N***'],
    ['Y Bhăm Niê', 'Y B. N***', 'Y. B. N***'],
    ['ưng hoàng ý'.normalize('NFD'), 'ưng H. Ý***', 'Ư. H. Ý***'],
    ['', '***', '***'],
  ])('%s is seen as %s, a child as %s', (name, adult, child) => {
    expect(maskName(name, { isChild: false })).toBe(adult);
    expect(maskName(name, { isChild: true })).toBe(child);
  });

  it('never holds a whole given name longer than a letter, and of a child no whole name at all', () => {
    fc.assert(
      fc.property(nameOf, (name) => {
        const words = normaliseName(name)
          .split(' ')
          .map(searchKey)
          .filter((word) => word.length > 1);
        const shown = (isChild: boolean) => maskName(name, { isChild }).split(' ').map(searchKey);
        const given = searchKey(name.split(' ').at(-1) ?? '');
        if (given.length > 1) expect(shown(false)).not.toContain(given);
        for (const word of words) expect(shown(true)).not.toContain(word);
      }),
      { numRuns: 1000 },
    );
  });
});
