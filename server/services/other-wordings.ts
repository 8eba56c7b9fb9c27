/** The same question as others were asked it: what a key means is read in the words that each of them had before them. */
import type { Question } from '../rules/question.ts';
import type { KeyRuling } from '../rules/ruling.ts';
import type { OtherWording } from '../wire/http/statistics.ts';
import type { Ctx } from './context.ts';
import { askedItem } from './find-asked-items.ts';
import { heldVersions } from './held-versions.ts';
import type { Ruled } from './ruled-question.ts';

/** Versions on papers of the round that are worded otherwise than the one looked at, newest first; of a void question none matter. */
export async function otherWordings(
  ctx: Ctx,
  { round, question, versions }: Ruled,
  ruling: KeyRuling,
): Promise<OtherWording[]> {
  if (ruling.kind === 'void') return [];
  const others = versions.filter(({ content }) => wording(content) !== wording(question));
  const ids = others.map(({ id }) => id);
  const held = await heldVersions(ctx, round.id, ids);
  return others
    .filter(({ id, isCurrent }) => held.has(id) || (round.closedAt === 0 && isCurrent))
    .map(({ version, content }) => ({ version, ...askedItem(content, undefined) }));
}

const wording = ({ stem, options, prompts }: Question): string => JSON.stringify([stem, options, prompts ?? []]);
