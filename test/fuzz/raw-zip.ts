/** Zips whose writer may lie in every field; libraries refuse to make them. */
import { crc32, deflateRawSync } from 'node:zlib';

export interface RawEntry {
  readonly name: string;
  readonly content: Uint8Array;
  readonly flags?: number;
  readonly mode?: number;
  readonly method?: number;
  /** What the file says, when it lies. */
  readonly saidLength?: number;
  readonly saidPacked?: number;
  readonly saidCrc?: number;
  readonly extra?: Uint8Array;
}

export function rawZip(entries: readonly RawEntry[], saidCount = entries.length): Buffer {
  const bodies: Buffer[] = [];
  const index: Buffer[] = [];
  let offset = 0;
  for (const entry of entries) {
    const { name, content, flags = 0x800, mode = 0o100644, method = 8, extra = new Uint8Array() } = entry;
    const packed = method === 8 ? deflateRawSync(content, { level: 1 }) : Buffer.from(content);
    const head = Buffer.alloc(26);
    head.writeUInt16LE(20, 0);
    head.writeUInt16LE(flags, 2);
    head.writeUInt16LE(method, 4);
    head.writeUInt32LE(entry.saidCrc ?? crc32(content), 10);
    head.writeUInt32LE(entry.saidPacked ?? packed.length, 14);
    head.writeUInt32LE(entry.saidLength ?? content.length, 18);
    head.writeUInt16LE(Buffer.byteLength(name), 22);
    head.writeUInt16LE(extra.length, 24);
    const tail = Buffer.alloc(14);
    tail.writeUInt32LE(mode * 0x10000, 6);
    tail.writeUInt32LE(offset, 10);
    const local = Buffer.concat([Buffer.from('PK\x03\x04'), head, Buffer.from(name), extra, packed]);
    index.push(Buffer.concat([Buffer.from('PK\x01\x02'), Buffer.from([20, 3]), head, tail, Buffer.from(name), extra]));
    bodies.push(local);
    offset += local.length;
  }
  const directory = Buffer.concat(index);
  const end = Buffer.alloc(18);
  end.writeUInt16LE(saidCount & 0xffff, 4);
  end.writeUInt16LE(saidCount & 0xffff, 6);
  end.writeUInt32LE(directory.length, 8);
  end.writeUInt32LE(offset, 12);
  return Buffer.concat([...bodies, directory, Buffer.from('PK\x05\x06'), end]);
}
