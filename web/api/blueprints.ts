/** What the studio asks about blueprints, sample papers and drafts of contests. */
import type { BlueprintWarning } from '../../server/rules/refusal-blueprints.ts';
import type {
  BlueprintShape,
  BlueprintView,
  DraftView,
  EditDraft,
  SamplePapers,
  SamplePart,
} from '../../server/wire/http/blueprints.ts';
import { call, query } from './http.ts';

/** A paper of pictures takes a while. */
const patient = { timeoutMs: 60_000 };

export const readBlueprint = (roundId: string) => call<BlueprintView>('GET', `/staff/rounds/${roundId}/blueprint`);

/** Why it is done in spite of the warnings that were shown; '' and none as long as nobody asked. */
interface Confirming {
  readonly revision: number;
  readonly confirmation: string;
  readonly confirmed: readonly BlueprintWarning[];
}

export const saveBlueprint = (roundId: string, change: Confirming & { readonly blueprint: BlueprintShape }) =>
  call<BlueprintView>('PUT', `/staff/rounds/${roundId}/blueprint`, change);

export const drawSamples = (roundId: string, count: number) =>
  call<SamplePapers>('GET', `/staff/rounds/${roundId}/sample-papers${query({ count })}`, undefined, patient);

/** Where the papers of a draw are fetched from as a file. */
export const sampleAddress = (
  roundId: string,
  form: 'docx' | 'pdf',
  wish: { readonly count: number; readonly seed: string; readonly part: SamplePart },
): string => `/api/staff/rounds/${roundId}/sample-papers.${form}${query(wish)}`;

export const copyContest = (contestId: string, slug: string, title: DraftView['title']) =>
  call<{ id: string }>('POST', `/staff/contests/${contestId}/copy`, { slug, title });

export const readDraft = (contestId: string) => call<DraftView>('GET', `/staff/contests/${contestId}/draft`);

export const editDraft = (contestId: string, edit: EditDraft) =>
  call<DraftView>('PUT', `/staff/contests/${contestId}/draft`, edit);

export const publishContest = (contestId: string, wish: Confirming) =>
  call<{ publishedAt: number }>('POST', `/staff/contests/${contestId}/publish`, wish);
