/** The table of a bank's questions. */
import { formatIsoDate, localDate } from '../rules/calendar.ts';
import { searchKey } from '../rules/names.ts';
import { resultFlagNames, type ResultFlagName } from '../rules/item-flags.ts';
import { accepted, refused, type Outcome } from '../rules/refusal.ts';
import type { HintName } from '../rules/question-hints.ts';
import { topicsAbove } from '../rules/question.ts';
import { bankById } from '../store/banks.ts';
import { questionPage, type QuestionQuery } from '../store/question-table.ts';
import type { QuestionRow } from '../store/questions.ts';
import { questionLimits, type QuestionFilter, type QuestionFlag, type QuestionTable } from '../wire/http/banks.ts';
import type { Ctx } from './context.ts';
import { isApprover, type Actor } from './held-question.ts';
import { resultFlags, type FlagsByCode } from './result-flags.ts';

/** More words than this narrow nothing more. */
const wordsMax = 8;

/** Refuses with `not-found`. */
export async function readQuestions(
  ctx: Ctx,
  { bankId, filter, actor }: { readonly bankId: string; readonly filter: QuestionFilter; readonly actor: Actor },
): Promise<Outcome<QuestionTable>> {
  const serverNow = ctx.clock.now();
  const today = formatIsoDate(localDate(serverNow));
  const { page = 0, sort = 'updated', descending = sort === 'updated' } = filter;
  const { pageSize } = questionLimits;
  const results = await resultFlags(ctx, bankId);
  return ctx.store.read(async (tx) => {
    const bank = await bankById(tx, bankId);
    if (bank === undefined) return refused({ name: 'not-found' });
    if (filter.who === 'to-review' && !isApprover(actor))
      return accepted({ total: 0, page, pageSize, serverNow, rows: [] });
    const { topic, flag } = filter;
    const query: QuestionQuery = {
      ...{
        bankId,
        words: searchKey(filter.q ?? '')
          .split(' ')
          .filter(Boolean)
          .slice(0, wordsMax),
      },
      topics: topic === undefined ? undefined : topicsUnder(bank.topics, topic),
      ...{ kind: filter.kind, difficulty: filter.difficulty, tag: filter.tag?.normalize('NFC') },
      state: filter.who === 'to-review' ? 'in-review' : filter.state,
      ...{ isPractice: filter.practice, reservedFor: filter.reserved, batchId: filter.batch },
      hint: isOfDays(flag) || isOfResults(flag) ? undefined : flag,
      instrumentLapsedOn: flag === 'instrument-lapsed' ? today : undefined,
      codes: isOfResults(flag) ? codesWith(results, flag) : undefined,
      lapsedOn: flag === 'lapsed' ? today : undefined,
      touchedBy: filter.who === 'mine' ? actor.id : undefined,
      reviewableBy: filter.who === 'to-review' ? actor.id : undefined,
    };
    const slice = { sort, descending, offset: page * pageSize, countMax: pageSize };
    const { rows, total } = await questionPage(tx, query, slice);
    return accepted({
      ...{ total, page, pageSize, serverNow },
      rows: rows.map((row) => ({
        ...{ code: row.questionId, topic: row.topic, kind: row.kind, difficulty: row.difficulty, state: row.state },
        ...{ stemText: row.stemText, tags: row.tags, isPractice: row.isPractice, reservedFor: row.reservedFor },
        ...{ isDrawn: row.drawnVersionId !== '', revision: row.updatedAt, updatedAt: row.updatedAt },
        flags: flagsOf(row, today, results.get(row.questionId)?.flags ?? []),
        unused: [...(results.get(row.questionId)?.unused ?? [])],
        updatedByName: row.updatedByName,
      })),
    });
  });
}

const isOfDays = (flag: QuestionFlag | undefined): boolean => flag === 'lapsed' || flag === 'instrument-lapsed';

const isOfResults = (flag: QuestionFlag | undefined): flag is ResultFlagName =>
  resultFlagNames.some((name) => name === flag);

const codesWith = (results: FlagsByCode, flag: ResultFlagName): string[] =>
  [...results].filter(([, { flags }]) => flags.includes(flag)).map(([code]) => code);

function flagsOf(
  { hints, lapsesOn, firstLapseOn, dismissed }: QuestionRow,
  today: string,
  results: readonly ResultFlagName[],
): QuestionFlag[] {
  const names = hints.split(',').filter((name) => name !== '') as HintName[];
  const isPast = (day: string): boolean => day !== '' && day <= today;
  const lapsed = isPast(lapsesOn) ? (['lapsed'] as const) : [];
  const instrument =
    isPast(firstLapseOn) && !('instrument-lapsed' in dismissed) ? (['instrument-lapsed'] as const) : [];
  return [...lapsed, ...results, ...instrument, ...names];
}

/** A topic and all below it. */
function topicsUnder(topics: Parameters<typeof topicsAbove>[0], id: string): string[] {
  return [id, ...topics.filter((topic) => topicsAbove(topics, topic.id).includes(id)).map((topic) => topic.id)];
}
