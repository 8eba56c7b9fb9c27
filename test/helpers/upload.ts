/** A file as a browser's form sends it. */
import type { LightMyRequestResponse } from 'fastify';
import type { TestApp } from './build-app.ts';

export interface SentFile {
  readonly name: string;
  readonly bytes: Uint8Array;
  readonly field?: string;
  readonly type?: string;
}

export const uploadFile = (
  hoithi: TestApp,
  url: string,
  cookie: string,
  file: SentFile,
): Promise<LightMyRequestResponse> => uploadFiles(hoithi, url, cookie, [file]);

/** In one form. */
export function uploadFiles(
  hoithi: TestApp,
  url: string,
  cookie: string,
  files: readonly SentFile[],
): Promise<LightMyRequestResponse> {
  const boundary = '----hoithi-test';
  const parts = files.flatMap(({ field = 'file', name, type = 'application/octet-stream', bytes }) => [
    Buffer.from(
      `--${boundary}\r\nContent-Disposition: form-data; name="${field}"; filename="${name}"\r\nContent-Type: ${type}\r\n\r\n`,
    ),
    bytes,
    Buffer.from('\r\n'),
  ]);
  const body = Buffer.concat([...parts, Buffer.from(`--${boundary}--\r\n`)]);
  return hoithi.ask('POST', url, {
    cookie,
    body,
    headers: { 'content-type': `multipart/form-data; boundary=${boundary}` },
  });
}
