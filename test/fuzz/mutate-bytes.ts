/** Changes that know nothing of a format. */
import type { Dice } from './dice.ts';

export type BytesMutation = (bytes: Uint8Array, dice: Dice, other: Uint8Array) => Uint8Array;

const flip: BytesMutation = (bytes, dice) => {
  const changed = Buffer.from(bytes);
  if (changed.length === 0) return changed;
  for (let left = dice.oneOf([1, 1, 3, 20, 200]); left > 0; left -= 1) {
    const at = dice.below(changed.length);
    const old = changed[at] ?? 0;
    changed[at] = dice.oncePer(2) ? old ^ (1 << dice.below(8)) : dice.oneOf([0, 0xff, 0x7f, 0x80, dice.below(256)]);
  }
  return changed;
};

const cut: BytesMutation = (bytes, dice) =>
  dice.oncePer(3) ? bytes.subarray(dice.placeIn(bytes)) : bytes.subarray(0, dice.placeIn(bytes));

const splice: BytesMutation = (bytes, dice, other) =>
  Buffer.concat([bytes.subarray(0, dice.placeIn(bytes)), other.subarray(dice.placeIn(other))]);

const joined: BytesMutation = (bytes, dice, other) =>
  dice.oncePer(2) ? Buffer.concat([other, bytes]) : Buffer.concat([bytes, other]);

const repeatedBytes: BytesMutation = (bytes, dice) => {
  const at = dice.placeIn(bytes);
  const filling = Buffer.alloc(dice.length(10, 1_000, 1_000_000), dice.below(256));
  return Buffer.concat([bytes.subarray(0, at), filling, bytes.subarray(at)]);
};

/** A start that says another format than what follows. */
const otherStart: BytesMutation = (bytes, dice) => {
  const starts = [
    'PK\x03\x04',
    '\xd0\xcf\x11\xe0',
    '%PDF',
    '{\\rtf',
    '\xff\xfe',
    '\xfe\xff',
    '\xef\xbb\xbf',
    '<?xml',
    '<quiz>',
    '\0\0',
  ];
  return Buffer.concat([Buffer.from(dice.oneOf(starts), 'latin1'), bytes.subarray(dice.below(5))]);
};

export const bytesMutations: Readonly<Record<string, BytesMutation>> = {
  ...{ flip, cut, splice, joined, repeatedBytes, otherStart },
};
