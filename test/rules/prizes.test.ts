/** Who wins what, case by case, in the pictures of `prize-picture.ts`. What holds in every case is `prizes-always.test.ts`. */
import { describe, expect, it } from 'vitest';
import { tiePolicies } from '../../server/rules/contest.ts';
import { chiSquare, chiSquareMax } from './chi-square.ts';
import { give, prize, rowOf } from './prize-picture.ts';

/** "nhat: A 2000, nhi: B 1500 | C D": awards, and reserves behind the bar. */
function outcome(...args: Parameters<typeof give>): string {
  const { awards, reserves } = give(...args);
  const given = awards.map((award) => `${award.prizeId}: ${award.participantId} ${award.amount}`).join(', ');
  return `${given} | ${reserves.join(' ')}`.trim();
}

describe('without ties', () => {
  const week = ['nhat 1 × 2000 share', 'nhi 2 × 1500 share', 'ba 1 × 1000 share'];

  it.each([
    ['in order of rank', 'A1 B2 C3 D4 E5 F6', 'nhat: A 2000, nhi: B 1500, nhi: C 1500, ba: D 1000 | E F'],
    ['fewer people than prizes', 'A1 B2', 'nhat: A 2000, nhi: B 1500 |'],
    ['nobody', '', '|'],
  ])('%s', (_, rows, expected) => {
    expect(outcome(week, rows)).toBe(expected);
  });

  it('the reserve moves up when somebody is struck from the standings', () => {
    expect(outcome(week, 'A1 B2 C3 D4 E5 F6')).toBe('nhat: A 2000, nhi: B 1500, nhi: C 1500, ba: D 1000 | E F');
    expect(outcome(week, 'A1 C2 D3 E4 F5')).toBe('nhat: A 2000, nhi: C 1500, nhi: D 1500, ba: E 1000 | F');
  });

  it('who has won elsewhere is passed over, and is no reserve', () => {
    expect(outcome(week, 'A1 B2 C3 D4 E5 F6', 'A F')).toBe('nhat: B 2000, nhi: C 1500, nhi: D 1500, ba: E 1000 |');
  });

  it('a least score keeps a prize back, and its people from the reserves', () => {
    const high = [prize('nhat 1 × 2000 share', { minScore: 98 }), prize('nhi 3 × 1500 share', { minScore: 96 })];
    expect(outcome(high, 'A1 B2 C3 D4 E5')).toBe('nhat: A 2000, nhi: B 1500, nhi: C 1500, nhi: D 1500 |');
    expect(outcome(high, 'C3 D4 E5')).toBe('nhi: C 1500, nhi: D 1500 |');
  });

  it('a category competes for its own prizes, with one prize a person', () => {
    const prizes = ['nhat 1 × 2000 draw', prize('can-bo 1 × 900 draw', { categoryId: 'x' })];
    expect(outcome(prizes, 'A1/x B2/y C3/x D4/y E5/x')).toBe('nhat: A 2000, can-bo: C 900 | B D E');
    expect(outcome(prizes.slice(1), 'A1/y B2/x C3/y D4/x')).toBe('can-bo: B 900 | D');
  });

  it('has ten reserves at the most', () => {
    const rows = Array.from({ length: 30 }, (_, at) => rowOf(`p${at}`, at + 1, ''));
    expect(give(['nhat 1 × 2000 draw'], rows).reserves).toEqual(rows.slice(1, 11).map((row) => row.participantId));
  });
});

describe('equals with a place each', () => {
  it.each(tiePolicies)('win whole prizes, whatever the policy (%s)', (policy) => {
    const prizes = [`nhat 1 × 2000 ${policy}`, `nhi 2 × 1500 ${policy}`];
    expect(outcome(prizes, 'A1 B2 C2 D4')).toBe('nhat: A 2000, nhi: B 1500, nhi: C 1500 | D');
    expect(give(prizes, 'A1 B2 C2 D4').awards.every(({ reason }) => reason.policy === undefined)).toBe(true);
  });
});

