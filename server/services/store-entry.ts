/**
 * Writes a checked entry in one transaction: the account, the person, the participant and the consents,
 * or nothing. What only the store knows is checked here: phones and identity numbers that are taken, people who
 * are excluded, places already held.
 */
import { maskName, searchKey } from '../rules/names.ts';
import { accepted, refused, type Outcome } from '../rules/refusal.ts';
import type { BirthDate } from '../rules/calendar.ts';
import type { ParticipantId, PersonId, UnitId, UserId } from '../rules/ids.ts';
import type { Entry } from '../wire/http/entering.ts';
import { consentTexts } from '../wire/consent-text.ts';
import { isOnExclusionList } from '../store/exclusions.ts';
import {
  insertConsents,
  insertParticipant,
  participantOfPerson,
  writePersonCccd,
  type NewConsentRow,
} from '../store/participants.ts';
import {
  insertPerson,
  insertUser,
  personByCccdIndex,
  personsOfUser,
  userById,
  userByPhoneIndex,
  type PersonRow,
} from '../store/users.ts';
import type { Tx } from '../store/store.ts';
import type { Ctx } from './context.ts';
import type { LoadedContest } from './load-contest.ts';

/** A family is rarely larger; a teacher enters a class by the school's way, not from one account. */
export const childrenMax = 10;

export interface CheckedEntry {
  readonly entry: Entry;
  readonly birth: BirthDate;
  readonly isChild: boolean;
  readonly fullName: string;
  readonly guardianName: string | null;
  readonly cccd: string | null;
  readonly unitId: UnitId;
}

export interface NewAccount {
  readonly phone: string;
  readonly passwordHash: string;
  readonly fullName: string;
}

type Stored = Outcome<{ participantId: ParticipantId; userId: UserId }>;

/** Refusals: `phone-taken`, `cccd-taken`, `excluded-person`, `children-max`, `already-entered`, `not-signed-in`. */
export function storeEntry(
  ctx: Ctx,
  contest: LoadedContest,
  checked: CheckedEntry,
  account: NewAccount | UserId,
): Promise<Stored> {
  return ctx.store.write(async (tx) => {
    const owner = await findOwner(tx, ctx, account);
    if (!owner.ok) return owner;
    const { userId, phoneIndex, isNew } = owner.value;
    const cccdIndex = checked.cccd === null ? '' : ctx.secrets.blindIndex(checked.cccd);
    // Two accounts may bring the same number at the same time.
    if (cccdIndex !== '') await tx.lock('cccd', cccdIndex);
    const person = await findPerson(tx, userId, checked, cccdIndex);
    const known = person.ok ? person.value : null;
    // The account's phone is a guardian's where a child enters, and says nothing of the child.
    const own = { phoneIndex: checked.isChild ? '' : phoneIndex, cccdIndex, knownCccdIndex: known?.cccdIndex ?? '' };
    if (await isOnExclusionList(tx, contest.id, own)) return refused({ name: 'excluded-person' });
    if (!person.ok) return person;
    if (known && (await participantOfPerson(tx, contest.id, known.id))) return refused({ name: 'already-entered' });

    // Only writes from here on: a refusal leaves nothing behind.
    if (isNew && typeof account === 'object') await addUser(tx, ctx, userId, account, phoneIndex);
    const personId = known?.id ?? (await addPerson(tx, ctx, userId, checked, cccdIndex));
    if (known && checked.cccd !== null && known.cccdIndex === null)
      await writePersonCccd(tx, known.id, ctx.secrets.encrypt(checked.cccd), cccdIndex);
    const participantId = await addParticipant(tx, ctx, contest, checked, userId, personId);
    await insertConsents(tx, consentRows(ctx, contest, checked, personId));
    tx.afterCommit(() => ctx.bus.say({ what: 'entered', contestId: contest.id }));
    return accepted({ participantId, userId });
  });
}

/** Holds the account's lock, whatever contest is entered: persons and their number belong to the account. */
async function findOwner(tx: Tx, ctx: Ctx, account: NewAccount | UserId) {
  if (typeof account === 'string') {
    const user = await userById(tx, account);
    if (user?.kind !== 'citizen') return refused({ name: 'not-signed-in' });
    await tx.lock('phone', user.phoneIndex ?? user.id);
    return accepted({ userId: user.id, phoneIndex: user.phoneIndex ?? '', isNew: false });
  }
  const phoneIndex = ctx.secrets.blindIndex(account.phone);
  await tx.lock('phone', phoneIndex);
  if (await userByPhoneIndex(tx, phoneIndex)) return refused({ name: 'phone-taken' });
  return accepted({ userId: ctx.newId<UserId>(), phoneIndex, isNew: true });
}

