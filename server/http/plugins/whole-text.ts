/**
 * No text with a zero byte or half a character reaches a handler: PostgreSQL takes neither, so either would be a failure
 * there and a hidden letter on SQLite. In a body they are taken out, since people paste them; in an address nobody types them.
 */
import type { App } from '../deps.ts';
import { generalBody, languageOf } from '../errors.ts';

/** Escapes of JSON in their order, so that a backslash that stands for itself begins none. */
const escapes = /\\(?:u(?:d[89ab][0-9a-f]{2})\\u(?:d[c-f][0-9a-f]{2})|u([0-9a-f]{4})|[^])/gi;

/** The JSON text without what no text may hold. Without escapes it cannot hold any: its bytes are UTF-8. */
export function wholeJson(json: string): string {
  if (!/\\u(?:0000|d[89a-f])/i.test(json)) return json;
  return json.replace(escapes, (escape, code: string | undefined) => {
    if (code === '0000') return '';
    return code !== undefined && /^d[89a-f]/i.test(code) ? '\ufffd' : escape;
  });
}

export function registerWholeText(app: App): void {
  app.addHook('onRequest', async (request, reply) => {
    if (/%00/.test(request.url)) return reply.code(400).send(generalBody('bad-request', languageOf(request)));
  });
  const parse = app.getDefaultJsonParser('error', 'error');
  app.removeContentTypeParser('application/json');
  app.addContentTypeParser('application/json', { parseAs: 'string' }, (request, body, done) =>
    parse(request, wholeJson(String(body)), done),
  );
}
