/** What the studio asks of files of questions: bringing them in, looking at them, mending them, taking them out again. */
import type { FileFormat } from '../../server/rules/file-formats.ts';
import type {
  ChangeImportItem,
  ExportChoice,
  ExportPreview,
  ImportBatches,
  ImportBatchView,
  ImportItem,
  ImportPage,
  ImportView,
  UndoneImport,
} from '../../server/wire/http/bank-imports.ts';
import type { LookAtRows, LookedRows, TableChoice, TableView } from '../../server/wire/http/bank-tables.ts';
import { call, query } from './http.ts';
import { sendFiles, type Sending } from './upload.ts';

const at = (bankId: string): string => `/staff/banks/${encodeURIComponent(bankId)}`;
const one = (id: string): string => `/staff/imports/${encodeURIComponent(id)}`;

/** Thousands of questions in one transaction. */
const patient = { timeoutMs: 120_000 };

/** Several files make one preview. `table`: which column holds what, where somebody has said it of a file alone. */
export const sendImport = (bankId: string, files: readonly File[], table: TableChoice | null, sending: Sending) =>
  sendFiles<ImportView>(
    `${at(bankId)}/imports${query({ table: table ? JSON.stringify(table) : undefined })}`,
    files,
    sending,
  );

export const listImports = (bankId: string) => call<ImportBatches>('GET', `${at(bankId)}/imports`);

export const readImport = (id: string, wish: ImportPage = {}) =>
  call<ImportView>('GET', `${one(id)}${query(wish)}`, undefined, { timeoutMs: 30_000 });

export const changeItem = (id: string, number: number, change: ChangeImportItem) =>
  call<ImportItem>('PATCH', `${one(id)}/items/${number}`, change);

/** null: topics of the path's names are made. */
export const mapTopic = (id: string, path: readonly string[], topicId: string | null) =>
  call<ImportView>('PUT', `${one(id)}/topics`, { path, topicId });

/** null: everything that is ready and repeats nothing. */
export const applyImport = (id: string, numbers: readonly number[] | null) =>
  call<ImportView>('POST', `${one(id)}/apply`, { numbers }, patient);

export const undoImport = (id: string) => call<UndoneImport>('POST', `${one(id)}/undo`, undefined, patient);

/** Stops the reading, or throws the preview away. */
export const dropImport = (id: string) => call<ImportBatchView>('DELETE', one(id));

export const sendTable = (file: File, sending: Sending) => sendFiles<TableView>('/staff/tables', [file], sending);

export const lookAtRows = (look: LookAtRows, giveUp: AbortController) =>
  call<LookedRows>('POST', '/staff/tables/look', look, { giveUp });

export const previewExport = (bankId: string, choice: ExportChoice, giveUp: AbortController) =>
  call<ExportPreview>('GET', `${at(bankId)}/export-preview${query(choice)}`, undefined, { ...patient, giveUp });

/** Addresses of files that the browser saves by itself. */
export const exportAddress = (bankId: string, choice: ExportChoice): string =>
  `/api${at(bankId)}/export${query(choice)}`;
export const templateAddress = (format: FileFormat): string => `/api/staff/templates/${format}`;
