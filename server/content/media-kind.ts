/** What an uploaded file of media is, by its first bytes: what its name or its sender says is not believed. */

export type MediaMime =
  | 'image/png'
  | 'image/jpeg'
  | 'image/webp'
  | 'image/gif'
  | 'audio/mpeg'
  | 'audio/ogg'
  | 'audio/wav'
  | 'audio/mp4'
  | 'video/mp4'
  | 'video/webm';

/** null for everything else; SVG too, which is a program rather than a picture. */
export function mediaMime(bytes: Uint8Array): MediaMime | null {
  const starts = (...head: number[]): boolean => head.every((byte, at) => bytes[at] === byte);
  const text = (from: number, to: number): string => Buffer.from(bytes.subarray(from, to)).toString('latin1');
  if (starts(0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a)) return 'image/png';
  if (starts(0xff, 0xd8, 0xff)) return 'image/jpeg';
  if (/^GIF8[79]a$/.test(text(0, 6))) return 'image/gif';
  if (text(0, 4) === 'RIFF' && text(8, 12) === 'WEBP') return 'image/webp';
  if (text(0, 4) === 'RIFF' && text(8, 12) === 'WAVE') return 'audio/wav';
  // Ogg may hold films too; only sound begins with one of these.
  if (text(0, 4) === 'OggS') return oggSounds.some((head) => text(0, 200).includes(head)) ? 'audio/ogg' : null;
  if (text(0, 3) === 'ID3') return 'audio/mpeg';
  if (text(4, 8) === 'ftyp') return mp4Mime(text(8, 12));
  if (starts(0x1a, 0x45, 0xdf, 0xa3)) return text(0, 64).includes('webm') ? 'video/webm' : null;
  return isMp3Frame(bytes) ? 'audio/mpeg' : null;
}

const oggSounds = ['\x01vorbis', 'OpusHead', '\x7fFLAC', 'Speex'];

/** The "major brand" says which of its relatives it is; QuickTime, pictures and 3GP are none that every browser plays. */
function mp4Mime(brand: string): MediaMime | null {
  if (brand === 'M4A ' || brand === 'M4B ') return 'audio/mp4';
  return /^(isom|iso[2-9]|mp4[12]|avc1|M4V |dash|MSNV)$/.test(brand) ? 'video/mp4' : null;
}

/** A frame header without an ID3 tag before it: sync bits, layer III, a bit rate and a sampling rate that exist. */
function isMp3Frame(bytes: Uint8Array): boolean {
  const [first = 0, second = 0, third = 0] = bytes;
  return first === 0xff && (second & 0xe6) === 0xe2 && (third & 0xf0) !== 0xf0 && (third & 0x0c) !== 0x0c;
}
