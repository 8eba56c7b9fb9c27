/** Entering the sample contest: the adult's way, the guardian's way, and every plain no. The day is 21/11/2026. */
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { eq } from 'drizzle-orm';
import type { UnitHits } from '../../server/wire/http/contests.ts';
import type { Entered, Entry } from '../../server/wire/http/entering.ts';
import type { MyPlaces } from '../../server/wire/http/attempts.ts';
import { consentTexts } from '../../server/wire/consent-text.ts';
import { openApp, type TestApp } from '../helpers/build-app.ts';
import { sampleContest } from '../helpers/make.ts';

let hoithi: TestApp & AsyncDisposable;
let unitId: string;
let categoryId: string;
beforeEach(async () => {
  hoithi = await openApp();
  const hits = (await hoithi.get('/api/contests/tien-giang/units?q=cho%20gao')).json<UnitHits>();
  unitId = hits.units[0]?.id ?? '';
  categoryId = (await sampleContest(hoithi.ctx)).definition.categories[0]?.id ?? '';
});
afterEach(() => hoithi[Symbol.asyncDispose]());

let phones = 0;
const newPhone = (): string => `09123${String((phones += 1)).padStart(5, '0')}`;

const adult = (changed: Partial<Entry> = {}): Entry => ({
  birth: { day: 5, month: 1, year: 1990 },
  fullName: 'Nguyễn Văn An',
  account: { phone: newPhone(), password: 'mot-cau-du-dai' },
  guardian: null,
  residence: ['lives'],
  isNotStaff: true,
  categoryId,
  unitId,
  cccd: null,
  consents: ['take-part'],
  consentVersion: consentTexts.version,
  language: 'vi',
  ...changed,
});

const child = (changed: Partial<Entry> = {}): Entry =>
  adult({
    birth: { day: 20, month: 3, year: 2014 },
    fullName: 'Trần Bảo Nhi',
    guardian: { fullName: 'Trần Thị Mai', relation: 'mother', statement: true, childAssent: true },
    ...changed,
  });

const enter = (entry: Entry, cookie?: string) =>
  hoithi.post('/api/contests/tien-giang/entries', entry, cookie === undefined ? {} : { cookie });
const cookieOf = (reply: { headers: Record<string, unknown> }): string =>
  String(reply.headers['set-cookie']).split(';')[0] ?? '';
const error = (reply: { json(): unknown }) =>
  (reply.json() as { error: { code: string; params: Record<string, unknown>; message: string } }).error;
const placesOf = async (cookie: string) =>
  (await hoithi.get('/api/contests/tien-giang/me', { cookie })).json<MyPlaces>().places;
const rowsOf = (table: 'user' | 'person' | 'participant' | 'consent') =>
  hoithi.ctx.store.read(async ({ db, tables }) => db.select().from(tables[table]));

describe('the adult’s way', () => {
  it('makes the account, the place and the consents, and signs in', async () => {
    const entered = await enter(adult({ cccd: '082090001234' }));
    expect(entered.statusCode, entered.body).toBe(200);
    const [place] = await placesOf(cookieOf(entered));
    expect(place).toMatchObject({ fullName: 'Nguyễn Văn An', isChild: false, attempts: [], isDisqualified: false });
    expect(place?.unitName).toContain('Chợ Gạo');
    const consents = await rowsOf('consent');
    expect(consents.map((row) => 'purpose' in row && [row.purpose, row.isGiven, row.givenBy])).toEqual([
      ['take-part', true, 'self'],
      ['publish-name', false, 'self'],
      ['publish-photo', false, 'self'],
      ['receive-news', false, 'self'],
    ]);
  });

  it('keeps phone and identity number encrypted, and no text of them anywhere in the store', async () => {
    const account = { phone: '0912 345 678', password: 'mot-cau-du-dai' };
    await enter(adult({ account, cccd: '082 090 001 234' }));
    const stored = JSON.stringify([await rowsOf('user'), await rowsOf('person'), await rowsOf('participant')]);
    for (const secret of ['912345678', '082090001234', '001234', 'mot-cau-du-dai'])
      expect(stored).not.toContain(secret);
    const [user] = await rowsOf('user');
    expect(user && 'phoneCipher' in user && hoithi.ctx.secrets.decrypt(user.phoneCipher ?? '')).toBe('+84912345678');
  });

  it('masks the name in public unless its publication was consented to', async () => {
    await enter(adult());
    await enter(adult({ consents: ['take-part', 'publish-name'], fullName: 'Lê Thị Bình' }));
    const names = (await rowsOf('participant')).map((row) => 'publicName' in row && row.publicName);
    expect(names).toEqual(['Nguyễn V. A***', 'Lê Thị Bình']);
  });

  it('people whose papers hold only a year of birth come in by it', async () => {
    const entered = await enter(adult({ birth: { day: 0, month: 0, year: 1950 } }));
    expect(entered.statusCode, entered.body).toBe(200);
  });
});

