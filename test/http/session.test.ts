/** Signing in and out over HTTP, and what a session is worth before, during and after. */
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { Overloaded } from '../../server/auth/password.ts';
import { sessionLengthMs } from '../../server/auth/login-session.ts';
import { allRows } from '../helpers/all-rows.ts';
import { openApp, testApp, type TestApp } from '../helpers/build-app.ts';
import { makeStaff, makeUser } from '../helpers/make.ts';

let hoithi: TestApp;
const password = 'mật khẩu đủ dài';
beforeAll(async () => {
  hoithi = await testApp({ samples: false });
  await makeUser(hoithi.ctx, { phone: '+84912345678', fullName: 'Nguyễn Văn An', password });
  await makeStaff(hoithi.ctx, { login: 'bantochuc', fullName: 'Trần Thị Bình', role: 'organiser', password });
});
afterAll(() => hoithi.close());

const signIn = (phone: string, given: string, asking = {}) =>
  hoithi.post('/api/session', { phone, password: given }, asking);

/** `hoithi=…` of the reply, ready to be sent back. */
const cookieOf = (reply: { cookies: { name: string; value: string }[] }): string => {
  const [cookie] = reply.cookies;
  return `${cookie?.name}=${cookie?.value}`;
};

describe('a citizen', () => {
  it('signs in with the phone in any spelling, and sees who they are', async () => {
    for (const phone of ['0912345678', '0912 345 678', '+84 912 345 678']) {
      const reply = await signIn(phone, password);
      expect(reply.statusCode).toBe(200);
      expect(reply.json()).toEqual({
        user: {
          id: expect.any(String) as string,
          kind: 'citizen',
          fullName: 'Nguyễn Văn An',
          role: null,
          phoneMasked: expect.stringMatching(/678$/) as string,
        },
        serverNow: hoithi.clock.now(),
      });
      expect(reply.body).not.toContain('912345678');
      expect(reply.cookies).toEqual([
        {
          name: 'hoithi',
          value: expect.any(String) as string,
          path: '/',
          httpOnly: true,
          sameSite: 'Lax',
          maxAge: 864_000,
        },
      ]);
    }
  });

  it('gets the same no for a wrong password and for an unknown phone', async () => {
    const wrong = await signIn('0912345678', 'sai rồi nhé');
    const unknown = await signIn('0987654321', 'sai rồi nhé');
    const nonsense = await signIn('abc', 'sai rồi nhé');
    expect([wrong, unknown, nonsense].map((reply) => reply.statusCode)).toEqual([401, 401, 401]);
    expect(unknown.body).toBe(wrong.body);
    expect(nonsense.body).toBe(wrong.body);
    expect(wrong.cookies).toEqual([]);
  });

  it('is a new session with each sign-in; the one from before opens nothing any more', async () => {
    const before = cookieOf(await signIn('0912345678', password));
    const after = cookieOf(await signIn('0912345678', password, { cookie: before }));
    expect(after).not.toBe(before);
    expect((await hoithi.get('/api/session', { cookie: before })).json()).toMatchObject({ user: null });
    expect((await hoithi.get('/api/session', { cookie: after })).json()).toMatchObject({ user: { kind: 'citizen' } });
  });

  it('cannot be given a session from outside', async () => {
    const planted = `hoithi=${'a'.repeat(40)}`;
    const given = cookieOf(await signIn('0912345678', password, { cookie: planted }));
    expect(given).not.toBe(planted);
    expect((await hoithi.get('/api/session', { cookie: planted })).json()).toMatchObject({ user: null });
  });

  it('signs out for good, and the browser forgets what it kept', async () => {
    const cookie = cookieOf(await signIn('0912345678', password));
    const heard: string[] = [];
    const stop = hoithi.ctx.bus.hear((happening) => heard.push(happening.what));
    const reply = await hoithi.ask('DELETE', '/api/session', { cookie });
    stop();
    expect(reply.statusCode).toBe(204);
    expect(reply.headers['clear-site-data']).toBe('"storage"');
    expect(reply.cookies).toMatchObject([{ name: 'hoithi', value: '' }]);
    expect(heard).toContain('signed-out');
    expect((await hoithi.get('/api/session', { cookie })).json()).toMatchObject({ user: null });
  });

  it('signing out twice, or without having signed in, is no error', async () => {
    expect((await hoithi.ask('DELETE', '/api/session')).statusCode).toBe(204);
  });
});

