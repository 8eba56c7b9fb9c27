/** Who is asking, from the cookie. Handlers read `request.login`, or ask for somebody by `citizenOf` and `staffOf`. */
import type { FastifyReply, FastifyRequest } from 'fastify';
import type { LoggedIn } from '../../auth/login-session.ts';
import { sessionLengthMs } from '../../auth/login-session.ts';
import type { Config } from '../../config.ts';
import type { App, Deps } from '../deps.ts';
import { refuse } from '../errors.ts';

export interface Login {
  readonly user: LoggedIn;
  /** As stored, hashed: names the session without opening it. */
  readonly sessionId: string;
  /** The cookie's value. */
  readonly token: string;
}

declare module 'fastify' {
  interface FastifyRequest {
    login: Login | null;
  }
}

/** `__Host-` makes browsers refuse the cookie from a subdomain or over plain HTTP. */
export const cookieName = (config: Config): string => (config.isSecure ? '__Host-hoithi' : 'hoithi');

const cookieOptions = (config: Config) =>
  ({ path: '/', httpOnly: true, sameSite: 'lax', secure: config.isSecure }) as const;

/** Sends the cookie of a new or extended session. */
export function giveCookie(reply: FastifyReply, config: Config, token: string): void {
  void reply.setCookie(cookieName(config), token, {
    ...cookieOptions(config),
    maxAge: Math.floor(sessionLengthMs / 1000),
  });
}

export function clearCookie(reply: FastifyReply, config: Config): void {
  void reply.clearCookie(cookieName(config), cookieOptions(config));
}

/** The signed-in citizen; ends the request with `not-signed-in` for anybody else. */
export function citizenOf(request: FastifyRequest): LoggedIn {
  const user = request.login?.user;
  if (user?.kind !== 'citizen') refuse({ name: 'not-signed-in' });
  return user;
}

type Role = NonNullable<LoggedIn['role']>;

/** The signed-in staff member with one of the roles; all roles when none is named. */
export function staffOf(request: FastifyRequest, ...roles: readonly Role[]): LoggedIn {
  const user = request.login?.user;
  if (user?.kind !== 'staff') refuse({ name: 'not-signed-in' });
  if (user.role === null || (roles.length > 0 && !roles.includes(user.role))) refuse({ name: 'not-allowed' });
  return user;
}

/** Pages and files are the same for everybody: only these ask who it is. */
const asksWho = (url: string): boolean => url.startsWith('/api/') || url.startsWith('/ws');

export function registerLogin(app: App, { ctx, config }: Deps): void {
  app.decorateRequest('login', null);
  app.addHook('onRequest', async (request, reply) => {
    const token = request.cookies[cookieName(config)];
    if (token === undefined || !asksWho(request.url)) return;
    const found = await ctx.sessions.check(token);
    if (found === null) return;
    request.login = { user: found.user, sessionId: found.sessionId, token };
    if (found.isExtended) giveCookie(reply, config, token);
  });
}
