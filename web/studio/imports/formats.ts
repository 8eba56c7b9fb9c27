/** What file formats are called by the endings of their files, and how the text ones look. */
import type { FileFormat } from '../../../server/rules/file-formats.ts';

/** Of what can be dropped or chosen. */
export const accepted = '.docx,.xlsx,.ods,.csv,.tsv,.txt,.gift,.xml,.zip,.yaml,.yml';

/** The server's own limits of one import (`content/imported.ts`, `http/upload.ts`), told before files are chosen. */
export const fileLimits = { files: 20, megabytes: 30, questions: 5_000 } as const;

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

/** The first rows of our table, also as Excel shows them. */
export const exampleRows: readonly (readonly string[])[] = [
  ['Chủ đề', 'Mức độ', 'Câu hỏi', 'A', 'B', 'C', 'D', 'Đáp án'],
  ['Ví dụ', 'Nhận biết', 'Số điện thoại nào gọi cấp cứu y tế?', '113', '114', '115', '111', 'C'],
  ['Ví dụ', 'Thông hiểu', 'Số nào là số chẵn?', '2', '3', '4', '5', 'A, C'],
];

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
  csv: exampleRows.map((row) => row.join(';')).join('\n'),
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
    <answer fraction="0"><text>114</text></answer>
    <answer fraction="100"><text>115</text></answer>
    <single>true</single>
  </question>
</quiz>`,
  'qti-2.1': `<assessmentItem xmlns="http://www.imsglobal.org/xsd/imsqti_v2p1" identifier="vd-01" title="vd-01">
  <responseDeclaration identifier="RESPONSE" cardinality="single" baseType="identifier">
    <correctResponse><value>c</value></correctResponse>
  </responseDeclaration>
  <itemBody>
    <choiceInteraction responseIdentifier="RESPONSE" maxChoices="1">
      <prompt>Số điện thoại nào gọi cấp cứu y tế?</prompt>
      <simpleChoice identifier="a">113</simpleChoice>
      <simpleChoice identifier="b">114</simpleChoice>
      <simpleChoice identifier="c">115</simpleChoice>
    </choiceInteraction>
  </itemBody>
</assessmentItem>`,
  'qti-3.0': `<qti-assessment-item identifier="vd-01" title="vd-01">
  <qti-response-declaration identifier="RESPONSE" cardinality="single" base-type="identifier">
    <qti-correct-response><qti-value>c</qti-value></qti-correct-response>
  </qti-response-declaration>
  <qti-item-body>
    <qti-choice-interaction response-identifier="RESPONSE" max-choices="1">
      <qti-prompt>Số điện thoại nào gọi cấp cứu y tế?</qti-prompt>
      <qti-simple-choice identifier="a">113</qti-simple-choice>
      <qti-simple-choice identifier="b">114</qti-simple-choice>
      <qti-simple-choice identifier="c">115</qti-simple-choice>
    </qti-choice-interaction>
  </qti-item-body>
</qti-assessment-item>`,
  yaml: `topic: vi-du
questions:
  - id: vd-01
    kind: single
    difficulty: recognise
    stem: Số điện thoại nào gọi cấp cứu y tế?
    options: { a: '113', b: '114', c: '115' }
    key: [c]`,
};
