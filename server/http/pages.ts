/**
 * The three apps' shells and their files. A contest's address gets its own Open Graph tags, so that
 * a shared link shows the contest; everything else on a page is the app's work.
 */
import { existsSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import fastifyStatic from '@fastify/static';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { loadPublicContest } from '../services/load-contest.ts';
import type { App, Deps } from './deps.ts';
import { generalBody, languageOf } from './errors.ts';
import { limited } from './limits.ts';
import { openGraphTags } from './open-graph.ts';
import { originOf } from './public-origin.ts';

type Shell = 'index' | 'studio' | 'stage';

const notBuilt = '<!doctype html><title>Hội Thi</title><p>Giao diện chưa được dựng: npm run build</p>';

export async function registerPages(app: App, { ctx, config }: Deps, webFolder: string): Promise<void> {
  const shellOf = shellsIn(webFolder);

  const send = (reply: FastifyReply, shell: Shell, change = (html: string): string => html): FastifyReply => {
    const html = shellOf(shell);
    void reply.type('text/html; charset=utf-8').header('cache-control', 'no-cache');
    return html === null ? reply.code(503).send(notBuilt) : reply.send(change(html));
  };

  const options = { schema: { hide: true } };
  app.get('/', options, (_request, reply) => send(reply, 'index'));
  for (const shell of ['studio', 'stage'] as const) {
    app.get(`/${shell}`, options, (_request, reply) => send(reply, shell));
    app.get(`/${shell}/*`, options, (_request, reply) => send(reply, shell));
  }

  const contestPage = async (request: FastifyRequest<{ Params: { slug: string } }>, reply: FastifyReply) => {
    const contest = await loadPublicContest(ctx, request.params.slug);
    if (contest === null) return send(reply.code(404), 'index');
    const tags = openGraphTags(contest, originOf(config, request));
    // A function, not a text: `$&` in a title must stay what it is.
    return send(reply, 'index', (html) => html.replace('</head>', () => `${tags}</head>`));
  };
  app.get<{ Params: { slug: string } }>('/c/:slug', options, contestPage);
  app.get<{ Params: { slug: string } }>('/c/:slug/*', options, contestPage);

  if (existsSync(webFolder)) await serveFiles(app, webFolder);
  app.setNotFoundHandler({ preHandler: app.rateLimit(limited('lost')) }, (request, reply) => {
    const isPage = request.method === 'GET' && (request.headers.accept ?? '').includes('text/html');
    // Never a page below /api: a cache that goes by endings must not keep anything personal.
    if (isPage && !request.url.startsWith('/api')) return send(reply.code(404), 'index');
    return reply.code(404).send(generalBody('not-found', languageOf(request)));
  });
}

/** Files built with their hash in the name never change; the rest is asked for again each time. */
async function serveFiles(app: App, webFolder: string): Promise<void> {
  await app.register(fastifyStatic, {
    root: webFolder,
    // Looked up when asked for, so that a new build is served whole without a restart, as the shells are.
    wildcard: true,
    index: false,
    dotfiles: 'ignore',
    preCompressed: true,
    cacheControl: false,
    setHeaders(reply, path) {
      const isHashed = path.startsWith(join(webFolder, 'assets'));
      void reply.header('cache-control', isHashed ? 'public, max-age=31536000, immutable' : 'no-cache');
    },
  });
}

/** Reads a shell again only when its file has changed; null while it is not built. */
function shellsIn(webFolder: string): (shell: Shell) => string | null {
  const kept = new Map<Shell, { readonly changedAt: number; readonly html: string }>();
  return (shell) => {
    const file = join(webFolder, `${shell}.html`);
    const changedAt = statSync(file, { throwIfNoEntry: false })?.mtimeMs;
    if (changedAt === undefined) return null;
    const known = kept.get(shell);
    if (known?.changedAt === changedAt) return known.html;
    const html = readFileSync(file, 'utf8');
    kept.set(shell, { changedAt, html });
    return html;
  };
}
