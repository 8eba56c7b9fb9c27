/** A pasted question laid into the form, where nothing is written yet; pure. */
import type { Question } from '../../../server/rules/question.ts';
import type { Block } from './split-block.ts';

/** null when something is there already: a paste never writes over what somebody wrote. */
export function takeBlock(content: Question, { stem, options, right, explanation }: Block): Question | null {
  const isChoice = content.kind === 'single' || content.kind === 'multiple';
  if (!isChoice || content.options.some(({ text }) => text.trim() !== '')) return null;
  if (stem !== '' && content.stem.trim() !== '' && content.stem.trim() !== stem) return null;
  const parts = options.map((text, at) => ({ id: String.fromCharCode(97 + at), text }));
  return {
    ...content,
    kind: right.length > 1 ? 'multiple' : content.kind,
    stem: stem || content.stem,
    options: parts,
    key: right.flatMap((at) => parts[at]?.id ?? []),
    explanation: content.explanation || explanation,
  };
}
