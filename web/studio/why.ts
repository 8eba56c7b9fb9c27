/** Why a row stands below the one above, and why a prize goes to somebody: in words, from what the server decided. */
import type { AwardView, StaffStanding } from '../../server/wire/http/staff.ts';
import { formatCount, formatLength, formatNumber, formatShare } from '../i18n/format.ts';
import { contestWords } from '../i18n/studio.ts';

/** `above` is null when the row above is on another page: then the key is named without the difference. */
export function whyOfRow(row: StaffStanding, above: StaffStanding | null): string {
  const say = contestWords().standings.reason;
  if (row.rank === 1) return row.isTied ? say.tied : say.first;
  // A difference that rounds to nothing is better not told.
  const some = (text: string): string => (/[1-9]/.test(text) ? text : '');
  switch (row.decidedBy) {
    case 'score':
      return say.score(above ? some(formatNumber(above.score - row.score)) : '');
    case 'correct':
      return say.correct(above ? some(formatCount(above.correct - row.correct)) : '');
    case 'predictionGap':
      return say.predictionGap(
        above?.predictionGap != null && row.predictionGap !== null
          ? some(formatCount(row.predictionGap - above.predictionGap))
          : '',
      );
    case 'elapsed':
      return say.elapsed(above ? some(formatLength(row.elapsedMs - above.elapsedMs)) : '');
    case 'submittedAt':
      return say.submittedAt(above ? some(formatLength(row.submittedAt - above.submittedAt)) : '');
    default:
      return say.tied;
  }
}

/** Rank and how many compete, then the tie and how the declared policy settled it. */
export function whyOfAward({ reason }: AwardView): string {
  const say = contestWords().prizes.reason;
  const count = (name: string): string => formatCount(Number(reason[name] ?? 0));
  // Collective prizes name their criterion: there it is units that compete, and the rank is one among them.
  const ranked = reason['criterion'] ? say.rankOfUnits : say.rank;
  // A person's rank is the board's, on which there are more people than those who may win this prize.
  const parts = [ranked(count('rank'), count('competitors'))];
  if (Number(reason['tieSize'] ?? 1) > 1) parts.push(say.tied(count('tieSize')));
  const criterion = String(reason['criterion'] ?? '');
  const value = Number(reason['value'] ?? 0);
  const measured = say.criteria[criterion]?.(criterion === 'rate' ? formatShare(value) : formatNumber(value));
  if (measured) parts.push(measured);
  if (reason['policy'] === 'share') parts.push(say.share(count('places')));
  if (reason['policy'] === 'more-prizes') parts.push(say['more-prizes']);
  if (reason['policy'] === 'draw') parts.push(say.draw(count('drawPosition'), count('places')));
  return parts.join(' · ');
}
