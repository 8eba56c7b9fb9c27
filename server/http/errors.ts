/**
 * The one place that turns a refusal or a failure into a reply. A refusal's name is the error's
 * code; its status is in the table below. Whatever is not expected becomes a bare 500: the cause
 * is logged and never sent.
 */
import type { FastifyError, FastifyReply, FastifyRequest } from 'fastify';
import { Overloaded } from '../auth/password.ts';
import type { Outcome, Refusal, RefusalName } from '../rules/refusal.ts';
import { DiskFull, StoreBusy, StoreClosed } from '../store/failures.ts';
import { ErrorBody } from '../wire/http/common.ts';
import { generalText, refusalMessage, type GeneralCode, type Language } from '../wire/refusal-text.ts';

/** 404 also where telling "not yours" from "not there" would tell that it is there. */
export const statusOf: Readonly<Record<RefusalName, number>> = {
  'birth-date-invalid': 422,
  'too-young': 422,
  'too-old': 422,
  'not-resident': 422,
  'guardian-needed': 422,
  'guardian-not-needed': 422,
  'consent-missing': 422,
  'excluded-person': 422,
  'name-invalid': 422,
  'phone-invalid': 422,
  'phone-taken': 409,
  'cccd-shape': 422,
  'cccd-old': 422,
  'cccd-birth-year': 422,
  'cccd-taken': 409,
  'password-weak': 422,
  'category-unknown': 422,
  'unit-unknown': 422,
  'already-entered': 409,
  'children-max': 409,
  'contest-over': 409,
  'wrong-credentials': 401,
  'not-signed-in': 401,
  'not-allowed': 403,
  'login-taken': 409,
  'setup-closed': 409,
  'too-many-tries': 429,
  'not-found': 404,
  'round-not-open': 409,
  'round-closed': 409,
  'attempts-used': 409,
  'attempt-over': 409,
  'slot-unknown': 422,
  'choice-invalid': 422,
  'prediction-invalid': 422,
  'participant-disqualified': 403,
  'result-not-yet': 409,
  'blueprint-unmet': 503,
  'round-still-open': 409,
  'round-already-closed': 409,
  'reason-needed': 422,
  'already-disqualified': 409,
  'awards-outdated': 409,
  'ruling-outdated': 409,
  'ruling-key-invalid': 422,
  'ruling-key-versions': 422,
  'notice-needed': 422,
  'statistics-not-ready': 409,
  'round-begun': 409,
  'blueprint-empty': 422,
  'blueprint-too-long': 422,
  'blueprint-too-many-points': 422,
  'cell-unmet': 422,
  'cell-repeated': 422,
  'pool-small': 409,
  'key-may-leak': 409,
  'round-in-past': 409,
  'contest-problem': 422,
  'contest-is-draft': 409,
  'contest-is-public': 409,
  'slug-taken': 409,
  'changed-meanwhile': 409,
  'own-question': 403,
  'question-not-ready': 422,
  'question-state': 409,
  'question-in-open-round': 409,
  'import-question-touched': 409,
  'import-question-approved': 409,
  'question-lapsed': 409,
  'question-is-practice': 422,
  'approval-used': 409,
  'contest-unknown': 422,
  'tags-too-many': 422,
  'topic-unknown': 422,
  'topic-in-use': 409,
  'topic-circle': 422,
  'topic-repeated': 422,
  'file-missing': 422,
  'media-kind-unknown': 415,
  'media-too-large': 413,
  'media-too-many-pixels': 422,
  'media-broken': 422,
  'bank-full': 409,
  'imports-at-once': 429,
  'exports-at-once': 429,
  'export-too-large': 422,
  'comments-too-many': 409,
  'versions-too-many': 409,
  'previews-too-many': 409,
  'banks-too-many': 409,
  'questions-too-many': 409,
  'import-of-another': 403,
  'import-too-large': 413,
  'import-state': 409,
  'import-nothing-ready': 422,
  'import-item-not-ready': 422,
  'table-unreadable': 422,
  'columns-unusable': 422,
  'export-empty': 422,
};

/** Every route's `response` ends with these. */
export const refusals = { '4xx': ErrorBody, '5xx': ErrorBody } as const;

/** Carries a refusal from a handler to the error handler; nothing else throws or catches it. */
export class RefusalReply extends Error {
  readonly refusal: Refusal;
  constructor(refusal: Refusal) {
    super(refusal.name);
    this.refusal = refusal;
  }
}

/** The value of an accepted outcome; a refused one ends the request with its status and words. */
export function orRefuse<T>(outcome: Outcome<T>): T {
  if (outcome.ok) return outcome.value;
  throw new RefusalReply(outcome.refusal);
}

/** Ends the request with a refusal. */
export function refuse(refusal: Refusal): never {
  throw new RefusalReply(refusal);
}

/** Vietnamese unless the reader's browser prefers English to it. */
export function languageOf(request: FastifyRequest): Language {
  const wanted = request.headers['accept-language'] ?? '';
  const [english, vietnamese] = [/\ben\b/i.exec(wanted), /\bvi\b/i.exec(wanted)];
  return english !== null && (vietnamese === null || english.index < vietnamese.index) ? 'en' : 'vi';
}

const generalOfStatus: Readonly<Record<number, GeneralCode>> = {
  404: 'not-found',
  405: 'not-found',
  408: 'timeout',
  413: 'too-large',
  415: 'unsupported-media',
  429: 'too-many-requests',
  503: 'overloaded',
};

export function generalBody(code: GeneralCode, language: Language, field?: string): ErrorBody {
  const error = { code, message: generalText[language][code], params: {} };
  return { error: field === undefined ? error : { ...error, field } };
}

export function refusalBody(refusal: Refusal, language: Language): ErrorBody {
  const { name, ...params } = refusal;
  return { error: { code: name, message: refusalMessage(refusal, language), params } };
}

/** Nothing was written and the same request may succeed in a moment. */
function isPassing(error: FastifyError | Error): boolean {
  const isFull = [Overloaded, StoreBusy, StoreClosed, DiskFull].some((kind) => error instanceof kind);
  return isFull || ('statusCode' in error && error.statusCode === 503);
}

/** Fastify's error handler. */
export function replyToError(error: FastifyError | Error, request: FastifyRequest, reply: FastifyReply): FastifyReply {
  const language = languageOf(request);
  if (error instanceof RefusalReply)
    return reply.code(statusOf[error.refusal.name]).send(refusalBody(error.refusal, language));
  if (isPassing(error)) return reply.code(503).header('retry-after', 5).send(generalBody('overloaded', language));
  if ('validation' in error && error.validation !== undefined) {
    const part = error.validationContext ?? 'body';
    const pointer = error.validation[0]?.instancePath ?? '';
    return reply.code(400).send(generalBody('bad-input', language, `/${part}${pointer}`));
  }
  const status = 'statusCode' in error && error.statusCode !== undefined ? error.statusCode : 500;
  if (status >= 400 && status < 500)
    return reply.code(status).send(generalBody(generalOfStatus[status] ?? 'bad-request', language));
  request.log.error({ err: error }, 'request failed');
  return reply.code(500).send(generalBody('failed', language));
}
