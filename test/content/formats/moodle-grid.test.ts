/** Statements to judge as Moodle's plugins write them; kinds of other plugins that we lack, each with its name, place and words. */
import { expect, test } from 'vitest';
import { readMoodleXml } from '../../../server/content/formats/moodle-xml.ts';
import { pictureOf } from '../../helpers/picture-of-import.ts';
import { vi } from '../../../web/i18n/vi/import-problems.ts';

const moodle = (questions: string) =>
  readMoodleXml({ name: 'a.xml', bytes: new TextEncoder().encode(`<quiz>${questions}</quiz>`) });
const text = (words: string) => `<text><![CDATA[${words}]]></text>`;

interface Written {
  readonly type?: string;
  readonly rows: readonly (readonly [words: string, column: number])[];
  readonly columns?: readonly string[];
  readonly more?: string;
}

const grid = ({ type = 'mtf', rows, columns = ['Đúng', 'Sai'], more = '' }: Written) =>
  moodle(
    `<question type="${type}"><name>${text('Mật khẩu')}</name><questiontext format="html">${text('<p>Xét các ý sau.</p>')}</questiontext>` +
      `<shuffleanswers>true</shuffleanswers>${more}` +
      rows
        .map(([words], at) => `<row number="${at + 1}"><optiontext format="html">${text(words)}</optiontext></row>`)
        .join('') +
      columns
        .map((words, at) => `<column number="${at + 1}"><responsetext>${text(words)}</responsetext></column>`)
        .join('') +
      rows
        .flatMap(([, right], row) =>
          columns.map(
            (_, at) =>
              `<weight rownumber="${row + 1}" columnnumber="${at + 1}"><value> ${at + 1 === right ? '1.000' : '0.000'} </value></weight>`,
          ),
        )
        .join('') +
      '</question>',
  );

const rows = [
  ['<p>Nên dài</p>', 1],
  ['Nên <b>ngắn</b>', 2],
  ['Nên khó đoán', 1],
] as const;
const schemeOf = (outcome: ReturnType<typeof grid>) => outcome.ok && outcome.value.questions[0]?.question?.scheme;

test('multiple true/false is a table of statements, in whichever words its columns are', () => {
  const picture = ['Mật khẩu [grid] Xét các ý sau.', '*a) Nên dài | b) Nên **ngắn** | *c) Nên khó đoán'];
  expect(pictureOf(grid({ rows }))).toEqual(picture);
  expect(pictureOf(grid({ rows, columns: ['True', 'False'], type: 'kprime' }))).toEqual(picture);
  const turned = rows.map(([words, right]) => [words, 3 - right] as const);
  expect(pictureOf(grid({ rows: turned, columns: ['Sai', 'Đúng'] }))).toEqual(picture);
  expect(pictureOf(grid({ rows, columns: ['Tán thành', 'Phản đối'] }))).toEqual([
    ...picture,
    '! kind-guessed doubt: grid',
  ]);
});

test('its ways of counting: by statement, all or nothing, and those that we lack', () => {
  const by = (method: string, more = '') =>
    grid({ rows, more: `<scoringmethod>${text(method)}</scoringmethod>${more}` });
  expect([schemeOf(by('subpoints')), schemeOf(by('mtfonezero'))]).toEqual(['each-part', 'all-or-nothing']);
  expect(pictureOf(by('subpoints'))).not.toContain('! weights-not-held doubt');
  expect(pictureOf(by('kprime'))).toContain('! weights-not-held doubt');
  expect(pictureOf(by('subpoints', '<deduction>0.5</deduction>'))).toContain('! weights-not-held doubt');
});

test('a statement that nothing says of stops the question; a third column is a kind that we lack', () => {
  expect(pictureOf(grid({ rows: [...rows, ['Không ai nói', 0]] }))).toContain('! no-key stops');
  expect(pictureOf(grid({ rows, columns: ['Đúng', 'Sai', 'Không rõ'] }))).toEqual([
    'Mật khẩu',
    '! kind-not-held stops: mtf / Xét các ý sau.',
  ]);
});

test('the multiple response of the Open University: right is right, and the other counting is told', () => {
  const outcome = moodle(
    `<question type="oumultiresponse"><questiontext>${text('Số nào lẻ?')}</questiontext>` +
      ['100,1', '0,2', '100,3', '0,4']
        .map((each) => each.split(','))
        .map(([fraction, words = '']) => `<answer fraction="${fraction}">${text(words)}</answer>`)
        .join('') +
      '</question>',
  );
  expect(pictureOf(outcome)).toEqual([
    'Câu 1 [multiple] Số nào lẻ?',
    '*a) 1 | b) 2 | *c) 3 | d) 4',
    '! weights-not-held doubt',
  ]);
});

test('every other kind is listed where it stands, with its words', () => {
  const types = ['essay', 'cloze', 'ddwtos', 'gapselect', 'ddmarker', 'calculated', 'cuatruong'];
  const outcome = moodle(
    types
      .map(
        (type) =>
          `\n<question type="${type}"><name>${text(`Bài ${type}`)}</name><questiontext format="html">${text(`<p>Điền [[1]] vào</p>`)}</questiontext></question>`,
      )
      .join(''),
  );
  expect(
    outcome.ok && outcome.value.questions.map(({ place, question }) => [place.label, place.row, question]),
  ).toEqual(types.map((type, at) => [`Bài ${type}`, at + 2, null]));
  const said = (outcome.ok ? outcome.value.questions : []).map(({ problems: [problem] }) =>
    vi.problems['kind-not-held'](problem?.params ?? {}),
  );
  expect(said[0]).toBe(
    'Hệ thống chưa có dạng câu này: tự luận (essay). "Điền [[1]] vào" Bạn viết lại theo một dạng khác, hoặc bỏ ra.',
  );
  expect(said[2]).toContain(': kéo từ vào chỗ trống (ddwtos).');
  expect(said[6]).toContain(': cuatruong.');
});
