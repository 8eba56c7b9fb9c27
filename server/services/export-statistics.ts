/** The figures of a round's questions as a file for the office: Excel with both tables, or the table of questions as CSV. */
import { answerTable, questionTable, type QuestionFigures } from '../documents/statistics-tables.ts';
import { writeTableCsv, writeTablesXlsx } from '../documents/table-files.ts';
import { accepted, refused, type Outcome } from '../rules/refusal.ts';
import type { RoundId } from '../rules/ids.ts';
import { roundById } from '../store/contests.ts';
import type { ItemView } from '../wire/http/statistics.ts';
import type { Ctx } from './context.ts';
import { loadContest } from './load-contest.ts';
import { readRoundStatistics } from './read-round-statistics.ts';
import { writeJournal, type JournalNote } from './write-journal.ts';

export const statisticsForms = ['xlsx', 'csv'] as const;

export interface StatisticsWish {
  readonly roundId: RoundId;
  readonly form: (typeof statisticsForms)[number];
  readonly actor: NonNullable<JournalNote['actor']>;
}

/** Named in Vietnamese, without the ending. Refusals: those of reading; `statistics-not-ready` while they are computed. */
export async function exportStatistics(
  ctx: Ctx,
  { roundId, form, actor }: StatisticsWish,
): Promise<Outcome<{ bytes: Uint8Array; name: string }>> {
  const read = await readRoundStatistics(ctx, roundId);
  if (!read.ok) return read;
  if (!read.value.isReady) return refused({ name: 'statistics-not-ready' });
  const round = await ctx.store.read((tx) => roundById(tx, roundId));
  const contest = round && (await loadContest(ctx, round.contestId));
  if (!round || !contest) return refused({ name: 'not-found' });
  const name = `Thống kê câu hỏi – ${round.definition.name.vi}`;
  const questions = read.value.items.map(figuresOf);
  const title = `${name} – ${contest.definition.title.vi}`;
  const table = questionTable(title, questions);
  const bytes = form === 'csv' ? writeTableCsv(table) : await writeTablesXlsx([table, answerTable(title, questions)]);
  const detail = { roundId, round: round.key, form };
  await ctx.store.write((tx) =>
    writeJournal(tx, ctx, { actor, action: 'export-statistics', contestId: contest.id, detail }),
  );
  return accepted({ bytes, name });
}

function figuresOf(item: ItemView): QuestionFigures {
  const answers = item.answers.map(({ answer, ...counted }) => ({ ...counted, text: answerWords(item, answer) }));
  const others = item.others.some((n) => n > 0)
    ? [{ text: 'Câu trả lời khác', isRight: false, bands: item.others }]
    : [];
  return { ...item, ruling: item.ruling?.kind ?? '', answers: [...answers, ...others] };
}

/** An answer of the log as people read it: the texts of its options. */
function answerWords({ kind, options, prompts }: ItemView, answer: string): string {
  if (answer === '') return '(không trả lời)';
  const textOf = (id: string): string => options.find((option) => option.id === id)?.text ?? id;
  if (kind === 'number' || kind === 'text') return answer;
  if (kind === 'ordering') return answer.split(',').map(textOf).join(' → ');
  const [left = '', right] = answer.split('=');
  if (kind === 'grid') return `${textOf(left)}: ${right === '1' ? 'Đúng' : 'Sai'}`;
  if (kind === 'matching') return `${prompts.find(({ id }) => id === left)?.text ?? left} – ${textOf(right ?? '')}`;
  return textOf(answer);
}
