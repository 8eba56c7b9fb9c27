/** The way through entering: which step is shown, what stands in its way, and the sending. Markup is in the steps. */
import type { ConsentTexts } from '../../../server/wire/http/entering.ts';
import { checkAge, enter, readConsents } from '../../api/citizens.ts';
import type { Failed } from '../../api/http.ts';
import { language } from '../../i18n/language.svelte.ts';
import { refusalMessage } from '../../../server/wire/refusal-text.ts';
import { explain } from '../../i18n/refusals.ts';
import { words } from '../../i18n/contest.ts';
import type { ContestDesk } from '../contest-desk.svelte.ts';
import { visitor } from '../visitor.svelte.ts';
import { stepOfRefusal, type EntryDraft, type Step } from './draft.svelte.ts';
import { refusedEarly } from './refused-early.ts';

/** What keeps a step from being left: the server's refusal by name, or '' for what is plainly not filled in. */
export interface Problem {
  readonly step: Step;
  readonly code: string;
  readonly text: string;
}

const passwordLengthMin = 8;

export class Entering {
  readonly desk: ContestDesk;
  readonly draft: EntryDraft;
  #texts = $state.raw<ConsentTexts | null>(null);
  #textsFailure = $state.raw<Failed | null>(null);
  #problem = $state.raw<Problem | null>(null);
  #isBusy = $state(false);
  #isDone = $state(false);
  /** Whoever has seen the summary mends one step and comes back to it. */
  #hasSeenSummary = false;

  constructor(desk: ContestDesk, draft: EntryDraft) {
    this.desk = desk;
    this.draft = draft;
  }

  get texts(): ConsentTexts | null {
    return this.#texts;
  }
  /** Why there are no texts, without which nobody can consent; null while there is hope. */
  get textsFailure(): Failed | null {
    return this.#texts ? null : this.#textsFailure;
  }
  get isBusy(): boolean {
    return this.#isBusy;
  }
  get isDone(): boolean {
    return this.#isDone;
  }
  get isSignedIn(): boolean {
    return visitor.user !== null;
  }
  get steps(): Step[] {
    return this.desk.contest ? this.draft.steps(this.desk.contest, this.isSignedIn) : ['birth'];
  }
  /** The step shown; the first one that still exists when the path has changed. */
  get step(): Step {
    const { step } = this.draft.filled;
    return this.steps.includes(step) ? step : (this.steps[0] ?? 'birth');
  }
  get index(): number {
    return this.steps.indexOf(this.step);
  }
  /** What is wrong with the step shown. */
  get problem(): Problem | null {
    return this.#problem?.step === this.step ? this.#problem : null;
  }

  async loadTexts(): Promise<void> {
    const reply = await readConsents(this.desk.slug);
    if (reply.ok) this.#texts = reply.value;
    else this.#textsFailure = reply;
  }

  /** Checks the step shown and goes on; the last step sends. */
  async next(): Promise<void> {
    if (this.#isBusy) return;
    this.#problem = this.#inTheWay();
    if (this.#problem) return;
    if (this.step === 'birth' && !(await this.#askPath())) return;
    if (this.step === 'summary') {
      await this.#send();
      return;
    }
    const isMended = this.#hasSeenSummary && this.steps.every((step) => this.#missing(step) === '');
    this.goTo(isMended ? 'summary' : (this.steps[this.index + 1] ?? 'summary'));
  }

  /** Keeps everything. False on the first step: there the page itself is left. */
  back(): boolean {
    const before = this.steps[this.index - 1];
    if (before) this.goTo(before);
    return before !== undefined;
  }

  goTo(step: Step): void {
    this.#hasSeenSummary ||= step === 'summary';
    this.draft.filled.step = step;
    this.draft.keep();
  }

  /** What keeps the step shown from being left, as far as the browser can tell. */
  #inTheWay(): Problem | null {
    const { step } = this;
    const missing = this.#missing(step);
    if (missing) return { step, code: '', text: missing };
    const { contest } = this.desk;
    if (!contest) return null;
    const { isSignedIn } = this;
    const refusal = refusedEarly(step, this.draft, { contest, isSignedIn, language: language.current });
    return refusal && { step, code: refusal.name, text: refusalMessage(refusal, language.current) };
  }

  /** The first thing of a step that is not filled in, in words; '' when the step is whole. */
  #missing(step: Step): string {
    const t = words().enter;
    const { filled, password } = this.draft;
    const { guardian } = filled;
    switch (step) {
      case 'birth':
        return this.draft.hasBirth ? '' : t.birthNeeded;
      case 'guardian':
        if (!guardian.fullName.trim() || !guardian.relation) return t.fieldsNeeded;
        if (!this.isSignedIn && !filled.phone.trim()) return t.fieldsNeeded;
        return guardian.statement && guardian.childAssent ? '' : t.consentNeeded;
      case 'name':
        return filled.fullName.trim() ? '' : t.nameNeeded;
      case 'category':
        return filled.categoryId ? '' : t.categoryNeeded;
      case 'unit':
        return filled.unit ? '' : t.unitNeeded;
      case 'account':
        if (filled.path === 'self' && !filled.phone.trim()) return t.phoneNeeded;
        return password.length >= passwordLengthMin ? '' : t.passwordNeeded;
      case 'consents':
        return this.#hasConsents() ? '' : t.consentNeeded;
      default:
        return '';
    }
  }

  #hasConsents(): boolean {
    const { consents, isNotStaff } = this.draft.filled;
    const required = this.#texts?.purposes.filter((text) => text.isRequired) ?? [];
    return (
      isNotStaff && this.#texts !== null && required.every(({ purpose }) => consents.some((one) => one === purpose))
    );
  }

  /** Which path this birth date takes is the server's to say: its calendar counts. */
  async #askPath(): Promise<boolean> {
    this.#isBusy = true;
    const reply = await checkAge(this.desk.slug, this.draft.birth);
    this.#isBusy = false;
    if (reply.ok) this.draft.filled.path = reply.value.path;
    else this.#problem = { step: 'birth', code: reply.code, text: explain(reply) };
    return reply.ok;
  }

  async #send(): Promise<void> {
    const { contest, slug } = this.desk;
    if (!contest || !this.#texts) return;
    this.#isBusy = true;
    const reply = await enter(slug, this.draft.entry(contest, this.#texts, this.isSignedIn, language.current));
    if (reply.ok) {
      this.draft.forget();
      await visitor.load(slug);
      visitor.choose(reply.value.participantId);
      this.#isDone = true;
    } else this.#refuse(reply);
    this.#isBusy = false;
  }

  #refuse(failure: Failed): void {
    const step = stepOfRefusal(failure.code, failure.params, this.steps);
    this.goTo(step);
    this.#problem = { step, code: failure.code, text: explain(failure) };
  }
}
