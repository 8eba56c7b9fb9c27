/** What the studio asks about the figures of a round's questions, and about keys that were wrong. */
import type {
  AskedItems,
  RulingChoice,
  RulingList,
  RulingLook,
  RulingView,
  StatisticsView,
} from '../../server/wire/http/statistics.ts';
import { call, query } from './http.ts';

/** Counts whole rounds: the server answers when it has. */
const patient = { timeoutMs: 300_000 };

export const readStatistics = (roundId: string) =>
  call<StatisticsView>('GET', `/staff/rounds/${roundId}/statistics`, undefined, patient);

export const statisticsAddress = (roundId: string, form: 'xlsx' | 'csv') =>
  `/api/staff/rounds/${roundId}/statistics.${form}`;

export const listRulings = (roundId: string) => call<RulingList>('GET', `/staff/rounds/${roundId}/rulings`);

export const findAskedItems = (roundId: string, q: string) =>
  call<AskedItems>('GET', `/staff/rounds/${roundId}/questions${query({ q })}`);

/** Asked again until it is ready. */
export const lookAtRuling = (roundId: string, questionId: string, ruling: RulingChoice) =>
  call<RulingLook>('POST', `/staff/rounds/${roundId}/rulings/preview`, { questionId, ruling }, patient);

export interface RulingOrder {
  readonly questionId: string;
  readonly ruling: RulingChoice;
  readonly reason: string;
  readonly notice: string;
  readonly previewDigest: string;
}

export const makeRuling = (roundId: string, order: RulingOrder) =>
  call<RulingView>('POST', `/staff/rounds/${roundId}/rulings`, order, patient);
