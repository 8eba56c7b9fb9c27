/** Tables of what is set up before anybody takes part: contests, rounds, exclusions. */
import type { ContestDefinition, RoundDefinition } from '../rules/contest.ts';
import type { ContestId, RoundId } from '../rules/ids.ts';
import type { Columns } from './columns-sqlite.ts';

export function defineContests(c: Columns) {
  const contest = c.table(
    'contest',
    {
      id: c.text().primaryKey().$type<ContestId>(),
      slug: c.text().notNull(),
      definition: c.json<ContestDefinition>().notNull(),
      definitionVersion: c.int().notNull(),
      createdAt: c.big().notNull(),
      /** 0 while it is a draft that only staff see. */
      publishedAt: c.big().notNull().default(1),
    },
    (t) => [c.uniqueIndex('contest_slug').on(t.slug)],
  );
  const round = c.table(
    'round',
    {
      id: c.text().primaryKey().$type<RoundId>(),
      contestId: c
        .text()
        .notNull()
        .$type<ContestId>()
        .references(() => contest.id),
      ordinal: c.int().notNull(),
      key: c.text().notNull(),
      definition: c.json<RoundDefinition>().notNull(),
      opensAt: c.big().notNull(),
      closesAt: c.big().notNull(),
      /** 0 until the round has been closed: attempts ended, truth computed, keys rebuilt. */
      closedAt: c.big().notNull(),
      /** Seeds of papers are HMACs of it; its digest is public from the start, itself after close. */
      secret: c.text().notNull(),
      secretDigest: c.text().notNull(),
      /** True value of the prediction question, computed at close; null before. */
      predictionTruth: c.int(),
      /** Digest of the sealed standings, published at close. */
      sealDigest: c.text().notNull(),
    },
    (t) => [c.uniqueIndex('round_contest_key').on(t.contestId, t.key), c.index('round_due').on(t.closedAt, t.closesAt)],
  );
  const excludedPerson = c.table(
    'excluded_person',
    {
      id: c.text().primaryKey(),
      contestId: c
        .text()
        .notNull()
        .$type<ContestId>()
        .references(() => contest.id),
      fullName: c.text().notNull(),
      /** Either may be empty; a match on any filled one excludes. */
      phoneIndex: c.text().notNull(),
      cccdIndex: c.text().notNull(),
      reason: c.text().notNull(),
    },
    (t) => [c.index('excluded_person_contest').on(t.contestId)],
  );
  return { contest, round, excludedPerson };
}
