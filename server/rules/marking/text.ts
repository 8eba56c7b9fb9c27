/**
 * A short written answer (trả lời ngắn), right when it is one of the accepted variants once both are folded. Folding
 * forgets what never matters (spaces at the ends and repeated ones, the place of a tone: hòa, hoà) and what the
 * question says does not. Full stops, quotes and brackets about an answer do not matter either, but for a variant that
 * has such a mark at that end itself.
 */
import type { Question, TextFolding } from '../question.ts';
import type { Kind } from './kind.ts';
import { counted, fault, inFull, nothingGiven, onlyIf } from './parts.ts';

/** Characters of a written answer. */
export const textLengthMax = 200;

const usualFolding: TextFolding = { ignoresCase: true, ignoresMarks: false, ignoresSpaces: false };

export const text: Kind = {
  schemes: ['all-or-nothing'],
  isShuffled: false,
  encode(_, __, given) {
    const tidy = tidyText(given.text);
    return given.choice.length > 0 || tidy.length > textLengthMax ? null : tidy;
  },
  decode: (_, __, response) =>
    response === '' ? nothingGiven : onlyIf(tidyText(response) === response, { choice: [], text: response }),
  keyResponse: ({ key }) => tidyText(key[0] ?? ''),
  mark: (question, response) => {
    const given = folded(question, response);
    return inFull(foldedKey(question).some((variant) => variant !== '' && barely(given, variant) === variant));
  },
  check(question) {
    const { options, key } = question;
    const unusable = key.filter((variant) => tidyText(variant) === '' || tidyText(variant).length > textLengthMax);
    const folds = foldedKey(question);
    return [
      ...counted('wrong-option-count', question, options.length, [0, 0]),
      ...counted('wrong-key-count', question, key.length, [1, 20]),
      ...unusable.map((variant) =>
        fault('variant-unusable', { text: variant.slice(0, 40), lengthMax: `${textLengthMax}` }),
      ),
      ...key.flatMap((variant, at) => {
        const isTwin = folds.indexOf(folds[at] ?? '') < at;
        return isTwin ? [fault('repeated-key', { id: variant })] : [];
      }),
    ];
  },
};

/** NFC, trimmed, single spaces; characters that nobody sees are taken for spaces or left out. */
export const tidyText = (typed: string): string =>
  typed
    .normalize('NFC')
    .replace(/\p{Cf}/gu, '')
    .replace(/[\s\p{Cc}\p{Cs}]+/gu, ' ')
    .trim();

const foldedKey = (question: Question): string[] => question.key.map((variant) => folded(question, variant));

const folded = ({ folding = usualFolding }: Question, written: string): string => foldText(written, folding);

/** Two texts that fold to the same are the same answer. */
export function foldText(written: string, { ignoresCase, ignoresMarks, ignoresSpaces }: TextFolding): string {
  let folds = tidyText(written);
  if (ignoresCase) folds = folds.toLowerCase();
  if (ignoresSpaces) folds = folds.replaceAll(' ', '');
  return ignoresMarks ? withoutMarks(folds) : tonesLast(folds);
}

/** What phones and careful writers put about an answer; a sign before a digit belongs to the number. */
const marksBefore = /^(?:(?![.,]\d)[\s.,;:!?…"'`´\p{Ps}\p{Pe}\p{Pi}\p{Pf}])+/u;
const marksAfter = /[\s.,;:!?…"'`´\p{Ps}\p{Pe}\p{Pi}\p{Pf}]+$/u;

/** A folded answer without marks at those ends where the variant has none: `C++`, `.vn` and `v.v.` stay exact. */
function barely(given: string, variant: string): string {
  const start = marksBefore.test(variant) ? given : given.replace(marksBefore, '');
  return marksAfter.test(variant) ? start : start.replace(marksAfter, '');
}

const withoutMarks = (written: string): string =>
  written.normalize('NFD').replace(/\p{M}/gu, '').replaceAll('đ', 'd').replaceAll('Đ', 'D');

/** A syllable has one tone, so on which of its vowels it is written tells nothing: both orthographies are in use. */
const tonesLast = (written: string): string =>
  written.normalize('NFD').replace(/(?:[aeiouy]\p{M}*)+/giu, (vowels) => {
    const tones = vowels.replace(/[^\u0300\u0301\u0303\u0309\u0323]/g, '');
    return vowels.replace(/[\u0300\u0301\u0303\u0309\u0323]/g, '') + tones;
  });
