/**
 * People for tests, with no more than a case needs. They are made through the store and the login
 * sessions directly; how people really come in is tested with the entering and the setup.
 */
import type { ContestId, ParticipantId, PersonId, RoundId, UserId } from '../../server/rules/ids.ts';
import { maskName } from '../../server/rules/names.ts';
import type { LoadedContest } from '../../server/services/load-contest.ts';
import { loadContest } from '../../server/services/load-contest.ts';
import type { Ctx } from '../../server/services/context.ts';
import type { Tables } from '../../server/store/schema.ts';
import { insertPerson, insertUser } from '../../server/store/users.ts';

export interface MadeUser {
  readonly id: UserId;
  readonly phone: string;
  readonly fullName: string;
  /** For the `cookie` of a request. */
  readonly cookie: string;
}

let made = 0;

async function cookieOf(ctx: Ctx, id: UserId): Promise<string> {
  return `hoithi=${await ctx.sessions.open(id)}`;
}

/** A signed-in citizen. Without `password` nobody can sign in as them, which saves the hashing. */
export async function makeUser(
  ctx: Ctx,
  given: { fullName?: string; phone?: string; password?: string } = {},
): Promise<MadeUser> {
  made += 1;
  const { fullName = 'Nguyễn Văn An', phone = `+849${String(10_000_000 + made)}` } = given;
  const id = ctx.newId<UserId>();
  const passwordHash = given.password === undefined ? '' : await ctx.passwords.hash(given.password);
  const phoneCipher = ctx.secrets.encrypt(phone);
  const phoneIndex = ctx.secrets.blindIndex(phone);
  const createdAt = ctx.clock.now();
  const citizen = { kind: 'citizen', login: null, role: null } as const;
  await ctx.store.write((tx) =>
    insertUser(tx, { id, fullName, phoneCipher, phoneIndex, passwordHash, createdAt, ...citizen }),
  );
  return { id, phone, fullName, cookie: await cookieOf(ctx, id) };
}

export interface MadeStaff {
  readonly id: UserId;
  readonly login: string;
  readonly fullName: string;
  readonly cookie: string;
}

/** A signed-in member of the staff; the owner unless said otherwise. */
export async function makeStaff(
  ctx: Ctx,
  given: {
    fullName?: string;
    login?: string;
    role?: NonNullable<Tables['user']['$inferSelect']['role']>;
    password?: string;
  } = {},
): Promise<MadeStaff> {
  made += 1;
  const { fullName = 'Trần Thị Bình', login = `staff-${made}`, role = 'owner' } = given;
  const id = ctx.newId<UserId>();
  const passwordHash = given.password === undefined ? '' : await ctx.passwords.hash(given.password);
  const createdAt = ctx.clock.now();
  const noPhone = { phoneCipher: null, phoneIndex: null };
  await ctx.store.write((tx) =>
    insertUser(tx, { id, kind: 'staff', fullName, login, role, passwordHash, createdAt, ...noPhone }),
  );
  return { id, login, fullName, cookie: await cookieOf(ctx, id) };
}

export type ParticipantRow = Tables['participant']['$inferSelect'];

export interface MadeParticipant {
  readonly id: ParticipantId;
  readonly contestId: ContestId;
  readonly row: ParticipantRow;
  readonly user: MadeUser;
}

export const sampleSlug = 'tien-giang';

/** The sample contest; `round('before' | 'open' | 'after')` of the usual day. */
export async function sampleContest(ctx: Ctx, slug: string = sampleSlug): Promise<LoadedContest> {
  const contest = await loadContest(ctx, slug);
  if (contest === null) throw new Error(`no contest ${slug}: were the samples loaded?`);
  return contest;
}

/** Id of the round of the sample that was over, is open or is to come on the day it was loaded. */
export function roundIdOf(contest: LoadedContest, which: 'over' | 'open' | 'to-come'): RoundId {
  const round = contest.rounds[{ over: 0, open: 1, 'to-come': 2 }[which]];
  if (round === undefined) throw new Error('the sample has three rounds');
  return round.id;
}

/** An adult who has entered the sample contest, with a signed-in account; `row` overrides any column. */
export async function makeParticipant(
  ctx: Ctx,
  given: { contest?: LoadedContest; user?: MadeUser; fullName?: string; row?: Partial<ParticipantRow> } = {},
): Promise<MadeParticipant> {
  const contest = given.contest ?? (await sampleContest(ctx));
  const user = given.user ?? (await makeUser(ctx, given.fullName === undefined ? {} : { fullName: given.fullName }));
  const fullName = given.fullName ?? user.fullName;
  const isChild = given.row?.isChild ?? false;
  const row: ParticipantRow = {
    id: ctx.newId<ParticipantId>(),
    contestId: contest.id,
    personId: ctx.newId<PersonId>(),
    userId: user.id,
    fullName,
    publicName: maskName(fullName, { isChild }),
    birthYear: isChild ? 2013 : 1990,
    isChild,
    categoryId: contest.definition.categories[0]?.id ?? '',
    unitId: ctx.newId(),
    residence: 'lives',
    enteredAt: ctx.clock.now(),
    disqualifiedAt: 0,
    disqualifiedReason: '',
    ...given.row,
  };
  await ctx.store.write(async (tx) => {
    await insertPerson(tx, {
      id: row.personId,
      userId: user.id,
      fullName,
      birthDate: `${row.birthYear}-01-15`,
      guardianRelation: isChild ? 'mother' : '',
      cccdCipher: null,
      cccdIndex: null,
      createdAt: row.enteredAt,
    });
    await tx.db.insert(tx.tables.participant).values(row);
  });
  return { id: row.id, contestId: contest.id, row, user };
}
