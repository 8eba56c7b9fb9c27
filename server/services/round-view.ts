/** A round as everybody may see it. Its secret only leaves once it is closed. */
import { questionCountOf } from '../rules/contest.ts';
import type { Millis } from '../rules/ids.ts';
import { isFrozenAt, phaseAt } from '../rules/timing.ts';
import type { RoundRow } from '../store/contests.ts';
import type { RoundView } from '../wire/http/contests.ts';

/**
 * Whether one of the rounds asks its participants to predict how many take part. From its opening to its close no count
 * that would help a guess is told, on whatever board or page it stands.
 */
export function asksHowMany(rounds: readonly RoundRow[], now: Millis): boolean {
  return rounds.some(
    ({ definition, opensAt, closedAt }) => definition.prediction === 'participants' && opensAt <= now && closedAt === 0,
  );
}

export function roundView(round: RoundRow, now: Millis): RoundView {
  const { definition } = round;
  const isClosed = round.closedAt !== 0;
  return {
    id: round.id,
    key: round.key,
    name: definition.name,
    opensAt: round.opensAt,
    closesAt: round.closesAt,
    phase: phaseAt(round, now).phase,
    isClosed,
    isFrozen: isFrozenAt(definition, now, isClosed),
    durationMs: definition.durationMs,
    questionCount: questionCountOf(definition.blueprint),
    attemptsMax: definition.attemptsMax,
    prediction: definition.prediction,
    predictionTruth: round.predictionTruth,
    secretDigest: round.secretDigest,
    secret: isClosed ? round.secret : null,
  };
}
