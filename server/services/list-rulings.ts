/** Rulings on wrong keys: those of a round for the staff, and the notices of a contest for everybody. */
import { accepted, refused, type Outcome } from '../rules/refusal.ts';
import type { RoundId } from '../rules/ids.ts';
import type { KeyRuling } from '../rules/ruling.ts';
import { countScoreChanges, rulingsOfContest, rulingsOfRound } from '../store/rulings.ts';
import { userById } from '../store/users.ts';
import type { Notices, RulingChoice, RulingList } from '../wire/http/statistics.ts';
import type { Ctx } from './context.ts';
import { loadPublicContest } from './load-contest.ts';

/** Newest first, with the attempts changed so far of one that is being applied; empty for a round that has none, or does not exist. */
export async function listRulings(ctx: Ctx, roundId: RoundId): Promise<RulingList> {
  return ctx.store.read(async (tx) => {
    const rows = await rulingsOfRound(tx, roundId);
    const names = new Map<string, string>();
    for (const { madeBy } of rows)
      if (!names.has(madeBy)) names.set(madeBy, (await userById(tx, madeBy))?.fullName ?? '');
    const counted = new Map<string, number>();
    for (const { id, appliedAt } of rows) if (appliedAt === 0) counted.set(id, await countScoreChanges(tx, id));
    const rulings = rows.map(({ contestId: _c, roundId: _r, ruling, ...row }) => ({
      ...row,
      ruling: copied(ruling),
      attemptsChanged: counted.get(row.id) ?? row.attemptsChanged,
      madeBy: names.get(row.madeBy) ?? '',
    }));
    return { rulings: rulings.toReversed() };
  });
}

/** As the wire has it: nothing in it is shared. */
export function copied(ruling: KeyRuling): RulingChoice {
  if (ruling.kind === 'void') return { kind: 'void' };
  if (ruling.kind === 'accept') return { kind: 'accept', keys: ruling.keys.map((key) => [...key]) };
  return { kind: 'correct', key: [...ruling.key] };
}

/** A contest with more has other troubles. */
const noticesMax = 100;

/** What the public is told, newest first; no key, because the round may still run. Refusal: `not-found`. */
export async function readNotices(ctx: Ctx, slug: string): Promise<Outcome<Notices>> {
  const contest = await loadPublicContest(ctx, slug);
  if (contest === null) return refused({ name: 'not-found' });
  const rows = await ctx.store.read((tx) => rulingsOfContest(tx, contest.id, noticesMax));
  const nameOf = (id: RoundId) => contest.rounds.find((round) => round.id === id)?.definition.name;
  return accepted({
    notices: rows.map(({ id, roundId, notice, madeAt }) => ({
      ...{ id, roundId, roundName: nameOf(roundId) ?? { vi: '', en: '' }, text: notice, at: madeAt },
    })),
  });
}
