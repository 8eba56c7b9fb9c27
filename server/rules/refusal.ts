/**
 * Every "no" the product can say, by name, with the parameters its text needs.
 * A refusal is a value that the rules and services return; failures are thrown.
 * The words are in `wire/refusal-text.ts`; statuses are in `http/errors.ts`.
 */
import type { Millis } from './ids.ts';
import type { BankRefusal } from './refusal-banks.ts';
import type { BlueprintRefusal } from './refusal-blueprints.ts';

export type Refusal =
  | BankRefusal
  | BlueprintRefusal
  // entering
  | { readonly name: 'birth-date-invalid' }
  | { readonly name: 'too-young'; readonly minAge: number; readonly fullAgeOn: string }
  | { readonly name: 'too-old'; readonly maxAge: number }
  | { readonly name: 'not-resident'; readonly areaName: string }
  | { readonly name: 'guardian-needed' }
  | { readonly name: 'guardian-not-needed' }
  | { readonly name: 'consent-missing'; readonly purpose: string }
  | { readonly name: 'excluded-person' }
  | { readonly name: 'name-invalid' }
  | { readonly name: 'phone-invalid' }
  | { readonly name: 'phone-taken' }
  | { readonly name: 'cccd-shape' }
  | { readonly name: 'cccd-old' }
  | { readonly name: 'cccd-birth-year'; readonly year: number }
  | { readonly name: 'cccd-taken' }
  | { readonly name: 'password-weak'; readonly lengthMin: number }
  | { readonly name: 'category-unknown' }
  | { readonly name: 'unit-unknown' }
  | { readonly name: 'already-entered' }
  | { readonly name: 'children-max'; readonly max: number }
  | { readonly name: 'contest-over' }
  // signing in
  | { readonly name: 'wrong-credentials' }
  | { readonly name: 'not-signed-in' }
  | { readonly name: 'not-allowed' }
  | { readonly name: 'login-taken' }
  | { readonly name: 'setup-closed' }
  | { readonly name: 'too-many-tries'; readonly retryAt: Millis }
  // attempts
  | { readonly name: 'not-found' }
  | { readonly name: 'round-not-open'; readonly opensAt: Millis }
  | { readonly name: 'round-closed'; readonly closedAt: Millis }
  | { readonly name: 'attempts-used'; readonly attemptsMax: number }
  | { readonly name: 'attempt-over'; readonly endedAt: Millis }
  | { readonly name: 'slot-unknown'; readonly slot: number }
  | { readonly name: 'choice-invalid'; readonly slot: number }
  | { readonly name: 'prediction-invalid' }
  | { readonly name: 'participant-disqualified' }
  | { readonly name: 'result-not-yet'; readonly at: Millis }
  | {
      readonly name: 'blueprint-unmet';
      readonly topic: string;
      /** `any`, as the kind, where the cell names none. */
      readonly difficulty: string;
      readonly kind: string;
      readonly needed: number;
      readonly have: number;
    }
  // organising
  | { readonly name: 'round-still-open'; readonly closesAt: Millis }
  | { readonly name: 'round-already-closed' }
  | { readonly name: 'reason-needed' }
  | { readonly name: 'already-disqualified' }
  | { readonly name: 'awards-outdated' }
  | { readonly name: 'ruling-outdated' }
  | { readonly name: 'ruling-key-invalid' }
  /** Version numbers with commas. */
  | { readonly name: 'ruling-key-versions'; readonly versions: string }
  | { readonly name: 'notice-needed' }
  | { readonly name: 'statistics-not-ready' };

export type RefusalName = Refusal['name'];

export interface Refused {
  readonly ok: false;
  readonly refusal: Refusal;
}

/** What a use case or rule returns: its value, or a named no. */
export type Outcome<T> = { readonly ok: true; readonly value: T } | Refused;

export const accepted = <T>(value: T): Outcome<T> => ({ ok: true, value });
export const refused = (refusal: Refusal): Refused => ({ ok: false, refusal });
