/**
 * The websocket route: everything that knows the library. Origin and login session were checked by the hooks of
 * every request (`http/plugins`), before the upgrade; what is said afterwards is `watch.ts`.
 */
import fastifyWebsocket, { type WebSocket } from '@fastify/websocket';
import type { TypeBoxTypeProvider } from '@fastify/type-provider-typebox';
import type {
  FastifyBaseLogger,
  FastifyInstance,
  FastifyRequest,
  RawReplyDefaultExpression,
  RawRequestDefaultExpression,
  RawServerDefault,
} from 'fastify';
import type { Socket } from 'node:net';
import type { Hub } from '../live/hub.ts';
import { systemTimers, type Timers } from '../live/pace.ts';
import type { Happening } from '../services/bus.ts';
import type { Ctx } from '../services/context.ts';
import { loadPublicContest } from '../services/load-contest.ts';
import { ownParticipant } from '../services/own-participant.ts';
import { frameBytesMax } from '../wire/to-server.ts';
import { roomSocket } from './room-socket.ts';
import { Strangers } from './strangers.ts';
import { closeCodes, Watch, type Desk } from './watch.ts';

/** Connections of the whole process: what its memory is laid out for. */
export const connectionsMax = 60_000;
/** Connections of strangers from one IPv4 address or IPv6 /64: a whole town behind one carrier, and never a whole room. */
export const strangersPerAddressMax = 12_000;
const pingEveryMs = 15_000;
/** How long a stopping server waits for answers to its goodbye. */
const goodbyeMs = 1_000;

type App = FastifyInstance<
  RawServerDefault,
  RawRequestDefaultExpression,
  RawReplyDefaultExpression,
  FastifyBaseLogger,
  TypeBoxTypeProvider
>;
type Login = NonNullable<FastifyRequest['login']>;

interface Connection {
  readonly ws: WebSocket;
  readonly watch: Watch;
  readonly login: Login | null;
  /** Has answered since the last ping. */
  isAlive: boolean;
  /** No ping has gone to it yet. */
  isNew: boolean;
}

export async function registerSockets(
  app: App,
  { ctx, hub }: { ctx: Ctx; hub: Hub },
  timers: Timers = systemTimers,
): Promise<void> {
  const connections = new Set<Connection>();
  const strangers = new Strangers(strangersPerAddressMax);
  const desk = deskOf(ctx, hub);
  await app.register(fastifyWebsocket, {
    options: {
      maxPayload: frameBytesMax,
      // One-byte fragments would cost a hundred times what they carry.
      maxFragments: 8,
      maxBufferedChunks: 64,
      perMessageDeflate: false,
      clientTracking: false,
    },
    // Broken connections are everyday life; `close` follows and cleans up.
    errorHandler: (_problem, ws) => ws.terminate(),
    preClose: (done) => void sayGoodbye(connections, timers).then(() => done()),
  });
  app.get('/ws', { websocket: true }, (ws, request) => {
    if (connections.size >= connectionsMax) return ws.close(closeCodes.restart, 'full');
    const leave = request.login === null ? strangers.enter(request.ip) : () => {};
    if (leave === null) return ws.close(closeCodes.slowDown, 'too-many-sockets');
    ws.on('close', leave);
    connect(connections, desk, ctx, ws, request);
  });

  // A request to upgrade that a hook has refused: nobody else would close the connection under it.
  app.addHook('onResponse', async (request) => {
    if (request.headers.upgrade !== undefined && !request.ws) request.raw.socket.destroySoon();
  });

  const stopHearing = ctx.bus.hear((happening) => hear(connections, happening));
  let cancel = timers.after(pingEveryMs, ping);
  function ping(): void {
    for (const connection of connections) check(connection, ctx);
    cancel = timers.after(pingEveryMs, ping);
  }
  app.addHook('onClose', async () => {
    stopHearing();
    cancel();
  });
}

/** Handlers are attached before anything is awaited: a message of the first packet would be lost otherwise. */
function connect(connections: Set<Connection>, desk: Desk, ctx: Ctx, ws: WebSocket, request: FastifyRequest): void {
  const { login } = request;
  // An injected request has no connection of its own under it.
  const stream = (request.raw.socket as Socket | undefined) ?? null;
  const watch = new Watch(desk, roomSocket(ws, stream), login?.user ?? null);
  const connection: Connection = { ws, watch, login, isAlive: true, isNew: true };
  connections.add(connection);
  ws.on('message', (bytes, isBinary) => {
    if (isBinary) return watch.end(closeCodes.policy, 'binary');
    watch.hear(String(bytes)).catch((problem: unknown) => {
      ctx.log.error({ err: problem }, 'a websocket message failed');
      watch.end(closeCodes.restart, 'failed');
    });
  });
  ws.on('pong', () => (connection.isAlive = true));
  ws.on('close', () => {
    connections.delete(connection);
    watch.left();
  });
}

/** Resolves when all have gone; whoever has not answered in time is cut, so that a stop is never held up. */
async function sayGoodbye(connections: ReadonlySet<Connection>, timers: Timers): Promise<void> {
  for (const { watch } of connections) watch.goodbye();
  const gone = Promise.all([...connections].map(({ ws }) => new Promise((resolve) => ws.once('close', resolve))));
  const cancel = timers.after(goodbyeMs, () => {
    for (const { ws } of connections) ws.terminate();
  });
  await gone;
  cancel();
}

function deskOf(ctx: Ctx, hub: Hub): Desk {
  return {
    clock: ctx.clock,
    enter: (socket, wish) => hub.enter(socket, wish),
    findContest: async (slugOrId) => (await loadPublicContest(ctx, slugOrId))?.id ?? null,
    owns: async (user, contest, participantId) =>
      (await ownParticipant(ctx, { userId: user.id, slug: contest, participantId })).ok,
  };
}

/** A signed-out browser stops hearing what only its user may hear; an empty session id means all of the user's. */
function hear(connections: ReadonlySet<Connection>, happening: Happening): void {
  if (happening.what !== 'signed-out') return;
  const { userId, sessionId } = happening;
  for (const { login, watch } of connections)
    if (login?.user.id === userId && (sessionId === '' || login.sessionId === sessionId))
      watch.end(closeCodes.signedOut, 'signed-out');
}

/**
 * Silent since the last ping is dead; a connection that has not said hello between two looks never meant to. One that
 * came a moment before the first look is given the time until the next.
 */
function check(connection: Connection, ctx: Ctx): void {
  const { ws, watch, login } = connection;
  if (!connection.isAlive || !(watch.hasSaidHello || connection.isNew)) return ws.terminate();
  connection.isAlive = false;
  connection.isNew = false;
  ws.ping();
  if (login?.user.kind === 'staff') void endIfSignedOut(connection, login, ctx);
}

/** What the staff sees is looked at again: a session that expires, or ends at another instance, is told to nobody here. */
async function endIfSignedOut({ watch }: Connection, { token }: Login, ctx: Ctx): Promise<void> {
  try {
    if ((await ctx.sessions.check(token)) === null) watch.end(closeCodes.signedOut, 'signed-out');
  } catch (problem) {
    ctx.log.error({ err: problem }, 'a session could not be looked at; the next ping tries again');
  }
}
