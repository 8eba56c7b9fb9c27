/**
 * Hands out a picture, sound or film by its id. The last ones are kept in memory: a school that plays one film asks for
 * its parts thousands of times, and every reply on a slow line would otherwise hold a copy of the whole.
 */
import { accepted, refused, type Outcome } from '../rules/refusal.ts';
import { mediaById, type MediaRow } from '../store/media.ts';
import type { Store } from '../store/store.ts';
import type { Ctx } from './context.ts';
import { KeptBySize } from './kept-by-size.ts';

type ServedMedia = Pick<MediaRow, 'mimeType' | 'bytes'>;

/** Some hundred pictures and the films of a round. */
const keptBytesMax = 160_000_000;
const keptByStore = new WeakMap<Store, KeptBySize<ServedMedia>>();

/** Whoever has the id was shown it: it is a keyed digest of the content and cannot be guessed. Refuses with `not-found`. */
export async function serveMedia(ctx: Ctx, id: string): Promise<Outcome<ServedMedia>> {
  const kept = keptByStore.get(ctx.store) ?? new KeptBySize<ServedMedia>(keptBytesMax, ({ bytes }) => bytes.length);
  keptByStore.set(ctx.store, kept);
  const file = await kept.get(id, () => ctx.store.read((tx) => mediaById(tx, id)));
  return file === undefined ? refused({ name: 'not-found' }) : accepted(file);
}
