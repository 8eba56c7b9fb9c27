/** Encryption and blind indexes: what they give back, what they refuse, what they never show. */
import { mkdtempSync, chmodSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { masterKeyOf } from '../../server/auth/keys-file.ts';
import { makeSecrets } from '../../server/auth/personal-data.ts';

const secrets = makeSecrets('ab'.repeat(32));
const others = makeSecrets('cd'.repeat(32));

describe('encryption', () => {
  it('gives back any text, and never the same cipher twice', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme' }), (text) => {
        const [one, two] = [secrets.encrypt(text), secrets.encrypt(text)];
        expect(secrets.decrypt(one)).toBe(text);
        expect(one).not.toBe(two);
      }),
    );
  });

  it('shows nothing of the text', () => {
    expect(secrets.encrypt('+84912345678')).not.toContain('912345');
  });

  it('refuses a cipher of another key, of another version, or with any part changed', () => {
    const cipher = secrets.encrypt('+84912345678');
    expect(() => others.decrypt(cipher)).toThrow();
    expect(() => secrets.decrypt(cipher.replace('v1', 'v2'))).toThrow();
    const parts = cipher.split('.');
    for (const changed of [1, 2, 3]) {
      const forged = parts.map((part, index) =>
        index === changed ? `${part.startsWith('A') ? 'B' : 'A'}${part.slice(1)}` : part,
      );
      expect(() => secrets.decrypt(forged.join('.')), `part ${changed}`).toThrow();
    }
    expect(() => secrets.decrypt([...parts.slice(0, 3), parts[3]?.slice(0, 6)].join('.')), 'a shortened tag').toThrow();
    expect(() => secrets.decrypt('')).toThrow();
  });
});

describe('the blind index', () => {
  it('is equal for equal values under one key only', () => {
    expect(secrets.blindIndex('+84912345678')).toBe(secrets.blindIndex('+84912345678'));
    expect(secrets.blindIndex('+84912345678')).not.toBe(secrets.blindIndex('+84912345679'));
    expect(secrets.blindIndex('+84912345678')).not.toBe(others.blindIndex('+84912345678'));
    expect(secrets.blindIndex('+84912345678')).not.toBe(secrets.digest('+84912345678'));
  });
});

describe('keyed digests', () => {
  it('agree with the published vectors', () => {
    // RFC 4231 test case 2, and SHA-256 of the empty text.
    expect(secrets.hmac(Buffer.from('Jefe').toString('hex'), 'what do ya want for nothing?')).toBe(
      '5bdcc146bf60754e6a042426089575c75a003f089d2739839dec58b964ec3843',
    );
    expect(secrets.digest('')).toBe('e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855');
  });
});

describe('the keys file', () => {
  it('is made once, for the owner alone, and read afterwards', () => {
    const folder = join(mkdtempSync(join(tmpdir(), 'hoithi-keys-')), 'data');
    const key = masterKeyOf(folder);
    expect(key).toMatch(/^[0-9a-f]{64}$/);
    expect(masterKeyOf(folder)).toBe(key);
    expect(statSync(join(folder, 'keys.json')).mode & 0o777).toBe(0o600);
    expect(masterKeyOf(join(folder, 'another'))).not.toBe(key);
  });

  it('is refused once others could have read it', () => {
    const folder = mkdtempSync(join(tmpdir(), 'hoithi-keys-'));
    masterKeyOf(folder);
    chmodSync(join(folder, 'keys.json'), 0o644);
    expect(() => masterKeyOf(folder)).toThrow('can be read by others');
  });

  it('a malformed key is refused', () => {
    expect(() => makeSecrets('short')).toThrow('64 hex digits');
  });
});
