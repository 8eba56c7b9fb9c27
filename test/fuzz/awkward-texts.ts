/** Text files as people and other systems make them, each with what our own writers never write. */
import type { FuzzFormat } from './corpus.ts';

const typed = `PHẦN I. DỮ LIỆU SỐ
Câu 1. (NB) Thủ đô của nước ta là?
A. Huế   B. *Hà Nội\tC. Cần Thơ   D. Đà Nẵng   Đáp án: B
Câu 2 (0,25 điểm): Những số nào là số nguyên tố?
a) 2
b) 3
c) 4
d) 9
Đáp án: a, b
Giải thích: vì 4 = 2 × 2. Mức độ: Vận dụng
Câu 3: Mỗi ý đúng hay sai?
a) Nước sôi ở 100 °C. (Đ)
b) Một giờ có 50 phút. (S)
c) $2^3 = 8$ – Đúng
d) Năm có 13 tháng – Sai
Câu 4. Số pi gần bằng ... (điền số)
Đáp án: 3,14 ± 0,01
Câu 5. Ghép cột A với cột B
1) Cháy nhà  2) Cấp cứu
a. 114  b. 115
Đáp án: 1-a, 2-b
Câu 6. Ai viết Nam quốc sơn hà? (B)
A. Không rõ
B. Lý Thường Kiệt
6. Câu không có chữ Câu
A. x
B. y
BẢNG ĐÁP ÁN
1.B 2.AB 3.ĐSĐS 4.3,14
1 | 2 | 3
B | C | A
`;

const numberedTyped = `1/ Thủ đô là?
A- Huế
B- Hà Nội
C- Vinh
2/ Bến Nhà Rồng ở đâu?
A- Cần Thơ
B- TP. Hồ Chí Minh
Đáp án
1. B. Vì Hà Nội là thủ đô
2. B
`;

const gift = `// bình luận
$CATEGORY: $course$/top/Lịch sử/Cận đại

::Q1:: Thủ đô là? {=Hà Nội ~Huế #Sai rồi ~%50%Vinh ####Vì thế}
::Q2::[html]<p>Chọn <b>hai</b> <img src="data:image/png;base64,iVBORw0KGgo=" alt="hình"></p>{~%50%A ~%50%B ~%-100%C}
Đúng chứ? {T#đúng rồi#sai rồi}
Số pi {#3.14:0.01}
Số e {#2.71..2.72}
Nhiều số {#=%100%5:0.1 =%50%6:0}
Ghép {=a -> 1 =b -> 2 = -> 3}
Điền {=%100%Hà Nội =%50%ha noi} vào chỗ trống
Tự luận {}
[markdown]**Đậm** \\{không phải\\} \\= {=x ~y\\:z}
// [id:KB1] [tag:luật]
`;

const aiken = `Thủ đô là?
A. Huế
B) Hà Nội
C. Vinh
ANSWER: B

Không có đáp án
A. một
B. hai
`;

const moodle = `<?xml version="1.0" encoding="UTF-8"?>
<quiz>
<question type="category"><category><text>$course$/top/Luật</text></category></question>
<question type="multichoice"><name><text>Q1</text></name><questiontext format="html"><text><![CDATA[<p>Thủ đô <em>là</em>? <img src="@@PLUGINFILE@@/h%C3%ACnh%201.png" alt="x"></p>]]></text><file name="hình 1.png" path="/" encoding="base64">iVBORw0KGgo=</file></questiontext><generalfeedback format="moodle_auto_format"><text>Vì thế</text></generalfeedback><single>true</single><shuffleanswers>1</shuffleanswers><answer fraction="100" format="html"><text>Hà Nội</text><feedback><text>đúng</text></feedback></answer><answer fraction="-33.33333"><text>Huế</text></answer><tags><tag><text>luật</text></tag></tags></question>
<question type="numerical"><name><text>N</text></name><questiontext><text>Số pi?</text></questiontext><answer fraction="100"><text>3.14</text><tolerance>0.01</tolerance></answer><units><unit><multiplier>1</multiplier><unit_name>m</unit_name></unit></units></question>
<question type="matching"><questiontext><text>Ghép</text></questiontext><subquestion><text>a</text><answer><text>1</text></answer></subquestion><subquestion><text></text><answer><text>2</text></answer></subquestion></question>
<question type="shortanswer"><questiontext><text>Điền</text></questiontext><usecase>1</usecase><answer fraction="100"><text>Hà*Nội</text></answer></question>
<question type="cloze"><questiontext><text>{1:MULTICHOICE:=a~b}</text></questiontext></question>
<question type="essay"><questiontext><text>Viết</text></questiontext></question>
<question type="ordering"><questiontext><text>Xếp</text></questiontext><answer fraction="1"><text>một</text></answer><answer fraction="2"><text>hai</text></answer></question>
</quiz>`;