describe('staff', () => {
  it('sign in by login name and have a role', async () => {
    const reply = await hoithi.post('/api/staff/session', { login: 'bantochuc', password });
    expect(reply.json()).toMatchObject({ user: { kind: 'staff', role: 'organiser', phoneMasked: null } });
  });

  it('do not sign in at the citizens’ door', async () => {
    expect((await signIn('bantochuc', password)).statusCode).toBe(401);
  });
});

describe('a session', () => {
  it('is not in the database as the browser holds it', async () => {
    const cookie = cookieOf(await signIn('0912345678', password));
    const rows = await allRows(hoithi.ctx.store);
    expect(rows).not.toContain(cookie.split('=')[1]);
    expect(rows).not.toContain('912345678');
    expect(rows).not.toContain(password);
  });

  it('slides while it is used and ends when it is not', async () => {
    await using other = await openApp({ samples: false });
    const { cookie } = await makeUser(other.ctx);
    const isIn = async () => (await other.get('/api/session', { cookie })).json<{ user: unknown }>().user !== null;
    other.clock.advance(sessionLengthMs * 0.4);
    expect((await other.get('/api/session', { cookie })).cookies).toEqual([]);
    other.clock.advance(sessionLengthMs * 0.4);
    expect((await other.get('/api/session', { cookie })).cookies, 'extended: the cookie is sent again').toHaveLength(1);
    other.clock.advance(sessionLengthMs * 0.9);
    expect(await isIn()).toBe(true);
    other.clock.advance(sessionLengthMs + 1_000);
    expect(await isIn()).toBe(false);
  });

  it('lies in a __Host- cookie, only over TLS, where the site has a secure origin', async () => {
    const origin = 'https://thi.example.vn';
    await using secure = await openApp({ samples: false, settings: { PUBLIC_ORIGIN: origin } });
    await makeUser(secure.ctx, { phone: '+84912345678', password });
    const reply = await secure.post('/api/session', { phone: '0912345678', password }, { headers: { origin } });
    expect(reply.cookies).toMatchObject([{ name: '__Host-hoithi', secure: true, httpOnly: true, path: '/' }]);
    expect(reply.cookies[0]).not.toHaveProperty('domain');
  });
});

describe('guessing', () => {
  it('is stopped after ten wrong passwords, for that account from that address, for ten minutes', async () => {
    await using other = await openApp({ samples: false });
    await makeUser(other.ctx, { phone: '+84912345678', password });
    await makeUser(other.ctx, { phone: '+84912345679', password });
    const ask = (phone: string, given: string) => other.post('/api/session', { phone, password: given });
    const wrong = await Promise.all(Array.from({ length: 10 }, () => ask('0912345678', 'đoán mò thôi')));
    expect(new Set(wrong.map((reply) => reply.statusCode))).toEqual(new Set([401]));
    const stopped = await ask('0912345678', password);
    expect(stopped.statusCode).toBe(429);
    expect(stopped.json()).toMatchObject({
      error: { code: 'too-many-tries', params: { retryAt: other.clock.now() + 600_000 } },
    });
    expect((await ask('0912345679', password)).statusCode, 'a classmate at the same address').toBe(200);
    other.clock.advance(600_000);
    expect((await ask('0912345678', password)).statusCode).toBe(200);
  });

  it('counts no try whose password nobody had the time to look at', async () => {
    await using other = await openApp({ samples: false });
    await makeUser(other.ctx, { phone: '+84912345678', password });
    const ask = () => other.post('/api/session', { phone: '0912345678', password });
    const { verify } = other.ctx.passwords;
    other.ctx.passwords.verify = () => Promise.reject(new Overloaded('too many passwords to check'));
    for (let tries = 0; tries < 12; tries += 1) expect((await ask()).statusCode).toBe(503);
    other.ctx.passwords.verify = verify;
    expect((await ask()).statusCode).toBe(200);
  });

  it('does not throw anybody out of a session they have', async () => {
    await using other = await openApp({ samples: false });
    const victim = await makeUser(other.ctx, { phone: '+84912345678', password });
    for (let guess = 0; guess < 12; guess += 1)
      await other.post('/api/session', { phone: '0912345678', password: 'đoán mò thôi' });
    expect((await other.get('/api/session', { cookie: victim.cookie })).json()).toMatchObject({
      user: { id: victim.id },
    });
  });
});
