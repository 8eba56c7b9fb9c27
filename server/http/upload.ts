/** One uploaded file of a request, whole and in memory: at most so large, and only so many at a time. */
import multipart from '@fastify/multipart';
import type { FastifyRequest } from 'fastify';
import type { BankRefusal } from '../rules/refusal-banks.ts';
import type { App } from './deps.ts';
import { refuse } from './errors.ts';

/** Files held at once by all requests together. */
const uploadsMax = 4;

export interface Uploaded {
  readonly fileName: string;
  readonly bytes: Buffer;
}

/** To be called with a file of at most `bytesMax`, while it may be held. */
export type TakeUpload = <T>(
  request: FastifyRequest,
  limit: { readonly bytesMax: number; readonly tooLarge: BankRefusal },
  use: (file: Uploaded) => Promise<T>,
) => Promise<T>;

/** Makes the routes of `app` take files; other routes go on taking JSON alone. */
export async function registerUploads(app: App): Promise<TakeUpload> {
  await app.register(multipart, {
    throwFileSizeLimit: false,
    limits: { files: 1, fields: 0, parts: 1, headerPairs: 20, fieldNameSize: 40 },
  });
  let held = 0;
  return async (request, { bytesMax, tooLarge }, use) => {
    if (!request.isMultipart()) refuse({ name: 'file-missing' });
    if (held >= uploadsMax) refuse({ name: 'imports-at-once', max: uploadsMax });
    held += 1;
    try {
      const file = await readPart(request, bytesMax);
      if (file === null) refuse({ name: 'file-missing' });
      if (file === 'too-large') refuse(tooLarge);
      return await use(file);
    } finally {
      held -= 1;
    }
  };
}

/** null when the form has no whole file; whatever is wrong with a form is its sender's doing. */
async function readPart(request: FastifyRequest, bytesMax: number): Promise<Uploaded | 'too-large' | null> {
  try {
    const part = await request.file({ limits: { fileSize: bytesMax } });
    if (part === undefined || part.fieldname !== 'file') return null;
    const bytes = await part.toBuffer();
    return part.file.truncated ? 'too-large' : { fileName: part.filename, bytes };
  } catch (problem) {
    request.log.info({ err: problem }, 'a form could not be read');
    return null;
  }
}
