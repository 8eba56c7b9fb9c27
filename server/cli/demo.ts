/**
 * `hoithi demo --participants N`: fills the sample contest with believable participants and attempts, through
 * the real services, so what it shows is what a contest would show. Seeded: the same seed, the same people.
 */
import { localDate } from '../rules/calendar.ts';
import type { Eligibility } from '../rules/contest.ts';
import { makeRandom, subSeed, type Random } from '../rules/random.ts';
import type { UnitId, UserId } from '../rules/ids.ts';
import { closeDueRounds } from '../services/close-due-rounds.ts';
import type { Ctx } from '../services/context.ts';
import { enterContest } from '../services/enter-contest.ts';
import { isChoosable } from '../services/find-units.ts';
import { loadContest, type LoadedContest } from '../services/load-contest.ts';
import { loadPool, type QuestionPool } from '../services/question-pool.ts';
import { openUnplayedRound, writeRound, type RoundRow } from '../store/contests.ts';
import { allUnits } from '../store/units.ts';
import { insertUser } from '../store/users.ts';
import { consentTexts } from '../wire/consent-text.ts';
import type { Entry } from '../wire/http/entering.ts';
import { CommandProblem, say } from './command-context.ts';
import { sit } from './demo-attempt.ts';
import { demoPerson, type DemoPerson } from './demo-people.ts';
import { joinedStore } from './one-transaction.ts';
import { showProgress } from './progress.ts';

export interface DemoWish {
  readonly participants: number;
  readonly slug: string;
  /** Hexadecimal. */
  readonly seed: string;
}

/** People written in one commit: fewer would wait for the disk, more would keep a running server waiting. */
const atOnce = 8;

export async function fillDemo(ctx: Ctx, wish: DemoWish): Promise<void> {
  const contest = await loadContest(ctx, wish.slug);
  if (!contest) throw new CommandProblem(`Không có cuộc thi “${wish.slug}”.`);
  const now = ctx.clock.now();
  const past = await openPastRounds(ctx, contest, now);
  const rounds = contest.rounds.filter(
    (round) => past.includes(round) || (round.opensAt < now && round.closesAt > now && round.closedAt === 0),
  );
  if (rounds.length === 0) throw new CommandProblem(`Cuộc thi “${wish.slug}” không có vòng nào đã mở.`);
  const demo: Demo = {
    ctx,
    contest,
    rounds,
    pool: await loadPool(ctx, contest),
    units: await choosableUnits(ctx, contest),
    wish,
    // One hash for all: nobody signs in as a made-up person, and 20.000 hashes would take minutes.
    passwordHash: await ctx.passwords.hash(ctx.randomHex(16)),
    now,
  };
  const progress = showProgress('Tạo thí sinh', wish.participants);
  let next = 0;
  let done = 0;
  const worker = async (): Promise<void> => {
    const store = joinedStore(ctx.store);
    const own: Demo = { ...demo, ctx: { ...ctx, store } };
    while (next < wish.participants) {
      const index = next++;
      await store.inOne(() => addPerson(own, index));
      progress.to((done += 1));
    }
  };
  try {
    await Promise.all(Array.from({ length: atOnce }, worker));
  } finally {
    await ctx.store.write(async (tx) => {
      for (const { id, closesAt } of past) await writeRound(tx, id, { closesAt });
    });
  }
  progress.end();
  say('Đang đóng các vòng đã hết giờ và tính kết quả…');
  await closeDueRounds(ctx);
  say(`Xong: ${wish.participants} thí sinh ở cuộc thi “${contest.definition.title.vi}”.`);
}

/** Longer than any filling takes; were it broken off by force, the round would close by itself after it. */
const fillingMaxMs = 2 * 3_600_000;

/**
 * The sample's past round was closed at the first start, with nobody in it. It is opened while it is filled, so
 * that a running server does not close it in the middle.
 */
async function openPastRounds(ctx: Ctx, contest: LoadedContest, now: number): Promise<RoundRow[]> {
  return ctx.store.write(async (tx) => {
    const opened: RoundRow[] = [];
    for (const round of contest.rounds)
      if (round.closesAt <= now && (await openUnplayedRound(tx, round.id, now + fillingMaxMs))) opened.push(round);
    return opened;
  });
}

interface Demo {
  readonly ctx: Ctx;
  readonly contest: LoadedContest;
  readonly rounds: readonly RoundRow[];
  readonly pool: QuestionPool;
  readonly units: readonly WeightedUnit[];
  readonly wish: DemoWish;
  readonly passwordHash: string;
  readonly now: number;
}

/** People come from large units more than from small ones; `upTo` is the running sum of the weights. */
interface WeightedUnit {
  readonly id: UnitId;
  readonly upTo: number;
}

