/**
 * What papers leave in the browser's storage, read and swept without knowing a paper: answers that wait to be
 * sent, papers kept for a reload, flags. How they are written is `answer-journal.ts` and `attempt-desk.svelte.ts`.
 */

const answerName = /^hoithi\.answer\.([^.]+)\./;
const ofPapers = /^hoithi\.(answer|paper|flags|at|place)\./;

/** Questions whose choice has not reached the server, of all attempts but those known to take no more. */
export function unsentAnswers(storage: Storage | null, hasEnded: (attemptId: string) => boolean): number {
  const questions = new Set<string>();
  for (const name of namesIn(storage)) {
    const attemptId = answerName.exec(name)?.[1];
    if (attemptId === undefined || hasEnded(attemptId)) continue;
    const slot = /"slot":(\d+)/.exec(storage?.getItem(name) ?? '')?.[1];
    if (slot !== undefined) questions.add(`${attemptId}.${slot}`);
  }
  return questions.size;
}

/** Browsers heed the server's word to clear storage only over TLS: in a hall's own network this does. */
export function sweepPapers(storage: Storage | null): void {
  for (const name of namesIn(storage)) if (ofPapers.test(name)) storage?.removeItem(name);
}

const namesIn = (storage: Storage | null): string[] =>
  Array.from({ length: storage?.length ?? 0 }, (_, index) => storage?.key(index) ?? '');
