/** Keys as people type them under a question or in a list: what is read, and what is left in sight when it cannot be. */
import { describe, expect, test } from 'vitest';
import { readPlainFile } from '../../../server/content/formats/plain-text-file.ts';
import { pictureOf } from '../../helpers/picture-of-import.ts';

const read = (text: string): string[] =>
  pictureOf(readPlainFile({ name: 'de.txt', bytes: new TextEncoder().encode(text) }));

const four = 'A. Một\nB. Hai\nC. Ba\nD. Bốn';
const right = (...letters: string[]): string =>
  ['a) Một', 'b) Hai', 'c) Ba', 'd) Bốn'].map((one) => (letters.includes(one.charAt(0)) ? `*${one}` : one)).join(' | ');

/** What is read of one question with this key, its number and stem aside. */
const keyed = (key: string): string[] => read(`Câu 1. Chọn gì?\n${four}\nĐáp án: ${key}\n`).slice(1);

describe('one key', () => {
  test.each([
    ['words before it', 'Phương án B'],
    ['square brackets', '[B]'],
    ['round brackets', '(B)'],
    ['said to be right', 'B đúng'],
    ['said to be the right option', 'B là đáp án đúng.'],
    ['stars around it', '**B**'],
    ['a Cyrillic letter', '\u0412'],
    ['a Greek letter', '\u0392'],
    ['a letter of full width', '\uff22'],
  ])('%s', (_, key) => {
    expect(keyed(key)).toEqual([right('b')]);
  });

  test.each([
    ['B vì A sai', 'vì A sai'],
    ['B, vì A sai', 'vì A sai'],
    ['B đúng, A sai', 'A sai'],
    ['B. Theo Điều 5, khoản 2.', 'Theo Điều 5, khoản 2.'],
  ])('%s: what follows is the reason', (key, reason) => {
    expect(keyed(key)).toEqual([right('b'), `vì ${reason}`]);
  });

  test('words of another alphabet are no letters', () => {
    expect(keyed('\u0412\u043e\u0434\u0430')).toEqual([right(), '! no-key stops: \u0412\u043e\u0434\u0430']);
  });
});

describe('several keys', () => {
  test.each(['A - C', 'A-C', 'A – C', 'A — C', 'A → C', 'A, c', 'a - c', 'a và c', 'A, C đúng'])('%s', (key) => {
    expect(read(`Câu 1. Chọn gì?\n${four}\nĐáp án: ${key}\n`)).toEqual(['Câu 1 [multiple] Chọn gì?', right('a', 'c')]);
  });

  test('joined by a dash in a list at the end', () => {
    expect(read(`Câu 1. Một?\n${four}\nCâu 2. Hai?\n${four}\nBẢNG ĐÁP ÁN\n1. A-C\n2-B\n`)).toEqual([
      'Câu 1 [multiple] Một?',
      right('a', 'c'),
      'Câu 2 [single] Hai?',
      right('b'),
    ]);
  });

  test('the order of a question of ordering, that says its kind or asks for an order', () => {
    const items = 'A. Nhập\nB. Xem\nC. Duyệt\nD. In';
    const order = ['a) Nhập | b) Xem | c) Duyệt | d) In', '= b, c, a, d'];
    expect(read(`Câu 1. Làm gì trước?\n${items}\nĐáp án: B-C-A-D\nLoại: Sắp xếp\n`)).toEqual([
      'Câu 1 [ordering] Làm gì trước?',
      ...order,
    ]);
    expect(read(`Câu 1. Hãy sắp xếp các bước.\n${items}\nĐáp án: B → C → A → D\n`)).toEqual([
      'Câu 1 [ordering] Hãy sắp xếp các bước.',
      ...order,
      '! kind-guessed doubt: ordering',
    ]);
  });

  test.each(['A. C', 'A\nC'])('%j is two keys, and somebody has to choose', (key) => {
    expect(keyed(key)).toEqual([right('a'), '! keys-disagree stops: A / C']);
  });

  test('a dash before an option’s words joins nothing', () => {
    expect(read('Câu 1. Ở đâu?\nA. Cần Thơ\nB. E-mail\nĐáp án: A - Cần Thơ\n')).toContain('*a) Cần Thơ | b) E-mail');
    expect(read('Câu 1. Ở đâu?\nA. Cần Thơ\nB. E-mail\nĐáp án: B - E-mail\n')).toContain('a) Cần Thơ | *b) E-mail');
  });
});

describe('a key that cannot be read stays in sight', () => {
  test.each(['B hoặc C đều được', 'Cả A và B', 'B, C sai', 'không có'])('%s', (key) => {
    expect(keyed(key)).toEqual([right(), `! no-key stops: ${key}`]);
  });

  test('beside a key that can: the asterisk is the key, the words are told', () => {
    expect(read('Câu 1. Chọn gì?\nA. Một\n*B. Hai\nC. Ba\nĐáp án: như trên\n')).toEqual([
      'Câu 1 [single] Chọn gì?',
      'a) Một | *b) Hai | c) Ba',
      '! text-left-over doubt: như trên',
    ]);
  });

  test('in a list at the end', () => {
    expect(read(`Câu 1. Một?\n${four}\nCâu 2. Hai?\n${four}\nĐÁP ÁN\nCâu 1: A\nCâu 2: B hoặc C\n`)).toContain(
      '! no-key stops: B hoặc C',
    );
  });

  test('on the line under the label', () => {
    expect(keyed('\nPhương án B')).toEqual([right('b')]);
    expect(keyed('\nHai')).toEqual([right('b')]);
    expect(keyed('\ncả hai')).toEqual([right(), '! no-key stops: cả hai']);
  });
});

describe('numbers', () => {
  test.each([
    ['3.142', '3142', ['! number-twofold doubt: 3.142 / 3142']],
    ['1.500 ± 0,5', '1500 ± 0.5', ['! number-twofold doubt: 1.500 / 1500']],
    ['3,142', '3.142', []],
    ['0.125', '0.125', []],
    ['12.5 ± 0.005', '12.5 ± 0.005', []],
    ['1.500.000', '1500000', []],
  ])('%s', (typed, number, told) => {
    expect(read(`Câu 1. Bao nhiêu?\nĐáp án: ${typed}\nLoại: Điền số\n`)).toEqual([
      'Câu 1 [number] Bao nhiêu?',
      `= ${number}`,
      ...told,
    ]);
  });
});
