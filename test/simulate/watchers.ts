/** Browsers on the leaderboard's socket, whose every frame is kept with the other exchanges. */
import { once } from 'node:events';
import { WebSocket } from 'ws';
import { boardOfRound } from '../../server/rules/standings.ts';
import type { ToClient } from '../../server/wire/to-client.ts';
import { protocolVersion } from '../../server/wire/version.ts';
import { testOrigin } from '../helpers/build-app.ts';
import { slug, type World } from './world.ts';

export interface Watcher {
  readonly frames: ToClient[];
  close(): void;
}

/** `participantId` '' watches as nobody in particular. */
export async function watch(world: World, who: string, cookie = '', participantId = ''): Promise<Watcher> {
  const frames: ToClient[] = [];
  const socket = new WebSocket(`ws://127.0.0.1:${await world.port()}/ws`, {
    headers: { origin: testOrigin, ...(cookie && { cookie }) },
  });
  socket.on('message', (bytes: Buffer) => {
    const body = String(bytes);
    frames.push(JSON.parse(body) as ToClient);
    world.exchanges.push({ who, asked: 'WS', status: 101, headers: '', body });
  });
  await once(socket, 'open');
  const board = boardOfRound(world.roundId);
  const joining = { contest: slug, board, categoryId: '', lastVersion: -1, participantId };
  socket.send(JSON.stringify({ type: 'hello', version: protocolVersion, ...joining }));
  return { frames, close: () => socket.terminate() };
}
