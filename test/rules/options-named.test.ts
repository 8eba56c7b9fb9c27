/** Options that name other options, beside those that only look as if they did. */
import { describe, expect, it } from 'vitest';
import { namesOptions, optionNamingOthers } from '../../server/rules/options-named.ts';

const options = (...texts: string[]) => texts.map((text, n) => ({ id: 'abcdef'.charAt(n), text }));

describe('names others', () => {
  it.each([
    ...['Cả A và B đều đúng', 'A và B đều đúng', 'A, B, C đều đúng', 'A, B và C đều sai.', 'B và C đúng', 'Cả A lẫn B'],
    ...['Đáp án A và C', 'Phương án A và B', 'Đáp án A và đáp án C', 'Câu a và câu b đúng', 'Ý A, B', 'Cả a và b'],
    ...[
      'Cả (A) và (B)',
      '(A) và (B)',
      'A & B',
      'A và B',
      'A, B, C',
      'Cả A, B, C',
      'Cả **A** và **B**',
      'Cả "A" và "B"',
    ],
    ...[
      'Cả ba đáp án A, B, C',
      'Cả 2 đáp án a và b đều đúng',
      'Chỉ A và B',
      'Chỉ A đúng',
      'A đúng, B sai',
      'Câu A đúng',
    ],
    ...[
      'Tất cả A, B, C đều đúng',
      'Các đáp án trên',
      'Tất cả các phương án trên',
      'Tất cả đáp án trên',
      'Tất cả các ý trên đều đúng',
      'Cả hai',
    ],
    ...[
      'Cả ba phương án trên',
      'Cả 3 đáp án trên',
      'Cả 4 câu đều đúng',
      'Tất cả đều đúng',
      'Tất cả đều sai',
      'Cả hai ý trên',
    ],
    ...[
      'Tất cả các biện pháp nêu trên',
      'Tất cả những điều trên',
      'Tất cả các đáp án',
      'Không thuộc các trường hợp trên',
    ],
    ...['Không đáp án nào đúng', 'Không có phương án nào', 'Không phải các đáp án trên', 'Hai phương án trên đều sai'],
    ...['Ca A va B deu dung', 'A va B deu dung', 'Tat ca cac dap an tren', 'Dap an A va C', 'Ca hai deu sai'],
    ...[
      'Both A and B',
      'A and B',
      'A and C are correct',
      'Neither A nor B',
      'Only A',
      'All of the above',
      'Options B and C',
    ],
    ...['None of the above', 'All the above.', 'None of these', 'Both of the above are true', 'All are correct'],
  ])('%s', (text) => {
    expect(namesOptions(text)).toBe(true);
    expect(namesOptions(text.toUpperCase())).toBe(true);
  });
});

describe('names none', () => {
  it.each([
    ...[
      'A',
      'B.',
      'Loại A',
      'Hạng A',
      'Luật A',
      'Khối A và khối B',
      'Khối A và B',
      'Cả khối A và khối B',
      'Nhóm máu A và O',
    ],
    ...[
      'Vitamin A và B12',
      'Vitamin A và B',
      'Điểm a và điểm b khoản 2',
      'Mục A',
      'Tổ A, B',
      'a, b',
      'x và y',
      'A và O',
      'A+',
    ],
    ...[
      'Chị A',
      'Chị A, B và C',
      'Cô A và B',
      'Bà A và B',
      'Anh A và chị B',
      'Chị A và chị B',
      'Cậu A và B',
      'CA và AB',
      'Ả sai',
    ],
    ...[
      'Tất cả công dân Việt Nam',
      'Cả nước',
      'Cả hệ thống chính trị',
      'Cả năm',
      'Cả bên dưới và bên trên',
      'Cả hai bên',
      'Cả',
    ],
    ...[
      'Tất cả các trường hợp',
      'Trong mọi trường hợp',
      'Không có trường hợp nào',
      'Các nước trên thế giới',
      'Ba điều',
      'Câu A',
    ],
    ...[
      'Cá A và cá B',
      'Phát biểu trên đúng',
      'Các tầng trên',
      'Đúng',
      'Sai',
      'All citizens',
      'A and E department',
      'A good answer',
    ],
    ...['Above', 'Both parents', 'None', 'Phương án A', 'Nghị quyết A và nghị quyết B', 'Đáp án', ''],
  ])('%s', (text) => expect(namesOptions(text)).toBe(false));
});

describe('of a question', () => {
  it('the first option that does', () => {
    const given = options('Một', 'Cả A và C', 'Hai', 'Tất cả đều đúng');
    expect(optionNamingOthers({ kind: 'single', options: given })).toEqual({ id: 'b', text: 'Cả A và C' });
    expect(optionNamingOthers({ kind: 'multiple', options: given })?.id).toBe('b');
    expect(optionNamingOthers({ kind: 'single', options: options('Một', 'Hai', 'Ba') })).toBeNull();
  });

  it('none, where all options are letters of the stem, or options are not chosen from', () => {
    expect(optionNamingOthers({ kind: 'single', options: options('A và B', 'B và C', 'A, B và C') })).toBeNull();
    expect(optionNamingOthers({ kind: 'grid', options: options('Một', 'Hai', 'Cả A và B') })).toBeNull();
  });
});
