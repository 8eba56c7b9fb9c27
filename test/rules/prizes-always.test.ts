/** What holds for the prizes of any standings: checked on small ones with many ties. */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { tiePolicies, type IndividualPrize, type TiePolicy } from '../../server/rules/contest.ts';
import type { ParticipantId } from '../../server/rules/ids.ts';
import type { PrizeRow } from '../../server/rules/prizes.ts';
import { give, prize } from './prize-picture.ts';

describe('whatever the standings and the prizes', () => {
  const categories = ['x', 'y'];
  /** Ranks 1, 1, 3 of random scores; small ranges, so that ties are many. */
  const anyRows = fc
    .array(fc.record({ level: fc.nat(4), categoryId: fc.constantFrom(...categories) }), { maxLength: 14 })
    .map((people) =>
      people.map(({ level, categoryId }, at) => {
        const rank = 1 + people.filter((other) => other.level > level).length;
        return { participantId: `p${at}` as ParticipantId, categoryId, rank, score: level };
      }),
    );
  const anyPrize = fc.record({
    quota: fc.nat(3),
    amount: fc.integer({ min: 0, max: 2000 }),
    tiePolicy: fc.constantFrom(...tiePolicies),
    categoryId: fc.constantFrom(null, null, ...categories),
    minScore: fc.nat(2),
  });
  const anyPrizes = fc
    .array(anyPrize, { maxLength: 4 })
    .map((prizes) => prizes.map((more, at) => prize(`g${at} 0 × 0 draw`, more)));
  const anyWon = fc.subarray(['p0', 'p3', 'p5']).map((ids) => ids.join(' '));
  const seed = fc.constantFrom('01', '02', '03');

  type Given = ReturnType<typeof give>;
  function check(
    claim: (given: Given, prizes: readonly IndividualPrize[], rows: readonly PrizeRow[], won: string) => void,
  ) {
    fc.assert(
      fc.property(anyPrizes, anyRows, anyWon, seed, (prizes, rows, won, drawSeed) => {
        claim(give(prizes, rows, won, drawSeed), prizes, rows, won);
      }),
      { numRuns: 250 },
    );
  }
  const mayWin = (one: IndividualPrize, row: PrizeRow) =>
    row.score >= one.minScore && (one.categoryId === null || one.categoryId === row.categoryId);

  it('a person has one prize at the most, and none who has won already or may not win it', () => {
    check(({ awards }, prizes, rows, won) => {
      expect(new Set(awards.map((award) => award.participantId)).size).toBe(awards.length);
      for (const { participantId, prizeId } of awards) {
        expect(won.split(' ')).not.toContain(participantId);
        const row = rows.find((one) => one.participantId === participantId) as PrizeRow;
        expect(mayWin(prizes.find((one) => one.id === prizeId) as IndividualPrize, row)).toBe(true);
      }
    });
  });

  it('nobody better placed who could have won a prize goes without', () => {
    check(({ awards }, prizes, rows, won) => {
      const winners = new Set<string>(awards.map((award) => award.participantId));
      const without = rows.filter(
        (row) => !winners.has(row.participantId) && !won.split(' ').includes(row.participantId),
      );
      for (const award of awards) {
        const one = prizes.find(({ id }) => id === award.prizeId) as IndividualPrize;
        expect(without.filter((row) => mayWin(one, row) && row.rank < award.rank)).toEqual([]);
      }
    });
  });

  it('no prize is kept back while somebody could win it', () => {
    check(({ awards, reserves }, prizes) => {
      if (reserves.length === 0 || prizes.some(({ tiePolicy }) => tiePolicy === 'share')) return;
      for (const { id, quota, categoryId, minScore } of prizes) {
        if (categoryId !== null || minScore > 0) continue;
        expect(awards.filter((award) => award.prizeId === id).length).toBeGreaterThanOrEqual(quota);
      }
    });
  });

  it('quotas hold where a draw decides, the declared money everywhere but with more prizes', () => {
    check(({ awards }, prizes) => {
      for (const { id, quota, amount, tiePolicy } of prizes) {
        const given = awards.filter((award) => award.prizeId === id);
        if (tiePolicy === 'draw') expect(given.length).toBeLessThanOrEqual(quota);
        if (tiePolicy !== 'share') expect(given.every((award) => award.amount === amount)).toBe(true);
        if (quota === 0) expect(given).toEqual([]);
      }
      const sum = (policy: (one: TiePolicy) => boolean) => {
        const ids = prizes.filter((one) => policy(one.tiePolicy)).map(({ id }) => id);
        const paid = awards
          .filter((award) => ids.includes(award.prizeId))
          .reduce((total, award) => total + award.amount, 0);
        const declared = prizes
          .filter(({ id }) => ids.includes(id))
          .reduce((total, one) => total + one.quota * one.amount, 0);
        return { paid, declared };
      };
      const { paid, declared } = sum((policy) => policy !== 'more-prizes');
      expect(paid).toBeLessThanOrEqual(declared);
    });
  });

  it('equals who share get the same, in whole đồng, and less than one đồng each is left', () => {
    check(({ awards }) => {
      for (const { amount, reason } of awards) {
        if (reason.policy !== 'share') continue;
        expect(Number.isInteger(amount)).toBe(true);
        expect(reason.pot).toBe(amount * reason.tieSize + (reason.unpaid ?? 0));
        expect(reason.unpaid).toBeLessThan(reason.tieSize);
      }
    });
  });

  it('the order of the rows changes nothing', () => {
    check((_, prizes, rows, won) => {
      expect(give(prizes, [...rows].reverse(), won)).toEqual(give(prizes, rows, won));
    });
  });

  it('reserves are the best of those without a prize, and may win', () => {
    check(({ awards, reserves }, prizes, rows, won) => {
      const winners = new Set<string>([...awards.map((award) => award.participantId), ...won.split(' ')]);
      const left = rows.filter((row) => !winners.has(row.participantId) && prizes.some((one) => mayWin(one, row)));
      const ranks = reserves.map((id) => rows.find((row) => row.participantId === id)?.rank);
      const best = left.map((row) => row.rank).sort((a, b) => a - b);
      expect(ranks).toEqual(best.slice(0, 10));
      expect(reserves.every((id) => left.some((row) => row.participantId === id))).toBe(true);
    });
  });
});
