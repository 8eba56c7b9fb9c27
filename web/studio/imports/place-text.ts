/** Where in the file something stands, as its author would look for it. Reactive by the language. */
import type { ImportPlace } from '../../../server/rules/import-preview.ts';
import { formatCount } from '../../i18n/format.ts';
import { importWords } from '../../i18n/imports.ts';

/** `Câu 12, trang 3, dòng 40`; the file's name only where `own`, the one file of the import, is another. */
export function placeText({ file, label, page, row, column }: ImportPlace, own: string): string {
  const t = importWords().item;
  const parts = [
    label,
    page > 0 ? t.page(formatCount(page)) : '',
    row > 0 ? t.row(formatCount(row)) : '',
    column === '' ? '' : t.column(column),
    file === own ? '' : file,
  ];
  return parts.filter((part) => part !== '').join(', ');
}
