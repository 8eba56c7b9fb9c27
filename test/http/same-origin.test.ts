/** What a foreign page could make a browser send is refused before anything is read. */
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { testApp, type TestApp } from '../helpers/build-app.ts';

let hoithi: TestApp;
const origin = 'https://thi.example.vn';
beforeAll(async () => {
  hoithi = await testApp({ samples: false, settings: { PUBLIC_ORIGIN: origin } });
});
afterAll(() => hoithi.close());

const body = { phone: '0912345678', password: 'không đúng' };

describe('where an unsafe request comes from', () => {
  const vectors: readonly (readonly [string, Record<string, string | undefined>, number])[] = [
    ['our own page', { origin, 'sec-fetch-site': 'same-origin' }, 401],
    ['our own page in a browser without Sec-Fetch', { origin }, 401],
    ['no origin', {}, 403],
    ['origin null', { origin: 'null' }, 403],
    ['http instead of https', { origin: 'http://thi.example.vn' }, 403],
    ['another port', { origin: `${origin}:8443` }, 403],
    ['a subdomain', { origin: 'https://evil.thi.example.vn' }, 403],
    ['our name as a prefix', { origin: 'https://thi.example.vn.evil.com' }, 403],
    ['our name as a suffix', { origin: 'https://evilthi.example.vn' }, 403],
    ['a trailing slash', { origin: `${origin}/` }, 403],
    ['two origins', { origin: `${origin}, https://evil.com` }, 403],
    ['upper case', { origin: origin.toUpperCase() }, 403],
    ['our origin, said to be cross-site', { origin, 'sec-fetch-site': 'cross-site' }, 403],
    ['our origin, said to be same-site', { origin, 'sec-fetch-site': 'same-site' }, 403],
    ['our host in the Host header alone', { host: 'thi.example.vn' }, 403],
  ];
  it.each(vectors)('%s', async (_name, given, status) => {
    const headers = Object.fromEntries(Object.entries(given).filter(([, value]) => value !== undefined));
    const reply = await hoithi.app.inject({ method: 'POST', url: '/api/session', headers, payload: body });
    expect(reply.statusCode).toBe(status);
    if (status === 403) expect(reply.json()).toMatchObject({ error: { code: 'foreign-origin' } });
  });

  it('a websocket is checked like a change', async () => {
    const upgrade = { connection: 'Upgrade', upgrade: 'websocket', 'sec-websocket-version': '13' };
    const headers = { ...upgrade, 'sec-websocket-key': 'dGhlIHNhbXBsZSBub25jZQ==', origin: 'https://evil.com' };
    const reply = await hoithi.app.inject({ method: 'GET', url: '/ws', headers });
    expect(reply.statusCode).toBe(403);
  });

  it('reading needs no origin', async () => {
    expect((await hoithi.app.inject({ url: '/api/contests' })).statusCode).toBe(200);
  });
});

describe('only JSON is read', () => {
  it.each([
    'text/plain',
    'application/x-www-form-urlencoded',
    'multipart/form-data; boundary=x',
    'application/json\ta',
    'application/json garbage',
    'application/json; charset=utf-16',
    'application/jsonp',
    'application/json, text/plain',
  ])('%s is refused', async (type) => {
    const reply = await hoithi.ask('POST', '/api/session', {
      headers: { origin, 'content-type': type },
      body: JSON.stringify(body),
    });
    expect(reply.statusCode).toBe(415);
    expect(reply.json()).toMatchObject({ error: { code: 'unsupported-media' } });
  });
});
