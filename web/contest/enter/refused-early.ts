/**
 * What the rules refuse already at a step, so that nobody learns at the end that the third page was wrong.
 * Only what the browser can tell by itself; the server checks everything again.
 */
import type { ContestView } from '../../../server/wire/http/contests.ts';
import { checkCccd, normalisePhone } from '../../../server/rules/identity.ts';
import { refused, type Refusal } from '../../../server/rules/refusal.ts';
import type { Language } from '../../../server/wire/refusal-text.ts';
import type { EntryDraft, Step } from './draft.svelte.ts';

interface Circumstances {
  readonly contest: Pick<ContestView, 'eligibility'>;
  /** Whose account exists has given the phone already. */
  readonly isSignedIn: boolean;
  readonly language: Language;
}

/** The refusal that this step would meet; null when none is known yet. */
export function refusedEarly(step: Step, draft: EntryDraft, circumstances: Circumstances): Refusal | null {
  const { filled, cccd, birth } = draft;
  const phoneStep: Step = filled.path === 'guardian' ? 'guardian' : 'account';
  const outcome =
    step === 'residence' && !belongs(circumstances.contest, filled.residence)
      ? refused({ name: 'not-resident', areaName: areaOf(circumstances) })
      : step === 'cccd' && cccd.trim() !== ''
        ? checkCccd(cccd, birth.year)
        : step === phoneStep && !circumstances.isSignedIn
          ? normalisePhone(filled.phone)
          : null;
  return outcome === null || outcome.ok ? null : outcome.refusal;
}

function belongs({ eligibility }: Circumstances['contest'], declared: readonly string[]): boolean {
  const holds = (way: string): boolean => declared.includes(way);
  const { residenceWays, residenceNeeds } = eligibility;
  return residenceNeeds === 'all' ? residenceWays.every(holds) : residenceWays.some(holds);
}

const areaOf = ({ contest, language }: Circumstances): string => contest.eligibility.areaName?.[language] ?? '';
