/** The security headers are on every kind of reply there is, and follow the scheme. */
import { mkdirSync, mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { testApp, type TestApp } from '../helpers/build-app.ts';

const webFolder = join(mkdtempSync(join(tmpdir(), 'hoithi-web-')), 'web');
mkdirSync(join(webFolder, 'assets'), { recursive: true });
writeFileSync(join(webFolder, '../secret.txt'), 'a secret');
writeFileSync(join(webFolder, '.hidden'), 'a secret');
writeFileSync(join(webFolder, 'index.html'), '<!doctype html><html><head><title>x</title></head><body></body></html>');
writeFileSync(join(webFolder, 'studio.html'), '<!doctype html><title>studio</title>');
writeFileSync(join(webFolder, 'stage.html'), '<!doctype html><title>stage</title>');
writeFileSync(join(webFolder, 'assets/app-1a2b3c.js'), `export default ${'0'.repeat(2_000)}1;`);
writeFileSync(join(webFolder, 'favicon.svg'), '<svg xmlns="http://www.w3.org/2000/svg"/>');

let plain: TestApp;
let secure: TestApp;
const secureOrigin = 'https://thi.example.vn';

beforeAll(async () => {
  plain = await testApp({ overrides: { webFolder } });
  secure = await testApp({ overrides: { webFolder }, settings: { PUBLIC_ORIGIN: secureOrigin } });
  plain.app.get('/boom', () => {
    throw new Error('at /home/someone/secret.ts: password=hunter2');
  });
});
afterAll(async () => {
  await plain.close();
  await secure.close();
});

const kinds: readonly (readonly [string, string, 'GET' | 'POST' | 'DELETE', number])[] = [
  ['a page', '/', 'GET', 200],
  ['a contest page', '/c/tien-giang', 'GET', 200],
  ['a contest page that is not there', '/c/nothing', 'GET', 404],
  ['the studio', '/studio/contests/1', 'GET', 200],
  ['the stage', '/stage/tien-giang/board', 'GET', 200],
  ['a hashed file', '/assets/app-1a2b3c.js', 'GET', 200],
  ['another file', '/favicon.svg', 'GET', 200],
  ['a file that is not there', '/assets/none.js', 'GET', 404],
  ['an API reply', '/api/contests', 'GET', 200],
  ['an API address that is not there', '/api/nothing', 'GET', 404],
  ['a refused method', '/api/contests', 'DELETE', 404],
  ['input that is not understood', '/api/contests/NOT%20A%20SLUG', 'GET', 400],
  ['an address that cannot be decoded', '/%ff%fe', 'GET', 400],
  ['a picture', '/api/contests/tien-giang/share.png', 'GET', 200],
  ['the documentation', '/api/docs/', 'GET', 200],
  ['health', '/healthz', 'GET', 200],
];

describe('headers of every reply', () => {
  it.each(kinds)('%s', async (_kind, url, method, status) => {
    const reply = await plain.ask(method, url, { headers: { accept: 'text/html' } });
    expect(reply.statusCode).toBe(status);
    expectGuarded(reply.headers);
    expect(reply.headers['strict-transport-security'], 'plain HTTP must not be upgraded').toBeUndefined();
    expect(reply.headers['content-security-policy']).not.toContain('upgrade-insecure-requests');
  });

  it('a failure tells nothing of its cause', async () => {
    const reply = await plain.get('/boom');
    expect(reply.statusCode).toBe(500);
    expectGuarded(reply.headers);
    expect(reply.json()).toEqual({
      error: { code: 'failed', message: expect.stringContaining('Máy chủ gặp lỗi') as string, params: {} },
    });
    expect(plain.logged.join('')).toContain('hunter2');
  });

  it.each(kinds)('over HTTPS: %s', async (_kind, url, method) => {
    const reply = await secure.ask(method, url, { headers: { origin: secureOrigin } });
    expectGuarded(reply.headers);
    expect(reply.headers['strict-transport-security']).toContain('max-age=63072000');
    expect(reply.headers['content-security-policy']).toContain('upgrade-insecure-requests');
    expect(reply.headers['content-security-policy']).toContain('wss://thi.example.vn');
  });
});

describe('files', () => {
  it.each([
    '/../package.json',
    '/..%2fsecret.txt',
    '/assets/..%2f..%2fsecret.txt',
    '/assets/%2e%2e/%2e%2e/secret.txt',
    '/assets%5c..%5c..%5csecret.txt',
    '/.hidden',
    '/assets/',
    '/assets',
  ])('nothing outside the folder, nothing hidden, no list: %s', async (url) => {
    const reply = await plain.get(url);
    expect(reply.statusCode).toBeGreaterThanOrEqual(400);
    expect(reply.statusCode).toBeLessThan(500);
    expect(reply.body).not.toContain('a secret');
  });

  it('a file of a new build is served at once', async () => {
    writeFileSync(join(webFolder, 'assets/later-9f8e7d.js'), 'export default 2;');
    expect((await plain.get('/assets/later-9f8e7d.js')).body).toBe('export default 2;');
  });
});

describe('caches', () => {
  it.each([
    ['/assets/app-1a2b3c.js', 'public, max-age=31536000, immutable'],
    ['/favicon.svg', 'no-cache'],
    ['/', 'no-cache'],
    ['/c/tien-giang', 'no-cache'],
    ['/api/contests', 'no-store'],
    ['/api/session', 'no-store'],
    ['/api/session/x.css', 'no-store'],
  ])('%s is %s', async (url, expected) => {
    const reply = await plain.get(url);
    expect(reply.headers['cache-control']).toBe(expected);
  });

  it('a page is never served below /api, whatever the ending', async () => {
    const reply = await plain.get('/api/session/x.css', { headers: { accept: 'text/html' } });
    expect(reply.statusCode).toBe(404);
    expect(reply.headers['content-type']).toContain('application/json');
  });

  it('an unknown page is a 404 with the app in it', async () => {
    const reply = await plain.get('/nowhere', { headers: { accept: 'text/html' } });
    expect(reply.statusCode).toBe(404);
    expect(reply.headers['content-type']).toContain('text/html');
  });
});

function expectGuarded(headers: Record<string, unknown>): void {
  expect(headers).toMatchObject({
    'x-content-type-options': 'nosniff',
    'x-frame-options': 'DENY',
    'referrer-policy': 'strict-origin-when-cross-origin',
    'cross-origin-opener-policy': 'same-origin',
    'permissions-policy': expect.stringContaining('camera=()') as string,
  });
  const policy = String(headers['content-security-policy']);
  expect(policy).toContain("default-src 'none'");
  expect(policy).toContain("frame-ancestors 'none'");
  expect(policy).toMatch(/script-src 'self'(;|$)/);
  expect(policy).not.toContain('unsafe-eval');
}
