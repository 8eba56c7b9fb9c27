/** The first account: made once, with the token of the terminal, by whoever is first. */
import { describe, expect, it } from 'vitest';
import { makeSetupToken } from '../../server/services/setup-owner.ts';
import { allRows } from '../helpers/all-rows.ts';
import { openApp } from '../helpers/build-app.ts';

const owner = { login: 'quantri', fullName: 'Lê Minh Châu', password: 'mật khẩu đủ dài' };

describe('setting up', () => {
  it('makes an owner who is signed in, once', async () => {
    await using hoithi = await openApp({ samples: false });
    expect((await hoithi.get('/api/setup')).json()).toEqual({ isNeeded: true });
    const token = await makeSetupToken(hoithi.ctx);
    const reply = await hoithi.post('/api/setup', { token, ...owner });
    expect(reply.json()).toMatchObject({ user: { kind: 'staff', role: 'owner', fullName: 'Lê Minh Châu' } });
    const cookie = `hoithi=${reply.cookies[0]?.value}`;
    expect((await hoithi.get('/api/session', { cookie })).json()).toMatchObject({ user: { role: 'owner' } });
    expect((await hoithi.get('/api/setup')).json()).toEqual({ isNeeded: false });

    const again = await hoithi.post('/api/setup', { token, ...owner, login: 'keke' });
    expect(again.statusCode).toBe(409);
    expect(again.json()).toMatchObject({ error: { code: 'setup-closed' } });
    expect(await makeSetupToken(hoithi.ctx), 'no token once there is staff').toBeNull();
  });

  it('writes what happened to the journal, and keeps neither token nor password', async () => {
    await using hoithi = await openApp({ samples: false });
    const token = (await makeSetupToken(hoithi.ctx)) ?? '';
    expect(await allRows(hoithi.ctx.store)).not.toContain(token);
    await hoithi.post('/api/setup', { token, ...owner });
    const rows = await allRows(hoithi.ctx.store);
    expect(rows).toContain('setup-owner');
    expect(rows).not.toContain(owner.password);
    expect(hoithi.logged.join('')).not.toContain(token);
  });

  it('of two at the same moment one becomes the owner', async () => {
    await using hoithi = await openApp({ samples: false });
    const token = await makeSetupToken(hoithi.ctx);
    const both = await Promise.all(
      ['mot', 'hai'].map((login) => hoithi.post('/api/setup', { token, ...owner, login: `${login}-a` })),
    );
    expect(both.map((reply) => reply.statusCode).sort()).toEqual([200, 409]);
  });

  it.each([
    ['a wrong token', { token: 'x' }, 409, 'setup-closed'],
    ['a weak password', { password: 'ngắn' }, 422, 'password-weak'],
    ['a name of spaces', { fullName: '   ' }, 422, 'name-invalid'],
    ['a login with capitals', { login: 'Quản Trị' }, 400, 'bad-input'],
  ])('%s is refused and the token stays good', async (_name, wrong, status, code) => {
    await using hoithi = await openApp({ samples: false });
    const token = await makeSetupToken(hoithi.ctx);
    const reply = await hoithi.post('/api/setup', { token, ...owner, ...wrong });
    expect(reply.statusCode).toBe(status);
    expect(reply.json()).toMatchObject({ error: { code } });
    expect((await hoithi.post('/api/setup', { token, ...owner })).statusCode).toBe(200);
  });

  it('a later start makes a new token and the old one dies', async () => {
    await using hoithi = await openApp({ samples: false });
    const old = await makeSetupToken(hoithi.ctx);
    const fresh = await makeSetupToken(hoithi.ctx);
    expect((await hoithi.post('/api/setup', { token: old, ...owner })).statusCode).toBe(409);
    expect((await hoithi.post('/api/setup', { token: fresh, ...owner })).statusCode).toBe(200);
  });

  it('is closed to a token when nobody has started it', async () => {
    await using hoithi = await openApp({ samples: false });
    expect((await hoithi.post('/api/setup', { token: '', ...owner })).statusCode).toBe(400);
    expect((await hoithi.post('/api/setup', { token: '0', ...owner })).statusCode).toBe(409);
  });
});
