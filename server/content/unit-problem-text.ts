/** Problems of a table of units in plain words, for the command that imports it. */
import { unitColumns, unitLimits, type UnitProblem, type UnitProblemName } from './read-units.ts';

const words: Readonly<Record<UnitProblemName, (about: string) => string>> = {
  'too-large': () => `tệp quá lớn (tối đa ${unitLimits.textLengthMax / 1024 / 1024} triệu ký tự)`,
  'too-many-rows': (max) => `tệp quá dài (tối đa ${max} dòng); hãy chia làm nhiều tệp`,
  'column-missing': (column) => `thiếu cột "${column}"; dòng đầu phải có: ${unitColumns.join(', ')}`,
  'cell-too-long': (column) => `ô ở cột "${column}" quá dài (tối đa ${unitLimits.cellLengthMax} ký tự)`,
  'code-malformed': (code) => `mã đơn vị "${code}" chưa đúng: chỉ dùng chữ không dấu, số và dấu gạch nối`,
  'parent-half': () => 'đơn vị cấp trên cần cả parent_scheme và parent_code, hoặc để trống cả hai',
  'hierarchy-unknown': (given) => `hierarchy là "government" hoặc "doan", không phải "${given}"`,
  'kind-malformed': (given) => `loại đơn vị "${given}" chưa đúng: viết thường không dấu, ví dụ xa, truong, chi_doan`,
  'name-missing': () => 'thiếu tên đơn vị',
  'headcount-malformed': (given) => `số người "${given}" phải là số nguyên không âm, để trống nếu chưa kê khai`,
  repeated: (code) => `mã "${code}" đã có ở dòng trên`,
  'parent-unknown': (code) => `không có đơn vị cấp trên "${code}", cả trong tệp lẫn trong hệ thống`,
  'parent-loop': (code) => `đơn vị "${code}" là cấp trên của chính mình qua một vòng`,
};

export const unitProblemText = ({ row, problem, about }: UnitProblem): string =>
  `Dòng ${row}: ${words[problem](about)}`;
