/**
 * Opens a zip that somebody sent (.docx, .xlsx, a QTI package) into named bytes, inside the limits of an upload.
 * Every size is counted while inflating: what the file says of itself is not believed. It knows nothing of what is inside.
 */
import { crc32 } from 'node:zlib';
import yauzl from 'yauzl';
import { importLimits } from '../imported.ts';
import type { ReadOutcome } from '../imported.ts';

export type Refused = Extract<ReadOutcome, { ok: false }>;

/** The files of a package by their path with `/`; folders are left out. */
export type Package = ReadonlyMap<string, Uint8Array>;

export type PackageOutcome = { readonly ok: true; readonly value: Package } | Refused;

/** A small entry of blanks is packed well by nature and can do no harm. */
const ratioJudgedFromBytes = 1_000_000;

/** Stops the reading of a package; never leaves this file. */
class Stop extends Error {
  readonly refused: Refused;
  constructor(refused: Refused) {
    super(refused.refusal);
    this.refused = refused;
  }
}

const shownMax = 1_000;

/** A refusal as readers give it. */
export function refuse(refusal: Refused['refusal'], params: Refused['params'] = {}): Refused {
  return { ok: false, refusal, params: shownAll(params) };
}

/** Words of a file as a message may show them and a database keep them: short, whole characters, no control characters. */
export const shown = (text: string): string =>
  text
    .slice(0, shownMax)
    .replace(/\p{Cs}/gu, '\ufffd')
    .normalize('NFC')
    .replace(/(?![\t\n])\p{Cc}|\ufeff/gu, '');

export const shownAll = (params: Refused['params']): Refused['params'] =>
  Object.fromEntries(Object.entries(params).map(([name, text]) => [name, shown(text)]));

/** Whether these bytes start like a zip. */
export function isPackage(bytes: Uint8Array): boolean {
  return bytes[0] === 0x50 && bytes[1] === 0x4b && bytes[2] === 0x03 && bytes[3] === 0x04;
}

/**
 * All files of the package, or those whose path `isWanted`. Refuses what is too large, encrypted, broken, names a path
 * outside, links elsewhere, or has two files of one name. Never throws at content.
 */
export async function readPackage(
  bytes: Uint8Array,
  isWanted: (path: string) => boolean = () => true,
): Promise<PackageOutcome> {
  if (bytes.length > importLimits.bytesMax) return refuse('file-too-large', { max: String(importLimits.bytesMax) });
  try {
    return { ok: true, value: await unpack(bytes, isWanted) };
  } catch (failure) {
    return failure instanceof Stop ? failure.refused : refuse('file-broken', { reason: 'package' });
  }
}

async function unpack(bytes: Uint8Array, isWanted: (path: string) => boolean): Promise<Package> {
  const buffer = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  // Names are decoded here, so that a path outside is told from a broken file.
  const zip = await yauzl.fromBufferPromise(buffer, { lazyEntries: true, decodeStrings: false });
  if (zip.entryCount > importLimits.entriesMax) throw tooMany();
  const files = new Map<string, Uint8Array>();
  const seen = new Set<string>();
  let unpackedBytes = 0;
  for await (const entry of zip.eachEntry()) {
    const path = pathOf(entry);
    if (seen.has(path)) throw new Stop(refuse('file-broken', { reason: 'repeated-name', path }));
    seen.add(path);
    if (seen.size > importLimits.entriesMax) throw tooMany();
    if (entry.isEncrypted()) throw new Stop(refuse('file-encrypted', { path }));
    if (path.endsWith('/') || !isWanted(path)) continue;
    const content = await inflate(zip, entry, path, importLimits.unpackedBytesMax - unpackedBytes);
    unpackedBytes += content.length;
    files.set(path, content);
  }
  return files;
}

function pathOf(entry: yauzl.Entry): string {
  const path = yauzl.getFileNameLowLevel(entry.generalPurposeBitFlag, entry.fileNameRaw, entry.extraFields, false);
  const isLink = ((entry.externalFileAttributes >>> 16) & 0xf000) === 0xa000;
  if (isLink || path.includes('\0') || yauzl.validateFileName(path) !== null) {
    throw new Stop(refuse('file-path-outside', { path: path.slice(0, 200) }));
  }
  return path;
}

async function inflate(zip: yauzl.ZipFile, entry: yauzl.Entry, path: string, roomBytes: number): Promise<Uint8Array> {
  const stream = await zip.openReadStreamPromise(entry);
  const parts: Buffer[] = [];
  let size = 0;
  for await (const part of stream as AsyncIterable<Buffer>) {
    size += part.length;
    const isDense = size > ratioJudgedFromBytes && size > entry.compressedSize * importLimits.packingRatioMax;
    if (size > roomBytes || isDense) throw new Stop(refuse('file-unpacks-too-large', { path: path.slice(0, 200) }));
    parts.push(part);
  }
  const content = Buffer.concat(parts, size);
  // One wrong letter in a key is worse than a file that must be sent again.
  if (crc32(content) !== entry.crc32) throw new Stop(refuse('file-broken', { reason: 'checksum', path }));
  return content;
}

function tooMany(): Stop {
  return new Stop(refuse('file-too-many-entries', { max: String(importLimits.entriesMax) }));
}
