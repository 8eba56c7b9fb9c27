/** Which question of a preview can be answered for by one letter, and by which; pure. */
import type { Question, QuestionKind } from '../../../server/rules/question.ts';

export const letterAt = (at: number): string => (at < 0 ? '' : String.fromCharCode(65 + at));

/** Kinds whose key is set by pressing its options. */
export const canPick = (kind: QuestionKind): boolean => ['single', 'multiple', 'true-false', 'grid'].includes(kind);

/** The option of a letter key, or '' when there is none; a true-false question also takes Đ and S. */
export function pickedBy(key: string, { kind, options }: Question): string {
  if (!canPick(kind) || key.length !== 1) return '';
  const letter = key.toLowerCase();
  if (kind === 'true-false' && (letter === 'đ' || letter === 's')) return options[letter === 'đ' ? 0 : 1]?.id ?? '';
  const at = letter.charCodeAt(0) - 97;
  return at >= 0 && at < 26 ? (options[at]?.id ?? '') : '';
}
