/** Shapes of a contest's list of people who may not take part. No phone and no identity number has a place here. */
import { Type, type Static } from 'typebox';
import { exclusionProblems } from '../../rules/exclusion-list.ts';
import { Closed, Id } from './common.ts';

export const ExclusionsView = Closed({
  people: Type.Array(
    Closed({
      id: Id,
      fullName: Type.String(),
      reason: Type.String(),
      hasPhone: Type.Boolean(),
      hasCccd: Type.Boolean(),
      /** Among the participants, and not disqualified. */
      hasEntered: Type.Boolean(),
    }),
  ),
  peopleMax: Type.Number(),
});
export type ExclusionsView = Static<typeof ExclusionsView>;

/** Rows told at once: more of them only hide the first. */
export const exclusionProblemsShownMax = 50;

/** With any problem nothing was changed. */
export const ImportedExclusions = Closed({
  added: Type.Number(),
  changed: Type.Number(),
  listed: Type.Number(),
  entered: Type.Number(),
  problemCount: Type.Number(),
  problems: Type.Array(
    Closed({
      row: Type.Number(),
      problem: Type.Enum(exclusionProblems),
      about: Type.String(),
      /** In the reader's language, with the row. */
      text: Type.String(),
    }),
    { maxItems: exclusionProblemsShownMax },
  ),
});
export type ImportedExclusions = Static<typeof ImportedExclusions>;

export const RemovedExclusions = Closed({ removed: Type.Number() });
