/** Whether a bank came back from a format as the bank it was: the same questions to whoever answers and marks them. */
import { expect } from 'vitest';
import { canonicalDecimal } from '../../server/rules/decimal.ts';
import type { ExportedBank, ReadOutcome, WrittenFile } from '../../server/content/imported.ts';
import { foldingOf, schemeOf } from '../../server/content/formats/not-held.ts';
import { topicPaths } from '../../server/content/formats/topic-path.ts';
import { kinds } from '../../server/rules/marking/index.ts';
import type { Question } from '../../server/rules/question.ts';

/** Ids of options are a question's own matter, and options that are never shown in their order have none. */
export function meaningOf(question: Question): Record<string, unknown> {
  const textOf = (id: string): string => question.options.find((option) => option.id === id)?.text ?? `?${id}`;
  const promptOf = (id: string): string => question.prompts?.find((prompt) => prompt.id === id)?.text ?? `?${id}`;
  const { kind, key } = question;
  const isOrdered = kind !== 'matching' && kind !== 'ordering';
  const texts = question.options.map(({ text }) => text);
  const keys = {
    matching: () =>
      key.map((pair) => pair.split('=')).map(([left = '', right = '']) => [promptOf(left), textOf(right)]),
    number: () => [canonicalDecimal(key[0] ?? '')],
    text: () => key,
    ordering: () => key.map(textOf),
    chosen: () => key.map(textOf).sort(),
  };
  const read =
    kind === 'matching' || kind === 'number' || kind === 'text' || kind === 'ordering' ? keys[kind] : keys.chosen;
  return {
    id: question.id,
    kind,
    difficulty: question.difficulty,
    stem: question.stem,
    options: isOrdered ? texts : texts.toSorted(),
    prompts: (question.prompts ?? []).map(({ text }) => text),
    key: read(),
    scheme: schemeOf(question),
    tolerance: canonicalDecimal(question.tolerance ?? '0'),
    folding: kind === 'text' ? foldingOf(question) : null,
    keepsOrder: kinds[kind].isShuffled && question.keepsOrder === true,
    explanation: question.explanation,
    source: question.source,
    legal: question.legal ?? [],
    tags: question.tags ?? [],
    factId: question.factId,
    checkedOn: question.checkedOn,
    isPractice: question.isPractice,
  };
}

/** What each thing that a format does not hold is called in a question's meaning. */
const fieldsOf: Readonly<Record<string, readonly string[]>> = {
  code: ['id'],
  'keeps-order': ['keepsOrder'],
  fact: ['factId'],
  checked: ['checkedOn'],
  practice: ['isPractice'],
  separator: ['prompts', 'key', 'options', 'tags', 'legal'],
  media: ['stem'],
  formatting: ['options', 'key', 'prompts', 'stem', 'explanation'],
  'number-digits': ['key', 'tolerance'],
};

/** The file reads back as the bank, but for what the writer said that it does not hold; nothing stops a question. */
export function expectSame(bank: ExportedBank, written: WrittenFile, outcome: ReadOutcome): void {
  const lacks = (id: string) => written.notHeld.filter(({ questionId }) => questionId === id).map(({ what }) => what);
  const held = bank.questions.filter(({ id }) => !lacks(id).includes('kind'));
  if (held.length === 0) return;
  if (!outcome.ok) throw new Error(`refused: ${outcome.refusal} ${JSON.stringify(outcome.params)}`);
  const without = (meaning: Record<string, unknown>, id: string): Record<string, unknown> => {
    const gone = lacks(id).flatMap((what) => fieldsOf[what] ?? [what]);
    return Object.fromEntries(Object.entries(meaning).filter(([field]) => !gone.includes(field)));
  };
  const paths = topicPaths(bank);
  const read = outcome.value.questions.map(({ question, topicPath, problems }, at) => ({
    meaning: question === null ? null : without(meaningOf(question), held[at]?.id ?? ''),
    topicPath,
    // A cell cut at the wrong sign is told by the writer, and is whatever it is then.
    stopped: lacks(held[at]?.id ?? '').includes('separator') ? [] : problems.filter(({ weight }) => weight === 'stops'),
  }));
  const order = new Map(held.map((question, at) => [question.id, at]));
  expect(read).toEqual(
    held
      .toSorted((a, b) => (order.get(a.id) ?? 0) - (order.get(b.id) ?? 0))
      .map((question) => ({
        meaning: without(meaningOf(question), question.id),
        topicPath: lacks(question.id).includes('topic') ? [] : paths.get(question.topic),
        stopped: [],
      })),
  );
}
