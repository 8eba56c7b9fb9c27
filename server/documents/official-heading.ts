/**
 * The parts every official paper shares: the two headings (state, Đoàn), the
 * name of the paper, the grounds, and the foot with recipients and signer.
 * Sizes and styles are those of Phụ lục I of Nghị định 30/2020/NĐ-CP.
 */
import { type CalendarDate, formatDate } from './format.ts';
import { boldWidthMm, firstLineMm, paragraph, size, type Paragraph, type SideBySide } from './official-document.ts';

export interface HeadingFacts {
  /** Papers of the Đoàn leave out the quốc hiệu and carry the Đoàn's own name. */
  readonly heading: 'state' | 'doan';
  readonly parentBody: string;
  readonly issuingBody: string;
  readonly placeName: string;
  readonly symbol: string;
  /** '' while the clerk has not given one: room is left to write it by hand. */
  readonly number: string;
  readonly date: CalendarDate;
}

const stateName = 'CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM';
const stateMotto = 'Độc lập - Tự do - Hạnh phúc';
const doanName = 'ĐOÀN TNCS HỒ CHÍ MINH';

const centred = { align: 'center' } as const;
const bold = (text: string) => [{ text, isBold: true }];
const italic = (text: string) => [{ text, isItalic: true }];

/** "Số: 05/TB-BTC"; papers of the Đoàn write "Số: 05-TB/BTC". */
export function numberLine({ heading, symbol, number }: HeadingFacts): string {
  const written = number === '' ? '      ' : number.padStart(2, '0');
  return `Số: ${written}${heading === 'state' ? '/' : '-'}${symbol}`;
}

/** Bodies on the left, the state or the Đoàn on the right; below, number and date on one level. */
export function headingBlock(facts: HeadingFacts, widthMm: number): SideBySide {
  const leftMm = widthMm * 0.42;
  const date = `${facts.placeName}, ${formatDate(facts.date)}`;
  const number = paragraph(numberLine(facts), { ...centred, sizePt: size.small, beforePt: 6 });
  return {
    kind: 'side-by-side',
    widthsMm: [leftMm, widthMm - leftMm],
    rows: [
      { left: issuer(facts, leftMm), right: facts.heading === 'state' ? stateSide() : doanSide() },
      { left: [number], right: [paragraph(italic(date), { ...centred, beforePt: 6 })] },
    ],
  };
}

function issuer({ heading, parentBody, issuingBody }: HeadingFacts, widthMm: number): Paragraph[] {
  const issuing = issuingBody.toUpperCase();
  // The line is 1/3 to 1/2 of the name's length, and a long name wraps.
  const ruleMm = heading === 'state' ? Math.min(boldWidthMm(issuing, size.small), widthMm) * 0.42 : 0;
  const bodies = [
    paragraph(parentBody.toUpperCase(), { ...centred, sizePt: size.small }),
    paragraph(bold(issuing), { ...centred, sizePt: size.small, ruleMm }),
  ];
  const stars = paragraph(bold('***'), { ...centred, sizePt: size.small });
  return [...bodies.slice(parentBody === '' ? 1 : 0), ...(heading === 'doan' ? [stars] : [])];
}

function stateSide(): Paragraph[] {
  return [
    paragraph(bold(stateName), { ...centred, sizePt: size.small }),
    paragraph(bold(stateMotto), { ...centred, ruleMm: boldWidthMm(stateMotto, size.body) }),
  ];
}

function doanSide(): Paragraph[] {
  return [paragraph(bold(doanName), { ...centred, ruleMm: boldWidthMm(doanName, size.body) })];
}

/** The name of the paper and what it is about, with the line under it. */
export function titleBlocks(title: string, subject: string, widthMm: number): Paragraph[] {
  const ruleMm = Math.min(boldWidthMm(subject, size.body), widthMm) * 0.36;
  return [
    paragraph(bold(title.toUpperCase()), { ...centred, beforePt: 18, isKeptWithNext: true }),
    paragraph(bold(subject), { ...centred, ruleMm, afterPt: 6, isKeptWithNext: true }),
  ];
}

/** Each line of a list ends with ";" and the last with ".", whatever was typed. */
function asList(lines: readonly string[]): string[] {
  return lines.map((line, index) => line.replace(/[\s;.]+$/u, '') + (index === lines.length - 1 ? '.' : ';'));
}

/** "Căn cứ …;" in italics. */
export function basisBlocks(basis: readonly string[]): Paragraph[] {
  return asList(basis).map((line) => paragraph(italic(line), { firstLineMm, afterPt: 6 }));
}

export interface Signer {
  /** In whose name, e.g. "TM. BAN TỔ CHỨC"; '' when the signer acts in the own name. */
  readonly authority: string;
  readonly position: string;
  readonly name: string;
}

/** Recipients on the left, the signer on the right with room for signature and seal; never broken over pages. */
export function footBlock(recipients: readonly string[], signer: Signer, widthMm: number): SideBySide {
  const tight = { align: 'left', sizePt: size.recipients } as const;
  const title = paragraph([{ text: 'Nơi nhận:', isBold: true, isItalic: true }], {
    ...tight,
    sizePt: size.recipientsTitle,
  });
  const listed = asList(recipients).map((line) => paragraph(`- ${line.replace(/^-\s*/u, '')}`, tight));
  const titles = [signer.authority, signer.position].filter((line) => line !== '');
  return {
    kind: 'side-by-side',
    widthsMm: [widthMm / 2, widthMm / 2],
    rows: [
      {
        left: recipients.length === 0 ? [] : [title, ...listed],
        right: [
          ...titles.map((line) => paragraph(bold(line.toUpperCase()), { ...centred, isKeptWithNext: true })),
          paragraph(bold(signer.name), { ...centred, beforePt: 72 }),
        ],
      },
    ],
  };
}
