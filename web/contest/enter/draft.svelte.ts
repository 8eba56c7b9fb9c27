/**
 * What a person has filled in so far, step by step. Survives a reload of the tab, except what must not lie
 * around: the password and the identity number. Which steps there are follows from the answers.
 */
import type { ContestView, UnitHits } from '../../../server/wire/http/contests.ts';
import type { ConsentTexts, Entry } from '../../../server/wire/http/entering.ts';

export const allSteps = [
  'birth',
  'guardian',
  'name',
  'residence',
  'category',
  'unit',
  'cccd',
  'account',
  'consents',
  'summary',
] as const;
export type Step = (typeof allSteps)[number];

export type Unit = UnitHits['units'][number];
type Guardian = NonNullable<Entry['guardian']>;

/** Everything that is kept over a reload. */
interface Filled {
  birth: { day: string; month: string; year: string; onlyYear: boolean };
  path: 'self' | 'guardian' | null;
  guardian: { fullName: string; relation: Guardian['relation'] | ''; statement: boolean; childAssent: boolean };
  fullName: string;
  residence: Entry['residence'];
  categoryId: string;
  unit: Unit | null;
  phone: string;
  consents: Entry['consents'];
  isNotStaff: boolean;
  step: Step;
}

const blank = (): Filled => ({
  birth: { day: '', month: '', year: '', onlyYear: false },
  path: null,
  guardian: { fullName: '', relation: '', statement: false, childAssent: false },
  fullName: '',
  residence: [],
  categoryId: '',
  unit: null,
  phone: '',
  consents: [],
  isNotStaff: false,
  step: 'birth',
});

export class EntryDraft {
  filled = $state<Filled>(blank());
  password = $state('');
  cccd = $state('');
  #name: string;
  #storage: Pick<Storage, 'getItem' | 'setItem' | 'removeItem'> | null;

  constructor(slug: string, storage: Pick<Storage, 'getItem' | 'setItem' | 'removeItem'> | null) {
    this.#name = `hoithi.entry.${slug}`;
    this.#storage = storage;
    try {
      const text = storage?.getItem(this.#name);
      if (text) this.filled = { ...blank(), ...(JSON.parse(text) as Partial<Filled>) };
    } catch {
      // A draft of an older form of the page: begin anew.
    }
    // Neither is kept, so the summary cannot be sent as it is.
    if (['summary', 'consents'].includes(this.filled.step)) this.filled.step = 'account';
  }

  get birth(): Entry['birth'] {
    const { day, month, year, onlyYear } = this.filled.birth;
    return { day: onlyYear ? 0 : Number(day), month: onlyYear ? 0 : Number(month), year: Number(year) };
  }

  get hasBirth(): boolean {
    const { day, month, year, onlyYear } = this.filled.birth;
    const isNumber = (text: string) => /^\d{1,4}$/.test(text.trim());
    return /^\d{4}$/.test(year.trim()) && (onlyYear || (isNumber(day) && isNumber(month)));
  }

  /** The steps for this contest and person, in order. */
  steps(contest: ContestView, isSignedIn: boolean): Step[] {
    return allSteps.filter((step) => {
      if (step === 'guardian') return this.filled.path === 'guardian';
      if (step === 'residence') return contest.eligibility.residenceNeeds !== null;
      if (step === 'category') return contest.categories.length > 1;
      if (step === 'account') return !isSignedIn;
      return true;
    });
  }

  keep(): void {
    try {
      this.#storage?.setItem(this.#name, JSON.stringify(this.filled));
    } catch {
      // A full disk costs the draft at a reload, nothing else.
    }
  }

  forget(): void {
    this.#storage?.removeItem(this.#name);
  }

  /** The whole entry as it is sent. */
  entry(contest: ContestView, texts: ConsentTexts, isSignedIn: boolean, language: 'vi' | 'en'): Entry {
    const { guardian, path, unit } = this.filled;
    return {
      birth: this.birth,
      fullName: this.filled.fullName,
      account: isSignedIn ? null : { phone: this.filled.phone, password: this.password },
      guardian: path === 'guardian' ? { ...guardian, relation: guardian.relation || 'guardian' } : null,
      residence: $state.snapshot(this.filled.residence),
      isNotStaff: this.filled.isNotStaff,
      categoryId: this.filled.categoryId || (contest.categories[0]?.id ?? ''),
      unitId: unit?.id ?? '',
      cccd: this.cccd.trim() || null,
      consents: $state.snapshot(this.filled.consents),
      consentVersion: texts.version,
      language,
    };
  }
}

const stepByRefusal: Readonly<Record<string, Step>> = {
  'birth-date-invalid': 'birth',
  'too-young': 'birth',
  'too-old': 'birth',
  'guardian-needed': 'birth',
  'guardian-not-needed': 'birth',
  'name-invalid': 'name',
  'already-entered': 'name',
  'children-max': 'name',
  'not-resident': 'residence',
  'category-unknown': 'category',
  'unit-unknown': 'unit',
  'cccd-shape': 'cccd',
  'cccd-old': 'cccd',
  'cccd-birth-year': 'cccd',
  'cccd-taken': 'cccd',
  'phone-invalid': 'account',
  'phone-taken': 'account',
  'password-weak': 'account',
  'not-signed-in': 'account',
  'consent-missing': 'consents',
  'excluded-person': 'consents',
};

/** Where a refusal of the whole entry must be shown: at the step that can mend it. */
export function stepOfRefusal(
  code: string,
  params: Readonly<Record<string, string | number>>,
  steps: readonly Step[],
): Step {
  const purpose = String(params['purpose'] ?? '');
  const isGuardians = purpose === 'guardian-statement' || purpose === 'child-assent';
  const step = code === 'consent-missing' && isGuardians ? 'guardian' : (stepByRefusal[code] ?? 'summary');
  // A guardian's phone is asked at the guardian's step.
  if (step === 'account' && code.startsWith('phone') && steps.includes('guardian')) return 'guardian';
  return steps.includes(step) ? step : 'summary';
}
