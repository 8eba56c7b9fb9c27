/** Whether the process lives, and whether it can serve. For machines: no words, no numbers about people. */
import { Type } from 'typebox';
import { checkStore } from '../services/check-store.ts';
import { Closed } from '../wire/http/common.ts';
import type { App, Deps } from './deps.ts';

const Health = Closed({ status: Type.String() });
const schema = { response: { 200: Health, 503: Health } };

export async function healthRoutes(app: App, { ctx, isReady }: Deps): Promise<void> {
  app.get('/healthz', { schema, config: { rateLimit: false } }, async () => ({ status: 'ok' }));

  app.get('/readyz', { schema, config: { rateLimit: false } }, async (_request, reply) => {
    if (!isReady()) return reply.code(503).send({ status: 'stopping' });
    if (!(await checkStore(ctx))) return reply.code(503).send({ status: 'no store' });
    return { status: 'ready' };
  });
}
