/** Passwords: argon2id with its cost, bounded work, no difference between no account and a wrong password. */
import { describe, expect, it } from 'vitest';
import { makePasswords, Overloaded } from '../../server/auth/password.ts';
import { makeTries, triesWindowMs } from '../../server/auth/tries.ts';
import { fakeClock } from '../helpers/fake-clock.ts';

describe('passwords', () => {
  it('are argon2id of 19 MiB and two passes, salted', async () => {
    const passwords = makePasswords();
    const [one, two] = await Promise.all([passwords.hash('mật khẩu'), passwords.hash('mật khẩu')]);
    expect(one).toMatch(/^\$argon2id\$v=19\$m=19456,t=2,p=1\$/);
    expect(one).not.toBe(two);
  });

  it('are right however the keyboard composed the letters', async () => {
    const passwords = makePasswords();
    const hashed = await passwords.hash('mật khẩu đẹp'.normalize('NFD'));
    expect(await passwords.verify(hashed, 'mật khẩu đẹp'.normalize('NFC'))).toBe(true);
    expect(await passwords.verify(hashed, 'mat khau dep')).toBe(false);
  });

  it('of nobody are never right', async () => {
    const passwords = makePasswords();
    expect(await passwords.verify('', 'nobody has this password')).toBe(false);
    expect(await passwords.verify('', '')).toBe(false);
  });

  it('wait in a line that has an end; those in it all get their turn', async () => {
    const passwords = makePasswords({ runningMax: 1, waitingMax: 2 });
    const asked = Array.from({ length: 5 }, () => passwords.verify('', 'x'));
    const settled = await Promise.allSettled(asked);
    expect(settled.map(({ status }) => status)).toEqual([
      'fulfilled',
      'fulfilled',
      'fulfilled',
      'rejected',
      'rejected',
    ]);
    expect(settled.flatMap((one) => (one.status === 'rejected' ? [one.reason as unknown] : []))).toEqual([
      expect.any(Overloaded),
      expect.any(Overloaded),
    ]);
    expect(await passwords.verify('', 'x'), 'the line has moved on').toBe(false);
  });
});

describe('tries', () => {
  it('block after the last allowed failure until the window of the first has passed', () => {
    const clock = fakeClock(0);
    const tries = makeTries(clock);
    tries.failed('a');
    clock.advance(1_000);
    tries.failed('a');
    expect(tries.blockedUntil('a', 3)).toBeNull();
    tries.failed('a');
    expect(tries.blockedUntil('a', 3)).toBe(triesWindowMs);
    expect(tries.blockedUntil('b', 3)).toBeNull();
    clock.set(triesWindowMs - 1);
    expect(tries.blockedUntil('a', 3)).toBe(triesWindowMs);
    clock.set(triesWindowMs);
    expect(tries.blockedUntil('a', 3)).toBeNull();
    tries.failed('a');
    expect(tries.blockedUntil('a', 2), 'counts from the start again').toBeNull();
  });

  it('are forgotten after a success', () => {
    const tries = makeTries(fakeClock(0));
    tries.failed('a');
    tries.forget('a');
    expect(tries.blockedUntil('a', 1)).toBeNull();
  });
});
