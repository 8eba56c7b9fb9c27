/** What questions later in a paper need is fetched when it is opened, before the network may be gone. */
import type { AskedQuestion } from '../../server/wire/http/attempts.ts';
import { loadKinds } from './kinds/load-kind.ts';

/** Addresses of the pictures in texts that the server made; sound and film are too large to be fetched unasked. */
export const picturesIn = (questions: readonly Pick<AskedQuestion, 'stem' | 'options' | 'prompts'>[]): string[] => [
  ...new Set(
    questions
      .flatMap(({ stem, options, prompts }) => [stem, ...options, ...prompts])
      .flatMap((html) => [...html.matchAll(/<img src="(\/api\/media\/[\w-]+)"/g)].map(([, address]) => address ?? '')),
  ),
];

/** Components of the kinds, and pictures, which the browser keeps by itself. */
export function loadAhead(questions: readonly AskedQuestion[]): void {
  loadKinds(questions.map(({ kind }) => kind));
  for (const address of picturesIn(questions)) new Image().src = address;
}
