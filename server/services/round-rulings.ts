/** What was decided about wrong keys in a round, by the versions that its papers hold. */
import type { RoundId, VersionId } from '../rules/ids.ts';
import { fitsRuling } from '../rules/marking/index.ts';
import type { KeyRuling } from '../rules/ruling.ts';
import { rulingsOfRound } from '../store/rulings.ts';
import type { ReadTx } from '../store/store.ts';
import type { QuestionPool } from './question-pool.ts';

export interface RuledKey {
  readonly ruling: KeyRuling;
  /** What the public was told. */
  readonly notice: string;
}

/** A ruling names a question and holds for every version of it that it fits; undefined where a version's own key stands. */
export async function roundRulings(
  tx: ReadTx,
  roundId: RoundId,
  pool: Pick<QuestionPool, 'question'>,
): Promise<(versionId: VersionId) => RuledKey | undefined> {
  // Oldest first: the newest on a question stands.
  const rows = await rulingsOfRound(tx, roundId);
  const byQuestion = new Map(rows.map(({ questionId, ruling, notice }) => [questionId, { ruling, notice }]));
  if (byQuestion.size === 0) return () => undefined;
  return (versionId) => {
    const question = pool.question(versionId);
    const ruled = byQuestion.get(question.id);
    return ruled && fitsRuling(question, ruled.ruling) ? ruled : undefined;
  };
}
