/** A question's texts without their Markdown, for lists, search and comparing. Not a renderer: that is `content/markup.ts`. */
import { textsOf, type Question } from './question.ts';

const stemTextMax = 300;

/** Words as read: of a picture its alt text, of a link its text, formulas without their dollars. */
export function plainText(markdown: string): string {
  return (
    markdown
      // Bounded, and never over another bracket: a text of ten thousand brackets is read once, not once for each.
      .replace(/!?\[([^\][]{0,500})\]\([^()[\]]{0,500}\)/gu, '$1')
      .replace(/\\([\\`*_{}[\]()#+\-.!$|<>~])/gu, '$1')
      .replace(/(\*\*|__|~~|[*`$])/gu, '')
      .replace(/^\s{0,3}(#{1,6}|>|[-+]|\d+[.)])\s+/gmu, '')
      .replace(/\s+/gu, ' ')
      .trim()
  );
}

/** The stem as a table shows it; a stem of pictures alone shows their alt texts. */
export function stemTextOf({ stem }: Pick<Question, 'stem'>): string {
  const text = plainText(stem);
  return text.length <= stemTextMax ? text : `${text.slice(0, stemTextMax - 1)}…`;
}

/** Everything that a search looks through, the stem first: rows sorted by it stand in the order of their stems. */
export function searchedTexts(question: Question): string {
  const { stem, options, prompts = [], explanation, source, legal = [], tags = [], id } = question;
  const parts = [...options, ...prompts].map(({ text }) => text);
  const sources = legal.flatMap(({ instrument, article, clause }) => [instrument, article, clause]);
  return [stem, ...parts, explanation].map(plainText).concat(source, sources, tags, id).join(' ');
}

/** Of all texts together: what rendering, comparing and keeping a question costs grows with it. */
export const lettersOf = (question: Question): number => textsOf(question).reduce((sum, text) => sum + text.length, 0);

/** The same question with every text changed alike. */
export function mapTexts(question: Question, change: (text: string) => string): Question {
  const part = ({ id, text }: Question['options'][number]) => ({ id, text: change(text) });
  return {
    ...question,
    stem: change(question.stem),
    explanation: change(question.explanation),
    options: question.options.map(part),
    ...(question.prompts && { prompts: question.prompts.map(part) }),
  };
}
