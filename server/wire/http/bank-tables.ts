/**
 * Shapes of tables (Excel, CSV) while somebody says which column holds what. Nothing is kept on the server.
 *
 *   POST /staff/tables (multipart, field `file`) → TableView
 *   POST /staff/tables/look LookAtRows → LookedRows
 */
import { Type, type Static } from 'typebox';
import { KeptContent } from './bank-content.ts';
import { Problem } from './bank-imports.ts';
import { ShownQuestion } from './bank-question.ts';
import { Closed, Nullable } from './common.ts';

/** What a column can hold besides an option: names of `content/formats/columns.ts`, in the order in which they are offered. */
export const tableColumns = [
  'stem',
  'key',
  'label',
  'code',
  'topic',
  'difficulty',
  'kind',
  'explanation',
  'source',
  'tags',
  'scheme',
  'tolerance',
  'folding',
  'keepsOrder',
  'legal',
  'fact',
  'checked',
  'practice',
] as const;
export type TableColumn = (typeof tableColumns)[number];

const Column = Type.Integer({ minimum: 0, maximum: 199 });
export const TableMapping = Closed({
  /** Index of the row of headings; -1: the first row is a question already. */
  headingRow: Type.Integer({ minimum: -1, maximum: 19_999 }),
  columns: Type.Partial(
    Closed(Object.fromEntries(tableColumns.map((name) => [name, Column])) as Record<TableColumn, typeof Column>),
  ),
  /** Columns of the options A, B, … in their order. */
  options: Type.Array(Column, { maxItems: 20 }),
});
export type TableMapping = Static<typeof TableMapping>;

export const TableChoice = Closed({ sheet: Type.String({ maxLength: 200 }), mapping: TableMapping });
export type TableChoice = Static<typeof TableChoice>;

const Cell = Type.Union([Type.String(), Type.Number()]);
export const TableView = Closed({
  sheets: Type.Array(
    Closed({
      name: Type.String(),
      rowCount: Type.Number(),
      /** The first rows alone. */
      rows: Type.Array(Type.Array(Cell)),
      mapping: Nullable(TableMapping),
    }),
  ),
});
export type TableView = Static<typeof TableView>;

export const LookAtRows = Closed({
  rows: Type.Array(Type.Array(Type.Union([Type.String({ maxLength: 300 }), Type.Number()]), { maxItems: 40 }), {
    maxItems: 30,
  }),
  mapping: TableMapping,
});
export type LookAtRows = Static<typeof LookAtRows>;

export const LookedRows = Closed({
  items: Type.Array(
    Closed({
      /** From 1. */
      row: Type.Number(),
      content: Nullable(KeptContent),
      shown: Nullable(ShownQuestion),
      topicPath: Type.Array(Type.String()),
      problems: Type.Array(Problem),
    }),
  ),
});
export type LookedRows = Static<typeof LookedRows>;
