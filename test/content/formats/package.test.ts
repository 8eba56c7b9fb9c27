/** Packages and XML that somebody hostile sent: each is refused by name, in bounded memory, and nothing is fetched. */
import { crc32, deflateRawSync } from 'node:zlib';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { isPackage, readPackage } from '../../../server/content/formats/package.ts';
import { writePackage } from '../../../server/content/formats/write-package.ts';
import { readXml, textIn } from '../../../server/content/formats/xml.ts';
import { importLimits } from '../../../server/content/imported.ts';

interface Entry {
  readonly name: string;
  readonly content?: Uint8Array;
  readonly flags?: number;
  readonly mode?: number;
  /** What the file says of its length, when it lies. */
  readonly said?: number;
}

/** A zip by hand: writers of ours refuse what is tried here. */
function zip(...entries: readonly Entry[]): Uint8Array {
  const bodies: Buffer[] = [];
  const index: Buffer[] = [];
  let offset = 0;
  for (const { name, content = Buffer.from('x'), flags = 0, mode = 0o100644, said = content.length } of entries) {
    const packed = deflateRawSync(content);
    const head = Buffer.alloc(26);
    head.writeUInt16LE(20, 0);
    head.writeUInt16LE(flags, 2);
    head.writeUInt16LE(8, 4);
    head.writeUInt32LE(crc32(content), 10);
    head.writeUInt32LE(packed.length, 14);
    head.writeUInt32LE(said, 18);
    head.writeUInt16LE(Buffer.byteLength(name), 22);
    const local = Buffer.concat([Buffer.from('PK\x03\x04'), head, Buffer.from(name), packed]);
    const tail = Buffer.alloc(14);
    tail.writeUInt32LE(mode * 0x10000, 6);
    tail.writeUInt32LE(offset, 10);
    index.push(Buffer.concat([Buffer.from('PK\x01\x02'), Buffer.from([20, 3]), head, tail, Buffer.from(name)]));
    bodies.push(local);
    offset += local.length;
  }
  const directory = Buffer.concat(index);
  const end = Buffer.alloc(18);
  end.writeUInt16LE(entries.length, 4);
  end.writeUInt16LE(entries.length, 6);
  end.writeUInt32LE(directory.length, 8);
  end.writeUInt32LE(offset, 12);
  return Buffer.concat([...bodies, directory, Buffer.from('PK\x05\x06'), end]);
}

const refusalOf = async (bytes: Uint8Array): Promise<string> => {
  const read = await readPackage(bytes);
  return read.ok ? `read: ${[...read.value.keys()].join(', ')}` : read.refusal;
};

