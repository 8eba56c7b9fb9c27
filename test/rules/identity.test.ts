/** Phone numbers and số định danh by their shape. Every number here is made up. */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { checkCccd, maskPhone, normalisePhone } from '../../server/rules/identity.ts';
import { accepted, refused, type Refusal } from '../../server/rules/refusal.ts';

describe('a phone number', () => {
  it.each([
    '0912345678',
    '0912 345 678',
    '0912.345.678',
    '0912-345-678',
    '(0912) 345 678',
    '84912345678',
    '+84912345678',
    '+84 912 345 678',
    '0084 912 345 678',
    '+84 (0)912 345 678',
    ' 0912\u00a0345\u00a0678\n',
  ])('typed as %j', (typed) => {
    expect(normalisePhone(typed)).toEqual(accepted('+84912345678'));
  });

  it.each(['032', '052', '058', '070', '081', '084', '086', '090', '099'])('of prefix %s', (prefix) => {
    expect(normalisePhone(`${prefix}1234567`)).toEqual(accepted(`+84${prefix.slice(1)}1234567`));
  });

  it.each([
    ['nothing', ''],
    ['a digit short', '091234567'],
    ['a digit more', '09123456789'],
    ['the eleven digits of before 2018', '01234567890'],
    ['a land line', '02733123456'],
    ['a prefix that is none', '0612345678'],
    ['another country', '+33612345678'],
    ['letters', '09123x5678'],
    ['two numbers', '0912345678, 0912345679'],
    ['digits of another script', '０９１２３４５６７８'],
    ['a plus before the zero', '+0912345678'],
  ])('is refused: %s', (_, typed) => {
    expect(normalisePhone(typed)).toEqual(refused({ name: 'phone-invalid' }));
  });

  it('is its own normal form', () => {
    const subscriber = fc.stringMatching(/^[35789]\d{8}$/);
    fc.assert(fc.property(subscriber, (digits) => normalisePhone(`0${digits}`).ok));
    fc.assert(
      fc.property(subscriber, (digits) => {
        expect(normalisePhone(`+84${digits}`)).toEqual(accepted(`+84${digits}`));
      }),
    );
  });

  it('shows its ends alone', () => {
    expect(maskPhone('+84912345678')).toBe('0912 ••• 678');
  });
});

describe('a số định danh', () => {
  it.each([
    ['a girl of 2012, Tiền Giang', '082312000123', 2012],
    ['a boy of 2013', '082213000456', 2013],
    ['a woman of 1999, Kiên Giang', '091199001234', 1999],
    ['a man of 2005', '092205004321', 2005],
    ['a man of 1984, Đồng Tháp', '087084000999', 1984],
    ['somebody of 2100', '082400000123', 2100],
  ])('%s', (_, number, year) => {
    expect(checkCccd(number, year)).toEqual(accepted(number));
  });

  it('may be typed with spaces, dots and dashes', () => {
    expect(checkCccd(' 082 312-000.123 ', 2012)).toEqual(accepted('082312000123'));
  });

  it.each<[string, string, number, Refusal]>([
    ['of another century', '082112000123', 2012, { name: 'cccd-birth-year', year: 1912 }],
    ['of the year after', '082213000456', 2012, { name: 'cccd-birth-year', year: 2013 }],
    ['a digit short', '08221300045', 2013, { name: 'cccd-shape' }],
    ['a digit more', '0822130004566', 2013, { name: 'cccd-shape' }],
    ['with a letter', '08221300045A', 2013, { name: 'cccd-shape' }],
    ['nothing', '', 2013, { name: 'cccd-shape' }],
    ['nine digits, a CMND', '311234567', 1984, { name: 'cccd-old' }],
    ['a CMND with spaces', '311 234 567', 1984, { name: 'cccd-old' }],
    ['ten digits', '3112345678', 1984, { name: 'cccd-shape' }],
  ])('is refused: %s', (_, number, year, refusal) => {
    expect(checkCccd(number, year)).toEqual(refused(refusal));
  });
});
