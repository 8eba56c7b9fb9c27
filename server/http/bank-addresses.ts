/** Parameters and roles that the addresses of banks share. */
import { Type } from 'typebox';
import type { FastifyRequest } from 'fastify';
import type { Actor } from '../services/held-question.ts';
import { QuestionCode } from '../wire/http/banks.ts';
import { Closed, Id } from '../wire/http/common.ts';
import { staffOf } from './plugins/login.ts';

const BankId = Type.String({ pattern: '^[a-zA-Z0-9][a-zA-Z0-9._-]{0,59}$' });

export const byBank = Closed({ bank: BankId });
export const byQuestion = Closed({ bank: BankId, code: QuestionCode });
export const byItem = Closed({ id: Id, number: Type.Integer({ minimum: 1, maximum: 100_000 }) });

/** A question with everything in it, in three bytes a letter. */
export const questionBytesMax = 524_288;

/** Who may write, import and send; what more a reviewer may is the services' to say. */
export const writerOf = (request: FastifyRequest): Actor =>
  staffOf(request, 'owner', 'organiser', 'author', 'reviewer');