const qti = (version: '2.1' | '3.0'): string => {
  const dash = version === '3.0';
  const tag = (name: string): string => (dash ? `qti-${name.replace(/[A-Z]/g, (at) => `-${at.toLowerCase()}`)}` : name);
  const word = (name: string): string => (dash ? name.replace(/[A-Z]/g, (at) => `-${at.toLowerCase()}`) : name);
  const uri = dash ? 'imsqtiasi_v3p0' : 'imsqti_v2p1';
  return `<?xml version="1.0"?><${tag('assessmentItem')} xmlns="http://www.imsglobal.org/xsd/${uri}" identifier="i1" title="Một" ${word('adaptive')}="false"><${tag('responseDeclaration')} identifier="RESPONSE" cardinality="multiple" ${word('baseType')}="identifier"><${tag('correctResponse')}><${tag('value')}>A</${tag('value')}></${tag('correctResponse')}><${tag('mapping')} ${word('lowerBound')}="0" ${word('defaultValue')}="-1"><${tag('mapEntry')} ${word('mapKey')}="A" ${word('mappedValue')}="1"/></${tag('mapping')}></${tag('responseDeclaration')}><${tag('itemBody')}><p>Đề <img src="anh/x.png" alt="hình"/> <math xmlns="http://www.w3.org/1998/Math/MathML"><mi>x</mi></math></p><${tag('choiceInteraction')} ${word('responseIdentifier')}="RESPONSE" shuffle="true" ${word('maxChoices')}="0"><${tag('prompt')}>Chọn</${tag('prompt')}><${tag('simpleChoice')} identifier="A">một</${tag('simpleChoice')}><${tag('simpleChoice')} identifier="B" fixed="true">hai<br/></${tag('simpleChoice')}></${tag('choiceInteraction')}></${tag('itemBody')}><${tag('responseProcessing')} template="http://www.imsglobal.org/question/${uri}/rptemplates/map_response"/></${tag('assessmentItem')}>`;
};

const csv = `sep=;
STT;Câu hỏi;Phương án A;Phương án B;Phương án C;Đáp án;Mức độ;Chủ đề;Loại
1;"Thủ đô ""nào""
xuống dòng";Huế;Hà Nội;Vinh;B;NB;Địa lý;
2;Số pi;;;;3,14±0,01;;;Trả lời số
3;Ghép;a = 1;b = 2;;;;;Ghép đôi
4;Đúng sai;x;y;z;ĐSĐ;TH;;grid
5;=SUM(A1);'-7;+1;@x;1,3;;;nhiều lựa chọn
`;

const yaml = `id: thu
name: Thử
topics:
  - { id: mot, name: Một }
questions:
  - id: cau-1
    topic: mot
    kind: single
    difficulty: recognise
    stem: "Thủ đô \\u00e0 là?"
    options: { a: Huế, b: Hà Nội, c: Vinh }
    key: b
    explanation: >
      Vì thế
    source: |
      Luật
  - id: cau-2
    topic: mot
    kind: number
    difficulty: understand
    stem: Số pi?
    key: ["3.14"]
    tolerance: "0.01"
`;

export const awkwardTexts: readonly (readonly [FuzzFormat, string])[] = [
  ['typed', typed],
  ['typed', numberedTyped],
  ['typed', `${typed}${numberedTyped}`.normalize('NFD')],
  ['gift', gift],
  ['aiken', aiken],
  ['moodle-xml', moodle],
  ['qti-2.1', qti('2.1')],
  ['qti-3.0', qti('3.0')],
  ['csv', csv],
  ['csv', csv.replace('sep=;\n', '').replaceAll(';', '\t')],
  ['yaml', yaml],
];
