/** Settings: safe defaults, and a plain refusal for everything that is unsafe or not understood. */
import { describe, expect, it } from 'vitest';
import { ConfigProblem, readConfig } from '../server/config.ts';

describe('settings', () => {
  it('have defaults that need nothing', () => {
    expect(readConfig({ HOITHI_DATA: '/srv/hoithi' })).toEqual({
      port: 3000,
      host: '0.0.0.0',
      publicOrigin: '',
      isSecure: false,
      dataFolder: '/srv/hoithi',
      databaseUrl: 'sqlite:/srv/hoithi/hoithi.db',
      trustProxy: [],
      masterKey: '',
      startsEmpty: false,
      logLevel: 'info',
    });
  });

  it('an https origin makes everything secure', () => {
    const config = readConfig({ PUBLIC_ORIGIN: 'https://thi.example.vn', TRUST_PROXY: '127.0.0.1, 10.1.0.0/16' });
    expect(config).toMatchObject({ isSecure: true, trustProxy: ['127.0.0.1', '10.1.0.0/16'] });
  });

  it.each([
    ['HOITHI_PORT', 'abc'],
    ['HOITHI_PORT', '70000'],
    ['PUBLIC_ORIGIN', 'thi.example.vn'],
    ['PUBLIC_ORIGIN', 'https://thi.example.vn/'],
    ['PUBLIC_ORIGIN', 'https://thi.example.vn/path'],
    ['PUBLIC_ORIGIN', 'https://user@thi.example.vn'],
    ['PUBLIC_ORIGIN', 'ftp://thi.example.vn'],
    ['PUBLIC_ORIGIN', 'https://Thi.Example.vn'],
    ['DATABASE_URL', 'mysql://x'],
    ['TRUST_PROXY', 'true'],
    ['TRUST_PROXY', '1'],
    ['TRUST_PROXY', '0.0.0.0/0'],
    ['TRUST_PROXY', '::/0'],
    ['TRUST_PROXY', '10.0.0.0/x'],
    ['HOITHI_KEY', 'abc'],
    ['START_EMPTY', 'maybe'],
    ['LOG_LEVEL', 'loud'],
  ])('%s=%s is refused by name', (name, value) => {
    expect(() => readConfig({ [name]: value })).toThrow(ConfigProblem);
    expect(() => readConfig({ [name]: value })).toThrow(name);
  });

  it('production without an origin is refused: cookies and links would follow whatever Host is sent', () => {
    expect(() => readConfig({ NODE_ENV: 'production' })).toThrow('PUBLIC_ORIGIN');
    expect(readConfig({ NODE_ENV: 'production', PUBLIC_ORIGIN: 'https://thi.example.vn' }).isSecure).toBe(true);
  });

  it('an empty setting is one that is not there', () => {
    expect(readConfig({ HOITHI_PORT: '', PUBLIC_ORIGIN: '' }).port).toBe(3000);
  });
});
