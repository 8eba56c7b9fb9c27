/** Sends files and tells how far they are, which `fetch` cannot. Errors are values, as in `http.ts`; nothing here throws. */
import type { ErrorBody } from '../../server/wire/http/common.ts';
import { language } from '../i18n/language.svelte.ts';
import { network } from '../live/network.svelte.ts';
import type { LocalCode, Reply } from './http.ts';

const failed = <T>(code: LocalCode, status = 0): Reply<T> => ({ ok: false, status, code, message: '', params: {} });

export interface Sending {
  /** The share that has left this device, 0 to 1. */
  readonly onShare: (share: number) => void;
  /** Aborted by who no longer wants it; the reply is then `timeout`, which nobody waits for. */
  readonly giveUp: AbortController;
}

/** Each as a field `file` of one form. */
export function sendFiles<T>(path: string, files: readonly File[], { onShare, giveUp }: Sending): Promise<Reply<T>> {
  return new Promise((resolve) => {
    const request = new XMLHttpRequest();
    const lost = (): void => {
      network.missed();
      resolve(failed('offline'));
    };
    request.upload.onprogress = ({ loaded, total }) => onShare(total === 0 ? 0 : loaded / total);
    request.onload = () => {
      network.reached();
      resolve(replyOf<T>(request.status, request.responseText));
    };
    request.onerror = lost;
    request.onabort = () => resolve(failed('timeout'));
    giveUp.signal.addEventListener('abort', () => request.abort());
    request.open('POST', `/api${path}`);
    request.setRequestHeader('accept', 'application/json');
    request.setRequestHeader('accept-language', language.current);
    const form = new FormData();
    for (const file of files) form.append('file', file, file.name);
    request.send(form);
  });
}

function replyOf<T>(status: number, text: string): Reply<T> {
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch {
    return failed('broken', status);
  }
  if (status >= 200 && status < 300) return { ok: true, value: value as T };
  const error = (value as Partial<ErrorBody> | null)?.error;
  if (!error) return failed('broken', status);
  return { ok: false, status, code: error.code, message: error.message, params: error.params };
}
