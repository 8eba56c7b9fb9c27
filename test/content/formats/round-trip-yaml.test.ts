/** What we export as our own files we import as the same bank, and nothing is lost. */
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { readYaml } from '../../../server/content/formats/yaml.ts';
import { writeYaml } from '../../../server/content/formats/yaml-write.ts';
import { aBank, aQuestion, bankHead, oneQuestion } from '../a-bank.ts';
import { writePackage } from '../../../server/content/formats/write-package.ts';
import { generatedBank } from '../../helpers/generated-bank.ts';
import { expectSame } from '../../helpers/same-bank.ts';

test('a bank comes back with its pictures', async () => {
  await fc.assert(
    fc.asyncProperty(generatedBank(), async (bank) => {
      // Files are by topic, so questions are grouped by it.
      const questions = bank.topics.flatMap(({ id }) => bank.questions.filter(({ topic }) => topic === id));
      const topics = bank.topics.toSorted(
        (a, b) => questions.findIndex((q) => q.topic === a.id) - questions.findIndex((q) => q.topic === b.id),
      );
      const grouped = { ...bank, topics, questions };
      const written = await writeYaml(grouped);
      const outcome = await readYaml({ name: written.fileName, bytes: written.bytes });
      expectSame(grouped, written, outcome);
      expect(written.notHeld).toEqual([]);
      const pictures = outcome.ok ? outcome.value.media.map(({ ref, bytes }) => ({ ref, bytes: [...bytes] })) : [];
      expect(pictures).toEqual(
        bank.media.map(({ ref, bytes }) => ({ ref, bytes: [...bytes] })).sort((a, b) => (a.ref < b.ref ? -1 : 1)),
      );
    }),
    { numRuns: 100 },
  );
});

test('a bank of long texts is cut into files that can be read', async () => {
  const bank = aBank(
    ...Array.from({ length: 700 }, (_, at) => aQuestion(at, { stem: `${at} ${'Đúng '.repeat(150)}` })),
  );
  const written = await writeYaml({ ...bank, media: [] });
  const outcome = await readYaml({ name: 'thu.zip', bytes: written.bytes });
  expect(outcome.ok && outcome.value.questions.map(({ question }) => question?.id)).toEqual(
    bank.questions.map(({ id }) => id),
  );
});

test('one file alone: its topic is the path, and what is wrong with an entry is told at its line', async () => {
  const text = `${oneQuestion}  - id: q-2\n    kind: rap\n    stem: Gì?\n    colour: red\n`;
  const outcome = await readYaml({ name: 'an-toan.yaml', bytes: new TextEncoder().encode(text) });
  expect(outcome).toMatchObject({
    ok: true,
    value: {
      format: 'yaml',
      questions: [
        { number: 1, topicPath: ['an-toan'], question: { id: 'q-1', topic: '' }, place: { row: 3 }, problems: [] },
        { number: 2, question: null, place: { row: 13 }, problems: [{ name: 'unreadable', weight: 'stops' }] },
      ],
    },
  });
});

test('long texts are cut and told, control characters go, letters and tones come together, in every field', async () => {
  const text = oneQuestion
    .replace(/explanation: .*/u, `explanation: "${'Vì thế. '.repeat(3_000)}"`)
    .replace(/stem: .*/u, `stem: "Gi\u0300\\x07? ${'a'.repeat(30_000)}"`)
    .replace(
      /source: .*/u,
      `source: "Luật\\x01"\n    tags: ["ô\u0323n\\x02"]\n    legal: [{ instrument: "Luật\\x03" }]`,
    );
  const outcome = await readYaml({ name: 'an-toan.yaml', bytes: new TextEncoder().encode(text) });
  const found = outcome.ok ? outcome.value.questions[0] : undefined;
  expect(found?.problems.map(({ name, params }) => [name, ...Object.values(params)])).toEqual([
    ['text-left-over', 'explanation'],
    ['stem-too-long', '4000'],
  ]);
  const { stem = '', explanation = '', source, tags, legal } = found?.question ?? {};
  expect([stem.slice(0, 5), stem.length, explanation.length]).toEqual(['Gì? a', 20_000, 3_999]);
  expect({ source, tags, legal }).toMatchObject({ source: 'Luật', tags: ['ộn'], legal: [{ instrument: 'Luật' }] });
});

test('a zipped folder, with the rubbish that a Mac adds', async () => {
  const files = {
    'bo-cau-hoi/bank.yaml': bankHead,
    'bo-cau-hoi/a.yaml': oneQuestion,
    '__MACOSX/bo-cau-hoi/._a.yaml': '\0\0',
  };
  const outcome = await readYaml({ name: 'bo.zip', bytes: await writePackage(new Map(Object.entries(files))) });
  expect(outcome).toMatchObject({ ok: true, value: { questions: [{ topicPath: ['An toàn'] }], problems: [] } });
});

test.each([
  ['broken', 'topic: [', 'file-broken'],
  ['an alias bomb', 'a: &a [x]\nb: *a\n', 'file-broken'],
  ['a list', '- a', 'file-broken'],
  ['empty', '', 'file-empty'],
  ['only a head', bankHead, 'file-no-questions'],
])('%s: %j is refused as %s', async (_, text, refusal) => {
  const outcome = await readYaml({ name: 'a.yaml', bytes: new TextEncoder().encode(text) });
  expect(outcome).toMatchObject({ ok: false, refusal });
});

test('broken UTF-8 is refused', async () => {
  const outcome = await readYaml({ name: 'a.yaml', bytes: new Uint8Array([0x61, 0x3a, 0xff, 0xfe, 0x20]) });
  expect(outcome).toMatchObject({ ok: false, refusal: 'file-encoding-unknown' });
});
