/**
 * A key that was wrong on the day, put right for a whole round (xử lý câu hỏi sai sót): the one way in which what an
 * answer is worth may change after it was drawn. The question's version stays as it was. It holds for every version on
 * papers that its keys could be keys of; one that came later with other options stands by its own.
 */
export type KeyRuling =
  /** Huỷ câu hỏi: whoever had it on the paper gets its points in full, answered or not. */
  | { readonly kind: 'void' }
  /** Chấp nhận nhiều đáp án: the best mark over these keys counts, each in the form of `Question.key`. */
  | { readonly kind: 'accept'; readonly keys: readonly (readonly string[])[] }
  /** Sửa đáp án: this key instead of the printed one. */
  | { readonly kind: 'correct'; readonly key: readonly string[] };
