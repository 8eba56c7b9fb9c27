/**
 * A socket of the `ws` library as the rooms see one. A frame for many is written to the stream as bytes that
 * were made once; the library would head and cork it again for each socket. That is safe because the
 * library itself writes at once here: no compression, no streams, nothing waits in a queue of its own.
 */
import type { WebSocket } from '@fastify/websocket';
import type { Writable } from 'node:stream';
import type { Frame, RoomSocket } from '../live/room.ts';
import { frameBytes } from './frame-bytes.ts';

export interface WatchSocket extends RoomSocket {
  /** Says why by a code of RFC 6455 or of `closeCodes`, and ends the connection. */
  close(code: number, reason: string): void;
}

/** `stream` is the connection under the websocket; null where there is none of its own (an injected one). */
export function roomSocket(ws: WebSocket, stream: Writable | null): WatchSocket {
  return {
    get isOpen() {
      return ws.readyState === ws.OPEN;
    },
    get bufferedAmount() {
      return ws.bufferedAmount;
    },
    send(frame: Frame) {
      if (ws.readyState !== ws.OPEN) return;
      if (stream === null) ws.send(frame.text);
      else stream.write(frameBytes(frame));
    },
    close: (code, reason) => ws.close(code, reason),
    terminate: () => ws.terminate(),
  };
}
