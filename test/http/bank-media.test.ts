/** Pictures, sound and film: told by their bytes, pictures made anew, served so that they can do nothing. Hostile ones are refusals. */
import sharp from 'sharp';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { readMediaFile } from '../../server/content/media-file.ts';
import { mediaMime } from '../../server/content/media-kind.ts';
import { byteRange } from '../../server/http/byte-range.ts';
import { makeRandom } from '../../server/rules/random.ts';
import { mediaLimits, type MediaView } from '../../server/wire/http/banks.ts';
import { aQuestion, openBank, type BankWorld } from '../helpers/bank-world.ts';
import { box, chunk, film, rest, sounds } from '../helpers/sounds.ts';
import { uploadFile } from '../helpers/upload.ts';

let world: BankWorld & AsyncDisposable;
let url: string;
beforeAll(async () => {
  world = await openBank();
  url = `/api/staff/banks/${world.bankId}/media`;
});
afterAll(() => world[Symbol.asyncDispose]());

const picture = (width: number, height: number) =>
  sharp({ create: { width, height, channels: 3, background: '#c8102e' } });
const send = (bytes: Uint8Array, name = 'anh.png', cookie = world.author.cookie) =>
  uploadFile(world, url, cookie, { name, bytes });

describe('a picture', () => {
  it.each(['png', 'jpeg', 'webp', 'gif'] as const)(
    '%s becomes webp, at most 1,600 pixels wide, without its metadata',
    async (format) => {
      const bytes = await picture(2_000, 1_000)
        .withExif({ IFD0: { Artist: 'Nguyễn Văn Kín' } })
        .toFormat(format)
        .toBuffer();
      const reply = await send(bytes, 'không phải.exe');
      expect(reply.json()).toMatchObject({ kind: 'image', mimeType: 'image/webp', width: 1_600, height: 800 });
      const { id } = reply.json<MediaView>();
      const served = await world.get(`/api/media/${id}`);
      expect(served.statusCode).toBe(200);
      expect(served.headers).toMatchObject({
        'content-type': 'image/webp',
        'x-content-type-options': 'nosniff',
        'cache-control': 'public, max-age=31536000, immutable',
        'content-security-policy': "default-src 'none'; sandbox",
      });
      const made = await sharp(served.rawPayload).metadata();
      expect([made.format, made.width, made.exif]).toEqual(['webp', 1_600, undefined]);
    },
  );

  it('as long as a picture of a whole screen is made less high, not refused', async () => {
    const reply = await send(await picture(100, 20_000).png().toBuffer());
    expect(reply.json()).toMatchObject({ width: 60, height: 12_000 });
  });

  it('is kept once, and shown in a question with its size and its alt text', async () => {
    const bytes = await picture(40, 30).png().toBuffer();
    const [first, again] = [(await send(bytes)).json<MediaView>(), (await send(bytes)).json<MediaView>()];
    expect(again).toEqual(first);
    const code = await world.write({ stem: `Cờ nào?\n\n![Lá cờ "đỏ"](media:${first.id})` });
    const { shown } = await world.view(code);
    expect(shown.stem).toContain(`src="/api/media/${first.id}"`);
    expect(shown.stem).toContain('width="40" height="30"');
    expect(shown.stem).toContain('alt="Lá cờ &quot;đỏ&quot;"');
    expect(
      (
        await world.post(
          `/api/staff/banks/${world.bankId}/look`,
          { content: aQuestion({ stem: `![](media:${first.id})` }) },
          { cookie: world.author.cookie },
        )
      ).body,
    ).toContain('alt-missing');
  });
});

describe('sound and film', () => {
  it.each(Object.entries(sounds))(
    '%s is kept as it is and sent in the parts that a player asks for',
    async (mimeType, bytes) => {
      expect(mediaMime(bytes)).toBe(mimeType);
      const { id, kind, byteCount } = (await send(bytes)).json<MediaView>();
      expect([kind, byteCount]).toEqual([mimeType.split('/')[0], bytes.length]);
      const part = await world.get(`/api/media/${id}`, { headers: { range: 'bytes=2-5' } });
      expect([part.statusCode, part.headers['content-range']]).toEqual([206, `bytes 2-5/${bytes.length}`]);
      expect(part.rawPayload).toEqual(bytes.subarray(2, 6));
      const beyond = await world.get(`/api/media/${id}`, { headers: { range: `bytes=${bytes.length}-` } });
      expect([beyond.statusCode, beyond.headers['content-range']]).toEqual([416, `bytes */${bytes.length}`]);
    },
  );

  it.each([
    ['bytes=0-', 10, { start: 0, end: 9 }],
    ['bytes=-4', 10, { start: 6, end: 9 }],
    ['bytes=-40', 10, { start: 0, end: 9 }],
    ['bytes=4-400', 10, { start: 4, end: 9 }],
    ['bytes=5-4', 10, null],
    ['bytes=0-1,3-4', 10, null],
    ['bytes=-', 10, null],
    ['bytes=-0', 10, 'outside'],
    ['bytes=10-', 10, 'outside'],
    [undefined, 10, null],
  ] as const)('%s of %i bytes', (header, length, expected) => {
    expect(byteRange(header, length)).toEqual(expected);
  });
});

