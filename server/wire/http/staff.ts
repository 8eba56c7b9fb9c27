/** Shapes of the studio and the stage: signing in as staff, watching a contest, closing, deciding prizes. */
import { Type, type Static } from 'typebox';
import { Closed, Id, LocalisedText, Nullable } from './common.ts';
import { RoundView } from './contests.ts';

export const StaffSignIn = Closed({
  login: Type.String({ minLength: 1, maxLength: 60 }),
  password: Type.String({ minLength: 1, maxLength: 128 }),
});

/** Makes the owner; needs the one-time token printed in the terminal. */
export const Setup = Closed({
  token: Type.String({ minLength: 1, maxLength: 100 }),
  login: Type.String({ pattern: '^[a-z0-9._-]{3,40}$' }),
  fullName: Type.String({ minLength: 1, maxLength: 60 }),
  password: Type.String({ minLength: 1, maxLength: 128 }),
});
export const SetupState = Closed({ isNeeded: Type.Boolean() });

export const StaffContests = Closed({
  contests: Type.Array(
    Closed({
      id: Id,
      slug: Type.String(),
      title: LocalisedText,
      isDraft: Type.Boolean(),
      rounds: Type.Array(RoundView),
      participants: Type.Number(),
      attempts: Type.Number(),
    }),
  ),
  serverNow: Type.Number(),
});
export type StaffContests = Static<typeof StaffContests>;

/** Counts per bucket of `bucketMs` beginning at `at`. */
export const Dashboard = Closed({
  id: Id,
  slug: Type.String(),
  title: LocalisedText,
  isDraft: Type.Boolean(),
  rounds: Type.Array(RoundView),
  participants: Type.Number(),
  entered: Type.Number(),
  attempts: Type.Number(),
  openAttempts: Type.Number(),
  bucketMs: Type.Number(),
  overTime: Type.Array(Closed({ at: Type.Number(), entered: Type.Number(), attempts: Type.Number() })),
  byUnit: Type.Array(
    Closed({ unitId: Id, name: Type.String(), entrants: Type.Number(), headcount: Nullable(Type.Number()) }),
  ),
  byCategory: Type.Array(Closed({ categoryId: Type.String(), name: LocalisedText, entrants: Type.Number() })),
  serverNow: Type.Number(),
});
export type Dashboard = Static<typeof Dashboard>;

/** One place of the staff's standings, with every key that decided it. */
export const StaffStanding = Closed({
  participantId: Id,
  rank: Type.Number(),
  fullName: Type.String(),
  birthYear: Type.Number(),
  isChild: Type.Boolean(),
  unitName: Type.String(),
  categoryId: Type.String(),
  score: Type.Number(),
  correct: Type.Number(),
  prediction: Nullable(Type.Number()),
  predictionGap: Nullable(Type.Number()),
  elapsedMs: Type.Number(),
  submittedAt: Type.Number(),
  attempts: Type.Number(),
  isTied: Type.Boolean(),
  /** The first ranking key on which it lost to the place above; '' for the first place and for ties. */
  decidedBy: Type.String(),
  disqualifiedAt: Type.Number(),
  disqualifiedReason: Type.String(),
});
export type StaffStanding = Static<typeof StaffStanding>;

export const StaffStandings = Closed({
  board: Type.String(),
  isFinal: Type.Boolean(),
  predictionTruth: Nullable(Type.Number()),
  total: Type.Number(),
  offset: Type.Number(),
  rows: Type.Array(StaffStanding),
});
export type StaffStandings = Static<typeof StaffStandings>;

export const CloseRound = Closed({ early: Type.Boolean() });
export const Reason = Closed({ reason: Type.String({ maxLength: 500 }) });

/** How a participant stands after a ruling; `disqualifiedAt` is 0 for one who counts again. */
export const Disqualification = Closed({ participantId: Id, disqualifiedAt: Type.Number(), reason: Type.String() });
export type Disqualification = Static<typeof Disqualification>;

export const AwardView = Closed({
  id: Type.String(),
  prizeId: Type.String(),
  prizeName: LocalisedText,
  rank: Type.Number(),
  amount: Type.Number(),
  participantId: Nullable(Id),
  unitId: Nullable(Id),
  name: Type.String(),
  unitName: Type.String(),
  score: Type.Number(),
  elapsedMs: Type.Number(),
  /** Why: rank, count of competitors, tie and how the policy settled it. */
  reason: Type.Record(Type.String(), Type.Union([Type.String(), Type.Number()])),
  revokedAt: Type.Number(),
  revokedReason: Type.String(),
});
export type AwardView = Static<typeof AwardView>;

/** `proposed` is what the rules give now; `awarded` is what has been decided; `isOutdated` when they differ. */
export const AwardsView = Closed({
  board: Type.String(),
  isFinal: Type.Boolean(),
  proposed: Type.Array(AwardView),
  awarded: Type.Array(AwardView),
  reserves: Type.Array(
    Closed({ rank: Type.Number(), name: Type.String(), unitName: Type.String(), score: Type.Number() }),
  ),
  isOutdated: Type.Boolean(),
  /** Digest of the proposal; deciding names it, so nobody awards what they have not seen. */
  proposalDigest: Type.String(),
});
export type AwardsView = Static<typeof AwardsView>;

export const DecideAwards = Closed({
  proposalDigest: Type.String({ maxLength: 80 }),
  reason: Type.String({ maxLength: 500 }),
});

export const JournalView = Closed({
  entries: Type.Array(
    Closed({
      seq: Type.Number(),
      at: Type.Number(),
      actorName: Type.String(),
      action: Type.String(),
      detail: Type.String(),
      hash: Type.String(),
    }),
  ),
});
export type JournalView = Static<typeof JournalView>;
