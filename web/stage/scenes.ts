/** What the stage can show of a contest, in the order of its keys; pure. */
import type { ContestView, RoundView } from '../../server/wire/http/contests.ts';
import { boardOfContest, boardOfRound } from '../api/leaderboard.ts';

export interface Scene {
  /** Also what `?show=` says. */
  readonly id: string;
  readonly kind: 'people' | 'units';
  readonly board: string;
  /** null on the boards over all rounds. */
  readonly round: RoundView | null;
}

/** Rounds that have begun, the latest first; then overall; then the units. */
export function scenesOf(contest: Pick<ContestView, 'id' | 'rounds'>, now: number): Scene[] {
  const begun = contest.rounds.filter((round) => round.opensAt <= now).toSorted((a, b) => b.opensAt - a.opensAt);
  const overall = boardOfContest(contest.id);
  return [
    ...begun.map((round): Scene => {
      const board = boardOfRound(round.id);
      return { id: board, kind: 'people', board, round };
    }),
    { id: overall, kind: 'people', board: overall, round: null },
    { id: 'units', kind: 'units', board: overall, round: null },
  ];
}

/** The scene `by` steps on from `id`, around the ends; from the first when `id` is none of them. */
export function stepScene(scenes: readonly Scene[], id: string, by: number): Scene | null {
  const at = Math.max(
    0,
    scenes.findIndex((scene) => scene.id === id),
  );
  return scenes[(at + by + scenes.length) % scenes.length] ?? null;
}

export type StageKey = 'next' | 'previous' | 'full-screen' | 'theme' | 'language' | 'help';

/** What a key does on the stage; null for every other key. A presenter's clicker sends the page keys. */
export function stageKey(key: string): StageKey | null {
  const deeds: Partial<Record<string, StageKey>> = {
    ArrowRight: 'next',
    ArrowDown: 'next',
    PageDown: 'next',
    ' ': 'next',
    ArrowLeft: 'previous',
    ArrowUp: 'previous',
    PageUp: 'previous',
    f: 'full-screen',
    d: 'theme',
    l: 'language',
    '?': 'help',
  };
  return deeds[key.length === 1 ? key.toLowerCase() : key] ?? null;
}
