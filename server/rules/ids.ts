/**
 * Branded ids, so that an attempt's id cannot be passed where a participant's is meant.
 * Ids are made in `services/context.ts` (time-ordered, 80 random bits); here they are only types.
 */
declare const brand: unique symbol;
type Id<Name extends string> = string & { readonly [brand]: Name };

export type ContestId = Id<'contest'>;
export type RoundId = Id<'round'>;
export type UserId = Id<'user'>;
export type PersonId = Id<'person'>;
export type ParticipantId = Id<'participant'>;
export type AttemptId = Id<'attempt'>;
export type UnitId = Id<'unit'>;
export type VersionId = Id<'question-version'>;
export type OrganisationId = Id<'organisation'>;
/** A question's row; what people see and papers name is its code, `Question.id`. */
export type QuestionRowId = Id<'question'>;
/** One uploaded file of questions. */
export type BatchId = Id<'import-batch'>;
export type RulingId = Id<'key-ruling'>;

/** Epoch milliseconds by the server's clock. */
export type Millis = number;
