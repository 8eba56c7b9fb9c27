/**
 * How long each question of an attempt took, as far as the log of its answers tells. The log knows when answers arrived,
 * not what was looked at: the time from one arrival to the next is booked to the question whose answer arrived, and a
 * question that was changed later has the sum. Answers that arrived together (a phone that was offline) cannot be told
 * apart, and a question never answered has no time: both are null, never a guess.
 */
import type { Millis } from './ids.ts';

interface Arrival {
  readonly slot: number;
  readonly receivedAt: Millis;
}

/** Slot 1 first. `log` in the order of arrival. */
export function answerTimes(startedAt: Millis, log: readonly Arrival[], slotCount: number): (Millis | null)[] {
  const times: (Millis | null)[] = Array.from({ length: slotCount }, () => null);
  const unknown = new Set<number>();
  let from = startedAt;
  for (let at = 0; at < log.length;) {
    const { receivedAt } = log[at] ?? { receivedAt: from };
    const together = new Set<number>();
    while (at < log.length && log[at]?.receivedAt === receivedAt) together.add(log[at++]?.slot ?? 0);
    for (const slot of together) {
      if (together.size > 1) unknown.add(slot);
      else if (slot > 0 && slot <= slotCount) times[slot - 1] = (times[slot - 1] ?? 0) + Math.max(0, receivedAt - from);
    }
    from = Math.max(from, receivedAt);
  }
  return times.map((time, index) => (unknown.has(index + 1) ? null : time));
}
