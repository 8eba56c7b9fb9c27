/** Vietnamese text from before Unicode: every letter of both encodings, and files in every encoding that offices have. */
import { describe, expect, test } from 'vitest';
import { convertLegacy, detectLegacy, legacyFont } from '../../../server/content/formats/legacy-text.ts';
import { readTextFile } from '../../../server/content/formats/legacy-text-file.ts';
import { readPlainFile } from '../../../server/content/formats/plain-text-file.ts';
import { pictureOf } from '../../helpers/picture-of-import.ts';

const tones = ['', '\u0300', '\u0309', '\u0303', '\u0301', '\u0323'];
const letters = [...'aăâeêioôơuưy'].flatMap((letter) => tones.map((tone) => (letter + tone).normalize('NFC')));
const small = `${letters.join('')}đ`;

// As the fonts' own tables print them, in the order of `small`.
const tcvn3 = 'aµ¶·¸¹¨»¼½¾Æ©ÇÈÉÊËeÌÎÏÐÑªÒÓÔÕÖi×ØÜÝÞoßáâãä«åæçèé¬êëìíîuïñòóô\u00adõö÷øùyúûüýþ®';
const vni =
  'a aø aû aõ aù aï aê aè aú aü aé aë aâ aà aå aã aá aä e eø eû eõ eù eï eâ eà eå eã eá eä i ì æ ó í ò ' +
  'o oø oû oõ où oï oâ oà oå oã oá oä ô ôø ôû ôõ ôù ôï u uø uû uõ uù uï ö öø öû öõ öù öï y yø yû yõ yù î ñ';

describe('every letter', () => {
  test('TCVN3', () => {
    expect(convertLegacy(tcvn3, 'tcvn3')).toEqual({ text: small, unknown: 0 });
    expect(convertLegacy('¡¢£¤¥¦§', 'tcvn3').text).toBe('ĂÂÊÔƠƯĐ');
  });

  test('TCVN3 capitals, which are another font', () => {
    expect(convertLegacy(tcvn3, 'tcvn3', true).text).toBe(small.toUpperCase());
  });

  test('VNI, small and large', () => {
    const apart = [...small].join(' ');
    expect(convertLegacy(vni, 'vni')).toEqual({ text: apart, unknown: 0 });
    expect(convertLegacy(vni.toUpperCase(), 'vni')).toEqual({ text: apart.toUpperCase(), unknown: 0 });
  });

  test('what an encoding does not have stays and is counted', () => {
    expect(convertLegacy('Hµ Néi ÿ', 'tcvn3')).toEqual({ text: 'Hà Nội ÿ', unknown: 1 });
  });
});

describe('which encoding', () => {
  test('fonts by their names', () => {
    expect(['.VnTime', '.VnTimeH', '.VnArial', 'VNI-Times', 'Times New Roman', 'Vna'].map(legacyFont)).toEqual([
      { encoding: 'tcvn3', isCapital: false },
      { encoding: 'tcvn3', isCapital: true },
      { encoding: 'tcvn3', isCapital: false },
      { encoding: 'vni', isCapital: false },
      null,
      null,
    ]);
  });

  test('by the text alone, and never where it may be something else', () => {
    expect(detectLegacy('Thñ ®« cña n­íc Céng hßa x· héi chñ nghÜa ViÖt Nam')).toBe('tcvn3');
    expect(detectLegacy('Thuû ñoâ cuûa nöôùc Coäng hoøa xaõ hoäi chuû nghóa Vieät Nam')).toBe('vni');
    for (const text of [
      'Thủ đô của nước ta',
      'Cá và gà là hai con',
      'Café à la carte',
      'naïve',
      'plain',
      '±5 °C «x»',
    ]) {
      expect(detectLegacy(text)).toBeNull();
    }
  });
});

describe('bytes of a file', () => {
  const text = 'Câu 1. Thủ đô của nước ta là thành phố nào?';
  const windows1258 = Buffer.from(
    'Câu 1. Thu\u00d2 ðô cu\u00d2a n\u00fdõ\u00ecc ta là tha\u0300nh phô\u00ec nào?'.replace('\u0300', '\u00cc'),
    'latin1',
  );

  test.each([
    ['UTF-8', Buffer.from(text), 'utf-8'],
    ['UTF-8 with its mark', Buffer.from(`\ufeff${text}`), 'utf-8'],
    ['UTF-8, letters and tones apart', Buffer.from(text.normalize('NFD')), 'utf-8'],
    ['UTF-16 of Notepad', Buffer.from(`\ufeff${text}`, 'utf16le'), 'utf-16le'],
    ['UTF-16, the other end first', Buffer.from(`\ufeff${text}`, 'utf16le').swap16(), 'utf-16be'],
    ['UTF-16 without its mark', Buffer.from(text.repeat(3), 'utf16le'), 'utf-16le'],
    ['TCVN3', Buffer.from('C©u 1. Thñ ®« cña n\u00adíc ta lµ thµnh phè nµo?', 'latin1'), 'tcvn3'],
    ['TCVN3 saved as UTF-8', Buffer.from('C©u 1. Thñ ®« cña n\u00adíc ta lµ thµnh phè nµo?'), 'tcvn3'],
    ['VNI', Buffer.from('Caâu 1. Thuû ñoâ cuûa nöôùc ta laø thaønh phoá naøo?', 'latin1'), 'vni'],
  ])('%s', (_, bytes, encoding) => {
    const read = readTextFile(bytes);
    const expected = bytes.length > 200 ? text.repeat(3) : text;
    expect(read).toEqual({ ok: true, value: { text: expected, encoding } });
  });

  test('the Vietnamese Windows', () => {
    const read = readTextFile(windows1258);
    expect(read.ok && read.value.encoding).toBe('windows-1258');
  });

  test('neither empty, nor binary, nor in no encoding', () => {
    const refusal = (bytes: Uint8Array): string => {
      const read = readTextFile(bytes);
      return read.ok ? 'read' : read.refusal;
    };
    expect(refusal(new Uint8Array())).toBe('file-empty');
    expect(refusal(Buffer.from('  \n\n'))).toBe('file-empty');
    expect(refusal(Buffer.from('a\0b\0\0c'))).toBe('file-encoding-unknown');
    expect(refusal(Buffer.from('Qu\u00ff\u00fe\u00f0 k\u00ff\u00f0\u00ff', 'latin1'))).toBe('file-encoding-unknown');
  });

  test('a text file of questions in an old encoding', () => {
    const typed = 'C©u 1. Thñ ®« lµ?\nA. HuÕ\nB. Hµ Néi\nC. CÇn Th¬\n§¸p ¸n: B\n';
    expect(pictureOf(readPlainFile({ name: 'de.txt', bytes: Buffer.from(typed, 'latin1') }))).toEqual([
      '! legacy-text-converted told: tcvn3',
      'Câu 1 [single] Thủ đô là?',
      'a) Huế | *b) Hà Nội | c) Cần Thơ',
    ]);
  });
});
