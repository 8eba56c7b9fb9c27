/** Fastify with our settings and plugins, in the order that they need. */
import { randomUUID } from 'node:crypto';
import compress from '@fastify/compress';
import cookie from '@fastify/cookie';
import rateLimit from '@fastify/rate-limit';
import { TypeBoxValidatorCompiler, type TypeBoxTypeProvider } from '@fastify/type-provider-typebox';
import fastify, { LogController, type FastifyReply, type FastifyRequest } from 'fastify';
import { constants } from 'node:zlib';
import type { Config } from '../config.ts';
import type { App, Deps } from './deps.ts';
import { generalBody, languageOf, replyToError } from './errors.ts';
import { limited } from './limits.ts';
import { registerLogin } from './plugins/login.ts';
import { insistOnResponses, registerOpenApi } from './plugins/open-api.ts';
import { registerSameOrigin } from './plugins/same-origin.ts';
import { registerSecurityHeaders, setSecurityHeaders } from './plugins/security-headers.ts';
import { registerWholeText } from './plugins/whole-text.ts';

export const bodyBytesMax = 65_536;

export function makeFastify(config: Config, logStream?: { write(line: string): void }): App {
  return fastify({
    logger: {
      level: config.logLevel,
      ...(logStream && { stream: logStream }),
      // An address may hold what somebody typed (`?q=`), and a peer's address is personal data.
      serializers: { req: ({ method, url }) => ({ method, path: url.split('?', 1)[0] }) },
    },
    // Two lines for each answer of a contest would be most of the log; errors are logged all the same.
    logController: new LogController({ disableRequestLogging: true }),
    trustProxy: config.trustProxy.length === 0 ? false : [...config.trustProxy],
    bodyLimit: bodyBytesMax,
    // A file of 30 MB over a line of 3 Mbit/s; a connection on which nothing comes is cut long before.
    requestTimeout: 90_000,
    connectionTimeout: 30_000,
    keepAliveTimeout: 65_000,
    requestIdHeader: false,
    genReqId: () => randomUUID(),
    onProtoPoisoning: 'error',
    onConstructorPoisoning: 'error',
    return503OnClosing: true,
    // Kept-alive connections of browsers would hold a stop back for as long as they like.
    forceCloseConnections: 'idle',
    routerOptions: { maxParamLength: 100, caseSensitive: true },
    // An address that cannot be decoded meets no hook, so it is answered here with all that they would add.
    frameworkErrors: (_error, request, reply) =>
      answerUndecodable(config, request as FastifyRequest, reply as unknown as FastifyReply),
  })
    .withTypeProvider<TypeBoxTypeProvider>()
    .setValidatorCompiler(TypeBoxValidatorCompiler);
}

function answerUndecodable(config: Config, request: FastifyRequest, reply: FastifyReply): void {
  setSecurityHeaders(config, request, reply);
  void reply.code(400).send(generalBody('bad-request', languageOf(request)));
}

export async function registerPlugins(app: App, deps: Deps): Promise<void> {
  app.setErrorHandler(replyToError);
  insistOnResponses(app);
  registerSecurityHeaders(app, deps.config);
  registerSameOrigin(app, deps.config);
  registerWholeText(app);
  await app.register(cookie);
  // Before the limits, which count the signed-in by account.
  registerLogin(app, deps);
  await app.register(rateLimit, {
    // A page loads a dozen files, the same for everybody: they must not eat what an attempt needs.
    allowList: ({ url }) => url.startsWith('/assets/') || url === '/sw.js',
    ...limited('read'),
    hook: 'onRequest',
    errorResponseBuilder: (_request, { statusCode }) => Object.assign(new Error('too many requests'), { statusCode }),
  });
  // The library's default quality of 11 takes longer than it saves.
  await app.register(compress, {
    threshold: 1024,
    encodings: ['br', 'gzip'],
    brotliOptions: { params: { [constants.BROTLI_PARAM_QUALITY]: 4 } },
  });
  await registerOpenApi(app);
}
