/** What the studio asks of the server. */
import type {
  AwardsView,
  Dashboard,
  JournalView,
  SetupState,
  StaffContests,
  StaffStandings,
} from '../../server/wire/http/staff.ts';
import type { WhoAmI } from '../../server/wire/http/entering.ts';
import type { Static } from 'typebox';
import { call, query } from './http.ts';

/** Closing and ruling count whole contests anew: the server answers when it has, and goes on if nobody waits. */
const patient = { timeoutMs: 300_000 };

export const readSetup = () => call<Static<typeof SetupState>>('GET', '/setup');

export const setUpOwner = (owner: { token: string; login: string; fullName: string; password: string }) =>
  call<WhoAmI>('POST', '/setup', owner);

export const signInStaff = (login: string, password: string) =>
  call<WhoAmI>('POST', '/staff/session', { login, password });

export const listStaffContests = () => call<StaffContests>('GET', '/staff/contests');

export const readDashboard = (id: string) => call<Dashboard>('GET', `/staff/contests/${id}/dashboard`);

export const readStaffStandings = (id: string, board: string, offset = 0, q = '') =>
  call<StaffStandings>('GET', `/staff/contests/${id}/standings${query({ board, offset, q })}`);

export const closeRound = (roundId: string, early: boolean) =>
  call<unknown>('POST', `/staff/rounds/${roundId}/close`, { early }, patient);

export const disqualify = (participantId: string, reason: string) =>
  call<unknown>('POST', `/staff/participants/${participantId}/disqualify`, { reason }, patient);

export const reinstate = (participantId: string, reason: string) =>
  call<unknown>('POST', `/staff/participants/${participantId}/reinstate`, { reason }, patient);

export const readAwards = (id: string, board: string) =>
  call<AwardsView>('GET', `/staff/contests/${id}/awards${query({ board })}`);

export const decideAwards = (id: string, board: string, proposalDigest: string, reason: string) =>
  call<AwardsView>('POST', `/staff/contests/${id}/awards${query({ board })}`, { proposalDigest, reason }, patient);

export const reportAddress = (id: string, board: string, kind: 'docx' | 'pdf' | 'xlsx') =>
  `/api/staff/contests/${id}/report.${kind}${query({ board })}`;

export const readJournal = (id: string) => call<JournalView>('GET', `/staff/contests/${id}/journal`);
