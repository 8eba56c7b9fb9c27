/** The stage: what it shows in which order, what its keys do, what its address says. */
import { describe, expect, test } from 'vitest';
import type { RoundView } from '../../server/wire/http/contests.ts';
import { addressOf, readAddress } from '../../web/stage/address.ts';
import { scenesOf, stageKey, stepScene } from '../../web/stage/scenes.ts';

const round = (id: string, opensAt: number) => ({ id, opensAt }) as RoundView;
const contest = { id: 'c', rounds: [round('a', 10), round('b', 20), round('z', 90)] };

describe('scenes', () => {
  test('rounds that have begun, the latest first, then overall, then the units; a round to come is not shown', () => {
    expect(scenesOf(contest, 50).map((scene) => scene.id)).toEqual(['r:b', 'r:a', 'o:c', 'units']);
    expect(scenesOf(contest, 0).map((scene) => scene.id)).toEqual(['o:c', 'units']);
  });

  test('steps go around both ends, and from the first when the scene is gone', () => {
    const scenes = scenesOf(contest, 50);
    expect([
      stepScene(scenes, 'units', 1)?.id,
      stepScene(scenes, 'r:b', -1)?.id,
      stepScene(scenes, 'r:x', 1)?.id,
    ]).toEqual(['r:b', 'units', 'r:a']);
    expect(stepScene([], '', 1)).toBeNull();
  });
});

test('keys of a keyboard and of a clicker; every other key is left alone', () => {
  expect(['ArrowRight', ' ', 'PageDown', 'ArrowLeft', 'F', 'f', '?'].map(stageKey)).toEqual([
    'next',
    'next',
    'next',
    'previous',
    'full-screen',
    'full-screen',
    'help',
  ]);
  expect(['a', 'Enter', 'Escape', 'Tab', 'F5'].map(stageKey)).toEqual([null, null, null, null, null]);
});

describe('address', () => {
  test('a reload comes back to the scene', () => {
    const url = new URL(addressOf('tien-giang', 'r:b'), 'http://x');
    expect(readAddress(url.pathname, url.search)).toEqual({ slug: 'tien-giang', scene: 'r:b' });
    expect(addressOf('tien-giang')).toBe('/stage/tien-giang/board');
  });

  test.each(['/stage', '/stage/', '/stage/Tiền/board', '/stage/a/b/board', '/stage/../board'])(
    '%s names no contest',
    (path) => {
      expect(readAddress(path, '').slug).toBe('');
    },
  );
});
