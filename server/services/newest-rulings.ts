/** Of several rulings on a question the newest, as `scoreSheet` asks for it. */
import type { RulingOf } from '../rules/sheet.ts';
import type { RulingRow } from '../store/rulings.ts';
import type { QuestionPool } from './question-pool.ts';

/** By question. `rows` oldest first. */
export const newestRulings = (rows: readonly RulingRow[]): ReadonlyMap<string, RulingRow> =>
  new Map(rows.map((row) => [row.questionId, row]));

export const rulingOf =
  (rulings: ReadonlyMap<string, Pick<RulingRow, 'ruling'>>, pool: Pick<QuestionPool, 'question'>): RulingOf =>
  (versionId) =>
    rulings.get(pool.question(versionId).id)?.ruling;
