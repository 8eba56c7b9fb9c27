/** What the columns of somebody's table would make, while the columns are still being chosen. Writes nothing. */
import { readRows } from '../content/formats/columns-read.ts';
import { readTableHead } from '../content/read-import.ts';
import type { TableOutcome } from '../content/read-table.ts';
import type { LookAtRows, LookedRows } from '../wire/http/bank-tables.ts';
import type { Ctx } from './context.ts';
import { showImported } from './show-import.ts';

/** The head of every sheet with a guess for its columns; refused by an `ImportRefusalName`. */
export const lookAtTable = (bytes: Uint8Array): Promise<TableOutcome> => readTableHead(bytes);

/** The first rows as questions, by the columns chosen so far. */
export async function lookAtRows(ctx: Ctx, { rows, mapping }: LookAtRows): Promise<LookedRows> {
  const found = readRows(rows, mapping, '');
  const show = await showImported(
    ctx,
    found.flatMap(({ question }) => question ?? []),
  );
  return {
    items: found.map(({ place, question, topicPath, problems }) => ({
      row: place.row,
      content: question,
      shown: question && show(question),
      topicPath: [...topicPath],
      problems: [...problems],
    })),
  };
}
