/** Shapes of blueprints, sample papers and drafts of contests: only the staff ever gets them. */
import { Type, type Static } from 'typebox';
import { cellCountMax, pointsMax } from '../../rules/blueprint-check.ts';
import { difficulties, questionKinds } from '../../rules/question.ts';
import { blueprintWarnings } from '../../rules/refusal-blueprints.ts';
import { Closed, Id, LocalisedText, Nullable, Slug } from './common.ts';
import { GivenAnswer } from './given.ts';

const Difficulty = Type.Enum(difficulties);
const Kind = Type.Enum(questionKinds);

/** Cells of one blueprint; a topic has 36 at most and hardly any is used. */
const cellsMax = 500;

export const BlueprintShape = Closed({
  cells: Type.Array(
    Closed({
      topic: Type.String({ minLength: 1, maxLength: 60 }),
      difficulty: Nullable(Difficulty),
      kind: Nullable(Kind),
      count: Type.Integer({ minimum: 1, maximum: cellCountMax }),
      points: Type.Optional(Type.Integer({ minimum: 1, maximum: pointsMax })),
    }),
    { maxItems: cellsMax },
  ),
  pointsPerQuestion: Type.Integer({ minimum: 1, maximum: pointsMax }),
});
export type BlueprintShape = Static<typeof BlueprintShape>;

export const BlueprintView = Closed({
  roundId: Id,
  roundName: LocalisedText,
  bankId: Type.String(),
  blueprint: BlueprintShape,
  /** In tree order; `parentId` null at the top. */
  topics: Type.Array(Closed({ id: Type.String(), name: Type.String(), parentId: Nullable(Type.String()) })),
  /** Approved questions that papers of the round may have until it closes, counted by what tells them apart. */
  supply: Type.Array(
    Closed({
      topic: Type.String(),
      difficulty: Difficulty,
      kind: Kind,
      split: Type.Number(),
      count: Type.Number(),
    }),
  ),
  attemptsMax: Type.Number(),
  isDraft: Type.Boolean(),
  /** False once the round has opened or somebody has begun it. */
  canChange: Type.Boolean(),
  revision: Type.Number(),
  serverNow: Type.Number(),
});
export type BlueprintView = Static<typeof BlueprintView>;

/** Why it is done in spite of warnings; empty where there is none. */
const Confirmation = Type.String({ maxLength: 500 });
/** The warnings that the confirmation answers: those that have been shown to whoever confirms. */
const Confirmed = Type.Array(Type.Enum(blueprintWarnings), { maxItems: blueprintWarnings.length });

/** `confirmation`: only asked for where the contest is published. */
export const SaveBlueprint = Closed({
  revision: Type.Number(),
  blueprint: BlueprintShape,
  confirmation: Type.Optional(Confirmation),
  confirmed: Type.Optional(Confirmed),
});

export const samplePapersMax = 10;
const Seed = Type.String({ pattern: '^[0-9a-f]{32}$' });
const Count = Type.Integer({ minimum: 1, maximum: samplePapersMax, default: 1 });

/** Without a seed the papers are new ones. */
export const SampleChoice = Closed({ count: Type.Optional(Count), seed: Type.Optional(Seed) });

export const sampleParts = ['whole', 'papers', 'keys'] as const;
export type SamplePart = (typeof sampleParts)[number];
/** `whole`: the papers with their keys behind them. */
export const SamplePrint = Closed({ count: Count, seed: Seed, part: Type.Enum(sampleParts) });

export const SamplePapers = Closed({
  seed: Seed,
  papers: Type.Array(
    Closed({
      number: Type.Number(),
      fullScore: Type.Number(),
      questions: Type.Array(
        Closed({
          code: Type.String(),
          kind: Kind,
          points: Type.Number(),
          stem: Type.String(),
          options: Type.Array(Type.String()),
          prompts: Type.Array(Type.String()),
          right: GivenAnswer,
        }),
      ),
    }),
  ),
});
export type SamplePapers = Static<typeof SamplePapers>;

const Title = Closed({
  vi: Type.String({ minLength: 1, maxLength: 200 }),
  en: Type.String({ minLength: 1, maxLength: 200 }),
});

export const CopyContest = Closed({ slug: Slug, title: Title });
export const CopiedContest = Closed({ id: Id });

export const DraftView = Closed({
  slug: Type.String(),
  title: LocalisedText,
  rounds: Type.Array(
    Closed({ key: Type.String(), name: LocalisedText, opensAt: Type.Number(), closesAt: Type.Number() }),
  ),
  revision: Type.Number(),
});
export type DraftView = Static<typeof DraftView>;

const Instant = Type.Integer({ minimum: 0, maximum: 9_999_999_999_999 });
export const EditDraft = Closed({
  revision: Type.Number(),
  slug: Slug,
  title: Title,
  /** Every round of the contest, by its key. */
  rounds: Type.Array(Closed({ key: Type.String({ maxLength: 60 }), opensAt: Instant, closesAt: Instant }), {
    maxItems: 100,
  }),
});
export type EditDraft = Static<typeof EditDraft>;

export const PublishContest = Closed({
  revision: Type.Number(),
  confirmation: Confirmation,
  confirmed: Type.Optional(Confirmed),
});
export const PublishedContest = Closed({ publishedAt: Type.Number() });
