/** Limits stop one who asks too often, and never a school behind one address. */
import { describe, expect, it } from 'vitest';
import { limits } from '../../server/http/limits.ts';
import { openApp } from '../helpers/build-app.ts';
import { makeUser } from '../helpers/make.ts';

describe('limits', () => {
  it('a school of 1,500 behind one address fits into every limit that its pupils meet', () => {
    const pupils = 1_500;
    // In five minutes all sign in and open their page; each paper of a quarter of an hour makes some sixty requests.
    const readsPerMinute = (pupils * 60) / 15 / 1;
    expect(limits.signIn.addressMax).toBeGreaterThan(pupils * 2);
    expect(limits.enter.addressMax).toBeGreaterThan(pupils * 2);
    expect(limits.read.addressMax).toBeGreaterThanOrEqual(readsPerMinute);
    expect(limits.answer.addressMax).toBe(Number.MAX_SAFE_INTEGER);
    expect(limits.start.addressMax).toBe(Number.MAX_SAFE_INTEGER);
  });

  it('the signed-in are counted by account: many at one address do not use each other’s', async () => {
    await using hoithi = await openApp({ samples: false });
    const users = await Promise.all(Array.from({ length: 30 }, () => makeUser(hoithi.ctx)));
    const asked = await Promise.all(
      users.flatMap(({ cookie }) => Array.from({ length: 10 }, () => hoithi.get('/api/session', { cookie }))),
    );
    expect(new Set(asked.map((reply) => reply.statusCode))).toEqual(new Set([200]));
    expect(asked.map((reply) => Number(reply.headers['x-ratelimit-limit']))).toEqual(
      asked.map(() => limits.read.accountMax),
    );
  });

  it('one who asks too often is told when to come back', async () => {
    await using hoithi = await openApp({ samples: false });
    const { cookie } = await makeUser(hoithi.ctx);
    const asked = [];
    for (let count = 0; count <= limits.read.accountMax; count += 1)
      asked.push(await hoithi.get('/api/session', { cookie }));
    const last = asked.pop();
    expect(new Set(asked.map((reply) => reply.statusCode))).toEqual(new Set([200]));
    expect(last?.statusCode).toBe(429);
    expect(last?.json()).toMatchObject({ error: { code: 'too-many-requests' } });
    expect(Number(last?.headers['retry-after'])).toBeGreaterThan(0);
    expect((await hoithi.get('/healthz')).statusCode, 'the watchdog is never counted').toBe(200);
  });

  it('a forwarded address is believed from a listed proxy only', async () => {
    const forwarded = { 'x-forwarded-for': '203.0.113.9', 'x-forwarded-proto': 'https' };
    await using alone = await openApp({ samples: false });
    alone.app.get('/seen', (request) => ({ ip: request.ip, protocol: request.protocol }));
    expect((await alone.get('/seen', { headers: forwarded })).json()).toEqual({ ip: '127.0.0.1', protocol: 'http' });
    await using behind = await openApp({ samples: false, settings: { TRUST_PROXY: '127.0.0.1/32' } });
    behind.app.get('/seen', (request) => ({ ip: request.ip, protocol: request.protocol }));
    expect((await behind.get('/seen', { headers: forwarded })).json()).toEqual({
      ip: '203.0.113.9',
      protocol: 'https',
    });
  });
});
