/** Files inside an imported file: kept where they can be, and named in the questions' texts by what they are kept as. */
import { setImmediate } from 'node:timers/promises';
import { problemAt } from '../content/formats/draft.ts';
import type { UserId } from '../rules/ids.ts';
import type { ImportedMedia, ImportedQuestion } from '../rules/import-preview.ts';
import { textsOf } from '../rules/question.ts';
import { mapTexts } from '../rules/question-text.ts';
import { mediaBytes, mediaShown } from '../store/media.ts';
import { mediaLimits } from '../wire/http/banks.ts';
import type { Ctx } from './context.ts';
import { keepMedia, readMedia } from './upload-media.ts';

/** Files that one import may bring; the questions of others say that theirs is missing. */
const filesMax = 1_000;

export interface MediaKeeping {
  readonly bankId: string;
  readonly media: readonly ImportedMedia[];
  readonly actorId: UserId;
  readonly signal: AbortSignal;
}

/** Ids of what was kept, by the file's ref. What cannot be kept has none. */
export async function keepImportedMedia(ctx: Ctx, keeping: MediaKeeping): Promise<ReadonlyMap<string, string>> {
  const { bankId, media, actorId, signal } = keeping;
  const ids = new Map<string, string>();
  for (const { ref, fileName, bytes } of media.slice(0, filesMax)) {
    signal.throwIfAborted();
    const read = await readMedia(ctx, bytes);
    if (!read.ok) continue;
    const isKept = await ctx.store.write(async (tx) => {
      await tx.lock('bank', bankId);
      if ((await mediaBytes(tx, bankId)) + read.value.bytes.length > mediaLimits.bankBytesMax) return false;
      await keepMedia(tx, read.value, { bankId, fileName, createdBy: actorId, createdAt: ctx.clock.now() });
      return true;
    });
    if (isKept) ids.set(ref, read.value.id);
    await setImmediate();
  }
  return ids;
}

/**
 * Files of the store that the questions name by their own ids: a table that was exported here, edited, and comes back
 * without its pictures. Whoever has an id was shown the file.
 */
export async function knownMedia(ctx: Ctx, items: readonly ImportedQuestion[]): Promise<string[]> {
  const named = new Set(
    items.flatMap(({ question }) =>
      question === null ? [] : textsOf(question).flatMap((text) => text.match(storedReference) ?? []),
    ),
  );
  return named.size === 0 ? [] : (await ctx.store.read((tx) => mediaShown(tx, [...named]))).map(({ id }) => id);
}

const storedReference = /(?<=\]\(media:)[0-9a-f]{64}(?=\))/gu;
const reference = /(?<=\]\(media:)[^)\s]{1,200}(?=\))/gu;

/** The question with its files' names; a file that was not kept stops it. */
export function withMedia(item: ImportedQuestion, ids: ReadonlyMap<string, string>): ImportedQuestion {
  if (item.question === null) return item;
  const lost = new Set<string>();
  const question = mapTexts(item.question, (text) =>
    text.replace(reference, (ref) => {
      const id = ids.get(ref);
      if (id === undefined) lost.add(ref);
      return id ?? ref;
    }),
  );
  const told = item.problems.some(({ name }) => name === 'media-missing' || name === 'media-unreadable');
  const problems = [...lost].map((ref) => problemAt(item.place, 'media-unreadable', 'stops', { ref }));
  return { ...item, question, problems: told ? item.problems : [...item.problems, ...problems] };
}
