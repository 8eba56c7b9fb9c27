/** Changes of a package around its files: names, lengths, checksums, links, packages in packages, bombs. */
import { rawZip, type RawEntry } from './raw-zip.ts';
import type { Dice } from './dice.ts';

export type Parts = ReadonlyMap<string, Uint8Array>;
export type ZipMutation = (parts: Parts, dice: Dice, other: Parts) => Uint8Array;

const entriesOf = (parts: Parts): RawEntry[] => [...parts].map(([name, content]) => ({ name, content }));

const names = [
  ...[
    '../x',
    '/etc/passwd',
    ['C:', 'x'].join('\\'),
    'a\\..\\..\\b',
    'word/vbaProject.bin',
    'xl/vbaProject.bin',
    'word/',
    '',
    '.',
    'a//b',
    './a',
  ],
  ...[
    'x'.repeat(3_000),
    'hình\u0301.png',
    '\u202egnp.x',
    '__proto__',
    'constructor',
    'mimetype',
    'imsmanifest.xml',
    'xl/workbook.xml',
  ],
  ...['word/document.xml', 'content.xml', 'bank.yaml', 'WORD/DOCUMENT.XML', 'a\0b', 'con', '%2e%2e/x'],
];

const changedEntry = (entry: RawEntry, dice: Dice): RawEntry => {
  const lengths = [0, 1, 0xffffffff, 0x7fffffff, entry.content.length + 1, 10_000_000];
  const changes: readonly (() => RawEntry)[] = [
    () => ({ ...entry, name: dice.oneOf(names) }),
    () => ({ ...entry, saidLength: dice.oneOf(lengths) }),
    () => ({ ...entry, saidPacked: dice.oneOf(lengths) }),
    () => ({ ...entry, saidCrc: dice.below(2 ** 32) }),
    () => ({ ...entry, flags: dice.oneOf([0, 1, 8, 0x2000, 0xffff, 0x801]) }),
    () => ({ ...entry, mode: dice.oneOf([0o120777, 0o040755, 0, 0o177777]) }),
    () => ({ ...entry, method: dice.oneOf([0, 1, 9, 12, 14, 99]) }),
    () => ({ ...entry, content: new Uint8Array(dice.oneOf([0, 1, 3_000_000])) }),
    () => ({ ...entry, extra: Buffer.from('7570ffff01', 'hex') }),
    () => ({ ...entry, content: Buffer.concat([entry.content, Buffer.alloc(2_000_000, 0x20)]) }),
  ];
  return dice.oneOf(changes)();
};

const change: ZipMutation = (parts, dice) => {
  const entries = entriesOf(parts);
  for (let left = 1 + dice.below(2); left > 0; left -= 1) {
    const at = dice.below(entries.length);
    const entry = entries[at];
    if (entry) entries[at] = changedEntry(entry, dice);
  }
  return rawZip(entries);
};

const drop: ZipMutation = (parts, dice) => {
  const entries = entriesOf(parts);
  entries.splice(dice.below(entries.length), 1 + dice.below(2));
  return rawZip(entries);
};

const swap: ZipMutation = (parts, dice) => {
  const entries = entriesOf(parts);
  const [one, two] = [dice.below(entries.length), dice.below(entries.length)];
  const contents = entries.map(({ content }) => content);
  return rawZip(
    entries.map((entry, at) => ({
      ...entry,
      content: contents[at === one ? two : at === two ? one : at] ?? entry.content,
    })),
  );
};

/** Files of another package among these, or instead of those of the same name. */
const mix: ZipMutation = (parts, dice, other) =>
  rawZip(entriesOf(new Map([...parts, ...[...other].filter(() => dice.oncePer(2))])));

const nested: ZipMutation = (parts, dice) => {
  let inner: Uint8Array = rawZip(entriesOf(parts));
  for (let left = dice.oneOf([1, 3, 20]); left > 0; left -= 1) {
    inner = rawZip([
      { name: dice.oneOf(['a.zip', 'word/document.xml', 'imsmanifest.xml', 'bank.yaml']), content: inner, method: 0 },
    ]);
  }
  return dice.oncePer(2) ? inner : rawZip([...entriesOf(parts), { name: 'in.docx', content: inner, method: 0 }]);
};

const crowd: ZipMutation = (parts, dice) => {
  const more = Array.from({ length: dice.oneOf([50, 1_000, 6_000]) }, (_, at) => ({
    name: `x/${at}.xml`,
    content: Buffer.from('<a/>'),
    method: 0,
  }));
  return rawZip([...entriesOf(parts), ...more]);
};

const twice: ZipMutation = (parts, dice) => {
  const entries = entriesOf(parts);
  return rawZip([...entries, dice.oneOf(entries)]);
};

const miscounted: ZipMutation = (parts, dice) => rawZip(entriesOf(parts), dice.oneOf([0, 1, 0xfffe, 0xffff]));

export const zipMutations: Readonly<Record<string, ZipMutation>> = {
  ...{ change, drop, swap, mix, nested, crowd, twice, miscounted },
};
