/**
 * Sound and film without what they tell of who made them: a phone writes the place of recording into a film, and names
 * into a sound. What is left out is overwritten where it stands, so that no offset changes. The parts of the file are
 * walked on the way: a file whose parts do not fit into one another is broken, whatever its first bytes say.
 */
import type { MediaMime } from './media-kind.ts';

/** null: broken. Of kinds that are not walked the bytes as they are. */
export function withoutMetadata(mimeType: MediaMime, bytes: Uint8Array): Uint8Array | null {
  if (mimeType === 'audio/mpeg') return soundOnly(bytes);
  const copy = Buffer.from(bytes);
  if (mimeType === 'audio/wav') return blankWave(copy) ? copy : null;
  if (mimeType === 'video/mp4' || mimeType === 'audio/mp4')
    return blankBoxes(copy, { from: 0, to: copy.length, depth: 0 })?.has('moov') === true ? copy : null;
  return bytes;
}

interface Span {
  readonly from: number;
  readonly to: number;
  readonly depth: number;
}

const told = new Set(['udta', 'meta', 'uuid']);
const holders = new Set(['moov', 'trak', 'moof', 'traf']);
/** Of ISO 14496-12: tracks in a film. */
const deepest = 4;

/** Types of the boxes side by side in a span; null when they do not fill it exactly. */
function blankBoxes(file: Buffer, { from, to, depth }: Span): Set<string> | null {
  const types = new Set<string>();
  for (let at = from; at < to;) {
    if (to - at < 8) return null;
    const type = file.toString('latin1', at + 4, at + 8);
    const [head, size] = boxSize(file, at, to);
    if (size < head || size > to - at) return null;
    const inside = { from: at + head, to: at + size, depth: depth + 1 };
    if (told.has(type)) blank(file, at + 4, 'free', inside);
    else if (holders.has(type) && (depth >= deepest || blankBoxes(file, inside) === null)) return null;
    types.add(type);
    at += size;
  }
  return types;
}

/** Bytes of the head, and of the whole box: 0 reaches to the end, 1 has the size behind the type. */
function boxSize(file: Buffer, at: number, to: number): [head: number, size: number] {
  const size = file.readUInt32BE(at);
  if (size === 0) return [8, to - at];
  if (size !== 1) return [8, size];
  return to - at < 16 ? [16, 0] : [16, Number(file.readBigUInt64BE(at + 8))];
}

const waveTells = new Set(['LIST', 'id3 ', 'ID3 ', 'bext', 'iXML', '_PMX', 'cart']);

/** Chunks side by side behind `RIFF…WAVE`; a sound has a format and data. */
function blankWave(file: Buffer): boolean {
  const types = new Set<string>();
  for (let at = 12; at + 8 <= file.length;) {
    const type = file.toString('latin1', at, at + 4);
    // A recorder that was cut short leaves the size of its data open.
    const size = Math.min(file.readUInt32LE(at + 4), file.length - at - 8);
    if (waveTells.has(type)) blank(file, at, 'junk', { from: at + 8, to: at + 8 + size });
    types.add(type);
    at += 8 + size + (size % 2);
  }
  return types.has('fmt ') && types.has('data');
}

function blank(file: Buffer, typeAt: number, type: string, { from, to }: Pick<Span, 'from' | 'to'>): void {
  file.write(type, typeAt, 'latin1');
  file.fill(0, from, to);
}

const tagV1Length = 128;
/** Zeros that some writers leave between a tag and the sound. */
const paddingMax = 65_536;

/** The frames of an MP3 without the tags before and behind them. */
function soundOnly(bytes: Uint8Array): Uint8Array | null {
  let from = 0;
  while (isText(bytes, from, 'ID3')) {
    const [a = 0, b = 0, c = 0, d = 0] = bytes.subarray(from + 6, from + 10);
    if ((a | b | c | d) > 0x7f) return null;
    const hasFooter = ((bytes[from + 5] ?? 0) & 0x10) !== 0;
    from += 10 + (a << 21) + (b << 14) + (c << 7) + d + (hasFooter ? 10 : 0);
  }
  for (let padding = 0; bytes[from] === 0 && padding < paddingMax; padding += 1) from += 1;
  const to = isText(bytes, bytes.length - tagV1Length, 'TAG') ? bytes.length - tagV1Length : bytes.length;
  const isFrame = bytes[from] === 0xff && ((bytes[from + 1] ?? 0) & 0xe0) === 0xe0;
  return isFrame && from < to ? bytes.subarray(from, to) : null;
}

const isText = (bytes: Uint8Array, at: number, text: string): boolean =>
  at >= 0 && Buffer.from(bytes.subarray(at, at + text.length)).toString('latin1') === text;
