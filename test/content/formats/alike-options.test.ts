/** Options that are one option twice stop a question; those that are only alike are told, since they may be meant. */
import { expect, test } from 'vitest';
import { readCsv } from '../../../server/content/formats/csv.ts';
import { pictureOf } from '../../helpers/picture-of-import.ts';

const told = (...options: string[]): string[] => {
  const cells = options.map((text) => `"${text.replaceAll('"', '""')}"`).join(';');
  const bytes = new TextEncoder().encode(`Câu hỏi;A;B;C;Đáp án\nViết thế nào?;${cells};A\n`);
  return pictureOf(readCsv({ name: 'a.csv', bytes })).filter((line) => line.startsWith('!'));
};

test.each<[string, string[], string[]]>([
  ['capitals', ['việt nam', 'Việt nam', 'Lào'], ['! alike-option doubt: b / a']],
  ['a mark at the end', ['dấu .', 'Lào', 'dấu ,'], ['! alike-option doubt: c / a']],
  ['three ways', ['việt nam', 'Việt nam', 'Việt Nam'], ['! alike-option doubt: b / a']],
  ['the same', ['Việt Nam', 'Lào', 'Việt Nam'], ['! repeated-option stops: c']],
  [
    'the same but for spaces and forms of Unicode',
    ['Việt  Nam', 'Việt Nam'.normalize('NFD'), 'Lào'],
    ['! repeated-option stops: b'],
  ],
  ['the same, and one alike', ['Huế', 'Huế', 'huế'], ['! repeated-option stops: b', '! alike-option doubt: c / b']],
  ['another diacritic is another word', ['năm', 'nắm', 'nam'], []],
  ['signs alone', ['.', ',', '+'], []],
])('%s', (_case, options, expected) => expect(told(...options)).toEqual(expected));
