/** Of several rulings on a question the newest, as `scoreSheet` asks for it. */
import type { VersionId } from '../rules/ids.ts';
import { fitsRuling } from '../rules/marking/index.ts';
import type { KeyRuling } from '../rules/ruling.ts';
import type { RulingOf } from '../rules/sheet.ts';
import type { RulingRow } from '../store/rulings.ts';
import type { QuestionPool } from './question-pool.ts';

/** By question. `rows` oldest first. */
export const newestRulings = (rows: readonly RulingRow[]): ReadonlyMap<string, RulingRow> =>
  new Map(rows.map((row) => [row.questionId, row]));

/** undefined where a version's own key stands: nothing was ruled, or the version came later with other options. */
export function rulingOf(
  rulings: ReadonlyMap<string, Pick<RulingRow, 'ruling'>>,
  pool: Pick<QuestionPool, 'question'>,
): RulingOf {
  const known = new Map<VersionId, KeyRuling | undefined>();
  return (versionId) => {
    if (known.has(versionId)) return known.get(versionId);
    const question = pool.question(versionId);
    const ruling = rulings.get(question.id)?.ruling;
    const held = ruling && fitsRuling(question, ruling) ? ruling : undefined;
    known.set(versionId, held);
    return held;
  };
}
