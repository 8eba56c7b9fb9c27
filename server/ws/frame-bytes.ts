/** A server's text frame as it goes over the wire (RFC 6455 §5.2), made once for all sockets of a room. */
import type { Frame } from '../live/room.ts';

const finalText = 0x81;

export function frameBytes(frame: Frame): Uint8Array {
  return (frame.encoded ??= encode(Buffer.from(frame.text)));
}

function encode(payload: Buffer): Buffer {
  const { length } = payload;
  if (length < 126) return Buffer.concat([Buffer.from([finalText, length]), payload]);
  if (length < 65_536) return Buffer.concat([Buffer.from([finalText, 126, length >> 8, length & 255]), payload]);
  const head = Buffer.alloc(10);
  head[0] = finalText;
  head[1] = 127;
  head.writeBigUInt64BE(BigInt(length), 2);
  return Buffer.concat([head, payload]);
}
