/**
 * The hash chain of an attempt's answers: each entry holds the hash of the one before, so a row
 * that is changed, removed or slipped in later shows. It proves nothing about an administrator
 * who rewrites the whole chain; the sealed digest of the round does that.
 */
import { createHash } from 'node:crypto';
import type { AttemptId, Millis } from '../rules/ids.ts';

export interface ChainedAnswer {
  readonly attemptId: AttemptId;
  readonly seq: number;
  readonly slot: number;
  readonly revision: number;
  readonly response: string;
  readonly receivedAt: Millis;
  readonly clientKey: string;
}

const sha256 = (text: string): string => createHash('sha256').update(text).digest('hex');

/** What the first answer of an attempt is chained to. */
export const chainStart = (attemptId: AttemptId, seed: string): string => sha256(`${attemptId}|${seed}`);

export function chainHash(prevHash: string, answer: ChainedAnswer): string {
  const { attemptId, seq, slot, revision, response, receivedAt, clientKey } = answer;
  return sha256([prevHash, attemptId, seq, slot, revision, response, receivedAt, clientKey].join('|'));
}

/** The `seq` of the first entry that does not follow from those before it; null when the chain holds. */
export function brokenLink(
  attemptId: AttemptId,
  seed: string,
  answers: readonly (ChainedAnswer & { readonly prevHash: string; readonly hash: string })[],
): number | null {
  let prevHash = chainStart(attemptId, seed);
  for (const [index, answer] of answers.entries()) {
    const isNext = answer.seq === index + 1 && answer.prevHash === prevHash;
    if (!isNext || answer.hash !== chainHash(prevHash, answer)) return answer.seq;
    prevHash = answer.hash;
  }
  return null;
}
