/**
 * A person enters a contest: every rule is checked here again, whatever the screens asked on the way.
 * Under 16 the account stands on the guardian (Luật 91/2025/QH15 Điều 24, Luật 116/2025/QH15 Điều 16);
 * one guardian may enter several children.
 */
import { checkAge, checkBirth, checkResidence } from '../rules/eligibility.ts';
import { localDate, type BirthDate } from '../rules/calendar.ts';
import { checkCccd, normalisePhone } from '../rules/identity.ts';
import { normaliseName } from '../rules/names.ts';
import { accepted, refused, type Outcome, type Refusal } from '../rules/refusal.ts';
import type { ParticipantId, UnitId, UserId } from '../rules/ids.ts';
import type { Entry } from '../wire/http/entering.ts';
import { consentTexts } from '../wire/consent-text.ts';
import { passwordLengthMin } from '../auth/password.ts';
import type { Ctx } from './context.ts';
import { isChoosable } from './find-units.ts';
import { loadPublicContest, type LoadedContest } from './load-contest.ts';
import { storeEntry, type CheckedEntry, type NewAccount } from './store-entry.ts';

export interface EntryWish {
  readonly slug: string;
  /** null: nobody is signed in, so the entry makes the account. */
  readonly userId: UserId | null;
  readonly entry: Entry;
}

/**
 * The new participant and the account it stands on. Refusals: everything under "entering" in
 * `rules/refusal.ts`, and `not-found` for an unknown contest.
 */
export async function enterContest(
  ctx: Ctx,
  wish: EntryWish,
): Promise<Outcome<{ participantId: ParticipantId; userId: UserId }>> {
  const contest = await loadPublicContest(ctx, wish.slug);
  if (!contest) return refused({ name: 'not-found' });
  const checked = checkEntry(contest, wish.entry, ctx.clock.now());
  if (!checked.ok) return checked;
  const unitId = wish.entry.unitId as UnitId;
  if (!(await isChoosable(ctx, contest.definition, unitId))) return refused({ name: 'unit-unknown' });
  const account = await checkAccount(ctx, wish, checked.value);
  if (!account.ok) return account;
  return storeEntry(ctx, contest, { ...checked.value, unitId }, account.value);
}

/** Path that entering takes for this birth date: the first question, before anything else is asked. */
export function checkBirthFor(
  contest: LoadedContest,
  birth: BirthDate,
  now: number,
): Outcome<{ birth: BirthDate; isChild: boolean }> {
  const real = checkBirth(birth, localDate(now));
  if (!real.ok) return real;
  const age = checkAge(contest.definition.eligibility, real.value, now);
  return age.ok ? accepted({ birth: real.value, isChild: age.value.isChild }) : age;
}

function checkEntry(contest: LoadedContest, entry: Entry, now: number): Outcome<Omit<CheckedEntry, 'unitId'>> {
  const { definition, rounds } = contest;
  if (rounds.every(({ closesAt, closedAt }) => closedAt > 0 || closesAt <= now))
    return refused({ name: 'contest-over' });
  const age = checkBirthFor(contest, entry.birth, now);
  if (!age.ok) return age;
  const { birth, isChild } = age.value;
  const guardian = checkGuardian(entry, isChild);
  if (guardian) return refused(guardian);
  const residence = checkResidence(definition.eligibility, entry.residence, entry.language);
  if (!residence.ok) return residence;
  if (!entry.isNotStaff) return refused({ name: 'excluded-person' });
  if (!definition.categories.some(({ id }) => id === entry.categoryId)) return refused({ name: 'category-unknown' });
  const fullName = normaliseName(entry.fullName);
  const guardianName = entry.guardian && normaliseName(entry.guardian.fullName);
  if (!isNameLike(fullName) || (guardianName !== null && !isNameLike(guardianName)))
    return refused({ name: 'name-invalid' });
  const cccd = entry.cccd === null ? accepted<string | null>(null) : checkCccd(entry.cccd, birth.year);
  if (!cccd.ok) return cccd;
  const missing = missingConsent(entry);
  if (missing) return refused({ name: 'consent-missing', purpose: missing });
  return accepted({ entry, birth, isChild, fullName, guardianName, cccd: cccd.value });
}

function checkGuardian(entry: Entry, isChild: boolean): Refusal | null {
  if (!isChild) return entry.guardian ? { name: 'guardian-not-needed' } : null;
  if (!entry.guardian) return { name: 'guardian-needed' };
  if (!entry.guardian.statement) return { name: 'consent-missing', purpose: 'guardian-statement' };
  if (!entry.guardian.childAssent) return { name: 'consent-missing', purpose: 'child-assent' };
  return null;
}

/** Consents to another version of the texts are consents to something else. */
function missingConsent(entry: Entry): string | null {
  if (entry.consentVersion !== consentTexts.version) return 'take-part';
  const missing = consentTexts.purposes.find((text) => text.isRequired && !entry.consents.includes(text.purpose));
  return missing?.purpose ?? null;
}

/** Letters, with the marks that names of every people of Việt Nam hold; never refused for being short or rare. */
const isNameLike = (name: string): boolean => /^\p{L}[\p{L}\p{M}' ’.-]{0,59}$/u.test(name);

async function checkAccount(
  ctx: Ctx,
  wish: EntryWish,
  checked: Omit<CheckedEntry, 'unitId'>,
): Promise<Outcome<NewAccount | UserId>> {
  if (wish.userId !== null) return accepted(wish.userId);
  if (!wish.entry.account) return refused({ name: 'not-signed-in' });
  const phone = normalisePhone(wish.entry.account.phone);
  if (!phone.ok) return phone;
  const { password } = wish.entry.account;
  if (password.length < passwordLengthMin) return refused({ name: 'password-weak', lengthMin: passwordLengthMin });
  // Hashed before the transaction: 70 ms of work must not hold the only writer.
  const passwordHash = await ctx.passwords.hash(password);
  return accepted({ phone: phone.value, passwordHash, fullName: checked.guardianName ?? checked.fullName });
}
