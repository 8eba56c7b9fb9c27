/** One's own places and attempts. */
import type {
  AnswerDraft,
  AnswerReceipts,
  AttemptResult,
  AttemptView,
  MyPlaces,
} from '../../server/wire/http/attempts.ts';
import { call, callForFile } from './http.ts';

export const readMyPlaces = (slug: string) => call<MyPlaces>('GET', `/contests/${slug}/me`);

/** Idempotent: a running attempt of the round is given back. */
export const startAttempt = (participantId: string, roundId: string) =>
  call<AttemptView>('POST', '/attempts', { participantId, roundId });

export const readAttempt = (id: string) => call<AttemptView>('GET', `/attempts/${id}`);

export const sendAnswers = (id: string, answers: readonly AnswerDraft[]) =>
  call<AnswerReceipts>('POST', `/attempts/${id}/answers`, { answers });

export const handIn = (id: string) => call<AttemptResult>('POST', `/attempts/${id}/hand-in`, {});

/** PNG of one's own result; the server draws it for its owner alone. */
export const readResultCard = (id: string) => callForFile(`/attempts/${id}/card.png`);

export const readResult = (id: string) => call<AttemptResult>('GET', `/attempts/${id}/result`);
