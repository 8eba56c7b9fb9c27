/**
 * Which rows are selected, as in a worksheet: one, a range from an anchor, single ones besides; over pages, by code. Pure.
 */

export interface Selection {
  readonly codes: ReadonlySet<string>;
  /** Where a range begins; '' before anything was selected. */
  readonly anchor: string;
}

export const nothingSelected: Selection = { codes: new Set(), anchor: '' };

/** Selects the row or takes it out; the next range begins here. */
export function toggle({ codes }: Selection, code: string): Selection {
  const next = new Set(codes);
  if (!next.delete(code)) next.add(code);
  return { codes: next, anchor: code };
}

/** Everything between the anchor and the row, besides what was selected on other pages. */
export function extend({ codes, anchor }: Selection, rows: readonly string[], code: string): Selection {
  const [from, to] = [rows.indexOf(anchor), rows.indexOf(code)];
  if (to < 0) return { codes, anchor };
  const start = from < 0 ? to : from;
  const range = rows.slice(Math.min(start, to), Math.max(start, to) + 1);
  const elsewhere = [...codes].filter((one) => !rows.includes(one));
  return { codes: new Set([...elsewhere, ...range]), anchor: from < 0 ? code : anchor };
}

/** The whole page, or nothing of it when all of it was selected. */
export function togglePage({ codes }: Selection, rows: readonly string[]): Selection {
  const isWhole = rows.length > 0 && rows.every((code) => codes.has(code));
  const next = new Set([...codes].filter((code) => !rows.includes(code)));
  return { codes: isWhole ? next : new Set([...next, ...rows]), anchor: rows[0] ?? '' };
}

export const selectAll = (codes: readonly string[]): Selection => ({ codes: new Set(codes), anchor: codes[0] ?? '' });