describe('the guardian’s way', () => {
  it('a child of 12 stands on the guardian’s account, with the guardian’s and the child’s own consent', async () => {
    const entered = await enter(child());
    expect(entered.statusCode, entered.body).toBe(200);
    const [user] = await rowsOf('user');
    expect(user).toMatchObject({ fullName: 'Trần Thị Mai' });
    expect(await placesOf(cookieOf(entered))).toMatchObject([{ fullName: 'Trần Bảo Nhi', isChild: true }]);
    const given = (await rowsOf('consent')).map((row) => 'purpose' in row && `${row.givenBy}: ${row.purpose}`);
    expect(given).toEqual([
      'guardian: take-part',
      'guardian: publish-name',
      'guardian: publish-photo',
      'guardian: receive-news',
      'guardian: guardian-statement',
      'child: child-assent',
    ]);
    const [row] = await rowsOf('participant');
    expect(row).toMatchObject({ publicName: 'T. B. N***', isChild: true });
  });

  it('one guardian enters several children, and takes part too', async () => {
    const first = await enter(child());
    const cookie = cookieOf(first);
    expect((await enter(child({ fullName: 'Trần Bảo Khang', account: null }), cookie)).statusCode).toBe(200);
    expect((await enter(adult({ fullName: 'Trần Thị Mai', account: null }), cookie)).statusCode).toBe(200);
    expect((await placesOf(cookie)).map(({ fullName }) => fullName)).toEqual([
      'Trần Bảo Nhi',
      'Trần Bảo Khang',
      'Trần Thị Mai',
    ]);
    expect(await rowsOf('user')).toHaveLength(1);
  });

  it('asks the age first, and tells the path before anything else is asked', async () => {
    const check = (year: number, month: number, day: number) =>
      hoithi.post('/api/contests/tien-giang/age-check', { birth: { day, month, year } });
    expect((await check(1990, 1, 5)).json()).toEqual({ path: 'self' });
    expect((await check(2014, 3, 20)).json()).toEqual({ path: 'guardian' });
    // The eleventh birthday is today, is tomorrow; the sixteenth is today, is tomorrow.
    expect((await check(2015, 11, 21)).json()).toEqual({ path: 'guardian' });
    expect(error(await check(2015, 11, 22))).toMatchObject({
      code: 'too-young',
      params: { minAge: 11, fullAgeOn: '22/11/2026' },
    });
    expect((await check(2010, 11, 21)).json()).toEqual({ path: 'self' });
    expect((await check(2010, 11, 22)).json()).toEqual({ path: 'guardian' });
    expect(error(await check(2027, 1, 1)).code).toBe('birth-date-invalid');
    expect(error(await check(2015, 2, 29)).code).toBe('birth-date-invalid');
  });
});

