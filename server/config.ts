/**
 * Every setting of the installation, read once from the environment. What is unsafe or not
 * understood is refused at start with the setting's name: a typing mistake must not quietly
 * become a default.
 *
 * | setting             | default                 | meaning                                                        |
 * |---------------------|-------------------------|----------------------------------------------------------------|
 * | HOITHI_PORT         | 3000                    | TCP port; 0 takes any free one                                 |
 * | HOST                | 0.0.0.0                 | address to listen on; 127.0.0.1 behind a proxy                 |
 * | PUBLIC_ORIGIN       | (the request's own)     | `https://thi.example.vn`: links, origin check, secure cookies  |
 * | HOITHI_DATA         | ./data                  | folder of the database file and of the keys                    |
 * | DATABASE_URL        | sqlite:<data>/hoithi.db | `sqlite:PATH` or `postgres://…`                                |
 * | TRUST_PROXY         | (nobody)                | addresses or CIDRs of proxies whose X-Forwarded-* is believed  |
 * | HOITHI_KEY          | (file in the data)      | 64 hex digits: master key of encrypted personal data           |
 * | START_EMPTY         | no                      | `yes`: no sample contests on an empty database                 |
 * | LOG_LEVEL           | info                    | fatal, error, warn, info, debug, trace, silent                 |
 * | NODE_ENV            |                         | `production` insists on PUBLIC_ORIGIN                          |
 */
import { isIP } from 'node:net';
import { join, resolve } from 'node:path';
import { Type, type Static } from 'typebox';
import { Value } from 'typebox/value';

const Environment = Type.Object({
  HOITHI_PORT: Type.String({ pattern: '^[0-9]{1,5}$', default: '3000' }),
  HOST: Type.String({ minLength: 1, maxLength: 253, default: '0.0.0.0' }),
  PUBLIC_ORIGIN: Type.String({ pattern: '^(https?://[A-Za-z0-9.:\\[\\]-]+)?$', default: '' }),
  HOITHI_DATA: Type.String({ minLength: 1, default: './data' }),
  DATABASE_URL: Type.String({ pattern: '^((sqlite:.+|postgres(ql)?://.+))?$', default: '' }),
  TRUST_PROXY: Type.String({ default: '' }),
  HOITHI_KEY: Type.String({ pattern: '^([0-9a-f]{64})?$', default: '' }),
  START_EMPTY: Type.String({ pattern: '^(yes|no)$', default: 'no' }),
  LOG_LEVEL: Type.String({ pattern: '^(fatal|error|warn|info|debug|trace|silent)$', default: 'info' }),
  NODE_ENV: Type.String({ default: '' }),
});

export interface Config {
  readonly port: number;
  readonly host: string;
  /** '' when none is set: then a request's own scheme and host are its origin. */
  readonly publicOrigin: string;
  /** Cookies are Secure, HSTS is sent, plain requests are upgraded. */
  readonly isSecure: boolean;
  readonly dataFolder: string;
  readonly databaseUrl: string;
  readonly trustProxy: readonly string[];
  /** '' reads the key from its file. */
  readonly masterKey: string;
  readonly startsEmpty: boolean;
  readonly logLevel: string;
}

export class ConfigProblem extends Error {
  constructor(setting: string, why: string) {
    super(`${setting}: ${why}`);
    this.name = 'ConfigProblem';
  }
}

/** The key is not the one under which this database was filled (`services/check-key.ts`). */
export const wrongKey = (): ConfigProblem =>
  new ConfigProblem('HOITHI_KEY', 'not the key of this database: copy keys.json of its first server into HOITHI_DATA');

/** Throws `ConfigProblem` naming the first setting that cannot be used. */
export function readConfig(environment: Record<string, string | undefined>): Config {
  const settings = checkedSettings(environment);
  const port = Number(settings.HOITHI_PORT);
  if (port > 65_535) throw new ConfigProblem('HOITHI_PORT', 'a port is at most 65535');
  const publicOrigin = checkedOrigin(settings.PUBLIC_ORIGIN);
  if (settings.NODE_ENV === 'production' && publicOrigin === '')
    throw new ConfigProblem('PUBLIC_ORIGIN', 'must be set in production, e.g. https://thi.example.vn');
  const dataFolder = resolve(settings.HOITHI_DATA);
  return {
    port,
    host: settings.HOST,
    publicOrigin,
    isSecure: publicOrigin.startsWith('https://'),
    dataFolder,
    databaseUrl: settings.DATABASE_URL || `sqlite:${join(dataFolder, 'hoithi.db')}`,
    trustProxy: checkedProxies(settings.TRUST_PROXY),
    masterKey: settings.HOITHI_KEY,
    startsEmpty: settings.START_EMPTY === 'yes',
    logLevel: settings.LOG_LEVEL,
  };
}

function checkedSettings(environment: Record<string, string | undefined>): Static<typeof Environment> {
  const given: Record<string, string> = {};
  for (const name of Object.keys(Environment.properties)) {
    const text = environment[name];
    if (text !== undefined && text !== '') given[name] = text;
  }
  const settings = Value.Default(Environment, given);
  if (Value.Check(Environment, settings)) return settings;
  const [problem] = Value.Errors(Environment, settings);
  throw new ConfigProblem(
    problem?.instancePath.slice(1) || 'environment',
    'is not understood (see the table in config.ts)',
  );
}

/** An origin and nothing more: a path or a user name in it would never equal a browser's Origin header. */
function checkedOrigin(text: string): string {
  if (text === '') return '';
  if (!URL.canParse(text) || new URL(text).origin !== text)
    throw new ConfigProblem('PUBLIC_ORIGIN', `is not an origin such as https://thi.example.vn`);
  return text;
}

/** Only listed addresses: a hop count or "everyone" would let any client choose its own address. */
function checkedProxies(text: string): readonly string[] {
  const proxies = text.split(',').map((part) => part.trim());
  const listed = proxies.filter((proxy) => proxy !== '');
  for (const proxy of listed) {
    const [address = '', bits] = proxy.split('/');
    const family = isIP(address);
    const bitsMin = family === 4 ? 8 : 16;
    const bitsMax = family === 4 ? 32 : 128;
    const isNarrow =
      bits === undefined || (/^[0-9]{1,3}$/.test(bits) && Number(bits) >= bitsMin && Number(bits) <= bitsMax);
    if (family === 0 || !isNarrow)
      throw new ConfigProblem('TRUST_PROXY', `"${proxy}" is not an address or a narrow CIDR (10.0.0.0/8)`);
  }
  return listed;
}
