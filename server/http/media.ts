/** Pictures, sound and film of questions. An id is a keyed digest of the content: whoever has it was shown it, and it never changes. */
import { Type } from 'typebox';
import { serveMedia } from '../services/serve-media.ts';
import { Closed } from '../wire/http/common.ts';
import { byteRange } from './byte-range.ts';
import type { App, Deps } from './deps.ts';
import { orRefuse, refusals } from './errors.ts';
import { limited } from './limits.ts';

const params = Closed({ id: Type.String({ pattern: '^[0-9a-f]{64}$' }) });
const Bytes = Type.Unsafe<Buffer>({});

export async function mediaRoutes(app: App, { ctx }: Deps): Promise<void> {
  app.get(
    '/media/:id',
    {
      schema: { tags: ['media'], params, response: { 200: Bytes, 206: Bytes, 416: Type.Null(), ...refusals } },
      config: { rateLimit: limited('media') },
      // Pictures, sound and film are packed already.
      compress: false,
    },
    async (request, reply) => {
      const { mimeType, bytes } = orRefuse(await serveMedia(ctx, request.params.id));
      void reply.headers({
        'cache-control': 'public, max-age=31536000, immutable',
        'accept-ranges': 'bytes',
        // Opened by itself it is shown and can do nothing.
        'content-security-policy': "default-src 'none'; sandbox",
        'content-disposition': 'inline',
      });
      const range = byteRange(request.headers.range, bytes.length);
      if (range === 'outside')
        return reply
          .code(416)
          .header('content-range', `bytes */${bytes.length}`)
          .header('cache-control', 'no-store')
          .send(null);
      void reply.type(mimeType);
      if (range === null) return reply.send(bytes);
      void reply.header('content-range', `bytes ${range.start}-${range.end}/${bytes.length}`);
      return reply.code(206).send(bytes.subarray(range.start, range.end + 1));
    },
  );
}
