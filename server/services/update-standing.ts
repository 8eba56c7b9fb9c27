/**
 * Brings one participant's standings up to date inside the transaction that changed what they rest on:
 * an attempt ended or was voided, somebody was disqualified or reinstated.
 */
import type { ParticipantId } from '../rules/ids.ts';
import { roundsOfContest } from '../store/contests.ts';
import { participantById } from '../store/participants.ts';
import {
  endedAttempts,
  putStanding,
  removeStanding,
  standingsOn,
  type RankedParticipant,
  type StandingRow,
} from '../store/standings.ts';
import { boardOfContest, boardOfRound } from '../rules/standings.ts';
import { noteStandingChanges } from '../store/live-standings.ts';
import type { Tx } from '../store/store.ts';
import type { Ctx } from './context.ts';
import { standingRows, type RankedContest } from './standing-rows.ts';

export interface StandingUpdate {
  readonly contest: Pick<RankedContest, 'id' | 'definition'>;
  readonly participantId: ParticipantId;
}

/** Writes the rows that changed and their entries in the journal of changes; tells the bus after the commit. */
export async function updateStanding(tx: Tx, ctx: Pick<Ctx, 'bus'>, update: StandingUpdate): Promise<void> {
  const { contest, participantId } = update;
  const { id, definition } = contest;
  // Two rounds' attempts of one person may end at once; both write the overall row.
  await tx.lock('standing', participantId);
  const participant = await participantById(tx, participantId);
  if (participant === undefined) throw new Error('a standing of nobody');
  // Read here: a round may have been closed, and its truth computed, since the caller loaded the contest.
  const rounds = await roundsOfContest(tx, id);
  const changed = await writeStandings(tx, { id, definition, rounds }, participant);
  if (changed.length === 0) return;
  await noteStandingChanges(
    tx,
    id,
    changed.map((board) => ({ board, participantId })),
  );
  tx.afterCommit(() => ctx.bus.say({ what: 'standings-changed', contestId: id }));
}

/**
 * Boards on which something changed; the caller notes them, and holds the participant's lock. The contest's
 * rounds are as this transaction has them.
 */
export async function writeStandings(
  tx: Tx,
  contest: RankedContest,
  participant: RankedParticipant,
): Promise<string[]> {
  const boards = [...contest.rounds.map(({ id }) => boardOfRound(id)), boardOfContest(contest.id)];
  const stored = await standingsOn(tx, boards, participant.id);
  const rows = standingRows(contest, participant, await endedAttempts(tx, participant.id));
  const changed = rows.filter(
    (row) =>
      !isSameRow(
        row,
        stored.find(({ board }) => board === row.board),
      ),
  );
  const gone = stored.filter(({ board }) => !rows.some((row) => row.board === board));
  for (const row of changed) await putStanding(tx, row);
  for (const { board } of gone) await removeStanding(tx, board, participant.id);
  return [...changed, ...gone].map(({ board }) => board);
}

/** Column by column, as `verify` compares too. */
export function isSameRow(a: StandingRow, b: StandingRow | undefined): boolean {
  if (b === undefined) return false;
  return (Object.keys(a) as (keyof StandingRow)[]).every((column) => a[column] === b[column]);
}
