/** Makes a zip of named files (a QTI package, a bank's folder). The same files are always the same bytes. */
import { ZipFile } from 'yazl';

/** Any day will do, as long as it is always the same. */
const mtime = new Date(Date.UTC(2000, 0, 1));

/** Paths with `/`, in the order given. */
export async function writePackage(files: ReadonlyMap<string, Uint8Array | string>): Promise<Uint8Array> {
  const zip = new ZipFile();
  for (const [path, content] of files) {
    zip.addBuffer(Buffer.from(content), path, { mtime, mode: 0o100644, forceDosTimestamp: true });
  }
  zip.end();
  const parts: Buffer[] = [];
  for await (const part of zip.outputStream as AsyncIterable<Buffer>) parts.push(part);
  return new Uint8Array(Buffer.concat(parts));
}
