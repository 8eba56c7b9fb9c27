/** What a contest is shared with: a picture for link previews and a QR code of its address. */
import { renderSVG } from 'uqr';
import { drawShareCard } from '../documents/share-card.ts';
import { accepted, refused, type Outcome } from '../rules/refusal.ts';
import type { Store } from '../store/store.ts';
import type { Ctx } from './context.ts';
import { loadPublicContest } from './load-contest.ts';

/** Drawing takes a tenth of a second: each contest's picture is drawn once for each definition. */
const keptByStore = new WeakMap<Store, Map<object, Buffer>>();
const picturesMax = 100;

/** PNG of 1200 × 630. Refuses with `not-found`. */
export async function readShareCard(ctx: Ctx, slug: string): Promise<Outcome<Buffer>> {
  const contest = await loadPublicContest(ctx, slug);
  if (contest === null) return refused({ name: 'not-found' });
  const kept = keptByStore.get(ctx.store) ?? new Map<object, Buffer>();
  keptByStore.set(ctx.store, kept);
  const { definition } = contest;
  const picture =
    kept.get(definition) ??
    (await drawShareCard({
      title: definition.title.vi,
      subtitle: definition.audience.vi,
      issuer: definition.issuingBody,
    }));
  if (kept.size >= picturesMax) kept.clear();
  kept.set(definition, picture);
  return accepted(picture);
}

/** SVG text of the QR code of the contest's page. Refuses with `not-found`. */
export async function readQr(ctx: Ctx, slug: string, origin: string): Promise<Outcome<Buffer>> {
  const contest = await loadPublicContest(ctx, slug);
  if (contest === null) return refused({ name: 'not-found' });
  const svg = renderSVG(`${origin}/c/${contest.slug}`, { border: 2, ecc: 'M' });
  return accepted(Buffer.from(svg, 'utf8'));
}