describe('hostile files', () => {
  const deep = (depth: number): Buffer => box('trak', depth === 0 ? rest : deep(depth - 1));
  const svg = Buffer.from('<svg xmlns="http://www.w3.org/2000/svg" onload="alert(1)"/>');
  it.each<[string, () => Promise<Uint8Array> | Uint8Array, number, string]>([
    ['svg', () => svg, 415, 'media-kind-unknown'],
    ['html named as a picture', () => Buffer.from('<html><script>1</script>'), 415, 'media-kind-unknown'],
    ['an empty file', () => Buffer.alloc(0), 415, 'media-kind-unknown'],
    [
      'a picture cut in the middle',
      async () => (await picture(400, 400).png({ compressionLevel: 0 }).toBuffer()).subarray(0, 5_000),
      422,
      'media-broken',
    ],
    ['a head and no body', () => Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]), 422, 'media-broken'],
    [
      'a film whose parts do not fit',
      () => Buffer.concat([box('ftyp', Buffer.from('isom\0\0\0\0')), rest]),
      422,
      'media-broken',
    ],
    ['a film without tracks', () => box('ftyp', Buffer.from('isom\0\0\0\0')), 422, 'media-broken'],
    ['a film inside itself', () => film('isom', deep(40)), 422, 'media-broken'],
    [
      'a tag and a page behind it',
      () => Buffer.concat([Buffer.from('ID3\x04\0\0\0\0\0\0'), Buffer.from('<html>')]),
      422,
      'media-broken',
    ],
    ['a sound without sound', () => chunk('RIFF', Buffer.from('WAVEfmt ')), 422, 'media-broken'],
    [
      'a small file of 100 million pixels',
      () => picture(10_000, 10_000).png({ compressionLevel: 9 }).toBuffer(),
      422,
      'media-too-many-pixels',
    ],
    [
      'a picture that is too large',
      () => Buffer.concat([Buffer.from([0xff, 0xd8, 0xff]), Buffer.alloc(mediaLimits.imageBytesMax)]),
      413,
      'media-too-large',
    ],
    [
      'a film that is too large',
      () => Buffer.concat([sounds['video/mp4']!, Buffer.alloc(mediaLimits.videoBytesMax)]),
      413,
      'media-too-large',
    ],
  ])('%s is refused by name', async (_name, bytes, status, code) => {
    const reply = await send(await bytes());
    expect([reply.statusCode, reply.json<{ error: { code: string } }>().error.code]).toEqual([status, code]);
  });

  it('changed pictures are pictures or refusals, never a failure', async () => {
    const random = makeRandom('5eed');
    const good = [
      await picture(60, 40).png().toBuffer(),
      await picture(60, 40).jpeg().toBuffer(),
      await picture(60, 40).gif().toBuffer(),
    ];
    for (let n = 0; n < 300; n += 1) {
      const bytes = Buffer.from(good[n % good.length]!);
      for (let change = 0; change < 1 + (n % 5); change += 1) bytes[random.below(bytes.length)] = random.below(256);
      const read = await readMediaFile(bytes, mediaLimits);
      expect(
        read.ok || ['media-broken', 'media-kind-unknown', 'media-too-many-pixels'].includes(read.refusal.name),
      ).toBe(true);
    }
  });

  it('forms without a file, with another field, of another page, or to another address are refused', async () => {
    const bytes = await picture(4, 4).png().toBuffer();
    const { cookie } = world.second;
    const codeOf = (reply: { json<T>(): T }) => reply.json<{ error: { code: string } }>().error.code;
    expect(codeOf(await uploadFile(world, url, cookie, { name: 'a', bytes, field: 'other' }))).toBe('file-missing');
    expect(codeOf(await world.post(url, {}, { cookie }))).toBe('file-missing');
    const empty = { 'content-type': 'multipart/form-data; boundary=x' };
    expect(codeOf(await world.ask('POST', url, { cookie, headers: empty, body: Buffer.from('--x--\r\n') }))).toBe(
      'file-missing',
    );
    const broken = await world.ask('POST', url, {
      cookie,
      headers: empty,
      body: Buffer.from('--x\r\nContent-Disposition: form-data; name="file"; filename="a"\r\n\r\nabc'),
    });
    expect(broken.statusCode).toBeGreaterThanOrEqual(400);
    expect(broken.statusCode).toBeLessThan(500);
    const foreign = await world.ask('POST', url, {
      cookie,
      headers: { ...empty, origin: 'https://evil.example' },
      body: Buffer.from('--x--'),
    });
    expect(codeOf(foreign)).toBe('foreign-origin');
    const elsewhere = await world.ask('POST', '/api/staff/banks', {
      cookie,
      headers: empty,
      body: Buffer.from('--x--'),
    });
    expect(codeOf(elsewhere)).toBe('unsupported-media');
    expect(codeOf(await uploadFile(world, url, world.viewer.cookie, { name: 'a', bytes }))).toBe('not-allowed');
    expect((await world.get(`/api/media/${'0'.repeat(64)}`)).statusCode).toBe(404);
    expect((await world.get('/api/media/..%2f..%2fetc')).statusCode).toBe(400);
  });
});
