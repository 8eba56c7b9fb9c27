/** Whatever is sent, the reply is a plain 4xx with a code; never a 500, never a word of the inside. */
import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { testApp, testOrigin, type TestApp } from '../helpers/build-app.ts';

let hoithi: TestApp;
beforeAll(async () => {
  hoithi = await testApp();
});
afterAll(() => hoithi.close());

const sendText = (url: string, text: string) =>
  hoithi.app.inject({
    method: 'POST',
    url,
    headers: { host: 'localhost', origin: testOrigin, 'content-type': 'application/json' },
    payload: text,
  });

describe('bodies', () => {
  it.each([
    ['nothing', '', 400],
    ['half of an object', '{"phone":', 400],
    ['not JSON', 'phone=0912345678', 400],
    ['a prototype', '{"phone":"1","password":"2","__proto__":{"role":"owner"}}', 400],
    ['a constructor', '{"phone":"1","password":"2","constructor":{"prototype":{}}}', 400],
    ['an array', '[]', 400],
    ['null', 'null', 400],
    ['a number for a text', '{"phone":912345678,"password":"x"}', 400],
    ['an array for a text', '{"phone":["0912345678"],"password":"x"}', 400],
    ['something more', '{"phone":"0912345678","password":"x","role":"owner"}', 400],
    ['something less', '{"phone":"0912345678"}', 400],
    ['too much', `{"phone":"0912345678","password":"${'x'.repeat(70_000)}"}`, 413],
    ['too deep', `${'['.repeat(20_000)}${']'.repeat(20_000)}`, 400],
  ])('%s', async (_name, text, status) => {
    const reply = await sendText('/api/session', text);
    expect({ status: reply.statusCode, body: reply.body }).toMatchObject({ status });
    expect(reply.json()).toMatchObject({ error: { code: expect.any(String) as string } });
  });

  it('names the field at fault', async () => {
    const reply = await hoithi.post('/api/contests/tien-giang/practice', { questionId: 'x', choice: [0, 'b'] });
    expect(reply.statusCode).toBe(400);
    expect(reply.json()).toMatchObject({ error: { code: 'bad-input', field: '/body/choice/1' } });
  });

  it('speaks the language of the reader', async () => {
    const ask = async (language: string) =>
      (await hoithi.get('/api/contests/none', { headers: { 'accept-language': language } })).json<{
        error: { message: string };
      }>().error.message;
    expect(await ask('vi-VN,vi;q=0.9,en;q=0.8')).toContain('Không tìm thấy');
    expect(await ask('en-US,en;q=0.9')).toContain('was not found');
    expect(await ask('')).toContain('Không tìm thấy');
  });

  it('any JSON to any address that takes one', async () => {
    const urls = ['/api/session', '/api/staff/session', '/api/setup', '/api/contests/tien-giang/practice'];
    await fc.assert(
      fc.asyncProperty(fc.constantFrom(...urls), fc.json({ maxDepth: 4 }), async (url, text) => {
        const reply = await sendText(url, text);
        expect(reply.statusCode).toBeGreaterThanOrEqual(400);
        expect(reply.statusCode).toBeLessThan(500);
      }),
      { numRuns: 150 },
    );
  });
});

describe('addresses', () => {
  it.each([
    '/api/contests/%00',
    '/api/contests/..%2f..%2fetc%2fpasswd',
    '/api/contests/%ff%fe',
    "/api/contests/x'%20or%20'1'='1",
    `/api/contests/${'a'.repeat(300)}`,
    '/api/contests/tien-giang/units?q=a&q=b',
    `/api/contests/tien-giang/units?q=${'x'.repeat(61)}`,
    '/api/contests/tien-giang/units?parent=nothing',
    '/api/contests/tien-giang/units?unknown=1',
    '/api/contests/tien-giang/units?__proto__[x]=1',
    '/..%2f..%2fpackage.json',
    '/assets/..%5c..%5cpackage.json',
  ])('%s', async (url) => {
    const reply = await hoithi.get(url);
    expect(reply.statusCode).toBeGreaterThanOrEqual(400);
    expect(reply.statusCode).toBeLessThan(500);
    expect(reply.json()).toMatchObject({ error: { code: expect.any(String) as string } });
  });
});
