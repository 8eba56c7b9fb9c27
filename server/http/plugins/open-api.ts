/** OpenAPI at /api/docs, from the schemas that also check every request. Its pages are served by ourselves. */
import swagger from '@fastify/swagger';
import swaggerUi from '@fastify/swagger-ui';
import type { App } from '../deps.ts';
import { docsPath } from './security-headers.ts';

export async function registerOpenApi(app: App): Promise<void> {
  await app.register(swagger, {
    openapi: {
      openapi: '3.1.0',
      info: {
        title: 'Hội Thi',
        description: 'Cuộc thi trực tuyến cho tỉnh và tổ chức Đoàn. Online contests for provinces and Youth Unions.',
        version: '1',
      },
    },
  });
  await app.register(swaggerUi, { routePrefix: docsPath, uiConfig: { docExpansion: 'list' } });
}

/** Every route of the API says what it replies: a value that its schema does not name never leaves. */
export function insistOnResponses(app: App): void {
  app.addHook('onRoute', (route) => {
    const isOurs = route.url.startsWith('/api/') && !route.url.startsWith(docsPath);
    if (isOurs && route.schema?.response === undefined) throw new Error(`${route.url} declares no response`);
  });
}
