/**
 * What an instant means, as pictures: "before 10:00 open 12:00 after" is looked at one
 * millisecond before each named time, at it, and one after.
 */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { attemptDeadline, attemptPhaseAt, countedTimes, isFrozenAt, phaseAt } from '../../server/rules/timing.ts';

/** '10:00', '10:00:03' as milliseconds of a day. */
function at(time: string): number {
  const [hours = 0, minutes = 0, seconds = 0] = time.split(':').map(Number);
  return ((hours * 60 + minutes) * 60 + seconds) * 1000;
}
const minutes = (count: number) => count * 60_000;

/** Checks what `seen` says on both sides of every boundary of the picture. */
function expectPicture(picture: string, seen: (now: number) => string) {
  const words = picture.split(' ');
  expect(words.length % 2, 'a picture is name, time, name, …, name').toBe(1);
  for (let index = 1; index < words.length; index += 2) {
    const boundary = at(words[index] ?? '');
    const samples = [-1, 0, 1].map((offset) => seen(boundary + offset));
    expect(samples, words[index]).toEqual([words[index - 1], words[index + 1], words[index + 1]]);
  }
}

describe('a round from 10:00 to 12:00', () => {
  const round = { opensAt: at('10:00'), closesAt: at('12:00'), closedAt: 0 };

  it.each([
    ['not closed by hand', 0, 'before 10:00 open 12:00 after'],
    ['closed by the clock a second late', at('12:00:01'), 'before 10:00 open 12:00 after'],
    ['closed early', at('11:00'), 'before 10:00 open 11:00 after'],
    ['closed before it opened', at('09:00'), 'before 09:00 after'],
  ])('%s', (_, closedAt, picture) => {
    expectPicture(picture, (now) => phaseAt({ ...round, closedAt }, now).phase);
  });

  it('says since when and until when', () => {
    expect(phaseAt(round, at('09:59'))).toEqual({ phase: 'before', since: null, until: at('10:00') });
    expect(phaseAt(round, at('10:00'))).toEqual({ phase: 'open', since: at('10:00'), until: at('12:00') });
    expect(phaseAt(round, at('23:00'))).toEqual({ phase: 'after', since: at('12:00'), until: null });
    const early = { ...round, closedAt: at('11:00') };
    expect(phaseAt(early, at('10:30'))).toEqual({ phase: 'open', since: at('10:00'), until: at('11:00') });
    expect(phaseAt(early, at('11:30'))).toEqual({ phase: 'after', since: at('11:00'), until: null });
  });
});

describe('an attempt of 15 minutes in a round that ends at 12:00', () => {
  const round = { durationMs: minutes(15) };
  const attempt = (startedAt: number, state: 'running' | 'handed-in' | 'timed-out' | 'void' = 'running') => ({
    state,
    startedAt,
    deadlineAt: attemptDeadline(round, at('12:00'), startedAt),
  });

  it.each([
    ['begun at 10:00', '10:00', 3000, 'running 10:15 grace 10:15:03 over'],
    ['begun so late that it just fits', '11:45', 3000, 'running 12:00 grace 12:00:03 over'],
    ['begun in the last minutes of the round', '11:50', 3000, 'running 12:00 grace 12:00:03 over'],
    ['without a grace', '10:00', 0, 'running 10:15 over'],
  ])('%s', (_, start, graceMs, picture) => {
    expectPicture(picture, (now) => attemptPhaseAt(attempt(at(start)), graceMs, now));
  });

  it.each(['handed-in', 'timed-out', 'void'] as const)('%s is over at once', (state) => {
    expect(attemptPhaseAt(attempt(at('10:00'), state), 3000, at('10:01'))).toBe('over');
  });

  it.each([
    ['handed in after five minutes', '10:05', '10:05', 5],
    ['handed in on the last second', '10:14:59', '10:14:59', 15 - 1 / 60],
    ['handed in during the grace', '10:15:02', '10:15', 15],
    ['ended by a server that was down', '11:30', '10:15', 15],
    ['ended by a clock that was set back', '09:59', '10:00', 0],
  ])('%s', (_, endedAt, submittedAt, elapsed) => {
    const counted = { submittedAt: at(submittedAt), elapsedMs: minutes(elapsed) };
    expect(countedTimes(attempt(at('10:00')), at(endedAt))).toEqual(counted);
  });

  it('never has more time than its duration, nor any after the round', () => {
    fc.assert(
      fc.property(fc.nat(at('12:00') - 1), fc.nat(at('23:59')), (startedAt, endedAt) => {
        const { deadlineAt } = attempt(startedAt);
        expect(deadlineAt).toBeLessThanOrEqual(at('12:00'));
        const { submittedAt, elapsedMs } = countedTimes({ startedAt, deadlineAt }, endedAt);
        expect(elapsedMs).toBeLessThanOrEqual(minutes(15));
        expect(submittedAt - elapsedMs).toBe(startedAt);
      }),
    );
  });
});

describe('a public board that freezes at 11:00', () => {
  const frozen = (now: number, isAnnounced: boolean) =>
    isFrozenAt({ freezesAt: at('11:00') }, now, isAnnounced) ? 'frozen' : 'moving';

  it('stands still from then on', () => expectPicture('moving 11:00 frozen', (now) => frozen(now, false)));
  it('moves again when results are announced', () => expect(frozen(at('12:00'), true)).toBe('moving'));
  it('never freezes without an instant', () => {
    expect(isFrozenAt({ freezesAt: null }, at('23:00'), false)).toBe(false);
  });
});
