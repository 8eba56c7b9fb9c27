/**
 * The sheet of an attempt: for each slot the answer that counts, folded from the log. The fold
 * is the only way to a sheet, so the draft on the server, the mark at hand-in and the rebuild
 * by `verify` cannot disagree. A sheet knows no time: the log holds only what was accepted.
 */
import type { Blueprint } from './contest.ts';
import type { VersionId } from './ids.ts';
import { mark, pointsFor } from './marking/index.ts';
import type { Mark } from './marking/kind.ts';
import { pointsOfSlot, type Paper } from './paper.ts';
import type { Question } from './question.ts';
import { decodePrediction } from './response.ts';
import type { KeyRuling } from './ruling.ts';

/** The prediction question's slot; the paper's own questions are 1 … n. */
export const predictionSlot = 0;

export interface LoggedAnswer {
  /** Place in the attempt's log, unique in it. */
  readonly seq: number;
  readonly slot: number;
  readonly revision: number;
  /** Text of `response.ts`; empty is a withdrawn answer. */
  readonly response: string;
  readonly receivedAt: number;
}

export interface Sheet {
  readonly slotCount: number;
  /** The answer that counts, by slot; a withdrawn answer is held too, it beats what it withdrew. */
  readonly held: ReadonlyMap<number, LoggedAnswer>;
}

export function emptySheet(slotCount: number): Sheet {
  return { slotCount, held: new Map() };
}

/**
 * The highest revision of a slot counts; of two equal revisions (two devices at once) the one that
 * was logged first. Hence order and repeats change nothing. An answer to a slot that is not on the
 * paper is left out. Returns the same sheet when the answer changes nothing.
 */
export function addAnswer(sheet: Sheet, answer: LoggedAnswer): Sheet {
  if (answer.slot < predictionSlot || answer.slot > sheet.slotCount) return sheet;
  const held = sheet.held.get(answer.slot);
  if (held && !beats(answer, held)) return sheet;
  return { ...sheet, held: new Map(sheet.held).set(answer.slot, answer) };
}

export function buildSheet(slotCount: number, answers: readonly LoggedAnswer[]): Sheet {
  return answers.reduce(addAnswer, emptySheet(slotCount));
}

/** Whether `answer` counts instead of `held`, both of one slot. */
export function beats(answer: LoggedAnswer, held: LoggedAnswer): boolean {
  return answer.revision > held.revision || (answer.revision === held.revision && answer.seq < held.seq);
}

export interface SlotMark extends Mark {
  /** What it came to, in whole points. */
  readonly score: number;
}

export interface SheetScore {
  readonly score: number;
  /** Questions that are right in full. */
  readonly correct: number;
  /** null when nothing was predicted. */
  readonly prediction: number | null;
  /** Slot 1 first. */
  readonly perQuestion: readonly SlotMark[];
}

/** The newest ruling of the round on a question, by any of its versions. */
export type RulingOf = (versionId: VersionId) => KeyRuling | undefined;

export interface MarkedBy {
  readonly questionOf: (versionId: VersionId) => Question;
  readonly blueprint: Pick<Blueprint, 'pointsPerQuestion'>;
  /** Absent: no key of the round was ruled upon. */
  readonly rulingOf?: RulingOf | undefined;
}

/** Marks every slot of the paper against the question versions it was drawn from. */
export function scoreSheet(sheet: Sheet, paper: Paper, { questionOf, blueprint, rulingOf }: MarkedBy): SheetScore {
  const perQuestion = paper.slots.map((slot, at): SlotMark => {
    const earned = mark(questionOf(slot.versionId), responseOf(sheet, at + 1), rulingOf?.(slot.versionId));
    return { ...earned, score: pointsFor(earned, pointsOfSlot(slot, blueprint)) };
  });
  return {
    score: perQuestion.reduce((sum, one) => sum + one.score, 0),
    correct: perQuestion.filter(({ isRight }) => isRight).length,
    prediction: decodePrediction(responseOf(sheet, predictionSlot)),
    perQuestion,
  };
}

/** Slots of the paper without an answer, or with a withdrawn one, in order; the prediction is not asked about. */
export function unanswered(sheet: Sheet, paper: Paper): number[] {
  return paper.slots.map((_, at) => at + 1).filter((slot) => responseOf(sheet, slot) === '');
}

/** Text of the log of the answer that counts; '' for none. */
export function responseOf(sheet: Sheet, slot: number): string {
  return sheet.held.get(slot)?.response ?? '';
}
