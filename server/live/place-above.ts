/**
 * What would change one's place: the line above one's own on the public board, and what it is better by. It is taken from
 * the lines that the board shows to everybody and from nothing else: who stands far below them is compared with the
 * last one shown, so the reply tells nobody's score or time that could not be read there.
 */
import type { Millis } from '../rules/ids.ts';
import type { RankingKey } from '../rules/contest.ts';
import type { PlaceAbove } from '../wire/http/attempts.ts';
import { boardTopMax } from '../wire/http/leaderboard.ts';
import type { BoardFeed } from './board-feed.ts';
import type { Place } from './board.ts';
import { tellingOf, type Watched } from './board-view.ts';

/** null on a board that is frozen, final or without ranks, for whoever leads, and for who is not on it. */
export function placeAbove(
  feed: BoardFeed,
  { board, categoryId, audience }: Watched,
  participantId: string,
  now: Millis,
): PlaceAbove | null {
  const told = tellingOf(feed.contest, board, audience, now);
  if (told.isFrozen || told.isFinal || !told.tellsRanks) return null;
  const held = feed.boards.of(board, audience);
  const slot = feed.boards.roster.slots.find(participantId);
  const category = categoryId === '' ? null : feed.boards.roster.categories.numberOf(categoryId);
  const own = slot === -1 ? null : (held?.place(slot, category) ?? null);
  if (own === null) return null;
  const above = held?.top(category, boardTopMax).findLast(({ rank }) => rank < own.rank);
  return above === undefined ? null : difference(feed.contest.definition.ranking, above, own);
}

/** By the first key of the ranking that the public board shows and that differs. */
function difference(ranking: readonly RankingKey[], above: Place, own: Place): PlaceAbove | null {
  const { rank } = above;
  for (const key of ranking) {
    if (key === 'score' && above.score !== own.score) return { rank, key, amount: above.score - own.score };
    if (key === 'correct' && above.correct !== own.correct) return { rank, key, amount: above.correct - own.correct };
    if (key === 'elapsed' && above.elapsedMs !== own.elapsedMs)
      return { rank, key, amount: own.elapsedMs - above.elapsedMs };
  }
  return null;
}
