/** A key in the order of a paper, as people write it; pure. */
import type { SamplePapers } from '../../../server/wire/http/blueprints.ts';

type SampleQuestion = SamplePapers['papers'][number]['questions'][number];

export const letter = (at: number): string => String.fromCharCode(65 + at);

/** `judged`: what stands for true and for false. */
export function keyText(
  { kind, right: { choice, text } }: Pick<SampleQuestion, 'kind' | 'right'>,
  judged: readonly [string, string],
): string {
  switch (kind) {
    case 'grid':
      return choice.map((one, at) => `${letter(at)} ${one === 1 ? judged[0] : judged[1]}`).join('; ');
    case 'number':
    case 'text':
      return text;
    case 'ordering':
      return choice.map(letter).join(' – ');
    case 'matching':
      return choice.map((one, at) => `${at + 1} – ${letter(one - 1)}`).join('; ');
    default:
      return choice.map(letter).join(', ');
  }
}
