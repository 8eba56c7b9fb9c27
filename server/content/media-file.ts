/**
 * An uploaded picture, sound or film made fit to be served: its kind told by its bytes, pictures decoded and written
 * anew (no metadata, no place where it was taken, nothing hidden behind the picture), at most so wide and high; sound and
 * film walked through and their metadata blanked.
 */
import { createHash } from 'node:crypto';
import sharp from 'sharp';
import { withoutMetadata } from './media-clean.ts';
import { mediaMime, type MediaMime } from './media-kind.ts';

export interface MediaFile {
  /** SHA-256 of the bytes; what it is served under is a keyed digest of this. */
  readonly id: string;
  readonly kind: 'image' | 'audio' | 'video';
  readonly mimeType: MediaMime;
  readonly bytes: Uint8Array;
  /** 0 for sound and film. */
  readonly width: number;
  readonly height: number;
}

export interface MediaLimits {
  readonly imageBytesMax: number;
  readonly pixelsMax: number;
  readonly imageWidthMax: number;
  readonly audioBytesMax: number;
  readonly videoBytesMax: number;
}

export type MediaRefusal =
  | { readonly name: 'media-kind-unknown' }
  | { readonly name: 'media-too-large'; readonly bytesMax: number }
  | { readonly name: 'media-too-many-pixels'; readonly pixelsMax: number }
  | { readonly name: 'media-broken' };

export type MediaOutcome =
  { readonly ok: true; readonly value: MediaFile } | { readonly ok: false; readonly refusal: MediaRefusal };

/** Decoding of one picture; a longer one is made to take long. */
const decodeSecondsMax = 20;
const webpQuality = 85;
/** A long picture of a screen, with room below what WebP can hold (16,383). */
const imageHeightMax = 12_000;

// One picture at a time keeps the other core for answers.
sharp.concurrency(1);
sharp.cache(false);

/** Never throws for what the file holds. */
export async function readMediaFile(bytes: Uint8Array, limits: MediaLimits): Promise<MediaOutcome> {
  const mimeType = mediaMime(bytes);
  if (mimeType === null) return refused({ name: 'media-kind-unknown' });
  const kind = mimeType.startsWith('image/') ? 'image' : mimeType.startsWith('audio/') ? 'audio' : 'video';
  const bytesMax = limits[`${kind}BytesMax`];
  if (bytes.length > bytesMax) return refused({ name: 'media-too-large', bytesMax });
  if (kind === 'image') return readImage(bytes, limits);
  const clean = withoutMetadata(mimeType, bytes);
  if (clean === null) return refused({ name: 'media-broken' });
  return { ok: true, value: { id: idOf(clean), kind, mimeType, bytes: clean, width: 0, height: 0 } };
}

async function readImage(bytes: Uint8Array, { pixelsMax, imageWidthMax }: MediaLimits): Promise<MediaOutcome> {
  try {
    // Of an animation the first picture. Limits are ours: sharp's would be thrown as one more broken file.
    const { width, height } = await sharp(bytes, { limitInputPixels: false }).metadata();
    if (width * height > pixelsMax) return refused({ name: 'media-too-many-pixels', pixelsMax });
    const { data, info } = await sharp(bytes, { limitInputPixels: pixelsMax, failOn: 'error' })
      .timeout({ seconds: decodeSecondsMax })
      .rotate()
      .resize({ width: imageWidthMax, height: imageHeightMax, fit: 'inside', withoutEnlargement: true })
      .webp({ quality: webpQuality })
      .toBuffer({ resolveWithObject: true });
    const size = { width: info.width, height: info.height };
    return { ok: true, value: { id: idOf(data), kind: 'image', mimeType: 'image/webp', bytes: data, ...size } };
  } catch {
    return refused({ name: 'media-broken' });
  }
}

const refused = (refusal: MediaRefusal): MediaOutcome => ({ ok: false, refusal });
const idOf = (bytes: Uint8Array): string => createHash('sha256').update(bytes).digest('hex');
