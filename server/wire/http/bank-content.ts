/** A question's content as it crosses the network, key and all: only the staff ever gets it. With its limits. */
import { Type } from 'typebox';
import { difficulties, markingSchemes, questionKinds, type Question } from '../../rules/question.ts';
import { Closed } from './common.ts';

/** Limits of what is written by hand or read from a file; a longer text is a mistake of pasting. */
export const questionLimits = {
  stemMax: 4_000,
  optionMax: 1_000,
  optionsMax: 20,
  explanationMax: 4_000,
  sourceMax: 500,
  tagMax: 40,
  tagsMax: 20,
  legalMax: 10,
  noteMax: 1_000,
  searchMax: 100,
  pageSize: 100,
  bulkMax: 2_000,
  undoMax: 400_000,
  topicsMax: 500,
  topicNameMax: 200,
  bankNameMax: 200,
  /** Of an organisation: each may hold gigabytes of media. */
  banksMax: 200,
  /** Of one bank, retired ones too: a pool and a search look at all of them. */
  questionsMax: 20_000,
  /** Of one question; whoever asks for it is given their differences. */
  versionsMax: 500,
  commentsMax: 500,
  /** Files of one bank that were read and wait for somebody: each holds all its questions. */
  previewsMax: 50,
} as const;

export const questionStates = ['draft', 'in-review', 'approved', 'retired'] as const;
export const questionDeeds = [
  'made',
  'changed',
  'sent',
  'approved',
  'returned',
  'retired',
  'restored',
  'moved',
  'imported',
  'tagged',
  'reserved',
  /** Its note is the deed of `BulkDeed` that was undone. */
  'undone',
  'commented',
  /** Its note is the hint's name, `: ` and the reason. */
  'hint-dismissed',
  /** Its note is the hint's name. */
  'hint-restored',
] as const;

const Text = (maxLength: number) => Type.String({ maxLength });
export const questionCodePattern = '^[A-Za-z0-9][A-Za-z0-9._-]{0,59}$';
/** `Question.id`: shown as the question's code, stable over versions. */
export const QuestionCode = Type.String({ pattern: questionCodePattern });
/** ISO calendar date, or empty. */
const Day = Type.String({ pattern: '^(\\d{4}-\\d{2}-\\d{2})?$' });
const Part = Closed({ id: Type.String({ pattern: '^[a-z0-9]{1,4}$' }), text: Text(questionLimits.optionMax) });
const Parts = Type.Array(Part, { maxItems: questionLimits.optionsMax });
const Folding = Closed({ ignoresCase: Type.Boolean(), ignoresMarks: Type.Boolean(), ignoresSpaces: Type.Boolean() });

/** A whole question as the editor sends it; a draft may have empty texts and no key. The same as `rules/question.ts`. */
export const QuestionContent = Type.Unsafe<Question>(
  Closed({
    /** '' while it has no code. */
    id: Type.Union([QuestionCode, Type.Literal('')]),
    topic: Type.String({ maxLength: 60 }),
    kind: Type.Enum(questionKinds),
    difficulty: Type.Enum(difficulties),
    stem: Text(questionLimits.stemMax),
    options: Parts,
    prompts: Type.Optional(Parts),
    key: Type.Array(Text(200), { maxItems: questionLimits.optionsMax }),
    scheme: Type.Optional(Type.Enum(markingSchemes)),
    tolerance: Type.Optional(Text(40)),
    folding: Type.Optional(Folding),
    keepsOrder: Type.Optional(Type.Boolean()),
    explanation: Text(questionLimits.explanationMax),
    source: Text(questionLimits.sourceMax),
    legal: Type.Optional(
      Type.Array(
        Closed({ instrument: Text(300), article: Text(60), clause: Text(60), inForceFrom: Day, inForceTo: Day }),
        { maxItems: questionLimits.legalMax },
      ),
    ),
    tags: Type.Optional(
      Type.Array(Type.String({ minLength: 1, maxLength: questionLimits.tagMax }), {
        maxItems: questionLimits.tagsMax,
      }),
    ),
    factId: Text(100),
    checkedOn: Day,
    isPractice: Type.Boolean(),
  }),
);

const KeptParts = Type.Array(Closed({ id: Type.String(), text: Type.String() }));
/** The same going out: what came from a file may be longer than what is taken, and must be seen to be mended. */
export const KeptContent = Type.Unsafe<Question>(
  Closed({
    id: Type.String(),
    topic: Type.String(),
    kind: Type.String(),
    difficulty: Type.String(),
    stem: Type.String(),
    options: KeptParts,
    prompts: Type.Optional(KeptParts),
    key: Type.Array(Type.String()),
    scheme: Type.Optional(Type.String()),
    tolerance: Type.Optional(Type.String()),
    folding: Type.Optional(Folding),
    keepsOrder: Type.Optional(Type.Boolean()),
    explanation: Type.String(),
    source: Type.String(),
    legal: Type.Optional(
      Type.Array(
        Closed({
          instrument: Type.String(),
          article: Type.String(),
          clause: Type.String(),
          inForceFrom: Type.String(),
          inForceTo: Type.String(),
        }),
      ),
    ),
    tags: Type.Optional(Type.Array(Type.String())),
    factId: Type.String(),
    checkedOn: Type.String(),
    isPractice: Type.Boolean(),
  }),
);
