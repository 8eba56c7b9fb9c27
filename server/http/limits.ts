/**
 * How often anybody may ask, in one table. Who is signed in is counted by account; an address is
 * only counted for strangers, and wide: 1,500 pupils of a school share one, and a pupil makes some
 * sixty requests in a paper's quarter of an hour. Failed sign-ins are counted apart (`auth/tries.ts`).
 */
import { normalizeIP, type RateLimitOptions } from '@fastify/rate-limit';
import type { FastifyRequest } from 'fastify';

interface Limit {
  readonly accountMax: number;
  /** Requests of strangers from one IPv4 address or one IPv6 /64. */
  readonly addressMax: number;
  readonly windowMs: number;
}

const minuteMs = 60_000;

export const limits = {
  /** Whatever names no other limit: pages' reads. */
  read: { accountMax: 240, addressMax: 6_000, windowMs: minuteMs },
  /** Saving answers and handing in: strangers are refused by the handler, so no address is ever counted out. */
  answer: { accountMax: 180, addressMax: Number.MAX_SAFE_INTEGER, windowMs: minuteMs },
  start: { accountMax: 30, addressMax: Number.MAX_SAFE_INTEGER, windowMs: 10 * minuteMs },
  enter: { accountMax: 60, addressMax: 5_000, windowMs: 10 * minuteMs },
  signIn: { accountMax: 60, addressMax: 5_000, windowMs: 10 * minuteMs },
  staffSignIn: { accountMax: 60, addressMax: 120, windowMs: 10 * minuteMs },
  /** What costs more than a read: pictures, reports. */
  render: { accountMax: 60, addressMax: 600, windowMs: minuteMs },
  /** Files: each is read whole, and pictures are decoded. */
  upload: { accountMax: 60, addressMax: 60, windowMs: minuteMs },
  /** Pictures of questions: a paper of twenty has dozens, for a whole school behind one address. */
  media: { accountMax: 600, addressMax: 60_000, windowMs: minuteMs },
  /** Addresses that lead nowhere: scanners ask for thousands. */
  lost: { accountMax: 120, addressMax: 600, windowMs: minuteMs },
} as const satisfies Record<string, Limit>;

const accountPrefix = 'account ';

function keyOf(request: FastifyRequest): string {
  if (request.login !== null) return `${accountPrefix}${request.login.user.id}`;
  // An injected websocket has no address.
  const address: string | undefined = request.ip;
  return address === undefined ? 'inject' : normalizeIP(address, 64);
}

/** `config: { rateLimit: limited('answer') }` on a route. */
export function limited(name: keyof typeof limits): RateLimitOptions {
  const limit: Limit = limits[name];
  return {
    max: (_request, key) => (key.startsWith(accountPrefix) ? limit.accountMax : limit.addressMax),
    timeWindow: limit.windowMs,
    keyGenerator: keyOf,
  };
}
