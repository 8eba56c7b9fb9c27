/**
 * Bytes of a text file to text in NFC: Unicode as it says or shows, the Vietnamese Windows encoding, or text of the
 * legacy fonts. What reads as none of them is refused rather than guessed.
 */
import { convertLegacy, detectLegacy, vietnameseShare } from './legacy-text.ts';
import { refuse } from './package.ts';
import type { Refused } from './package.ts';

export type TextEncodingName = 'utf-8' | 'utf-16le' | 'utf-16be' | 'windows-1258' | 'tcvn3' | 'vni';

export interface TextFile {
  /** NFC, lines ended by `\n`, no control characters but tab and line end. */
  readonly text: string;
  readonly encoding: TextEncodingName;
}

export type TextOutcome = { readonly ok: true; readonly value: TextFile } | Refused;

/** Part of the words with diacritics that must be Vietnamese for a guess to be believed. */
const shareMin = 0.85;

/** The text of a file; refuses what is empty, binary or in no encoding that we know. Never throws at content. */
export function readTextFile(bytes: Uint8Array): TextOutcome {
  if (bytes.length === 0) return refuse('file-empty');
  const [first, second, third] = bytes;
  if (first === 0xef && second === 0xbb && third === 0xbf) return accept(decode(bytes, 'utf-8'), 'utf-8');
  if (first === 0xff && second === 0xfe) return accept(decode(bytes, 'utf-16le'), 'utf-16le');
  if (first === 0xfe && second === 0xff) return accept(decode(bytes, 'utf-16be'), 'utf-16be');
  const unmarked = unmarkedUtf16(bytes);
  if (unmarked !== null) return accept(decode(bytes, unmarked), unmarked);
  const unicode = decode(bytes, 'utf-8');
  if (unicode === null) return guess(bytes);
  // A legacy text once saved as UTF-8 keeps its Latin look.
  const legacy = detectLegacy(unicode);
  return legacy === null ? accept(unicode, 'utf-8') : accept(convertLegacy(unicode, legacy).text, legacy);
}

function guess(bytes: Uint8Array): TextOutcome {
  const latin = decode(bytes, 'windows-1252') ?? '';
  const legacy = detectLegacy(latin);
  const windows = decode(bytes, 'windows-1258');
  const windowsShare = windows === null ? 0 : (vietnameseShare(windows.normalize('NFC')) ?? 0);
  const legacyText = legacy === null ? '' : convertLegacy(latin, legacy).text;
  if (legacy !== null && (vietnameseShare(legacyText) ?? 0) >= windowsShare) return accept(legacyText, legacy);
  return windowsShare >= shareMin ? accept(windows, 'windows-1258') : refuse('file-encoding-unknown');
}

/** Notepad's "Unicode" without its mark: nearly every other byte of Latin text is zero. */
function unmarkedUtf16(bytes: Uint8Array): 'utf-16le' | 'utf-16be' | null {
  const head = bytes.subarray(0, 2000);
  if (head.length < 4 || bytes.length % 2 === 1) return null;
  const zeros = [0, 0];
  head.forEach((byte, i) => {
    if (byte === 0) zeros[i % 2] = (zeros[i % 2] ?? 0) + 1;
  });
  const [even = 0, odd = 0] = zeros;
  const half = head.length / 2;
  if (odd > half * 0.4 && even < half * 0.02) return 'utf-16le';
  return even > half * 0.4 && odd < half * 0.02 ? 'utf-16be' : null;
}

function decode(bytes: Uint8Array, encoding: string): string | null {
  try {
    return new TextDecoder(encoding, { fatal: true }).decode(bytes);
  } catch {
    return null;
  }
}

function accept(text: string | null, encoding: TextEncodingName): TextOutcome {
  if (text === null || text.includes('\0')) return refuse('file-encoding-unknown');
  const clean = text
    .normalize('NFC')
    .replace(/\r\n?|\u0085|\u2028|\u2029|\f/g, '\n')
    .replace(/(?![\t\n])\p{Cc}|\ufeff/gu, '');
  return clean.trim() === '' ? refuse('file-empty') : { ok: true, value: { text: clean, encoding } };
}
