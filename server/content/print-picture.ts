/** A picture of a question as paper takes it: PNG on white, no wider than a page needs. */
import sharp from 'sharp';

export interface PrintPicture {
  readonly png: Uint8Array;
  readonly width: number;
  readonly height: number;
}

/** At 200 dots an inch across the text of a page. */
const widthMax = 1_300;

/** null for what cannot be decoded. */
export async function toPrintPicture(bytes: Uint8Array): Promise<PrintPicture | null> {
  try {
    const { data, info } = await sharp(bytes)
      .resize({ width: widthMax, withoutEnlargement: true })
      .flatten({ background: 'white' })
      .png()
      .toBuffer({ resolveWithObject: true });
    return { png: new Uint8Array(data), width: info.width, height: info.height };
  } catch {
    return null;
  }
}
