/** A picture as Word and Excel show it on every machine: PNG, JPEG or GIF as they are, whatever else made one of them. */
import sharp from 'sharp';
import type { ImportedMedia } from '../../rules/import-preview.ts';
import { mimeTypeOf } from './media-shelf.ts';

export interface OfficePicture {
  /** Of its kind, e.g. `png`. */
  readonly ending: 'png' | 'jpeg' | 'gif';
  readonly bytes: Uint8Array;
  readonly width: number;
  readonly height: number;
}

/** A photograph as PNG is many times as large; a drawing of this size is still one. */
const pngBytesMax = 400_000;
const jpegQuality = 88;

/** null for sound, film, and what cannot be decoded. */
export async function toOfficePicture({ fileName, bytes }: ImportedMedia): Promise<OfficePicture | null> {
  const mimeType = mimeTypeOf(fileName);
  if (!mimeType.startsWith('image/')) return null;
  const ending = /^image\/(png|jpeg|gif)$/u.exec(mimeType)?.[1] as OfficePicture['ending'] | undefined;
  try {
    if (ending === undefined) return await converted(bytes);
    const { width = 0, height = 0 } = await sharp(bytes).metadata();
    return { ending, bytes, width, height };
  } catch {
    // Its own kind goes out as it came in, whoever can show it.
    return ending === undefined ? null : { ending, bytes, width: 320, height: 200 };
  }
}

async function converted(bytes: Uint8Array): Promise<OfficePicture> {
  const png = await sharp(bytes).png().toBuffer({ resolveWithObject: true });
  const { width, height } = png.info;
  const isPhotograph = png.data.length > pngBytesMax && (await sharp(bytes).stats()).isOpaque;
  if (!isPhotograph) return { ending: 'png', bytes: new Uint8Array(png.data), width, height };
  const jpeg = await sharp(bytes).jpeg({ quality: jpegQuality }).toBuffer();
  return { ending: 'jpeg', bytes: new Uint8Array(jpeg), width, height };
}
