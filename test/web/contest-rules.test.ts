/** The screens' own small decisions: what is next for a person, where a refusal is shown, what a key means. */
import { describe, expect, it } from 'vitest';
import type { RoundView } from '../../server/wire/http/contests.ts';
import { EntryDraft, allSteps, stepOfRefusal } from '../../web/contest/enter/draft.svelte.ts';
import { refusedEarly } from '../../web/contest/enter/refused-early.ts';
import { spokenMinutes, typedOption } from '../../web/contest/keys.ts';
import { nextStep, phaseOf } from '../../web/contest/next-step.ts';
import type { MyPlace } from '../../web/contest/visitor.svelte.ts';

const round = (id: string, opensAt: number, closesAt: number, changes: Partial<RoundView> = {}): RoundView => ({
  id,
  key: id,
  name: { vi: id, en: id },
  opensAt,
  closesAt,
  phase: 'before',
  isClosed: false,
  isFrozen: false,
  durationMs: 10,
  questionCount: 20,
  attemptsMax: 2,
  prediction: null,
  predictionTruth: null,
  secretDigest: '',
  secret: null,
  ...changes,
});

const attempt = (id: string, roundId: string, state: MyPlace['attempts'][number]['state'], isBest = false) => ({
  id,
  roundId,
  ordinal: 1,
  state,
  startedAt: 0,
  finishedAt: 0,
  score: null,
  correct: null,
  elapsedMs: null,
  isBest,
});

const place = (attempts: MyPlace['attempts'] = [], isDisqualified = false): MyPlace => ({
  participantId: 'p',
  fullName: 'Nguyễn Văn A',
  isChild: false,
  categoryId: 'c',
  unitName: 'u',
  isDisqualified,
  attempts,
});

// r1 is open in [100, 200), r2 in [300, 400).
const rounds = [round('r1', 100, 200), round('r2', 300, 400)];
const kind = (who: MyPlace | null, now: number) => nextStep(rounds, who, now).kind;

describe('the one button', () => {
  it.each([
    ['a stranger before the first round', null, 50, 'enter'],
    ['a stranger in a round', null, 150, 'enter'],
    ['a stranger after the last round', null, 400, 'over'],
    ['an entrant before the round', place(), 99, 'wait'],
    ['an entrant at the opening', place(), 100, 'start'],
    ['an entrant in the last millisecond', place(), 199, 'start'],
    ['an entrant at the close', place(), 200, 'wait'],
    ['with an attempt running', place([attempt('a', 'r1', 'running')]), 150, 'resume'],
    ['with one of two attempts used', place([attempt('a', 'r1', 'handed-in')]), 150, 'start'],
    ['with both used', place([attempt('a', 'r1', 'handed-in'), attempt('b', 'r1', 'timed-out')]), 150, 'used-up'],
    [
      'with both used, in the next round',
      place([attempt('a', 'r1', 'handed-in'), attempt('b', 'r1', 'handed-in')]),
      350,
      'start',
    ],
    ['disqualified', place([], true), 150, 'disqualified'],
  ] as const)('%s', (_picture, who, now, expected) => expect(kind(who, now)).toBe(expected));

  it('counts the attempts', () => {
    const step = nextStep(rounds, place([attempt('a', 'r1', 'handed-in')]), 150);
    expect(step.kind === 'start' && step.ordinal).toBe(2);
  });

  it('shows the best attempt when all are used', () => {
    const used = place([attempt('a', 'r1', 'handed-in', true), attempt('b', 'r1', 'handed-in')]);
    const step = nextStep(rounds, used, 150);
    expect(step.kind === 'used-up' && step.attemptId).toBe('a');
  });

  it('believes an early close', () => expect(phaseOf(round('r', 0, 100, { isClosed: true }), 50)).toBe('after'));
});

describe('a refusal of the entry is shown where it can be mended', () => {
  it.each([
    ['too-young', {}, 'birth'],
    ['not-resident', {}, 'residence'],
    ['cccd-birth-year', { year: 1990 }, 'cccd'],
    ['consent-missing', { purpose: 'take-part' }, 'consents'],
    ['consent-missing', { purpose: 'child-assent' }, 'guardian'],
    ['excluded-person', {}, 'consents'],
    ['phone-taken', {}, 'guardian'],
    ['password-weak', {}, 'account'],
    ['overloaded', {}, 'summary'],
  ] as const)('%s', (code, params, step) => expect(stepOfRefusal(code, params, allSteps)).toBe(step));

  it('a grown-up mends the phone at the account', () => {
    const own = allSteps.filter((step) => step !== 'guardian');
    expect(stepOfRefusal('phone-taken', {}, own)).toBe('account');
  });
});