describe('plain refusals, each with its reason and nothing kept', () => {
  const cases: [string, () => Entry, string][] = [
    ['ten years old', () => child({ birth: { day: 22, month: 11, year: 2015 } }), 'too-young'],
    ['a child without a guardian', () => child({ guardian: null }), 'guardian-needed'],
    ['an adult with a guardian', () => adult({ guardian: { fullName: 'A', relation: 'father', statement: true, childAssent: true } }), 'guardian-not-needed'],
    ['a guardian who states nothing', () => child({ guardian: { fullName: 'Trần Thị Mai', relation: 'mother', statement: false, childAssent: true } }), 'consent-missing'],
    ['a child who does not want to', () => child({ guardian: { fullName: 'Trần Thị Mai', relation: 'mother', statement: true, childAssent: false } }), 'consent-missing'],
    ['no consent to take part', () => adult({ consents: ['publish-name'] }), 'consent-missing'],
    ['consent to an older text', () => adult({ consentVersion: '2020-01' }), 'consent-missing'],
    ['not resident', () => adult({ residence: [] }), 'not-resident'],
    ['one of the organisers', () => adult({ isNotStaff: false }), 'excluded-person'],
    ['a category of another contest', () => adult({ categoryId: 'khac' }), 'category-unknown'],
    ['a unit that is not there', () => adult({ unitId: 'nowhere' }), 'unit-unknown'],
    ['a name of signs', () => adult({ fullName: '<b>An</b>' }), 'name-invalid'],
    ['a land line', () => adult({ account: { phone: '0273 3872 222', password: 'mot-cau-du-dai' } }), 'phone-invalid'],
    ['a short password', () => adult({ account: { phone: newPhone(), password: '1234567' } }), 'password-weak'],
    ['an old CMND', () => adult({ cccd: '311234567' }), 'cccd-old'],
    ['a CCCD of eleven digits', () => adult({ cccd: '08209000123' }), 'cccd-shape'],
    ['a CCCD of another birth year', () => adult({ cccd: '082091001234' }), 'cccd-birth-year'],
    ['a real date that is none', () => adult({ birth: { day: 31, month: 2, year: 1990 } }), 'birth-date-invalid'],
    ['nobody signed in and no account', () => adult({ account: null }), 'not-signed-in'],
  ]; // prettier-ignore
  it.each(cases)('%s', async (_, entry, code) => {
    const reply = await enter(entry());
    const said = error(reply);
    expect([reply.statusCode >= 400 && reply.statusCode < 500, said.code]).toEqual([true, code]);
    expect(said.message.length).toBeGreaterThan(20);
    for (const table of ['user', 'person', 'participant', 'consent'] as const) expect(await rowsOf(table)).toEqual([]);
  });

  it('a unit of another contest, and one that is only a heading over others', async () => {
    const found = async (slug: string, name: string) => {
      const { units } = (await hoithi.get(`/api/contests/${slug}/units`)).json<UnitHits>();
      return units.find((unit) => unit.name === name)?.id ?? 'missing';
    };
    const [foreign, heading] = await Promise.all([
      found('kien-giang', 'Đoàn phường Rạch Giá'),
      found('tien-giang', 'Cơ quan, đơn vị cấp tỉnh'),
    ]);
    expect([foreign, heading]).not.toContain('missing');
    for (const id of [foreign, heading]) expect(error(await enter(adult({ unitId: id }))).code).toBe('unit-unknown');
    const { units } = (await hoithi.get(`/api/contests/tien-giang/units?parent=${heading}`)).json<UnitHits>();
    expect((await enter(adult({ unitId: units[0]?.id ?? '' }))).statusCode).toBe(200);
  });

  it('a phone or CCCD already entered, and entering twice', async () => {
    const account = { phone: '0987654321', password: 'mot-cau-du-dai' };
    const first = await enter(adult({ account, cccd: '082090001234' }));
    expect(error(await enter(adult({ account: { ...account, phone: '+84 987 654 321' } }))).code).toBe('phone-taken');
    expect(error(await enter(adult({ cccd: '082090001234' }))).code).toBe('cccd-taken');
    expect(error(await enter(adult({ account: null }), cookieOf(first))).code).toBe('already-entered');
    expect(await rowsOf('participant')).toHaveLength(1);
  });

  it('two entries with one phone at the same time: one is made', async () => {
    const account = { phone: newPhone(), password: 'mot-cau-du-dai' };
    const replies = await Promise.all([enter(adult({ account })), enter(adult({ account, fullName: 'Phạm Văn Ba' }))]);
    expect(replies.map(({ statusCode }) => statusCode).sort()).toEqual([200, 409]);
    expect([(await rowsOf('user')).length, (await rowsOf('participant')).length]).toEqual([1, 1]);
  });

  it('after the last round', async () => {
    const last = (await sampleContest(hoithi.ctx)).rounds.at(-1);
    hoithi.clock.set(last?.closesAt ?? 0);
    expect(error(await enter(adult())).code).toBe('contest-over');
  });

  it('an eleventh child', async () => {
    const first = await enter(child());
    for (let index = 2; index <= 10; index += 1)
      expect(
        (await enter(child({ fullName: `Trần Bảo ${'ABCDEFGHIJ'[index]}`, account: null }), cookieOf(first)))
          .statusCode,
      ).toBe(200);
    expect(error(await enter(child({ fullName: 'Trần Bảo Út', account: null }), cookieOf(first)))).toMatchObject({
      code: 'children-max',
      params: { max: 10 },
    });
  });
});

it('another’s places are not told to anybody', async () => {
  const mine = await enter(adult());
  const other = await enter(adult({ fullName: 'Phạm Văn Ba' }));
  expect((await placesOf(cookieOf(other))).map(({ fullName }) => fullName)).toEqual(['Phạm Văn Ba']);
  const id = mine.json<Entered>().participantId;
  const [row] = await hoithi.ctx.store.read(({ db, tables }) =>
    Promise.resolve(
      db
        .select()
        .from(tables.participant)
        .where(eq(tables.participant.id, id as never)),
    ),
  );
  expect(row?.fullName).toBe('Nguyễn Văn An');
});
