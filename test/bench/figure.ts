/** One bar as it was measured: what the product does, what the same thing costs without it, and what was asked. */
export interface Figure {
  /** As the list of bars names it: P1 … P10. */
  readonly bar: string;
  readonly what: string;
  /** What the product reached, with its unit. */
  readonly measured: string;
  /** The raw limit of this machine in the same run, with its unit. */
  readonly raw: string;
  /** Measured over raw, or raw over measured, as `must` asks; null where the bar is an absolute one. */
  readonly ratio: number | null;
  readonly must: string;
  readonly ok: boolean;
  readonly how: string;
  readonly figures: Readonly<Record<string, number>>;
}

export const median = (values: readonly number[]): number => percentile(values, 0.5);

/** The value below which a share of them lies. */
export function percentile(values: readonly number[], share: number): number {
  const sorted = values.toSorted((a, b) => a - b);
  return sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))] ?? NaN;
}

export const round = (value: number, digits = 2): number => Number(value.toFixed(digits));

export function printFigures(figures: readonly Figure[]): void {
  const head = ['bar', '', 'what', 'measured', 'raw limit beside it', 'ratio', 'must be'];
  const rows = figures.map((one) => [
    one.bar,
    one.ok ? 'ok' : 'SHORT',
    one.what,
    one.measured,
    one.raw,
    one.ratio === null ? '' : String(round(one.ratio)),
    one.must,
  ]);
  const widths = head.map((_, column) => Math.max(...[head, ...rows].map((row) => row[column]?.length ?? 0)));
  const line = (row: readonly string[]) =>
    row
      .map((text, column) => text.padEnd(widths[column] ?? 0))
      .join('  ')
      .trimEnd();
  console.log([line(head), line(widths.map((width) => '-'.repeat(width))), ...rows.map(line)].join('\n'));
  console.log('\nHow each was measured:');
  for (const { bar, what, how } of figures) console.log(`  ${bar} ${what}: ${how}`);
}