describe('more equals than places: share', () => {
  it.each([
    [
      'two first of one',
      ['nhat 1 × 2000 share', 'nhi 1 × 1500 share', 'ba 1 × 1000 share'],
      'A1 B1 C3 D4',
      'nhat: A 1750, nhat: B 1750, ba: C 1000 | D',
    ],
    [
      'across three prizes',
      ['nhat 1 × 2000 share', 'nhi 2 × 1500 share', 'ba 3 × 1000 share'],
      'A1 B1 C1 D1 E1 F6 G7',
      'nhat: A 1400, nhat: B 1400, nhat: C 1400, nhat: D 1400, nhat: E 1400, ba: F 1000 | G',
    ],
    [
      'over the last place',
      ['nhat 1 × 2000 share', 'nhi 1 × 1500 share'],
      'A1 B2 C2 D2',
      'nhat: A 2000, nhi: B 500, nhi: C 500, nhi: D 500 |',
    ],
    [
      'one before them in the same prize',
      ['nhi 2 × 1500 share', 'ba 1 × 1000 share'],
      'A1 B2 C2 D4',
      'nhi: A 1500, nhi: B 1250, nhi: C 1250 | D',
    ],
    [
      'a prize that does not share is left alone',
      ['nhat 1 × 2000 share', 'nhi 1 × 1500 draw'],
      'A1 B1 C3',
      'nhat: A 1000, nhat: B 1000, nhi: C 1500 |',
    ],
    ['a remainder is paid to nobody', ['nhat 1 × 2000 share'], 'A1 B1 C1', 'nhat: A 666, nhat: B 666, nhat: C 666 |'],
  ])('%s', (_, prizes, rows, expected) => {
    expect(outcome(prizes, rows)).toBe(expected);
  });

  it('covers no place of another category', () => {
    const prizes = ['nhat 1 × 2000 share', prize('can-bo 1 × 900 share', { categoryId: 'x' })];
    expect(outcome(prizes, 'A1/x B1/x C3/x')).toBe('nhat: A 1000, nhat: B 1000, can-bo: C 900 |');
  });

  it('says how', () => {
    const [first] = give(['nhat 1 × 2000 share', 'nhi 1 × 1500 share'], 'A1 B1 C1 D4').awards;
    const ties = { tieSize: 3, policy: 'share', places: 2 };
    expect(first?.reason).toEqual({ rank: 1, competitors: 4, ...ties, pot: 3500, unpaid: 2 });
  });
});

describe('more equals than places: more prizes', () => {
  it('gives each a whole one and leaves the next prize to the next', () => {
    const prizes = ['nhat 1 × 2000 more-prizes', 'nhi 1 × 1500 more-prizes'];
    expect(outcome(prizes, 'A1 B1 C3 D4')).toBe('nhat: A 2000, nhat: B 2000, nhi: C 1500 | D');
    const reason = { rank: 1, competitors: 4, tieSize: 2, policy: 'more-prizes', places: 1 };
    expect(give(prizes, 'A1 B1 C3 D4').awards[0]?.reason).toEqual(reason);
  });
});

describe('more equals than places: draw', () => {
  const prizes = ['nhat 1 × 2000 draw', 'nhi 1 × 1500 draw'];
  const tied = 'A1 B1 C1 D4';

  it('gives the places by lot, the losers contend for the next prize', () => {
    expect(outcome(prizes, tied, '', '05')).toBe('nhat: C 2000, nhi: A 1500 | B D');
    const [first, second] = give(prizes, tied, '', '05').awards;
    const common = { rank: 1, competitors: 4, policy: 'draw', places: 1, drawPosition: 1 };
    expect(first?.reason).toEqual({ ...common, tieSize: 3 });
    expect(second?.reason).toEqual({ ...common, tieSize: 2 });
  });

  it('comes out alike for all', () => {
    const wins = { A: 0, B: 0, C: 0 };
    for (let seed = 0; seed < 1200; seed++) {
      const { awards } = give(prizes, tied, '', seed.toString(16).padStart(4, '0'));
      wins[awards[0]?.participantId as unknown as 'A' | 'B' | 'C'] += 1;
    }
    expect(chiSquare(Object.values(wins))).toBeLessThan(chiSquareMax(2));
  });

  it('keeps the lots of the others when somebody is struck out', () => {
    const order = (text: string, seed: string) => {
      const { awards, reserves } = give(prizes, text, '', seed);
      return [...awards.map((award) => award.participantId), ...reserves].join('');
    };
    for (const seed of ['01', '02', '03', '04', '05', '06', '07', '08']) {
      const before = order('A1 B1 C1 D1 E1', seed);
      for (const struck of 'ABCDE') {
        const left = 'A1 B1 C1 D1 E1'.replace(`${struck}1`, '').replaceAll('  ', ' ').trim();
        expect(order(left, seed)).toBe(before.replace(struck, ''));
      }
    }
  });
});
