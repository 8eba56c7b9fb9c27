/** Word files with what offices have and our writer never writes: lists, styles, boxes, formulas, changes, pictures. */
import { image, list, lines, makeDocx, numbered, numbering, para, run, table } from '../helpers/make-docx.ts';
import { sinfulWord } from '../helpers/sinful-word.ts';

const answers = lines('BẢNG ĐÁP ÁN');

export async function awkwardWords(): Promise<Uint8Array[]> {
  const questions = list(
    1,
    [
      ['decimal', 'Câu %1.'],
      ['upperLetter', '%2.'],
    ],
    [[1], [2, 1]],
  );
  const listed = [1, 2, 3].map(
    (at) =>
      para(`Câu hỏi thứ ${at} là gì?`, numbered(1)) +
      ['một', 'hai', 'ba'].map((text) => para(`${text} ${at}`, numbered(1, 1))).join(''),
  );
  const keys = table([
    ['1', '2', '3'],
    ['A', 'B', 'C'],
  ]);
  const styled =
    '<w:style w:type="paragraph" w:styleId="Dung"><w:name w:val="Dung"/><w:basedOn w:val="Goc"/><w:rPr><w:b/></w:rPr></w:style>' +
    '<w:style w:type="paragraph" w:styleId="Goc"><w:name w:val="heading 1"/><w:pPr><w:outlineLvl w:val="0"/></w:pPr></w:style>';
  const formula =
    '<m:oMath><m:f><m:num><m:r><m:t>a</m:t></m:r></m:num><m:den><m:r><m:t>b</m:t></m:r></m:den></m:f></m:oMath>';
  const box =
    '<w:p><w:r><mc:AlternateContent><mc:Choice Requires="wps"><w:drawing><wps:txbx><w:txbxContent><w:p><w:r><w:t>Trong hộp</w:t></w:r></w:p></w:txbxContent></wps:txbx></w:drawing></mc:Choice><mc:Fallback/></mc:AlternateContent></w:r></w:p>';
  const changed =
    '<w:p><w:ins><w:r><w:t>Câu 9. Thêm?</w:t></w:r></w:ins><w:del><w:r><w:delText>Bớt</w:delText></w:r></w:del><w:r><w:footnoteReference w:id="2"/></w:r></w:p>';
  const mixed =
    para('PHẦN A', '<w:pStyle w:val="Goc"/>') +
    para('Câu 1. Đề có công thức ') +
    `<w:p>${formula}${image('r1', 'hình')}</w:p>` +
    para(run('A. một', '<w:u w:val="single"/>') + run('\tB. hai') + run('\tC. ba', '<w:color w:val="FF0000"/>')) +
    box +
    changed +
    table([[lines('A. x'), lines('B. y')]]) +
    para(run('Hµ Néi', '<w:rFonts w:ascii=".VnTime" w:hAnsi=".VnTime"/>')) +
    para(run('x', '<w:vertAlign w:val="superscript"/>') + '<w:r><w:sym w:font="Symbol" w:char="F061"/></w:r>');
  return [
    await makeDocx(listed.join('') + answers + keys, { numbering: numbering(questions) }),
    await makeDocx(mixed, {
      styles: styled,
      footnotes: '<w:footnote w:id="2"><w:p><w:r><w:t>Chú</w:t></w:r></w:p></w:footnote>',
      links: { r1: 'media/a.png' },
      files: { 'word/media/a.png': new Uint8Array([0x89, 0x50, 0x4e, 0x47]) },
    }),
    (await sinfulWord()).bytes,
  ];
}