/** Weight of a unit that has declared nobody. */
const undeclaredWeight = 60;

async function choosableUnits(ctx: Ctx, contest: LoadedContest): Promise<WeightedUnit[]> {
  const chosen: WeightedUnit[] = [];
  let upTo = 0;
  const units = await ctx.store.read(allUnits);
  const parents = new Set(units.map(({ parentId }) => parentId));
  for (const { id, headcount } of units) {
    if (parents.has(id) || !(await isChoosable(ctx, contest.definition, id))) continue;
    upTo += headcount || undeclaredWeight;
    chosen.push({ id, upTo });
  }
  if (chosen.length === 0) throw new CommandProblem('Cuộc thi chưa có đơn vị nào để chọn.');
  return chosen;
}

async function addPerson(demo: Demo, index: number): Promise<void> {
  const { ctx, contest, rounds, wish, now } = demo;
  const random = makeRandom(subSeed(wish.seed, String(index)));
  const drawn = demoPerson(random, Math.ceil(wish.participants / 40));
  const person = { ...drawn, age: ageWithin(contest.definition.eligibility, drawn.age) };
  const played = roundsOf(rounds, random);
  const sittings = played.flatMap((round) =>
    timesIn(round, person, random, now).map((startsAt) => ({ round, startsAt })),
  );
  const [first] = sittings;
  if (!first) return;
  const ctxAt = (at: number): Ctx => ({ ...ctx, clock: { now: () => at } });
  const entered = await enterAs(ctxAt(first.startsAt - 60_000), demo, person, random);
  for (const { round, startsAt } of sittings)
    await sit(ctxAt, { contest, round, pool: demo.pool, ...entered, person, random, startsAt });
}

/** Two in three of the rounds that have opened, at least one. */
function roundsOf(rounds: readonly RoundRow[], random: Random): RoundRow[] {
  const played = rounds.filter(() => random.below(3) > 0);
  return played.length > 0 ? played : rounds.slice(-1);
}

/** Begins of the attempts: in the window, before now, one after another, each with time enough to end. */
function timesIn(round: RoundRow, person: DemoPerson, random: Random, now: number): number[] {
  const lengthMs = round.definition.durationMs + round.definition.graceMs + 60_000;
  const count = Math.min(person.attemptsWished, round.definition.attemptsMax);
  const from = round.opensAt + 120_000;
  const until = Math.min(now, round.closesAt) - lengthMs * count;
  if (until <= from) return [];
  const first = from + random.below(until - from);
  return Array.from({ length: count }, (_, nth) => first + nth * lengthMs);
}

/** The age itself where the contest takes it, else one spread over the ages that it takes. */
function ageWithin({ minAge, maxAge }: Pick<Eligibility, 'minAge' | 'maxAge'>, age: number): number {
  const youngest = minAge ?? 0;
  const oldest = maxAge ?? 100;
  return age >= youngest && age <= oldest ? age : youngest + (age % (oldest - youngest + 1));
}

async function enterAs(ctx: Ctx, demo: Demo, person: DemoPerson, random: Random) {
  const userId = ctx.newId<UserId>();
  const isChild = person.age < 16;
  const { passwordHash, contest, units } = demo;
  const lot = random.below(units.at(-1)?.upTo ?? 1);
  await ctx.store.write((tx) =>
    insertUser(tx, {
      id: userId,
      kind: 'citizen',
      fullName: person.fullName,
      phoneCipher: null,
      // Not a phone, so it can never stand in a real one's way.
      phoneIndex: ctx.secrets.blindIndex(`demo:${userId}`),
      login: null,
      role: null,
      passwordHash,
      createdAt: ctx.clock.now(),
    }),
  );
  const categories = contest.definition.categories;
  const entry: Entry = {
    // New Year's Day, so that the age holds on whatever day the demonstration is.
    birth: { day: 1, month: 1, year: localDate(ctx.clock.now()).year - person.age },
    fullName: person.fullName,
    account: null,
    guardian: isChild ? { fullName: person.fullName, relation: 'mother', statement: true, childAssent: true } : null,
    residence: ['lives', 'studies', 'works'],
    isNotStaff: true,
    categoryId: categories[random.below(categories.length)]?.id ?? '',
    unitId: units.find(({ upTo }) => lot < upTo)?.id ?? '',
    cccd: null,
    consents: random.below(4) === 0 ? ['take-part', 'publish-name'] : ['take-part'],
    consentVersion: consentTexts.version,
    language: 'vi',
  };
  const entered = await enterContest(ctx, { slug: contest.slug, userId, entry });
  if (!entered.ok) throw new Error(`the demo's entry was refused: ${entered.refusal.name}`);
  return entered.value;
}
