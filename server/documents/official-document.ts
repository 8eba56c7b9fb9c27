/**
 * An official paper as a value: what stands on the page, in what size and where,
 * after Nghị định 30/2020/NĐ-CP. It knows neither Word nor PDF: `write-docx.ts`
 * and `write-pdf.ts` render it, and each kind of paper builds one.
 */

export type Align = 'left' | 'center' | 'right' | 'justify';

export interface Run {
  readonly text: string;
  readonly isBold?: boolean;
  readonly isItalic?: boolean;
}

export interface Paragraph {
  readonly kind: 'paragraph';
  readonly runs: readonly Run[];
  readonly align: Align;
  readonly sizePt: number;
  readonly beforePt: number;
  readonly afterPt: number;
  readonly firstLineMm: number;
  /** Of the whole paragraph, from the left margin. */
  readonly indentMm: number;
  /** Length of a solid line centred under the paragraph; 0 for none. */
  readonly ruleMm: number;
  /** Stays on the page of what follows. */
  readonly isKeptWithNext: boolean;
  readonly startsPage: boolean;
}

/** A picture on a line of its own. */
export interface Picture {
  readonly kind: 'picture';
  readonly png: Uint8Array;
  readonly widthMm: number;
  readonly heightMm: number;
  /** What a screen reader says. */
  readonly alt: string;
  readonly indentMm: number;
}

/** Two columns without borders, row by row: the heading and the signatures. A row never breaks over pages. */
export interface SideBySide {
  readonly kind: 'side-by-side';
  readonly widthsMm: readonly [number, number];
  readonly rows: readonly { readonly left: readonly Paragraph[]; readonly right: readonly Paragraph[] }[];
}

export interface TableColumn {
  readonly title: string;
  readonly widthMm: number;
  readonly align: Align;
}

export interface TableCell {
  readonly text: string;
  /** How many columns it covers; the cells of a row cover them all. */
  readonly span: number;
  readonly isBold: boolean;
  readonly align: Align;
}

/** A bordered table; its titles repeat on every page and its rows never break. */
export interface Table {
  readonly kind: 'table';
  readonly sizePt: number;
  readonly columns: readonly TableColumn[];
  readonly rows: readonly (readonly TableCell[])[];
}

export type Block = Paragraph | Picture | SideBySide | Table;

export interface OfficialDocument {
  /** The file's own title, for readers and screen readers. */
  readonly title: string;
  readonly isLandscape: boolean;
  /** Stands at the top of every page: what the paper must not be taken for. */
  readonly marker?: string;
  readonly blocks: readonly Block[];
}

/** A4 and the margins of Phụ lục I, in millimetres. */
export const page = { shortMm: 210, longMm: 297, topMm: 20, bottomMm: 20, leftMm: 30, rightMm: 15 } as const;

/** One family of sizes through the whole paper, as the decree asks: 13 for the bodies' names, 14 for the text. */
export const size = { small: 13, body: 14, table: 12, recipientsTitle: 12, recipients: 11 } as const;

/** Indent of the first line of body text: 1 or 1,27 cm. */
export const firstLineMm = 12.7;

/** Width between the margins. */
export function textWidthMm(isLandscape: boolean): number {
  return (isLandscape ? page.longMm : page.shortMm) - page.leftMm - page.rightMm;
}

export const ptOfMm = (mm: number): number => (mm * 72) / 25.4;

/** A paragraph of body text unless told otherwise. */
export function paragraph(
  runs: string | readonly Run[],
  told: Partial<Omit<Paragraph, 'kind' | 'runs'>> = {},
): Paragraph {
  return {
    kind: 'paragraph',
    runs: typeof runs === 'string' ? [{ text: runs }] : runs,
    align: 'justify',
    sizePt: size.body,
    beforePt: 0,
    afterPt: 0,
    firstLineMm: 0,
    indentMm: 0,
    ruleMm: 0,
    isKeptWithNext: false,
    startsPage: false,
    ...told,
  };
}

/**
 * About how long a line of bold Times text is. Good to a tenth, which is enough
 * for the lines drawn under it; exact metrics would need the font at this level.
 */
export function boldWidthMm(text: string, sizePt: number): number {
  const em = [...text].reduce((sum, letter) => {
    if (/[\s.,:;'\-–]/u.test(letter)) return sum + 0.28;
    if (/\p{Lu}/u.test(letter)) return sum + 0.7;
    return sum + (/[fijltr]/u.test(letter) ? 0.33 : 0.52);
  }, 0);
  return (em * sizePt * 25.4) / 72;
}