describe('packages', () => {
  test('files by their paths, folders left out, only those wanted', async () => {
    const bytes = zip({ name: 'a/' }, { name: 'a/b.txt', content: Buffer.from('chào') }, { name: 'c.txt' });
    expect(isPackage(bytes)).toBe(true);
    const read = await readPackage(bytes, (path) => path !== 'c.txt');
    expect(read.ok && [...read.value].map(([path, content]) => [path, Buffer.from(content).toString()])).toEqual([
      ['a/b.txt', 'chào'],
    ]);
  });

  test.each([
    ['a path above', zip({ name: '../../etc/passwd' }), 'file-path-outside'],
    ['a path from the root', zip({ name: '/etc/passwd' }), 'file-path-outside'],
    ['a drive', zip({ name: 'C:/x' }), 'file-path-outside'],
    ['backslashes up', zip({ name: 'a\\..\\..\\x' }), 'file-path-outside'],
    ['a link', zip({ name: 'link', mode: 0o120777 }), 'file-path-outside'],
    ['a password', zip({ name: 'a', flags: 1 }), 'file-encrypted'],
    ['one name twice', zip({ name: 'a' }, { name: 'a' }), 'file-broken'],
    ['a lie about its length', zip({ name: 'a', content: Buffer.alloc(5000), said: 10 }), 'file-broken'],
    ['half a file', zip({ name: 'a' }).subarray(0, 60), 'file-broken'],
    ['a bomb', zip({ name: 'a', content: Buffer.alloc(3_000_000) }), 'file-unpacks-too-large'],
  ])('%s', async (_, bytes, refusal) => {
    expect(await refusalOf(bytes)).toBe(refusal);
  });

  test('too many entries, too many bytes', async () => {
    const many = Array.from({ length: importLimits.entriesMax + 1 }, (_, at) => ({ name: `f${at}` }));
    expect(await refusalOf(zip(...many))).toBe('file-too-many-entries');
    expect(await refusalOf(Buffer.alloc(importLimits.bytesMax + 1))).toBe('file-too-large');
  });

  test('a changed letter is a broken file, not another letter', async () => {
    const bytes = Buffer.from(zip({ name: 'a', content: Buffer.from('Đáp án: B') }));
    const end = bytes.indexOf('PK\x01\x02');
    bytes.writeUInt32LE(1, end + 16);
    expect(await refusalOf(bytes)).toBe('file-broken');
  });

  test('whatever bytes are changed, it is read or refused', async () => {
    const good = await writePackage(
      new Map([
        ['a.xml', '<a/>'],
        ['b/c.txt', 'chào '.repeat(50)],
      ]),
    );
    await fc.assert(
      fc.asyncProperty(
        fc.array(fc.tuple(fc.nat(good.length - 1), fc.nat(255)), { minLength: 1, maxLength: 6 }),
        async (changes) => {
          const bytes = Buffer.from(good);
          for (const [at, value] of changes) bytes[at] = value;
          expect(await refusalOf(bytes)).toMatch(/^(?:read|file-)/u);
        },
      ),
      { numRuns: 300 },
    );
  });
});

describe('XML', () => {
  const refusal = (text: string): string => {
    const read = readXml(text);
    return read.ok ? `read: ${textIn(read.value)}` : read.refusal;
  };

  test('what could expand or fetch is refused', () => {
    const lol = '<!DOCTYPE a [<!ENTITY l "lol"><!ENTITY m "&l;&l;&l;">]><a>&m;</a>';
    expect(refusal(lol)).toBe('file-external-entity');
    expect(refusal('<!DOCTYPE a SYSTEM "file:///etc/passwd"><a/>')).toBe('file-external-entity');
    expect(refusal('<a>&nothing;</a>')).toBe('file-broken');
  });

  test('too deep, broken, empty, in no encoding that is known', () => {
    expect(refusal('<a>'.repeat(importLimits.depthMax + 1))).toBe('file-too-deep');
    for (const text of ['', 'x', '<a><b></a>', '<a/><a/>', '<a']) expect(refusal(text)).toBe('file-broken');
    const bytes = Buffer.from('<?xml version="1.0" encoding="x-mac"?><a/>');
    expect(readXml(bytes)).toEqual({ ok: false, refusal: 'file-encoding-unknown', params: {} });
    expect(readXml(Buffer.from([0x3c, 0x61, 0x3e, 0xff, 0xfe]))).toMatchObject({ refusal: 'file-encoding-unknown' });
  });

  test('control characters go, letters and tones come together, names lose their prefix', () => {
    expect(refusal('<a>Câ\u0001u&#x1F; đo\u0302<![CDATA[ <b> ]]></a>')).toBe('read: Câu đô <b> ');
    const read = readXml('<q:a xmlns:q="urn:q" q:id="1" id="2" xml:lang="vi">\n<q:b/></q:a>');
    expect(read).toMatchObject({
      ok: true,
      value: { name: 'a', uri: 'urn:q', attributes: { id: '2', lang: 'vi' }, children: ['\n', { name: 'b', line: 2 }] },
    });
  });

  test('UTF-16 by its mark', () => {
    const read = readXml(Buffer.from('\ufeff<?xml version="1.0" encoding="UTF-16"?><a>Đoàn</a>', 'utf16le'));
    expect(read.ok && textIn(read.value)).toBe('Đoàn');
  });
});
