/** The shape of a contest's file, and nothing about what it means: that is `read-contest.ts`. */
import { Type, type Static, type TSchema } from 'typebox';

const Closed = <P extends Record<string, TSchema>>(properties: P) =>
  Type.Object(properties, { additionalProperties: false });
const Text = Type.String({ minLength: 1, maxLength: 20_000 });
const Localised = Closed({ vi: Text, en: Text });
const Key = Type.String({ pattern: '^[a-z0-9-]{1,40}$' });
const Count = (maximum: number) => Type.Integer({ minimum: 1, maximum });
const oneOf = <const V extends string>(...values: readonly V[]) => Type.Enum([...values]);

/** `-3 08:00`: three days before the day it is installed, by Việt Nam's clock; or a calendar day. */
const Instant = Type.String({
  pattern: '^([+-]?[0-9]{1,3}|[0-9]{4}-[0-9]{2}-[0-9]{2}) ([01][0-9]|2[0-3]):[0-5][0-9]$',
});

const prizeCommon = {
  id: Key,
  name: Localised,
  quota: Count(10_000),
  amount: Type.Integer({ minimum: 0, maximum: 10_000_000_000 }),
  tiePolicy: oneOf('share', 'more-prizes', 'draw'),
};
const Prize = Type.Union([
  Closed({
    ...prizeCommon,
    kind: Type.Literal('individual'),
    scope: oneOf('round', 'overall'),
    categoryId: Type.Optional(Key),
    minScore: Type.Integer({ minimum: 0 }),
  }),
  Closed({
    ...prizeCommon,
    kind: Type.Literal('collective'),
    criterion: oneOf('entrants', 'rate', 'mean', 'total'),
    minEntrants: Count(1_000_000),
  }),
]);

export const ContestFile = Closed({
  slug: Type.String({ pattern: '^[a-z0-9-]{1,60}$' }),
  title: Localised,
  summary: Localised,
  audience: Localised,
  heading: oneOf('state', 'doan'),
  parentBody: Text,
  issuingBody: Text,
  placeName: Text,
  organisers: Type.Array(Text, { minItems: 1, maxItems: 50 }),
  contactPhone: Text,
  eligibility: Closed({
    minAge: Type.Optional(Count(120)),
    maxAge: Type.Optional(Count(120)),
    ageOn: Type.String({ pattern: '^(entry|[0-9]{4}-[0-9]{2}-[0-9]{2})$' }),
    residence: Type.Optional(
      Closed({
        ways: Type.Array(oneOf('lives', 'studies', 'works'), { minItems: 1, maxItems: 3, uniqueItems: true }),
        needs: oneOf('any', 'all'),
        areaName: Localised,
      }),
    ),
  }),
  categories: Type.Array(Closed({ id: Key, name: Localised }), { minItems: 1, maxItems: 30 }),
  unitRoots: Type.Array(Type.String({ pattern: '^[a-z0-9-]{1,20}:[A-Za-z0-9-]{1,20}$' }), {
    minItems: 1,
    maxItems: 200,
  }),
  bank: Key,
  ranking: Type.Array(oneOf('score', 'correct', 'predictionGap', 'elapsed', 'submittedAt'), {
    minItems: 1,
    uniqueItems: true,
  }),
  /** What every round has in common. */
  round: Closed({
    minutes: Count(600),
    graceSeconds: Type.Integer({ minimum: 0, maximum: 60 }),
    attempts: Count(100),
    pointsPerQuestion: Count(1_000),
    prediction: Type.Optional(oneOf('perfect-participants', 'participants')),
    showsRank: Type.Boolean(),
    blueprint: Type.Array(
      Closed({
        topic: Key,
        difficulty: Type.Optional(oneOf('recognise', 'understand', 'apply')),
        kind: Type.Optional(
          oneOf('single', 'multiple', 'true-false', 'grid', 'number', 'text', 'ordering', 'matching'),
        ),
        count: Count(200),
        points: Type.Optional(Count(1_000)),
      }),
      { minItems: 1, maxItems: 200 },
    ),
  }),
  rounds: Type.Array(
    Closed({ key: Key, name: Localised, opens: Instant, closes: Instant, freezes: Type.Optional(Instant) }),
    { minItems: 1, maxItems: 60 },
  ),
  prizes: Type.Array(Prize, { maxItems: 100 }),
  onePrizePer: oneOf('round', 'contest'),
  rules: Type.Array(
    Closed({
      title: Localised,
      articles: Type.Array(Closed({ title: Localised, text: Localised }), { minItems: 1, maxItems: 60 }),
    }),
    { minItems: 1, maxItems: 40 },
  ),
});
export type ContestFile = Static<typeof ContestFile>;
