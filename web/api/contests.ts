/** What everybody may read of a contest. */
import type {
  ContestList,
  ContestView,
  PracticeQuestion,
  PracticeReply,
  UnitHits,
} from '../../server/wire/http/contests.ts';
import type { GivenAnswer } from '../../server/wire/http/given.ts';
import type { Notices } from '../../server/wire/http/statistics.ts';
import { call, query } from './http.ts';

export const listContests = () => call<ContestList>('GET', '/contests');

export const readContest = (slug: string) => call<ContestView>('GET', `/contests/${slug}`);

export const readNotices = (slug: string) => call<Notices>('GET', `/contests/${slug}/notices`);

export const readPractice = (slug: string) => call<PracticeQuestion>('GET', `/contests/${slug}/practice`);

export const tryPractice = (slug: string, questionId: string, given: GivenAnswer) =>
  call<PracticeReply>('POST', `/contests/${slug}/practice`, { questionId, ...given });

/** Units whose names hold `q` (without diacritics too), or the children of `parent`. */
export const findUnits = (slug: string, q: string, parent = '') =>
  call<UnitHits>('GET', `/contests/${slug}/units${query({ q, parent })}`);

export const qrAddress = (slug: string) => `/api/contests/${slug}/qr.svg`;
