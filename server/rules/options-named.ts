/**
 * Options that name other options of their question by letter or place ("Cả A và B", "Tất cả các đáp án trên", "None of
 * the above"): true only in the order in which they were written. Pure; what follows from it is the caller's matter.
 */
import { plainText } from './question-text.ts';
import type { Option, Question } from './question.ts';

/** Longer texts say something of their own. */
const lengthMax = 120;

/** What options are called, and nothing else in a sentence of that shape. */
const nounAlone = '(?:đáp án|phương án|lựa chọn|câu trả lời|câu|ý|options?|answers?|choices?)';
/** Also what they may be, once a letter or "trên" says that options are meant. */
const noun = `(?:${nounAlone}|ý kiến|nội dung|phát biểu|mệnh đề|khẳng định|nhận định|trường hợp|điều|statements?)`;
const letter = `(?:${nounAlone} |${noun} )?[a-h]`;
const join = '(?: ?[,&+/] ?(?:(?:và|and|or) )?| (?:và|lẫn|cùng|cùng với|hoặc|hay|and|or|nor) )';
const letters = `${letter}(?:${join}${letter})+`;
const number = '(?:hai|ba|bốn|năm|[2-6])';
const truth =
  '(?:(?:là|đều|cùng|không|đáp án|câu trả lời|câu|are|is|both|all|not) )*' +
  '(?:đúng|sai|chính xác|hợp lý|phù hợp|correct|right|true|wrong|false|incorrect)(?: (?:nhất|cả|hết|hoàn toàn))?';
const all = '(?:tất cả|toàn bộ|cả|mọi)';
const leads = `(?:chỉ|chỉ có|không phải|không có|gồm|bao gồm|${all}|các|những|${number}|only|both|either|neither|all of|all)`;
const rest = `(?: ${truth})?$`;

const patterns: readonly string[] = [
  `^(?:${leads} )+${letters}${rest}`,
  `^(?:chỉ|chỉ có|only) ${letter}${rest}`,
  `^${letters} ${truth}$`,
  `^${noun} [a-h](?:${join}${letter})+$`,
  `^${letter} ${truth}(?:(?: ?, ?| )(?:(?:và|còn|and|but) )?${letter} ${truth})*$`,
  `^(?:không (?:phải|thuộc) )?(?:(?:${all}|${number}|các|những) )+${noun}(?: \\S+){0,3} trên${rest}`,
  `^(?:tất cả|toàn bộ)(?: \\S+){0,6}(?<! bên| phía| tầng) trên${rest}`,
  `^${all}(?: ${number})?(?: các| những)?(?: ${noun})?(?: này)? ${truth}$`,
  `^${all}(?: ${number})?(?: các| những)? ${nounAlone}(?: này)?$`,
  '^cả (?:hai|ba|bốn|[2-6])$',
  `^không (?:có |phải )?${nounAlone} nào(?: \\S+){0,6}$`,
  `^không có ${nounAlone} đúng$`,
  `^không (?:có |phải |thuộc )?${noun} nào(?: \\S+){0,3} trên${rest}`,
  '^(?:all|none|both|any|each|neither|either)(?: of)?(?: the)?(?: \\w+){0,2} (?:above|these|those)(?: (?:are|is) .{1,30})?$',
  `^(?:all|none|both)(?: of them)? (?:are|is) ${truth}$`,
];

const withoutMarks = (text: string): string =>
  text.normalize('NFD').replace(/\p{M}/gu, '').replaceAll('đ', 'd').replaceAll('Đ', 'D');

/** As written; and without diacritics for texts that have none, since "Chị A" (a person) is not "Chỉ A" (only A). */
const asWritten = patterns.map((source) => new RegExp(source, 'u'));
const unmarked = patterns.map((source) => new RegExp(withoutMarks(source), 'u'));
/** Letters alone: only capitals, as "a, b" is often algebra. */
const bare = /^[A-F](?:(?: ?[,&] ?(?:(?:và|va|and) )?| (?:và|va|VÀ|VA|lẫn|and|AND|hoặc|or|OR) )[A-F])+$/u;

/** Whether a text can only be a word about other options. Markdown; brackets, quotes and full stops do not matter. */
export function namesOptions(markdown: string): boolean {
  if (markdown.length > lengthMax) return false;
  const text = plainText(markdown)
    .normalize('NFC')
    .replaceAll(';', ',')
    .replace(/[()[\]{}"'“”‘’«».:!?…]/gu, ' ')
    .replace(/\s+/gu, ' ')
    .replace(/ ,/gu, ',')
    .replace(/^[ ,]+|[ ,]+$/gu, '');
  const lower = text.toLowerCase();
  const isUnmarked = withoutMarks(lower) === lower;
  return bare.test(text) || (isUnmarked ? unmarked : asWritten).some((pattern) => pattern.test(lower));
}

/**
 * The first option that names others, of a question whose options would be shuffled in its pool; null: none does. Where
 * all of them are letters, these are the stem's own.
 */
export function optionNamingOthers({ kind, options }: Pick<Question, 'kind' | 'options'>): Option | null {
  if (kind !== 'single' && kind !== 'multiple') return null;
  const naming = options.filter(({ text }) => namesOptions(text));
  return naming.length === options.length ? null : (naming[0] ?? null);
}
