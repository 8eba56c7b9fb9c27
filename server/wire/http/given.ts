/** An answer as it crosses the network, for every kind of question: what a phone may send, and what it is shown again. */
import { Type, type Static } from 'typebox';
import { Closed } from './common.ts';

/** `QuestionKind` of `rules/question.ts`. */
export const KindName = Type.Union([
  Type.Literal('single'),
  Type.Literal('multiple'),
  Type.Literal('true-false'),
  Type.Literal('grid'),
  Type.Literal('number'),
  Type.Literal('text'),
  Type.Literal('ordering'),
  Type.Literal('matching'),
]);
export type KindName = Static<typeof KindName>;

/** More options, statements or pairs no question has. */
const optionsMax = 20;
/** Characters of a written answer. */
export const answerTextMax = 200;

/** What the numbers mean for each kind is said at `Given` in `rules/marking/kind.ts`. */
export const SentChoice = Type.Array(Type.Integer({ minimum: 0, maximum: optionsMax }), { maxItems: optionsMax });

/** Of `number` and `text`. Phones that loaded the page before there were such kinds send none. */
export const SentText = Type.Optional(Type.String({ maxLength: answerTextMax, default: '' }));

export const GivenAnswer = Closed({ choice: Type.Array(Type.Number()), text: Type.String() });
export type GivenAnswer = Static<typeof GivenAnswer>;
