/** Options that name one another are never shuffled by an import, whatever the format; that is told and can be undone. */
import { expect, it } from 'vitest';
import { readAny } from '../../server/content/read-any.ts';
import { writeAny } from '../../server/content/write-any.ts';
import { fileFormats, type FileFormat } from '../../server/rules/file-formats.ts';
import type { Question } from '../../server/rules/question.ts';
import { importRuns } from '../../server/services/import-runs.ts';
import { startImport } from '../../server/services/start-import.ts';
import type { ImportItem, ImportView } from '../../server/wire/http/bank-imports.ts';
import { aBank, aQuestion } from '../content/a-bank.ts';
import { openBank, type BankWorld } from '../helpers/bank-world.ts';

const options = (...texts: string[]) => texts.map((text, n) => ({ id: 'abcd'.charAt(n), text }));
const bank = {
  ...aBank(
    aQuestion(1, { options: options('Dữ liệu mở', 'Dữ liệu số', 'Dữ liệu chủ', 'Cả A và B đều đúng'), key: ['d'] }),
    aQuestion(2, { options: options('Vitamin A', 'Vitamin B12', 'Vitamin A và B12', 'Vitamin C') }),
  ),
  media: [],
};

async function imported(world: BankWorld, format: FileFormat, questions: readonly Question[] = bank.questions) {
  const { bytes } = await writeAny(format, { ...bank, questions });
  const actor = world.actor(world.author, 'author');
  const start = { bankId: world.bankId, files: [{ fileName: 'de', bytes }], actor };
  const started = await startImport(world.ctx, start, ({ fileName: name }) => readAny({ name, bytes }));
  if (!started.ok) throw new Error(started.refusal.name);
  await importRuns(world.ctx).get(started.value)?.done;
  const at = `/api/staff/imports/${started.value}`;
  const { items } = (await world.get(at, { cookie: world.author.cookie })).json<ImportView>();
  return { at, items };
}

const orderOf = ({ content, problems }: ImportItem) => [
  content?.keepsOrder,
  ...problems.filter(({ name }) => name === 'order-kept').map(({ weight, params }) => `${weight} ${params['option']}`),
];

it.each(fileFormats)('from %s', async (format) => {
  await using world = await openBank();
  const { items } = await imported(world, format);
  expect(items.map(orderOf)).toEqual([[true, 'told d'], [undefined]]);
});

it('not where the file says that they may be shuffled', async () => {
  await using world = await openBank();
  const said = bank.questions.map((one) => ({ ...one, keepsOrder: false }));
  const { items } = await imported(world, 'yaml', said);
  expect(items.map(orderOf)).toEqual([[false], [false]]);
});

it('is told as long as an option names others, and goes with it', async () => {
  await using world = await openBank();
  const { at, items } = await imported(world, 'csv');
  const before = items[0]?.content;
  if (!before) throw new Error('nothing was read');
  const change = async (content: Question) => {
    const asked = { cookie: world.author.cookie, body: { content } };
    const reply = await world.ask('PATCH', `${at}/items/1`, asked);
    return orderOf(reply.json<ImportItem>());
  };
  const written = (text: string): Question => ({ ...before, options: options('Một', 'Hai', 'Ba', text) });
  expect(await change(written('A và C'))).toEqual([true, 'told d']);
  expect(await change(written('Bốn'))).toEqual([undefined]);
  expect(await change({ ...written('Cả A, B và C'), keepsOrder: false })).toEqual([false]);
});
