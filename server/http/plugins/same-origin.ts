/** Refuses what a foreign page could make a browser send: see `auth/origin.ts`. Only JSON is read at all, and files where they are asked for. */
import type { FastifyRequest } from 'fastify';
import { isFromOurPages, isSafeMethod } from '../../auth/origin.ts';
import type { Config } from '../../config.ts';
import type { App } from '../deps.ts';
import { generalBody, languageOf } from '../errors.ts';

/** Nothing around the type: parsers disagree on what follows, and a form cannot send this one. */
const jsonType = /^application\/json(; ?charset=utf-8)?$/i;

/** Files of questions, of media and of people who may not take part. A form of another page can send this type, but not our origin. */
const uploadType = /^multipart\/form-data; ?boundary=[\w'()+,./:=?-]{1,70}$/i;
const uploadPath = /^\/api\/staff\/(banks\/[^/]+\/(media|imports)|contests\/[^/]+\/exclusions|tables)(\?|$)/;

const header = (value: string | string[] | undefined): string | undefined =>
  Array.isArray(value) ? value.join(',') : value;

const isUpgrade = (request: FastifyRequest): boolean => header(request.headers.upgrade) !== undefined;

export function registerSameOrigin(app: App, config: Config): void {
  app.removeContentTypeParser('text/plain');
  app.addHook('onRequest', async (request, reply) => {
    if (isSafeMethod(request.method) && !isUpgrade(request)) return;
    const isOurs = isFromOurPages(config.publicOrigin, {
      origin: header(request.headers.origin),
      fetchSite: header(request.headers['sec-fetch-site']),
      ownOrigin: `${request.protocol}://${request.host}`,
    });
    if (!isOurs) return reply.code(403).send(generalBody('foreign-origin', languageOf(request)));
    const type = header(request.headers['content-type']);
    const isUpload = type !== undefined && uploadType.test(type) && uploadPath.test(request.url);
    if (type !== undefined && !jsonType.test(type) && !isUpload)
      return reply.code(415).send(generalBody('unsupported-media', languageOf(request)));
  });
}
