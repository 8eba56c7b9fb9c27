/** A bank as a GIFT file that Moodle reads. A line break inside a text is `\n`, so that no line of prose looks like GIFT. */
import { canonicalDecimal } from '../../rules/decimal.ts';
import type { Question } from '../../rules/question.ts';
import { toPlain } from '../markup.ts';
import type { ExportedBank, WrittenFile } from '../imported.ts';
import { pairsOf } from './columns-write.ts';
import { feedbackOf } from './feedback.ts';
import { categoryText } from './gift-pieces.ts';
import { tagsWithLevel } from './level-tags.ts';
import { refsIn, withoutMedia } from './media-shelf.ts';
import { lostInMoodle } from './moodle-lost.ts';
import { notHeld } from './not-held.ts';
import type { NotHeld } from './not-held.ts';
import { pathOf, topicPaths } from './topic-path.ts';
import { weightsOf, weightText } from './weights.ts';

export function writeGift(bank: ExportedBank): WrittenFile {
  const paths = topicPaths(bank);
  const lines: string[] = [];
  let category = '';
  for (const question of bank.questions) {
    const answer = answerText(question);
    if (answer === null) continue;
    const path = categoryText(pathOf(paths, question.topic));
    if (path !== category) lines.push(`$CATEGORY: ${path}`, '');
    category = path;
    const marks = [`[id:${question.id}]`, ...tagsWithLevel(question).map((tag) => `[tag:${tag}]`)];
    const feedback = feedbackOf({ ...question, explanation: withoutMedia(question.explanation) });
    const general = feedback === '' ? '' : `\n\t####[markdown]${escaped(feedback)}`;
    lines.push(`// ${marks.join(' ')}`);
    lines.push(
      `::${escaped(question.id)}::[markdown]${escaped(withoutMedia(question.stem))} {${answer}${general}\n}`,
      '',
    );
  }
  return {
    fileName: `${bank.id}.gift.txt`,
    mimeType: 'text/plain; charset=utf-8',
    bytes: new TextEncoder().encode(lines.join('\n')),
    notHeld: bank.questions.flatMap(lost),
  };
}

/** An arrow anywhere between the braces makes a pairing of whatever it stands in, and GIFT cannot escape it. */
const escaped = (text: string): string =>
  text
    .replaceAll('->', '-&gt;')
    .replace(/[\\~=#{}:]/g, '\\$&')
    .replaceAll('\n', '\\n');

const markdown = (text: string): string => `[markdown]${escaped(withoutMedia(text))}`;

/** Between the braces; null: GIFT has no such kind. */
function answerText(question: Question): string | null {
  const { kind, key, options } = question;
  const weights = weightsOf(question);
  switch (kind) {
    case 'single':
      return options.map(({ id, text }) => `\n\t${key.includes(id) ? '=' : '~'}${markdown(text)}`).join('');
    case 'multiple':
      return options.map(({ text }, at) => `\n\t~%${weightText(weights[at] ?? 0)}%${markdown(text)}`).join('');
    case 'true-false':
      return key[0] === options[0]?.id ? 'TRUE' : 'FALSE';
    case 'number': {
      const tolerance = canonicalDecimal(question.tolerance ?? '0');
      return `#${canonicalDecimal(key[0] ?? '')}${tolerance === '0' ? '' : `:${tolerance}`}`;
    }
    case 'text':
      return key
        .map((variant) => `\n\t=${/^[[%]/.test(variant) ? '[plain]' : ''}${escaped(variant.replaceAll('*', '\\*'))}`)
        .join('');
    case 'matching':
      return pairsOf(question)
        .map(({ prompt, option }) => `\n\t=${left(prompt)} -> ${escaped(toPlain(option))}`)
        .join('');
    case 'grid':
      return statements(question);
    case 'ordering':
      return null;
  }
}

const left = (prompt: string): string => (prompt === '' ? '' : markdown(prompt));

/** Each statement is paired with Đúng or Sai; the one that no statement needs stands alone. */
function statements({ options, key }: Question): string {
  const pairs = options.map(({ id, text }) => ({ prompt: text, truth: key.includes(id) ? 'Đúng' : 'Sai' }));
  const unused = ['Đúng', 'Sai'].filter((truth) => !pairs.some((pair) => pair.truth === truth));
  return [...pairs, ...unused.map((truth) => ({ prompt: '', truth }))]
    .map(({ prompt, truth }) => `\n\t=${left(prompt)} -> ${truth}`)
    .join('');
}

/** More digits are not kept by systems that calculate in floating point. */
const digitsMax = 15;

function lost(question: Question): NotHeld[] {
  const { kind, prompts = [], options, tolerance = '0', key, tags = [] } = question;
  if (kind === 'ordering') return notHeld(question, ['kind']);
  const texts = [question.stem, question.explanation, ...[...options, ...prompts].map(({ text }) => text)];
  const isLong = [...key, tolerance].some((text) => text.replace(/\D/g, '').length > digitsMax);
  return notHeld(question, [
    ...lostInMoodle(question),
    'keeps-order',
    'folding',
    ...(texts.some((text) => refsIn(text).length > 0) ? ['media' as const] : []),
    ...(kind === 'number' && isLong ? ['number-digits' as const] : []),
    ...(kind === 'text' && key.some((variant) => variant.includes('->')) ? ['separator' as const] : []),
    ...(tags.some((tag) => tag.includes(']')) ? ['tags' as const] : []),
  ]);
}
