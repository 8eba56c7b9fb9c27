/**
 * P4: one leaderboard frame to 10,000 sockets, from the change to the last phone: our room (view compared, encoded,
 * every socket's state and backlog looked at) beside a bare loop that writes bytes made beforehand. The same
 * bytes, the same sockets, turn about in one run; medians.
 */
import { fork } from 'node:child_process';
import { once } from 'node:events';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { Duplex } from 'node:stream';
import { fileURLToPath } from 'node:url';
import { WebSocketServer } from 'ws';
import { Room } from '../../server/live/room.ts';
import { boardTopMax } from '../../server/wire/http/leaderboard.ts';
import { encodeToClient } from '../../server/wire/to-client.ts';
import { frameBytes } from '../../server/ws/frame-bytes.ts';
import { roomSocket } from '../../server/ws/room-socket.ts';

export interface BroadcastFigures {
  readonly sockets: number;
  readonly frameBytes: number;
  /** To the last phone, medians. */
  readonly roomMs: number;
  readonly rawMs: number;
  readonly ratio: number;
}

export async function benchBroadcast(sockets = 10_000, rounds = 5): Promise<BroadcastFigures> {
  const room = new Room(0);
  const streams: Duplex[] = [];
  const server = createServer();
  const upgrader = new WebSocketServer({ noServer: true, perMessageDeflate: false, clientTracking: false });
  server.on('upgrade', (request, stream, head) =>
    upgrader.handleUpgrade(request, stream, head, (ws) => {
      streams.push(stream);
      room.join(roomSocket(ws, stream), -1);
    }),
  );
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address() as AddressInfo;
  const child = fork(fileURLToPath(new URL('broadcast-clients.ts', import.meta.url)), [`${port}`, `${sockets}`], {
    execArgv: ['--import', 'tsx'],
  });
  const said = async (what: string) => {
    for (;;) if ((await once(child, 'message'))[0] === what) return;
  };
  await said('connected');

  const timed = async (bytes: number, send: () => void): Promise<number> => {
    const ready = said('ready');
    child.send(bytes);
    await ready;
    const complete = said('complete');
    const start = performance.now();
    send();
    await complete;
    return performance.now() - start;
  };
  const [room5, raw5]: [number[], number[]] = [[], []];
  let bytes = 0;
  // The first pair warms up and is left out.
  for (let n = 0; n <= rounds; n++) {
    const compose = (version: number) => frame(version, n);
    const made = frameBytes({ text: compose(n + 1) });
    bytes = made.length;
    const ours = await timed(bytes, () => room.publish(String(n), compose));
    const raw = await timed(bytes, () => streams.forEach((stream) => stream.write(made)));
    if (n > 0) {
      room5.push(ours);
      raw5.push(raw);
    }
  }
  child.disconnect();
  server.close();
  for (const stream of streams) stream.destroy();
  const [roomMs, rawMs] = [median(room5), median(raw5)];
  return { sockets, frameBytes: bytes, roomMs, rawMs, ratio: roomMs / rawMs };
}

const median = (values: number[]): number => values.sort((a, b) => a - b)[values.length >> 1]!;

/** A full board, of the same length whatever the version. */
function frame(version: number, n: number): string {
  const top = Array.from({ length: boardTopMax }, (_, place) => ({
    ...{ rowId: `row${1_000_000 + place}`, rank: place + 1, name: 'Nguyễn T. M. Châu', unitName: 'Xã Chợ Gạo' },
    ...{ categoryId: 'doan-vien', score: 30, correct: 30, elapsedMs: 312_000 + (n % 10) },
  }));
  const view = { board: 'r:bench', categoryId: '', isFrozen: false, isFinal: false, rankedCount: 10_000, top };
  const units = { board: 'r:bench', isFrozen: false, units: [] };
  return encodeToClient({
    type: 'board',
    version: 1_000 + version,
    view,
    units,
    participants: 20_000,
    serverNow: 1e12,
  });
}
