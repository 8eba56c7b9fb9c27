/**
 * Chance in the browser. `crypto.randomUUID` does not exist on plain HTTP (a hall's own network), `getRandomValues` does.
 */

/** A key no other device makes: 24 hex digits. */
export const randomKey = (): string =>
  Array.from(crypto.getRandomValues(new Uint8Array(12)), (byte) => byte.toString(16).padStart(2, '0')).join('');

/** A length between half of `ms` and `ms`, so that a thousand phones do not come back in one instant. */
export function jittered(ms: number): number {
  const [draw = 0] = crypto.getRandomValues(new Uint16Array(1));
  return ms / 2 + (ms / 2) * (draw / 65_536);
}
