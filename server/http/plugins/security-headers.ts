/**
 * Headers of every reply, also of errors and files. Written out rather than taken from a package:
 * a few lines that differ by scheme and by path, and a test that reads them on every kind of reply.
 */
import type { FastifyReply, FastifyRequest } from 'fastify';
import type { Config } from '../../config.ts';
import type { App } from '../deps.ts';

const always: Readonly<Record<string, string>> = {
  'x-content-type-options': 'nosniff',
  'x-frame-options': 'DENY',
  'referrer-policy': 'strict-origin-when-cross-origin',
  'cross-origin-opener-policy': 'same-origin',
  'cross-origin-resource-policy': 'same-origin',
  'permissions-policy': 'camera=(), microphone=(), geolocation=(), payment=(), usb=()',
  'x-permitted-cross-domain-policies': 'none',
};

export const docsPath = '/api/docs';

/** Older Safari does not count a websocket to the same host as 'self'. */
function socketSource(config: Config, request: FastifyRequest): string {
  const host = config.publicOrigin === '' ? request.host : new URL(config.publicOrigin).host;
  // A Host header may hold anything; what is not a host stays out of the policy.
  if (!/^[A-Za-z0-9.:[\]-]+$/.test(host)) return '';
  return ` ${config.isSecure ? 'wss' : 'ws'}://${host}`;
}

function contentPolicy(config: Config, request: FastifyRequest): string {
  const isDocs = request.url === docsPath || request.url.startsWith(`${docsPath}/`);
  const policy = [
    "default-src 'none'",
    "script-src 'self'",
    // The documentation's own pages write styles into attributes; no other page may.
    isDocs ? "style-src 'self' 'unsafe-inline'" : "style-src 'self'",
    "img-src 'self' blob: data:",
    "font-src 'self'",
    "media-src 'self'",
    `connect-src 'self'${socketSource(config, request)}`,
    "manifest-src 'self'",
    "worker-src 'self'",
    "form-action 'self'",
    "base-uri 'none'",
    "frame-ancestors 'none'",
  ];
  if (!isDocs) policy.push("require-trusted-types-for 'script'", 'trusted-types svelte-trusted-html hoithi');
  // On a hall's plain HTTP there is nothing to upgrade to.
  if (config.isSecure) policy.push('upgrade-insecure-requests');
  return policy.join('; ');
}

/** Also called where no hook runs: for addresses that cannot even be decoded. */
export function setSecurityHeaders(config: Config, request: FastifyRequest, reply: FastifyReply): void {
  void reply.headers(always);
  void reply.header('content-security-policy', contentPolicy(config, request));
  if (config.isSecure) void reply.header('strict-transport-security', 'max-age=63072000; includeSubDomains');
  // The default; a picture or a hashed file says otherwise for itself.
  if (request.url.startsWith('/api/')) {
    void reply.header('cache-control', 'no-store');
    void reply.header('x-robots-tag', 'noindex');
  }
}

export function registerSecurityHeaders(app: App, config: Config): void {
  app.addHook('onRequest', async (request, reply) => setSecurityHeaders(config, request, reply));
}
