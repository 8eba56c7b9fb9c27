/** Files that went wrong on the way, or were made wrong: readers answer with questions or a named refusal, never a throw. */
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { readCsv, writeCsv } from '../../../server/content/formats/csv.ts';
import { readGift } from '../../../server/content/formats/gift.ts';
import { writeGift } from '../../../server/content/formats/gift-write.ts';
import { readMoodleXml } from '../../../server/content/formats/moodle-xml.ts';
import { writeMoodleXml } from '../../../server/content/formats/moodle-xml-write.ts';
import { readPackage } from '../../../server/content/formats/package.ts';
import { readQti } from '../../../server/content/formats/qti.ts';
import { writeQti } from '../../../server/content/formats/qti-write.ts';
import { readSheet } from '../../../server/content/formats/sheet.ts';
import { writeSheet } from '../../../server/content/formats/sheet-write.ts';
import { readYaml } from '../../../server/content/formats/yaml.ts';
import { writeYaml } from '../../../server/content/formats/yaml-write.ts';
import { writePackage } from '../../../server/content/formats/write-package.ts';
import type { ExportedBank, ReadOutcome } from '../../../server/content/imported.ts';
import { generatedBank } from '../../helpers/generated-bank.ts';

interface Change {
  /** Where, as a share of the file. */
  readonly at: number;
  readonly kind: 'drop' | 'flip' | 'repeat' | 'insert';
  readonly length: number;
  readonly text: string;
}

const change: fc.Arbitrary<Change> = fc.record({
  at: fc.double({ min: 0, max: 0.999, noNaN: true }),
  kind: fc.constantFrom('drop', 'flip', 'repeat', 'insert'),
  length: fc.integer({ min: 1, max: 40 }),
  text: fc.constantFrom(
    '<',
    '>',
    '&',
    ']]>',
    '<!--',
    '"',
    "'",
    '{',
    '}',
    '::',
    '\n\n',
    '\\',
    '\0',
    '\ufffd',
    ';',
    '=>',
    '<a>',
    '9e99',
    'é',
  ),
});

function changed(bytes: Uint8Array, changes: readonly Change[]): Uint8Array {
  return changes.reduce((from: Buffer, { at, kind, length, text }) => {
    const place = Math.floor(at * from.length);
    const [head, piece, tail] = [
      from.subarray(0, place),
      from.subarray(place, place + length),
      from.subarray(place + length),
    ];
    if (kind === 'drop') return Buffer.concat([head, tail]);
    if (kind === 'repeat') return Buffer.concat([head, piece, piece, tail]);
    if (kind === 'insert') return Buffer.concat([head, Buffer.from(text), piece, tail]);
    return Buffer.concat([head, Buffer.from(piece.map((byte) => byte ^ (1 << (length % 8)))), tail]);
  }, Buffer.from(bytes));
}

/** Damage inside the package: damage of the zip itself is always seen by its checksums. */
async function changedInside(bytes: Uint8Array, changes: readonly Change[]): Promise<Uint8Array> {
  const opened = await readPackage(bytes);
  if (!opened.ok) throw new Error(opened.refusal);
  const text = [...opened.value].map(([path, content]): [string, Uint8Array] => [
    path,
    /media/.test(path) ? content : changed(content, changes),
  ]);
  return writePackage(new Map(text));
}

function expectAnswer(outcome: ReadOutcome): void {
  if (!outcome.ok) return expect(outcome.refusal).toMatch(/^file-/);
  for (const { question, problems, number } of outcome.value.questions) {
    expect(number).toBeGreaterThan(0);
    if (question === null) expect(problems.length).toBeGreaterThan(0);
  }
  const written = JSON.stringify(outcome.value.questions);
  expect(written).toBe(written.normalize('NFC'));
}

const changes = fc.array(change, { minLength: 1, maxLength: 4 });
const bank = generatedBank();

const texts: readonly [
  string,
  (bank: ExportedBank) => { bytes: Uint8Array },
  (file: { name: string; bytes: Uint8Array }) => ReadOutcome,
][] = [
  ['csv', writeCsv, readCsv],
  ['gift', writeGift, readGift],
  ['moodle-xml', writeMoodleXml, readMoodleXml],
];

test.each(texts)('a damaged file of %s', (_, write, read) => {
  fc.assert(
    fc.property(bank, changes, (one, damage) => {
      expectAnswer(read({ name: 'a', bytes: changed(write(one).bytes, damage) }));
    }),
    { numRuns: 300 },
  );
});

const packages: readonly [
  string,
  (bank: ExportedBank) => Promise<{ bytes: Uint8Array }>,
  (file: { name: string; bytes: Uint8Array }) => Promise<ReadOutcome>,
][] = [
  ['xlsx', writeSheet, readSheet],
  ['qti-2.1', (one) => writeQti(one, '2.1'), readQti],
  ['qti-3.0', (one) => writeQti(one, '3.0'), readQti],
  ['yaml', writeYaml, readYaml],
];

test.each(packages)('a damaged package of %s', async (_, write, read) => {
  await fc.assert(
    fc.asyncProperty(bank, changes, fc.boolean(), async (one, damage, isInside) => {
      const { bytes } = await write(one);
      expectAnswer(
        await read({ name: 'a', bytes: isInside ? await changedInside(bytes, damage) : changed(bytes, damage) }),
      );
    }),
    { numRuns: 150 },
  );
});
