/** What file formats are called by the endings of their files, and how the text ones look. */
import type { FileFormat } from '../../../server/wire/http/bank-imports.ts';

/** Of what can be dropped or chosen. */
export const accepted = '.docx,.xlsx,.ods,.csv,.tsv,.txt,.gift,.xml,.zip,.yaml,.yml';

/** The server's own limits of one file (`content/imported.ts`), told before it is chosen. */
export const fileLimits = { megabytes: 30, questions: 5_000 } as const;

export const endings: Readonly<Record<FileFormat, string>> = {
  word: '.docx',
  sheet: '.xlsx .ods',
  csv: '.csv .tsv',
  gift: '.gift .txt',
  aiken: '.txt',
  'moodle-xml': '.xml',
  'qti-2.1': '.zip .xml',
  'qti-3.0': '.zip .xml',
  yaml: '.yaml .zip',
};

/** Whether it is a table, whose columns can be chosen. */
export const isTable = (format: string): boolean => format === 'sheet' || format === 'csv';
export const looksLikeTable = (fileName: string): boolean => /\.(?:xlsx|ods|csv|tsv)$/iu.test(fileName);

/** As such a file begins; the names of people and places are the templates'. */
export const examples: Readonly<Partial<Record<FileFormat, string>>> = {
  word: `PHẦN I. CHUYỂN ĐỔI SỐ
Câu 1. Số điện thoại nào gọi cấp cứu y tế?
A. 113
B. 114
C. 115
D. 111
Đáp án: C
Mức độ: Nhận biết
Căn cứ: …

Câu 2. OTP là loại mật khẩu gì?
*A. Dùng một lần    B. Dùng cả năm    C. Mở khóa màn hình`,
  csv: `Chủ đề;Mức độ;Câu hỏi;A;B;C;D;Đáp án
Ví dụ;Nhận biết;Số điện thoại nào gọi cấp cứu y tế?;113;114;115;111;C
Ví dụ;Thông hiểu;Số nào là số chẵn?;2;3;4;5;A, C`,
  gift: `$CATEGORY: Ví dụ

::vd-01:: Số điện thoại nào gọi cấp cứu y tế? {
  ~113
  ~114
  =115
}

Mã OTP có thể cho người thân mượn. {FALSE}

Đoàn TNCS Hồ Chí Minh thành lập năm nào? {#1931}`,
  aiken: `Số điện thoại nào gọi cấp cứu y tế?
A. 113
B. 114
C. 115
ANSWER: C`,
  'moodle-xml': `<quiz>
  <question type="multichoice">
    <questiontext format="markdown"><text>Số điện thoại nào gọi cấp cứu y tế?</text></questiontext>
    <answer fraction="0"><text>113</text></answer>
    <answer fraction="100"><text>115</text></answer>
    <single>true</single>
  </question>
</quiz>`,
  'qti-3.0': `<qti-assessment-item identifier="vd-01" title="vd-01">
  <qti-response-declaration identifier="RESPONSE" cardinality="single" base-type="identifier">
    <qti-correct-response><qti-value>c</qti-value></qti-correct-response>
  </qti-response-declaration>
  <qti-item-body>
    <qti-choice-interaction response-identifier="RESPONSE" max-choices="1">
      <qti-prompt>Số điện thoại nào gọi cấp cứu y tế?</qti-prompt>
      <qti-simple-choice identifier="a">113</qti-simple-choice>
      <qti-simple-choice identifier="c">115</qti-simple-choice>
    </qti-choice-interaction>
  </qti-item-body>
</qti-assessment-item>`,
  yaml: `questions:
  - id: vd-01
    kind: single
    difficulty: recognise
    stem: Số điện thoại nào gọi cấp cứu y tế?
    options: { a: '113', b: '114', c: '115' }
    key: [c]`,
};
