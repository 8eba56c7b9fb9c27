/** The origin that links and QR codes name. Never taken from a Host header where one is configured. */
import type { FastifyRequest } from 'fastify';
import type { Config } from '../config.ts';

export const originOf = (config: Config, request: FastifyRequest): string =>
  config.publicOrigin || `${request.protocol}://${request.host}`;
