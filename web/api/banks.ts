/** What the studio asks of question banks. */
import type { Question } from '../../server/rules/question.ts';
import type {
  Banks,
  BankView,
  BulkDeed,
  BulkOutcome,
  EditTopics,
  LifeDeed,
  MediaView,
  QuestionFilter,
  QuestionHint,
  QuestionLook,
  QuestionTable,
  QuestionView,
  SavedDraft,
  SteppedQuestion,
} from '../../server/wire/http/banks.ts';
import { call, query } from './http.ts';

const at = (bankId: string): string => `/staff/banks/${encodeURIComponent(bankId)}`;
const one = (bankId: string, code: string): string => `${at(bankId)}/questions/${encodeURIComponent(code)}`;

/** Thousands of questions in one transaction, a film over a weak line. */
const patient = { timeoutMs: 120_000 };

export const listBanks = () => call<Banks>('GET', '/staff/banks');

export const makeBank = (name: string) => call<BankView>('POST', '/staff/banks', { name });

export const readBank = (bankId: string) => call<BankView>('GET', at(bankId));

export const editTopics = (bankId: string, tree: EditTopics) => call<BankView>('PUT', `${at(bankId)}/topics`, tree);

/** `giveUp` is aborted when another filter is asked for. */
export const listQuestions = (bankId: string, filter: QuestionFilter, giveUp = new AbortController()) =>
  call<QuestionTable>('GET', `${at(bankId)}/questions${query(filter)}`, undefined, { giveUp });

/** Told again with the same key it is the same question. */
export const makeQuestion = (bankId: string, content: Question, key: string) =>
  call<QuestionView>('POST', `${at(bankId)}/questions`, { content, key });

export const readQuestion = (bankId: string, code: string) => call<QuestionView>('GET', one(bankId, code));

export const saveDraft = (bankId: string, code: string, revision: number, content: Question) =>
  call<SavedDraft>('PUT', `${one(bankId, code)}/draft`, { revision, content });

export const lookAt = (bankId: string, content: Question, giveUp = new AbortController()) =>
  call<QuestionLook>('POST', `${at(bankId)}/look`, { content }, { giveUp });

export const stepQuestion = (bankId: string, code: string, deed: LifeDeed, revision: number, note = '') =>
  call<SteppedQuestion>('POST', `${one(bankId, code)}/${deed}`, { revision, note });

export const commentOn = (bankId: string, code: string, text: string) =>
  call<QuestionView>('POST', `${one(bankId, code)}/comments`, { text });

/** An empty reason takes the dismissal back. */
export const dismissHint = (bankId: string, code: string, hint: QuestionHint['name'], reason: string) =>
  call<QuestionView>('POST', `${one(bankId, code)}/dismissals`, { hint, reason });

export const doInBulk = (bankId: string, deed: BulkDeed) =>
  call<BulkOutcome>('POST', `${at(bankId)}/bulk`, deed, patient);

/** `undo` as an outcome gave it; the questions of `without` stay as they are. */
export const undoInBulk = (bankId: string, undo: string, without: readonly string[] = []) =>
  call<BulkOutcome>('POST', `${at(bankId)}/undo`, { undo, without }, patient);

export function uploadMedia(bankId: string, file: Blob, name: string) {
  const form = new FormData();
  form.append('file', file, name);
  return call<MediaView>('POST', `${at(bankId)}/media`, form, patient);
}
