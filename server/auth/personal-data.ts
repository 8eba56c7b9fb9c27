/**
 * Encryption of personal data at rest, and the keyed digests built on the same master key.
 * The master key lives outside the database and its backups: whoever steals those reads no phone.
 * Where a key is kept is `keys-file.ts`.
 */
import { createCipheriv, createDecipheriv, createHash, createHmac, hkdfSync, randomBytes } from 'node:crypto';

export interface Secrets {
  /** `v1.<nonce>.<ciphertext>.<tag>`, AES-256-GCM with a fresh nonce: equal texts give different ciphers. */
  encrypt(text: string): string;
  /** Throws when the cipher was changed or belongs to another key. */
  decrypt(cipher: string): string;
  /** Keyed digest of a normalised value: equal values meet in a unique index, nobody else can compute it. */
  blindIndex(text: string): string;
  /** Hex HMAC-SHA-256 under a key of the caller's own, such as a round's secret. */
  hmac(keyHex: string, text: string): string;
  /** Hex SHA-256. */
  digest(text: string): string;
}

export const masterKeyPattern = /^[0-9a-f]{64}$/;
const cipherVersion = 'v1';
const nonceBytes = 12;

/** A subkey for each use, so that none of them says anything of another. */
function subkey(masterKey: string, label: string): Buffer {
  return Buffer.from(hkdfSync('sha256', Buffer.from(masterKey, 'hex'), Buffer.alloc(0), `hoithi ${label}`, 32));
}

/** `masterKey` is 64 hex digits. */
export function makeSecrets(masterKey: string): Secrets {
  if (!masterKeyPattern.test(masterKey)) throw new Error('the master key is not 64 hex digits');
  const encryptionKey = subkey(masterKey, 'enc');
  const indexKey = subkey(masterKey, 'bi');
  return {
    encrypt(text) {
      const nonce = randomBytes(nonceBytes);
      const cipher = createCipheriv('aes-256-gcm', encryptionKey, nonce);
      cipher.setAAD(Buffer.from(cipherVersion));
      const body = Buffer.concat([cipher.update(text, 'utf8'), cipher.final()]);
      return [cipherVersion, ...[nonce, body, cipher.getAuthTag()].map((part) => part.toString('base64url'))].join('.');
    },
    decrypt(text) {
      const [version, nonce = '', body = '', tag = ''] = text.split('.');
      if (version !== cipherVersion) throw new Error('unknown version of encrypted text');
      const decipher = createDecipheriv('aes-256-gcm', encryptionKey, Buffer.from(nonce, 'base64url'), {
        authTagLength: 16,
      });
      decipher.setAAD(Buffer.from(cipherVersion));
      decipher.setAuthTag(Buffer.from(tag, 'base64url'));
      return Buffer.concat([decipher.update(Buffer.from(body, 'base64url')), decipher.final()]).toString('utf8');
    },
    blindIndex: (text) => createHmac('sha256', indexKey).update(`v1|${text}`).digest('hex'),
    hmac: (keyHex, text) => createHmac('sha256', Buffer.from(keyHex, 'hex')).update(text).digest('hex'),
    digest: (text) => createHash('sha256').update(text).digest('hex'),
  };
}
