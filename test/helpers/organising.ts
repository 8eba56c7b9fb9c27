/** A round of the sample contest played, closed and looked at as its organisers do. */
import { expect } from 'vitest';
import type { JournalView } from '../../server/wire/http/staff.ts';
import { boardOfContest, boardOfRound } from '../../server/rules/standings.ts';
import type { ContestId, RoundId } from '../../server/rules/ids.ts';
import type { Outcome } from '../../server/rules/refusal.ts';
import { closeDueRounds } from '../../server/services/close-due-rounds.ts';
import { readJournal } from '../../server/services/read-journal.ts';
import { roundById } from '../../server/store/contests.ts';
import { openApp, type TestApp } from './build-app.ts';
import { makeParticipant, makeStaff, roundIdOf, sampleContest, type MadeParticipant, type MadeStaff } from './make.ts';
import { sitThrough } from './sitting.ts';

/** What somebody does in the open round. */
export interface Plays {
  readonly name: string;
  readonly right: number;
  readonly takesMs?: number;
  readonly predicted?: number;
}

export interface PlayedRound extends TestApp, AsyncDisposable {
  readonly contestId: ContestId;
  readonly roundId: RoundId;
  readonly board: string;
  readonly overall: string;
  readonly organiser: MadeStaff;
  /** By name. */
  readonly people: ReadonlyMap<string, MadeParticipant>;
  idOf(name: string): MadeParticipant['id'];
  /** The clock goes past the window and the grace; the server does what is due. */
  closeByClock(): Promise<void>;
  actions(): Promise<string[]>;
  journal(): Promise<JournalView['entries']>;
}

export async function playedRound(plays: readonly Plays[]): Promise<PlayedRound> {
  const hoithi = await openApp();
  const { ctx, clock } = hoithi;
  const contest = await sampleContest(ctx);
  const roundId = roundIdOf(contest, 'open');
  const people = new Map<string, MadeParticipant>();
  for (const { name, right, takesMs = 60_000, predicted } of plays) {
    const participant = await makeParticipant(ctx, { fullName: name });
    people.set(name, participant);
    await sitThrough(hoithi, { participant, right, takesMs, ...(predicted !== undefined && { predicted }) });
  }
  const journal = async () => must(await readJournal(ctx, contest.id)).entries;
  return {
    ...hoithi,
    contestId: contest.id,
    roundId,
    board: boardOfRound(roundId),
    overall: boardOfContest(contest.id),
    organiser: await makeStaff(ctx, { role: 'organiser', fullName: 'Lê Thị Tổ Chức' }),
    people,
    idOf: (name) => people.get(name)!.id,
    async closeByClock() {
      const round = await ctx.store.read((tx) => roundById(tx, roundId));
      clock.set(round!.closesAt + round!.definition.graceMs);
      expect(await closeDueRounds(ctx)).toBeGreaterThan(0);
    },
    journal,
    actions: async () => (await journal()).map(({ action }) => action),
  };
}

/** The value of what must have been accepted. */
export function must<T>(outcome: Outcome<T>): T {
  if (!outcome.ok) throw new Error(`refused: ${JSON.stringify(outcome.refusal)}`);
  return outcome.value;
}

/** The name of what must have been refused. */
export function refusalOf(outcome: Outcome<unknown>): string {
  return outcome.ok ? 'accepted' : outcome.refusal.name;
}
