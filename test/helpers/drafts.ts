/** Drafts of contests as organisers make them: a copy of one that is there. */
import type { ContestId } from '../../server/rules/ids.ts';
import { copyContest } from '../../server/services/copy-contest.ts';
import type { Ctx } from '../../server/services/context.ts';
import type { Actor } from '../../server/services/held-question.ts';
import { loadContest, type LoadedContest } from '../../server/services/load-contest.ts';
import type { MadeStaff } from './make.ts';

export const actorOf = ({ id, fullName }: MadeStaff, role: Actor['role'] = 'organiser'): Actor => ({
  ...{ id, fullName, role },
  kind: 'staff',
});

export const draftSlug = 'ban-nhap';

/** A draft copied from `source`. */
export async function draftOf(ctx: Ctx, source: LoadedContest, organiser: MadeStaff): Promise<LoadedContest> {
  const title = { vi: 'Bản nháp riêng', en: 'A private draft' };
  const copied = await copyContest(ctx, { contestId: source.id, slug: draftSlug, title, actor: actorOf(organiser) });
  if (!copied.ok) throw new Error(JSON.stringify(copied.refusal));
  return must(await loadContest(ctx, copied.value satisfies ContestId));
}

export function must<T>(value: T | null | undefined): T {
  if (value === null || value === undefined) throw new Error('not there');
  return value;
}
