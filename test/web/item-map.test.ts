/** The picture of a round's questions: what each is called, where the plane ends, and where the arrow keys lead. */
import { describe, expect, test } from 'vitest';
import type { ItemView } from '../../server/wire/http/statistics.ts';
import { neighbour, pointsOf, rangeOf } from '../../web/studio/statistics/item-map.ts';

const item = (questionId: string, facility: number, discrimination: number | null, flags: string[] = []) =>
  ({ questionId, facility, discrimination, flags }) as unknown as ItemView;

describe('points', () => {
  const points = pointsOf([
    item('tot', 0.6, 0.4),
    item('kho', 0.1, 0.25, ['too-hard']),
    item('nguoc', 0.15, -0.3, ['inverse', 'too-hard']),
    item('tam', 0.5, 0.25),
    item('yeu', 0.5, 0.1, ['weak']),
    item('it', 1, null, ['too-few']),
  ]);

  test('stand from the fewest right to the most, each in its gravest word; of too few attempts there is none', () => {
    expect(points.map(({ item: { questionId }, zone }) => [questionId, zone])).toEqual([
      ['kho', 'too-hard'],
      ['nguoc', 'inverse'],
      ['yeu', 'weak'],
      ['tam', 'fair'],
      ['tot', 'good'],
    ]);
  });

  test('are reached by arrows, to the sides and up and down; at an end one stays', () => {
    const at = (name: string) => points.find(({ item: { questionId } }) => questionId === name)!;
    const to = (name: string, key: string) => neighbour(points, at(name), key)?.item.questionId;
    expect([to('kho', 'ArrowRight'), to('tot', 'ArrowRight'), to('kho', 'ArrowLeft')]).toEqual(['nguoc', 'tot', 'kho']);
    expect([to('nguoc', 'ArrowUp'), to('nguoc', 'ArrowDown'), to('tot', 'ArrowUp')]).toEqual(['yeu', 'nguoc', 'tot']);
    expect([to('tam', 'Home'), to('tam', 'End'), to('tam', 'Tab')]).toEqual(['kho', 'tot', undefined]);
  });

  test('there is room for all of them, and below 0 always', () => {
    expect(rangeOf(points)).toEqual({ low: -0.4, high: 0.6 });
    expect(rangeOf([])).toEqual({ low: -0.2, high: 0.6 });
    expect(rangeOf(pointsOf([item('x', 0.5, 0.61)]))).toEqual({ low: -0.2, high: 0.8 });
  });
});