/** The person as already known on this account, or null for one who is new. */
async function findPerson(
  tx: Tx,
  userId: UserId,
  { isChild, fullName, birth }: CheckedEntry,
  cccdIndex: string,
): Promise<Outcome<PersonRow | null>> {
  const persons = await personsOfUser(tx, userId);
  const children = persons.filter(({ guardianRelation }) => guardianRelation !== '');
  const sameName = (one: PersonRow) => searchKey(one.fullName) === searchKey(fullName);
  const known = persons.find(
    (one) =>
      one.birthDate === birthText(birth) && (isChild ? sameName(one) : one.guardianRelation === '' || sameName(one)),
  );
  if (cccdIndex !== '') {
    const holder = await personByCccdIndex(tx, cccdIndex);
    if (holder && holder.id !== known?.id) return refused({ name: 'cccd-taken' });
  }
  if (known) return accepted(known);
  // One phone, one adult: a second one under the same number is somebody else's entry.
  if (!isChild && persons.some(({ guardianRelation }) => guardianRelation === ''))
    return refused({ name: 'phone-taken' });
  if (isChild && children.length >= childrenMax) return refused({ name: 'children-max', max: childrenMax });
  return accepted(null);
}

/** `YYYY-MM-DD`, or `YYYY` where the papers hold only the year. */
function birthText({ day, month, year }: BirthDate): string {
  if (day === 0 || month === 0) return String(year);
  return `${year}-${String(month).padStart(2, '0')}-${String(day).padStart(2, '0')}`;
}

async function addUser(tx: Tx, ctx: Ctx, id: UserId, account: NewAccount, phoneIndex: string): Promise<void> {
  await insertUser(tx, {
    id,
    kind: 'citizen',
    fullName: account.fullName,
    phoneCipher: ctx.secrets.encrypt(account.phone),
    phoneIndex,
    login: null,
    role: null,
    passwordHash: account.passwordHash,
    createdAt: ctx.clock.now(),
  });
}

async function addPerson(tx: Tx, ctx: Ctx, userId: UserId, checked: CheckedEntry, cccdIndex: string) {
  const id = ctx.newId<PersonId>();
  await insertPerson(tx, {
    id,
    userId,
    fullName: checked.fullName,
    birthDate: birthText(checked.birth),
    guardianRelation: checked.entry.guardian?.relation ?? '',
    cccdCipher: checked.cccd === null ? null : ctx.secrets.encrypt(checked.cccd),
    cccdIndex: cccdIndex || null,
    createdAt: ctx.clock.now(),
  });
  return id;
}

async function addParticipant(
  tx: Tx,
  ctx: Ctx,
  contest: LoadedContest,
  checked: CheckedEntry,
  userId: UserId,
  personId: PersonId,
): Promise<ParticipantId> {
  const { entry, isChild, fullName, birth, unitId } = checked;
  const id = ctx.newId<ParticipantId>();
  const isPublished = entry.consents.includes('publish-name');
  await insertParticipant(tx, {
    id,
    contestId: contest.id,
    personId,
    userId,
    fullName,
    // A child's name is published only with both consents; the guardian's box and the child's assent are both checked by now.
    publicName: isPublished ? fullName : maskName(fullName, { isChild }),
    birthYear: birth.year,
    isChild,
    categoryId: entry.categoryId,
    unitId,
    residence: entry.residence.join(','),
    enteredAt: ctx.clock.now(),
    disqualifiedAt: 0,
    disqualifiedReason: '',
  });
  return id;
}

/** A row for every purpose, given or not: a refusal of consent is kept as well as a consent. */
function consentRows(ctx: Ctx, contest: LoadedContest, checked: CheckedEntry, personId: PersonId): NewConsentRow[] {
  const { entry, isChild } = checked;
  const common = { personId, contestId: contest.id, textVersion: consentTexts.version, givenAt: ctx.clock.now() };
  const rows = consentTexts.purposes.map(({ purpose, text }): NewConsentRow => ({
    ...common,
    purpose,
    givenBy: isChild ? 'guardian' : 'self',
    isGiven: entry.consents.includes(purpose),
    textHash: ctx.secrets.digest(text[entry.language]),
  }));
  if (!isChild) return rows;
  const { guardianStatement, childAssent } = consentTexts;
  const statement = (purpose: string, givenBy: 'guardian' | 'child', text: string): NewConsentRow => ({
    ...common,
    purpose,
    givenBy,
    isGiven: true,
    textHash: ctx.secrets.digest(text),
  });
  return [
    ...rows,
    statement('guardian-statement', 'guardian', guardianStatement[entry.language]),
    statement('child-assent', 'child', childAssent[entry.language]),
  ];
}
