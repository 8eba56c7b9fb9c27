/**
 * The one way to the server over HTTP. Errors are values; nothing here throws.
 * Knows no resource: those are one function each in the other files of this folder.
 */
import type { ErrorBody } from '../../server/wire/http/common.ts';
import { language } from '../i18n/language.svelte.ts';
import { network } from '../live/network.svelte.ts';
import { serverClock } from '../live/server-clock.svelte.ts';

/** `offline`: no answer reached us. `timeout`: none in time. `broken`: an answer that is none of ours (a proxy's page). */
export type LocalCode = 'offline' | 'timeout' | 'broken';

export interface Failed {
  readonly ok: false;
  /** HTTP status; 0 when no answer came. */
  readonly status: number;
  /** A refusal's name, a general code of the server, or a `LocalCode`. */
  readonly code: string;
  /** The server's words in the reader's language; empty for local codes. */
  readonly message: string;
  readonly params: Readonly<Record<string, string | number>>;
  readonly field?: string;
}

export type Reply<T> = { readonly ok: true; readonly value: T } | Failed;

const usualTimeoutMs = 15_000;

const failed = (code: LocalCode, status = 0): Failed => ({ ok: false, status, code, message: '', params: {} });

/** True when the same request may well succeed later: the network, not a refusal. */
export const isPassing = (failure: Failed): boolean =>
  failure.status === 0 || failure.status === 429 || failure.status >= 500 || failure.code === 'broken';

export interface Patience {
  readonly timeoutMs?: number;
  /** Aborted by who no longer wants the answer; the reply is then `timeout`, which nobody waits for. */
  readonly giveUp?: AbortController;
}

/** Sends `body` as JSON (a form as it is) and gives the reply's value. A `serverNow` in the reply sets the clock. */
export async function call<T>(
  method: 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE',
  path: string,
  body?: unknown,
  { timeoutMs = usualTimeoutMs, giveUp = new AbortController() }: Patience = {},
): Promise<Reply<T>> {
  const sentAt = performance.now();
  const reply = await exchange(method, path, body, { timeoutMs, giveUp }, (response) => response.text());
  return reply.ok ? read<T>(reply.value.response, reply.value.content, sentAt) : reply;
}

/** A file that the server makes for who is signed in; its refusals come as everywhere. */
export async function callForFile(path: string): Promise<Reply<Blob>> {
  const reply = await exchange('GET', path, undefined, {}, (response) => response.blob());
  if (!reply.ok) return reply;
  const { response, content } = reply.value;
  return response.ok ? { ok: true, value: content } : read<Blob>(response, await content.text(), 0);
}

/** One request and its whole reply, which `take` reads: a line may drop in the middle of it. */
async function exchange<T>(
  method: string,
  path: string,
  body: unknown,
  { timeoutMs = usualTimeoutMs, giveUp = new AbortController() }: Patience,
  take: (response: Response) => Promise<T>,
): Promise<Reply<{ response: Response; content: T }>> {
  const isForm = body instanceof FormData;
  let isTooLate = false;
  const timer = setTimeout(() => {
    isTooLate = true;
    giveUp.abort();
  }, timeoutMs);
  try {
    const response = await fetch(`/api${path}`, {
      method,
      credentials: 'same-origin',
      headers: {
        accept: 'application/json',
        'accept-language': language.current,
        // A form names its own boundary.
        ...(body === undefined || isForm ? {} : { 'content-type': 'application/json' }),
      },
      ...(body === undefined ? {} : { body: isForm ? body : JSON.stringify(body) }),
      signal: giveUp.signal,
    });
    const content = await take(response);
    network.reached();
    return { ok: true, value: { response, content } };
  } catch {
    if (giveUp.signal.aborted && !isTooLate) return failed('timeout');
    network.missed();
    return failed(isTooLate ? 'timeout' : 'offline');
  } finally {
    clearTimeout(timer);
  }
}

function read<T>(response: Response, text: string, sentAt: number): Reply<T> {
  if (response.status === 204 || (response.ok && text === '')) return { ok: true, value: undefined as T };
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch {
    return failed('broken', response.status);
  }
  if (response.ok) {
    const { serverNow } = (value ?? {}) as { serverNow?: unknown };
    if (typeof serverNow === 'number') serverClock.learn(serverNow, sentAt);
    return { ok: true, value: value as T };
  }
  const error = (value as Partial<ErrorBody> | null)?.error;
  if (!error) return failed('broken', response.status);
  return {
    ok: false,
    status: response.status,
    code: error.code,
    message: error.message,
    params: error.params,
    ...(error.field === undefined ? {} : { field: error.field }),
  };
}

/** `?a=1&b=2` of what is neither empty nor undefined. */
export function query(parts: Readonly<Record<string, string | number | boolean | undefined>>): string {
  const given = Object.entries(parts).filter(([, value]) => value !== undefined && value !== '');
  return given.length ? `?${new URLSearchParams(given.map(([name, value]) => [name, String(value)]))}` : '';
}
