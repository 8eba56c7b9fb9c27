/** Sounds and films of the least that each kind is made of, and the parts that they are made from. */
/** Enough to be a file. */
export const rest = Buffer.alloc(2_000, 7);
export const box = (type: string, inside: Buffer = Buffer.alloc(0)): Buffer => {
  const head = Buffer.alloc(8);
  head.writeUInt32BE(8 + inside.length);
  head.write(type, 4, 'latin1');
  return Buffer.concat([head, inside]);
};
export const chunk = (type: string, inside: Buffer): Buffer => {
  const head = Buffer.alloc(8);
  head.write(type, 'latin1');
  head.writeUInt32LE(inside.length, 4);
  return Buffer.concat([head, inside]);
};
export const film = (brand: string, ...inMoov: Buffer[]): Buffer =>
  Buffer.concat([
    box('ftyp', Buffer.from(`${brand}\0\0\0\0`)),
    box('moov', Buffer.concat([box('mvhd', rest), ...inMoov])),
    box('mdat', rest),
  ]);
export const wave = (...more: Buffer[]): Buffer =>
  chunk('RIFF', Buffer.concat([Buffer.from('WAVE'), chunk('fmt ', Buffer.alloc(16)), ...more, chunk('data', rest)]));
export const frames = Buffer.concat([Buffer.from([0xff, 0xfb, 0x90, 0x00]), rest]);
export const sounds: Record<string, Buffer> = {
  'audio/mpeg': frames,
  'audio/ogg': Buffer.concat([Buffer.from('OggS\0\x02'), Buffer.alloc(22), Buffer.from('OpusHead'), rest]),
  'audio/wav': wave(),
  'audio/mp4': film('M4A '),
  'video/mp4': film('isom'),
  'video/webm': Buffer.concat([Buffer.from([0x1a, 0x45, 0xdf, 0xa3]), Buffer.from('\x9fB\x82\x84webm'), rest]),
};
