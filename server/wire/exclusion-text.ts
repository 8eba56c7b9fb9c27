/** Words of the table of people who may not take part, for the terminal and for the studio. */
import {
  exclusionLimits,
  type ExclusionColumn,
  type ExclusionProblem,
  type ExclusionProblemName,
} from '../rules/exclusion-list.ts';
import type { Language } from './refusal-text.ts';

type Headings = Readonly<Record<ExclusionColumn, string>>;

/** Names of the columns in a template. */
export const exclusionHeadings: Readonly<Record<Language, Headings>> = {
  vi: { fullName: 'Họ và tên', phone: 'Số điện thoại', cccd: 'Số căn cước', reason: 'Nhiệm vụ' },
  en: { fullName: 'Full name', phone: 'Phone', cccd: 'Identity number', reason: 'Duty' },
};

const columnOf = (headings: Headings, about: string): string =>
  about in headings ? headings[about as ExclusionColumn] : about;
const { cellLengthMax } = exclusionLimits;

type Words = Readonly<Record<ExclusionProblemName, (about: string) => string>>;

const vi: Words = {
  'not-text': () => 'tệp không phải là văn bản CSV; hãy lưu lại dạng "CSV UTF-8"',
  'too-large': (max) => `tệp quá lớn (tối đa ${max} MB)`,
  'too-many-rows': (max) => `tệp quá dài (tối đa ${max} người)`,
  'list-full': (max) => `danh sách của cuộc thi sẽ quá ${max} người; hãy xóa bớt người không còn liên quan`,
  'no-rows': () => 'tệp chưa có người nào',
  'column-missing': (column) =>
    `thiếu cột "${columnOf(exclusionHeadings.vi, column)}"; dòng đầu là tên cột: ${Object.values(exclusionHeadings.vi).join(', ')}`,
  'cell-too-long': (column) =>
    `ô ở cột "${columnOf(exclusionHeadings.vi, column)}" quá dài (tối đa ${cellLengthMax} ký tự)`,
  'name-missing': () => 'thiếu họ và tên',
  'mark-missing': () => 'cần số điện thoại hoặc số căn cước: chỉ có tên thì có thể chặn nhầm người trùng tên',
  'phone-malformed': () => 'số điện thoại chưa đúng; cần số di động Việt Nam 10 chữ số, ví dụ 0912 345 678',
  'cccd-malformed': () =>
    'số căn cước cần đúng 12 chữ số; nếu bảng tính đã bỏ số 0 ở đầu, hãy đặt cột ấy là Văn bản rồi nhập lại',
  'cccd-old': () => 'đây là số chứng minh nhân dân cũ (9 số); cần số căn cước 12 số',
  repeated: (row) => `số điện thoại hoặc số căn cước này đã có ở dòng ${row}`,
};

const en: Words = {
  'not-text': () => 'the file is no CSV text; save it as "CSV UTF-8"',
  'too-large': (max) => `the file is too large (at most ${max} MB)`,
  'too-many-rows': (max) => `the file is too long (at most ${max} people)`,
  'list-full': (max) => `the contest's list would hold more than ${max} people; remove who is no longer concerned`,
  'no-rows': () => 'the file names nobody',
  'column-missing': (column) =>
    `the column "${columnOf(exclusionHeadings.en, column)}" is missing; the first row names the columns: ${Object.values(exclusionHeadings.en).join(', ')}`,
  'cell-too-long': (column) =>
    `the cell in "${columnOf(exclusionHeadings.en, column)}" is too long (at most ${cellLengthMax} characters)`,
  'name-missing': () => 'the full name is missing',
  'mark-missing': () =>
    'a phone or an identity number is needed: by name alone, somebody of the same name could be refused',
  'phone-malformed': () =>
    'the phone number is not right; a Vietnamese mobile number has 10 digits, such as 0912 345 678',
  'cccd-malformed': () =>
    'an identity number has exactly 12 digits; if the spreadsheet dropped a leading 0, format the column as Text and enter it again',
  'cccd-old': () => 'this is an old identity card number (9 digits); the 12-digit number is needed',
  repeated: (row) => `this phone or identity number stands in row ${row} already`,
};

/** Begins with the row, as a spreadsheet counts it. */
export const exclusionProblemText = ({ row, problem, about }: ExclusionProblem, language: Language): string =>
  language === 'en' ? `Row ${row}: ${en[problem](about)}` : `Dòng ${row}: ${vi[problem](about)}`;
