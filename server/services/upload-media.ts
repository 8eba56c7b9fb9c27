/** Brings a picture, sound or film into a bank. */
import { readMediaFile, type MediaFile, type MediaOutcome } from '../content/media-file.ts';
import { normaliseName } from '../rules/names.ts';
import { accepted, refused, type Outcome } from '../rules/refusal.ts';
import type { Millis, UserId } from '../rules/ids.ts';
import { bankById } from '../store/banks.ts';
import { mediaBytes, putMedia } from '../store/media.ts';
import type { Tx } from '../store/store.ts';
import { mediaLimits, type MediaView } from '../wire/http/banks.ts';
import type { Ctx } from './context.ts';
import type { Actor } from './held-question.ts';
import { journalBank } from './journal-bank.ts';

export interface Upload {
  readonly bankId: string;
  readonly fileName: string;
  readonly bytes: Uint8Array;
  readonly actor: Actor;
}

/** The same file again is the same id. Refusals: `not-found`, those of `readMediaFile`, `bank-full`. */
export async function uploadMedia(ctx: Ctx, { bankId, fileName, bytes, actor }: Upload): Promise<Outcome<MediaView>> {
  if ((await ctx.store.read((tx) => bankById(tx, bankId))) === undefined) return refused({ name: 'not-found' });
  const read = await readMedia(ctx, bytes);
  if (!read.ok) return refused(read.refusal);
  const file = read.value;
  const isFull = await ctx.store.write(async (tx) => {
    await tx.lock('bank', bankId);
    if ((await mediaBytes(tx, bankId)) + file.bytes.length > mediaLimits.bankBytesMax) return true;
    await keepMedia(tx, file, { bankId, fileName, createdBy: actor.id, createdAt: ctx.clock.now() });
    const detail = { fileName: normaliseName(fileName).slice(0, fileNameMax), mediaId: file.id };
    await journalBank(tx, ctx, { actor, action: 'upload-media', bankId, detail });
    return false;
  });
  if (isFull) return refused({ name: 'bank-full', bytesMax: mediaLimits.bankBytesMax });
  const { id, kind, mimeType, width, height } = file;
  return accepted({ id, kind, mimeType, width, height, byteCount: file.bytes.length });
}

/**
 * The file under the id that it is served by. Its address opens it to everybody, so the id is keyed: whoever has the
 * same film could otherwise work out its address, and learn that a question which nobody has seen shows it.
 */
export async function readMedia(ctx: Ctx, bytes: Uint8Array): Promise<MediaOutcome> {
  const read = await readMediaFile(bytes, mediaLimits);
  return read.ok ? { ok: true, value: { ...read.value, id: ctx.secrets.blindIndex(`media ${read.value.id}`) } } : read;
}

interface Origin {
  readonly bankId: string;
  readonly fileName: string;
  readonly createdBy: UserId;
  readonly createdAt: Millis;
}

const fileNameMax = 200;

export async function keepMedia(tx: Tx, file: MediaFile, { fileName, ...origin }: Origin): Promise<void> {
  await putMedia(tx, {
    ...file,
    ...origin,
    fileName: normaliseName(fileName).slice(0, fileNameMax),
    bytes: Buffer.from(file.bytes),
    byteCount: file.bytes.length,
  });
}
