/** The tables as top-level exports, because drizzle-kit looks only at those. */
import { sqliteColumns } from './columns-sqlite.ts';
import { defineSchema } from './schema.ts';

export const {
  user,
  loginSession,
  person,
  unit,
  organisation,
  questionBank,
  question,
  questionVersion,
  questionEvent,
  media,
  importBatch,
  contest,
  round,
  excludedPerson,
  participant,
  consent,
  attempt,
  answer,
  standing,
  standingChange,
  award,
  keyRuling,
  scoreChange,
  roundStatistics,
  journal,
  setting,
} = defineSchema(sqliteColumns);
