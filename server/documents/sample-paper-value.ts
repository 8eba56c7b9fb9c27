/** Sample papers as a value: questions in the order and with the options of one draw, and what is right in that order. */
import type { QuestionKind } from '../rules/question.ts';
import type { Picture, Run } from './official-document.ts';

/** A line of a question's text, or a picture in it. */
export type SampleLine = readonly Run[] | Pick<Picture, 'png' | 'widthMm' | 'heightMm' | 'alt'>;

export interface SampleQuestion {
  readonly kind: QuestionKind;
  readonly points: number;
  readonly stem: readonly SampleLine[];
  /** In the paper's order. */
  readonly options: readonly (readonly SampleLine[])[];
  readonly prompts: readonly (readonly SampleLine[])[];
  readonly right: { readonly choice: readonly number[]; readonly text: string };
  /** Of a short text: everything that is accepted. */
  readonly variants: readonly string[];
  /** Of a number; '' or '0': exactly. */
  readonly tolerance: string;
}

export interface SamplePaper {
  readonly number: number;
  readonly fullScore: number;
  readonly questions: readonly SampleQuestion[];
}

export interface SamplePapersDocument {
  readonly parentBody: string;
  readonly issuingBody: string;
  readonly contestTitle: string;
  readonly roundName: string;
  readonly durationMs: number;
  /** From which the same papers can be drawn again. */
  readonly seed: string;
  readonly papers: readonly SamplePaper[];
  readonly part: 'whole' | 'papers' | 'keys';
}
