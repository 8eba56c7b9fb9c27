/** What is handed out of a sound or a film: nothing of who made it, under an id that nobody can work out, held in memory once. */
import { createHash } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { KeptBySize } from '../../server/services/kept-by-size.ts';
import { serveMedia } from '../../server/services/serve-media.ts';
import type { MediaView } from '../../server/wire/http/banks.ts';
import { openBank, type BankWorld } from '../helpers/bank-world.ts';
import { box, chunk, film, frames, rest, sounds, wave } from '../helpers/sounds.ts';
import { uploadFile } from '../helpers/upload.ts';

let world: BankWorld & AsyncDisposable;
beforeAll(async () => {
  world = await openBank();
});
afterAll(() => world[Symbol.asyncDispose]());

const send = (bytes: Uint8Array) =>
  uploadFile(world, `/api/staff/banks/${world.bankId}/media`, world.author.cookie, { name: 'a', bytes });

describe('what a file tells of who made it', () => {
  const place = Buffer.from('+21.0285+105.8542/');
  const tag = (...name: string[]) =>
    Buffer.concat([Buffer.from('ID3\x04\0\0\0\0\x01\0'), Buffer.alloc(128, name.join(' '))]);
  it.each<[string, Buffer]>([
    ['a place in a film', film('isom', box('udta', box('\xa9xyz', place)))],
    ['a place in the head of a film', film('mp42', box('meta', place), box('trak', box('udta', place)))],
    ['a name beside a film', Buffer.concat([film('isom'), box('uuid', place)])],
    ['a name in a sound of a phone', film('M4A ', box('udta', place))],
    ['a name in a sound', wave(chunk('LIST', place))],
    ['names around an MP3', Buffer.concat([tag(String(place)), frames, Buffer.from('TAG'), Buffer.alloc(125, place)])],
  ])('%s is not served', async (_name, bytes) => {
    expect(bytes.includes(place)).toBe(true);
    const { id, byteCount } = (await send(bytes)).json<MediaView>();
    const served = await world.get(`/api/media/${id}`);
    expect([served.rawPayload.includes(place), served.rawPayload.length]).toEqual([false, byteCount]);
    expect(served.rawPayload.includes(rest)).toBe(true);
  });

  it('nobody who has the same file can work out where it is', async () => {
    const { id } = (await send(sounds['audio/ogg']!)).json<MediaView>();
    const plain = createHash('sha256').update(sounds['audio/ogg']!).digest('hex');
    expect(id).not.toBe(plain);
    expect((await world.get(`/api/media/${plain}`)).statusCode).toBe(404);
  });
});

describe('many who ask for the same', () => {
  it('are given the same bytes, which are held once', async () => {
    const { id } = (await send(sounds['video/mp4']!)).json<MediaView>();
    const [one, other] = await Promise.all([serveMedia(world.ctx, id), serveMedia(world.ctx, id)]);
    const later = await serveMedia(world.ctx, id);
    if (!one.ok || !other.ok || !later.ok) throw new Error('not served');
    expect(other.value.bytes).toBe(one.value.bytes);
    expect(later.value.bytes).toBe(one.value.bytes);
  });

  it('what is kept never takes more than it may; what was asked for last stays', async () => {
    const kept = new KeptBySize<string>(10, (text) => text.length);
    let reads = 0;
    const get = (key: string, value: string | undefined = key) =>
      kept.get(key, async () => {
        reads += 1;
        return value;
      });
    for (const key of ['aaaa', 'bbbb', 'aaaa', 'cccc']) await get(key);
    expect([reads, kept.bytes]).toEqual([3, 8]);
    await get('aaaa');
    expect(reads).toBe(3);
    await get('bbbb');
    expect(reads).toBe(4);
    await get('too long for all');
    expect(kept.bytes).toBe(8);
    await expect(kept.get('x', () => Promise.reject(new Error('broken')))).rejects.toThrow('broken');
    expect(await kept.get('x', async () => 'mended')).toBe('mended');
    expect(kept.bytes).toBeLessThanOrEqual(10);
  });
});
