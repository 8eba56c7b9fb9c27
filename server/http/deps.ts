/** What a resource file is handed: the typed app to put routes on, and everything its handlers may use. */
import type { TypeBoxTypeProvider } from '@fastify/type-provider-typebox';
import type {
  FastifyBaseLogger,
  FastifyInstance,
  RawReplyDefaultExpression,
  RawRequestDefaultExpression,
  RawServerDefault,
} from 'fastify';
import type { Config } from '../config.ts';
import type { Hub } from '../live/hub.ts';
import type { Ctx } from '../services/context.ts';

export type App = FastifyInstance<
  RawServerDefault,
  RawRequestDefaultExpression,
  RawReplyDefaultExpression,
  FastifyBaseLogger,
  TypeBoxTypeProvider
>;

export interface Deps {
  readonly ctx: Ctx;
  readonly config: Config;
  /** The live boards: the same views over HTTP and over sockets. */
  readonly hub: Hub;
  /** False once the server has begun to stop. */
  isReady(): boolean;
}
