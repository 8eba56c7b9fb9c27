/** A file as a browser's form sends it. */
import type { LightMyRequestResponse } from 'fastify';
import type { TestApp } from './build-app.ts';

export interface SentFile {
  readonly name: string;
  readonly bytes: Uint8Array;
  readonly field?: string;
  readonly type?: string;
}

export function uploadFile(
  hoithi: TestApp,
  url: string,
  cookie: string,
  file: SentFile,
): Promise<LightMyRequestResponse> {
  const boundary = '----hoithi-test';
  const { field = 'file', name, type = 'application/octet-stream', bytes } = file;
  const head = `--${boundary}\r\nContent-Disposition: form-data; name="${field}"; filename="${name}"\r\nContent-Type: ${type}\r\n\r\n`;
  const body = Buffer.concat([Buffer.from(head), bytes, Buffer.from(`\r\n--${boundary}--\r\n`)]);
  return hoithi.ask('POST', url, {
    cookie,
    body,
    headers: { 'content-type': `multipart/form-data; boundary=${boundary}` },
  });
}
