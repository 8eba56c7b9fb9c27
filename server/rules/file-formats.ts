/** Names of the formats that questions come in and go out in, in the order in which the studio offers them. */
export const fileFormats = [
  'word',
  'sheet',
  'csv',
  'gift',
  'aiken',
  'moodle-xml',
  'qti-2.1',
  'qti-3.0',
  'yaml',
] as const;
export type FileFormat = (typeof fileFormats)[number];