describe('what the rules refuse already at the step', () => {
  const areaName = { vi: 'tỉnh Tiền Giang', en: 'Tiền Giang province' };
  const eligibility = { minAge: 11, maxAge: null, residenceWays: ['lives', 'works'], residenceNeeds: 'any', areaName };
  const circumstances = (needs: 'any' | 'all') => ({
    contest: { eligibility: { ...eligibility, residenceNeeds: needs } },
    isSignedIn: false,
    language: 'vi' as const,
  });
  const draftWith = (fill: (draft: EntryDraft) => void): EntryDraft => {
    const draft = new EntryDraft('tien-giang', null);
    draft.filled.birth = { day: '5', month: '9', year: '1991', onlyYear: false };
    draft.filled.path = 'self';
    fill(draft);
    return draft;
  };
  const nameOf = (...[step, draft, given]: Parameters<typeof refusedEarly>) =>
    refusedEarly(step, draft, given)?.name ?? null;

  it('nobody who has no tie to the area, with the area’s name', () => {
    const draft = draftWith(() => {});
    expect(refusedEarly('residence', draft, circumstances('any'))).toEqual({
      name: 'not-resident',
      areaName: 'tỉnh Tiền Giang',
    });
  });

  it('one tie where one is enough, and not where all are needed', () => {
    const draft = draftWith(({ filled }) => (filled.residence = ['works']));
    expect(nameOf('residence', draft, circumstances('any'))).toBeNull();
    expect(nameOf('residence', draft, circumstances('all'))).toBe('not-resident');
  });

  it.each([
    ['', null],
    ['082091001234', null],
    ['082085001234', 'cccd-birth-year'],
    ['0820', 'cccd-shape'],
  ])('the identity number “%s”: %s', (cccd, name) => {
    const draft = draftWith((one) => (one.cccd = cccd));
    expect(nameOf('cccd', draft, circumstances('any'))).toBe(name);
  });

  it('a phone that is none, where it is asked and of whom it is asked', () => {
    const draft = draftWith(({ filled }) => (filled.phone = '0912 345'));
    const given = circumstances('any');
    expect(nameOf('account', draft, given)).toBe('phone-invalid');
    expect(nameOf('guardian', draft, given)).toBeNull();
    expect(nameOf('account', draft, { ...given, isSignedIn: true })).toBeNull();
    draft.filled.path = 'guardian';
    expect(nameOf('guardian', draft, given)).toBe('phone-invalid');
    expect(nameOf('account', draft, given)).toBeNull();
  });
});

describe('the draft of an entry over a reload', () => {
  const memory = () => {
    const kept = new Map<string, string>();
    return {
      kept,
      getItem: (name: string) => kept.get(name) ?? null,
      setItem: (name: string, text: string) => void kept.set(name, text),
      removeItem: (name: string) => void kept.delete(name),
    };
  };

  it('keeps the name, never the password or the identity number', () => {
    const storage = memory();
    const draft = new EntryDraft('tien-giang', storage);
    draft.filled.fullName = 'Trần Thị B';
    draft.password = 'mat-khau-rieng';
    draft.cccd = '082090123456';
    draft.keep();
    expect([...storage.kept.values()].join()).not.toMatch(/mat-khau-rieng|082090123456/);
    const again = new EntryDraft('tien-giang', storage);
    expect([again.filled.fullName, again.password, again.cccd]).toEqual(['Trần Thị B', '', '']);
  });

  it('begins anew from what it cannot read', () => {
    const storage = memory();
    storage.kept.set('hoithi.entry.tien-giang', '{broken');
    expect(new EntryDraft('tien-giang', storage).filled.step).toBe('birth');
  });

  it('sends day and month as 0 when only the year is known', () => {
    const draft = new EntryDraft('tien-giang', null);
    draft.filled.birth = { day: '3', month: '4', year: '1950', onlyYear: true };
    expect([draft.hasBirth, draft.birth]).toEqual([true, { day: 0, month: 0, year: 1950 }]);
  });
});

describe('keys', () => {
  it.each([
    ['1', 4, 0],
    ['4', 4, 3],
    ['5', 4, null],
    ['a', 4, 0],
    ['D', 4, 3],
    ['g', 8, 6],
    ['f', 8, null],
    ['0', 4, null],
    ['Enter', 4, null],
  ])('%s of %d options', (key, count, option) => expect(typedOption(key, count)).toBe(option));

  it('says the time at 10, 5 and 1 minutes, for a moment only', () => {
    const minute = 60_000;
    const said = [10.5, 10, 9.9, 9.7, 5, 4.7, 1, 0.5].map((minutes) => spokenMinutes(minutes * minute));
    expect(said).toEqual([0, 10, 10, 0, 5, 0, 1, 0]);
  });
});
