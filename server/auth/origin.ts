/**
 * Whether a request comes from our own pages. Cookies are sent by the browser whoever made the
 * page that asks, so everything that changes something, and every websocket, is checked here.
 */
export interface Provenance {
  /** The Origin header; undefined when there is none. */
  readonly origin: string | undefined;
  /** Sec-Fetch-Site; browsers leave it out over plain HTTP, as in a hall's own network. */
  readonly fetchSite: string | undefined;
  /** The request's own scheme and host, used where no public origin is set. */
  readonly ownOrigin: string;
}

const safeMethods = new Set(['GET', 'HEAD', 'OPTIONS']);

export const isSafeMethod = (method: string): boolean => safeMethods.has(method);

/** Exact comparison of strings: no prefix, no suffix, no other port; a missing or `null` origin is foreign. */
export function isFromOurPages(publicOrigin: string, provenance: Provenance): boolean {
  const { origin, fetchSite, ownOrigin } = provenance;
  if (origin === undefined || origin === 'null') return false;
  if (fetchSite !== undefined && fetchSite !== 'same-origin') return false;
  return origin === (publicOrigin || ownOrigin);
}
