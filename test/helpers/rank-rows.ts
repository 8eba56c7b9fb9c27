/** A whole board ranked at once, as the services rank it row by row; a row is tied when a neighbour has its key. */
import { rankBelow } from '../../server/rules/standings.ts';

export function rankRows<T extends { readonly sortKey: string }>(rows: readonly T[]) {
  let above: { readonly sortKey: string; readonly rank: number } | undefined;
  return rows.map((row, at) => {
    const isTied = above?.sortKey === row.sortKey || rows[at + 1]?.sortKey === row.sortKey;
    above = { sortKey: row.sortKey, rank: rankBelow(above, row, at + 1) };
    return { ...row, rank: above.rank, isTied };
  });
}
