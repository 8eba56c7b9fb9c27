/** Parts of a file that a browser asks for while it plays: one range of RFC 9110, the only one that players send. */

export interface ByteRange {
  readonly start: number;
  /** The last byte, not the one after it. */
  readonly end: number;
}

/** null: the whole file (no range, or one of a form that may be passed over). `outside`: nothing of the file is in it. */
export function byteRange(header: string | undefined, length: number): ByteRange | null | 'outside' {
  const [, from = '', to = ''] = /^bytes=(\d{0,15})-(\d{0,15})$/.exec(header ?? '') ?? [];
  if (from === '' && to === '') return null;
  if (from === '') {
    const count = Math.min(Number(to), length);
    return count === 0 ? 'outside' : { start: length - count, end: length - 1 };
  }
  const start = Number(from);
  const end = to === '' ? length - 1 : Math.min(Number(to), length - 1);
  if (to !== '' && Number(to) < start) return null;
  return start >= length ? 'outside' : { start, end };
}
