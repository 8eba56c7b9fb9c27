/**
 * A whole question pasted as plain text ("Câu 1. … A. … B. … Đáp án: B") taken apart; pure. One question only: files of
 * many are the importer's work.
 */

export interface Block {
  readonly stem: string;
  readonly options: readonly string[];
  /** Positions of right options that the text tells: an answer line, or a star before the letter. */
  readonly right: readonly number[];
  readonly explanation: string;
}

const numbering = /^\s*(?:câu(?:\s+hỏi)?\s*)?\d{1,4}\s*[.:)\-/]\s*/iu;
const answerLine =
  /^\s*(?:đáp\s*án(?:\s*đúng)?|trả\s*lời|answer|key)\s*[:：.-]\s*([a-h](?:\s*[,;&và]*\s*[a-h])*)\s*\.?\s*$/iu;
const reasonLine = /^\s*(?:giải\s*thích|lời\s*giải|hướng\s*dẫn\s*giải)\s*[:：.-]\s*(.+)$/iu;
/** A letter with a mark after it, at the beginning of a line or after wide space: options on one line stand so. */
const optionMark =
  /(?:^|\n|\t| {2,}|\s(?=\*?[B-H][.)]\s)|(?<=[?!:.…])\s(?=\*?A[.)]\s))[ \t]*(\*?)\s*([A-Ha-h])\s*[.)]\s*(?=\S)/gu;

/** null when the text is not a question with at least two options in the order A, B, … */
export function splitBlock(text: string): Block | null {
  const lines = text.normalize('NFC').replace(/\r\n?/g, '\n').replaceAll('\u00a0', ' ').split('\n');
  let letters = '';
  let explanation = '';
  const body = lines.filter((line) => {
    const answer = answerLine.exec(line)?.[1];
    const reason = reasonLine.exec(line)?.[1];
    letters = answer ?? letters;
    explanation = reason ?? explanation;
    return answer === undefined && reason === undefined;
  });
  const whole = body.join('\n').trim();
  const marks = inSequence([...whole.matchAll(optionMark)]);
  if (marks.length < 2) return null;
  const options = marks.map((mark, at) => {
    const end = marks[at + 1]?.index ?? whole.length;
    return oneLine(whole.slice(mark.index + mark[0].length, end));
  });
  const starred = marks.flatMap((mark, at) => (mark[1] === '*' ? [at] : []));
  const told = [...letters.toUpperCase().replace(/[^A-H]/g, '')].map((letter) => letter.charCodeAt(0) - 65);
  const right = [...new Set(told.length > 0 ? told : starred)]
    .filter((at) => at < options.length)
    .sort((a, b) => a - b);
  const stem = whole
    .slice(0, marks[0]?.index ?? 0)
    .replace(numbering, '')
    .trim();
  return { stem, options, right, explanation: explanation.trim() };
}

/** Marks that go A, B, C, …; a letter out of its turn ("Vitamin C. ") is text. */
function inSequence(marks: readonly RegExpExecArray[]): RegExpExecArray[] {
  const found: RegExpExecArray[] = [];
  for (const mark of marks) if ((mark[2] ?? '').toUpperCase().charCodeAt(0) - 65 === found.length) found.push(mark);
  return found;
}

const oneLine = (text: string): string => text.replace(/\s+/gu, ' ').trim();
