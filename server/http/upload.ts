/** Uploaded files of a request, whole and in memory: at most so many, so large, and only so many requests at a time. */
import multipart from '@fastify/multipart';
import type { FastifyRequest } from 'fastify';
import type { BankRefusal } from '../rules/refusal-banks.ts';
import type { App } from './deps.ts';
import { refuse } from './errors.ts';

/** Requests whose files are held at once. */
const uploadsMax = 4;
/** Of one request, for whoever takes more than one. */
export const filesMax = 20;

export interface Uploaded {
  readonly fileName: string;
  readonly bytes: Buffer;
}

interface Limit {
  /** Of all files together. */
  readonly bytesMax: number;
  readonly tooLarge: BankRefusal;
  /** More than one is taken only by who says so. */
  readonly filesMax?: number;
}

/** To be called with at least one file, while they may be held. */
export type TakeUpload = <T>(
  request: FastifyRequest,
  limit: Limit,
  use: (first: Uploaded, others: readonly Uploaded[]) => Promise<T>,
) => Promise<T>;

/** By the listener: routes that take files register in scopes of their own, and memory is one. */
const heldByServer = new WeakMap<object, { count: number }>();

/** Makes the routes of `app` take files; other routes go on taking JSON alone. */
export async function registerUploads(app: App): Promise<TakeUpload> {
  await app.register(multipart, {
    throwFileSizeLimit: false,
    limits: { files: filesMax, fields: 0, parts: filesMax, headerPairs: 20, fieldNameSize: 40 },
  });
  const held = heldByServer.get(app.server) ?? { count: 0 };
  heldByServer.set(app.server, held);
  return async (request, { tooLarge, ...limit }, use) => {
    if (!request.isMultipart()) refuse({ name: 'file-missing' });
    if (held.count >= uploadsMax) refuse({ name: 'imports-at-once', max: uploadsMax });
    held.count += 1;
    try {
      const files = await readParts(request, limit);
      if (files === 'too-large') refuse(tooLarge);
      const [first, ...others] = files;
      if (first === undefined) refuse({ name: 'file-missing' });
      return await use(first, others);
    } finally {
      held.count -= 1;
    }
  };
}

/** None when the form is not whole; whatever is wrong with a form is its sender's doing. */
async function readParts(
  request: FastifyRequest,
  { bytesMax, filesMax: files = 1 }: Omit<Limit, 'tooLarge'>,
): Promise<readonly Uploaded[] | 'too-large'> {
  try {
    const uploaded: Uploaded[] = [];
    let left = bytesMax;
    for await (const part of request.files({ limits: { fileSize: bytesMax, files, parts: files } })) {
      if (part.fieldname !== 'file') return [];
      const bytes = await part.toBuffer();
      left -= bytes.length;
      if (part.file.truncated || left < 0) return 'too-large';
      uploaded.push({ fileName: part.filename, bytes });
    }
    return uploaded;
  } catch (problem) {
    request.log.info({ err: problem }, 'a form could not be read');
    return [];
  }
}
