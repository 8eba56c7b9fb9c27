/** A contest like the sample, with one open round of another length. */
import type { RoundId } from '../../server/rules/ids.ts';
import type { RoundDefinition } from '../../server/rules/contest.ts';
import type { Ctx } from '../../server/services/context.ts';
import { installContest } from '../../server/services/install-contest.ts';
import { loadContest } from '../../server/services/load-contest.ts';

/** Installs contest `slug`; the id of its round. */
export async function installOpenRound(ctx: Ctx, slug: string, changed: Partial<RoundDefinition>): Promise<RoundId> {
  const sample = await loadContest(ctx, 'tien-giang');
  const now = ctx.clock.now();
  const round = sample?.definition.rounds.find(({ opensAt, closesAt }) => opensAt <= now && now < closesAt);
  if (!sample || !round) throw new Error('the sample has an open round on every day');
  const definition = { ...sample.definition, slug, rounds: [{ ...round, ...changed }] };
  await installContest(ctx, definition);
  const installed = (await loadContest(ctx, slug))?.rounds[0];
  if (installed === undefined) throw new Error('the round was not installed');
  return installed.id;
}

const hourMs = 3_600_000;

/** Longer than a hundred kills take on the slowest machine. */
export const installLongRound = (ctx: Ctx): Promise<RoundId> =>
  installOpenRound(ctx, 'kill', { durationMs: hourMs, attemptsMax: 1, closesAt: ctx.clock.now() + 3 * hourMs });
