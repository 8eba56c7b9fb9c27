/** Both languages have every text, none is empty, and Vietnamese is written as it is stored everywhere: NFC. */
import { describe, expect, it } from 'vitest';

const vietnameseFiles = import.meta.glob<{ vi: unknown }>('../../web/i18n/vi/*.ts', { eager: true });
const englishFiles = import.meta.glob<{ en: unknown }>('../../web/i18n/en/*.ts', { eager: true });
const name = (file: string) => file.split('/').at(-1);
const catalogues = Object.entries(vietnameseFiles).map(([file, { vi }]): [string, unknown, unknown] => {
  const english = Object.entries(englishFiles).find(([other]) => name(other) === name(file));
  return [name(file) ?? file, vi, english?.[1].en];
});

it('has a catalogue for the parts and one for each app that has words', () => {
  expect(catalogues.map(([file]) => file)).toEqual(expect.arrayContaining(['common.ts', 'contest.ts']));
  expect(Object.keys(englishFiles)).toHaveLength(catalogues.length);
});

/** Every text of a catalogue by its path; functions are called with plain arguments. */
function texts(catalogue: unknown, path = ''): Map<string, string> {
  if (typeof catalogue === 'string') return new Map([[path, catalogue]]);
  if (typeof catalogue === 'function')
    return new Map([[path, String((catalogue as (...given: unknown[]) => unknown)(2, 3, 4))]]);
  const found = new Map<string, string>();
  for (const [name, value] of Object.entries(catalogue ?? {}))
    for (const [below, text] of texts(value, path ? `${path}.${name}` : name)) found.set(below, text);
  return found;
}

describe.each(catalogues)('%s', (_name, vi, en) => {
  const vietnamese = texts(vi);
  const english = texts(en);

  it('has the same texts in both languages', () => {
    expect([...english.keys()]).toEqual([...vietnamese.keys()]);
  });

  it('has no empty text', () => {
    const empty = [...vietnamese, ...english].filter(([, text]) => text.trim() === '').map(([path]) => path);
    expect(empty).toEqual([]);
  });

  it('is in NFC', () => {
    expect([...vietnamese].filter(([, text]) => text !== text.normalize('NFC'))).toEqual([]);
  });

  it('calls people and categories by the official terms alone', () => {
    const others = [...vietnamese].filter(([, text]) => /\bnhóm\b|người dự thi/iu.test(text));
    expect(others).toEqual([]);
    expect([...english].filter(([, text]) => /\b(entrants?|groups?)\b/iu.test(text))).toEqual([]);
  });

  it('leaves no Vietnamese in English', () => {
    // Texts that are the same in both are names of keys and the like, without diacritics.
    const same = [...vietnamese].filter(([path, text]) => english.get(path) === text && /[À-ỹ]/u.test(text));
    expect(same.map(([path]) => path)).toEqual([]);
  });
});
