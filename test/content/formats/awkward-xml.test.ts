/** Moodle XML and QTI as other systems write them, and as nobody should. */
import { expect, test } from 'vitest';
import { readMoodleXml } from '../../../server/content/formats/moodle-xml.ts';
import { readQti } from '../../../server/content/formats/qti.ts';
import { writePackage } from '../../../server/content/formats/write-package.ts';
import type { ReadOutcome } from '../../../server/content/imported.ts';

const bytesOf = (text: string) => new TextEncoder().encode(text);
const moodle = (questions: string) =>
  readMoodleXml({ name: 'a.xml', bytes: bytesOf(`<?xml version="1.0" encoding="UTF-8"?><quiz>${questions}</quiz>`) });

const first = (outcome: ReadOutcome) => {
  if (!outcome.ok) return outcome.refusal;
  const [one] = outcome.value.questions;
  return { ...one?.question, problems: one?.problems.map(({ name }) => name), path: one?.topicPath };
};
const named = (outcome: ReadOutcome) =>
  outcome.ok
    ? outcome.value.questions.map(
        ({ question, problems }) => question?.kind ?? `${problems[0]?.name} ${problems[0]?.params['kind'] ?? ''}`,
      )
    : [outcome.refusal];

const text = (html: string) => `<text><![CDATA[${html}]]></text>`;
const answers = (...all: [number, string][]) =>
  all.map(([fraction, html]) => `<answer fraction="${fraction}" format="html">${text(html)}</answer>`).join('');

test('HTML with a picture of the file, a picture of elsewhere, one that is missing, and one inside its address', () => {
  const html =
    '<p>Ảnh <img src="@@PLUGINFILE@@/h%C3%ACnh%201.png" alt="lược đồ"><img src="https://x.example/a.png" alt="xa">' +
    '<img src="@@PLUGINFILE@@/khong.png"><img src="data:image/png;base64,AAEC" alt="dán"></p>';
  const file = `<file name="hình 1.png" path="/" encoding="base64">iVBO</file>`;
  const outcome = moodle(
    `<question type="multichoice"><questiontext format="html">${text(html)}${file}</questiontext>${answers([100, 'a'], [0, 'b'], [0, 'c'])}</question>`,
  );
  const { stem, problems } = first(outcome) as { stem: string; problems: string[] };
  expect(stem).toMatch(/^Ảnh !\[lược đồ\]\(media:\w{64}\) \[xa\] !\[dán\]\(media:\w{64}\)$/);
  expect(problems).toEqual(['media-external', 'media-missing']);
  expect(outcome.ok && outcome.value.media.map(({ fileName, bytes }) => [fileName, bytes.length])).toEqual([
    ['hình 1.png', 3],
    ['image.png', 3],
  ]);
});

test('types that we lack are listed by name', () => {
  const types = ['essay', 'description', 'cloze', 'calculated', 'ddwtos', 'gapselect', 'stack'];
  expect(named(moodle(types.map((type) => `<question type="${type}"/>`).join('')))).toEqual(
    types.map((type) => `kind-not-held ${type}`),
  );
});

test('words of Word: spans, fonts, a list, raised letters, formulas of three sorts', () => {
  const html =
    '<p class="MsoNormal"><span style="font-family:Times"><b>Câu:</b> diện tích 5 m<sup>2</sup>, \\(x_1\\) và $$y^2$$</span></p>' +
    '<ul><li>một</li><li>hai</li></ul><p><math><semantics><mi>z</mi><annotation encoding="application/x-tex">z_2</annotation></semantics></math></p>';
  const outcome = moodle(
    `<question type="truefalse"><questiontext format="html">${text(html)}</questiontext>${answers([0, 'true'], [100, 'false'])}</question>`,
  );
  expect(first(outcome)).toMatchObject({
    kind: 'true-false',
    key: ['b'],
    stem: '**Câu:** diện tích 5 m², $x_1$ và $$y^2$$\n\n- một\n- hai\n\n$z_2$',
    problems: [],
  });
});

test('a single choice with two right answers, weights of its own, units, a star', () => {
  const question = (type: string, inner: string) =>
    first(moodle(`<question type="${type}"><questiontext>${text('Gì?')}</questiontext>${inner}</question>`));
  const right = '<single>true</single>';
  expect(question('multichoice', right + answers([100, 'a'], [100, 'b'], [0, 'c']))).toMatchObject({
    kind: 'multiple',
    key: ['a', 'b'],
    problems: ['kind-guessed'],
  });
  expect(question('multichoice', right + answers([100, 'a'], [50, 'b'], [0, 'c']))).toMatchObject({
    key: ['a'],
    problems: ['weights-not-held'],
  });
  const unit = '<units><unit><multiplier>1</multiplier><unit_name>m</unit_name></unit></units>';
  const number = `<answer fraction="100"><text>1.5e3</text><tolerance>0.50</tolerance></answer>${unit}`;
  expect(question('numerical', number)).toMatchObject({
    key: ['1500'],
    tolerance: '0.5',
    problems: ['text-left-over'],
  });
  expect(question('shortanswer', `<usecase>1</usecase>${answers([100, 'Hà *'], [100, '3 \\* 4'])}`)).toMatchObject({
    key: ['Hà *', '3 * 4'],
    folding: { ignoresCase: false },
    problems: ['formatting-not-kept'],
  });
});

test('a plugin that drags pairs, one that orders, a category', () => {
  const pair = (left: string, right: string) =>
    `<subquestion format="html">${text(left)}<answer><text>${right}</text></answer></subquestion>`;
  const category = '<question type="category"><category><text>$course$/top/Luật</text></category></question>';
  const match = `<question type="ddmatch"><questiontext>${text('Ghép')}</questiontext>${pair('a', '1')}${pair('b', '2')}${pair('', '3')}</question>`;
  expect(first(moodle(category + match))).toMatchObject({
    kind: 'matching',
    key: ['p1=a', 'p2=b'],
    options: [{ text: '1' }, { text: '2' }, { text: '3' }],
    path: ['Luật'],
    problems: [],
  });
  const order = `<question type="ordering"><questiontext>${text('Xếp')}</questiontext><gradingtype>RELATIVE_NEXT_EXCLUDE_LAST</gradingtype>${answers([1, 'x'], [2, 'y'], [3, 'z'])}</question>`;
  expect(first(moodle(order))).toMatchObject({
    kind: 'ordering',
    key: ['a', 'b', 'c'],
    problems: ['weights-not-held'],
  });
});

const bomb = '<!DOCTYPE quiz [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;&a;&a;&a;">]>';
test.each([
  ['an entity bomb', `${bomb}<quiz>&b;</quiz>`, 'file-external-entity'],
  ['an external entity', '<!DOCTYPE q SYSTEM "file:///etc/passwd"><quiz/>', 'file-external-entity'],
  ['tags that do not fit', '<quiz><question></quiz>', 'file-broken'],
  ['a thousand levels', `<quiz>${'<a>'.repeat(1000)}${'</a>'.repeat(1000)}</quiz>`, 'file-too-deep'],
  ['another vocabulary', '<html/>', 'file-format-unknown'],
  ['no question', '<quiz/>', 'file-no-questions'],
  ['nothing', '', 'file-empty'],
])('Moodle XML: %s is refused', (_, xml, refusal) => {
  expect(readMoodleXml({ name: 'a.xml', bytes: bytesOf(xml) })).toMatchObject({ ok: false, refusal });
});

// ── QTI

const item = (inner: string, id = 'i1') =>
  `<assessmentItem xmlns="http://www.imsglobal.org/xsd/imsqti_v2p1" identifier="${id}" title="Tên">${inner}</assessmentItem>`;
const qti = (inner: string) => readQti({ name: 'a.xml', bytes: bytesOf(item(inner)) });
const declared = (type: string, correct: readonly string[], more = '') =>
  `<responseDeclaration identifier="R" ${type}><correctResponse>${correct.map((value) => `<value>${value}</value>`).join('')}</correctResponse>${more}</responseDeclaration>`;
const choices = (name: string, ...ids: string[]) =>
  ids.map((id) => `<${name} identifier="${id}">Mục ${id}</${name}>`).join('');

test('an item alone: a prompt is the question, advice for markers is not', async () => {
  const outcome = await qti(
    declared('cardinality="single" baseType="identifier"', ['B']) +
      `<itemBody><rubricBlock view="scorer"><p>Chấm kỹ</p></rubricBlock><p>Đọc đoạn sau.</p><choiceInteraction responseIdentifier="R" shuffle="false"><prompt>Gì?</prompt>${choices('simpleChoice', 'A', 'B', 'C')}</choiceInteraction></itemBody>`,
  );
  expect(first(outcome)).toMatchObject({
    id: 'i1',
    kind: 'single',
    stem: 'Đọc đoạn sau.\n\nGì?',
    key: ['b'],
    keepsOrder: true,
    problems: [],
  });
});

test('interactions that we lack, and items of several, are listed', async () => {
  const bodies = [
    '<p>Chỉ là chữ</p>',
    '<extendedTextInteraction/>',
    '<p><inlineChoiceInteraction/></p>',
    '<textEntryInteraction/><textEntryInteraction/>',
  ];
  const outcomes = await Promise.all(bodies.map((body) => qti(`<itemBody>${body}</itemBody>`)));
  expect(outcomes.flatMap(named)).toEqual([
    'kind-not-held no interaction',
    'kind-not-held extendedTextInteraction',
    'kind-not-held inlineChoiceInteraction',
    'kind-not-held 2 × textEntryInteraction',
  ]);
});

test('a gap in a sentence, right between two bounds', async () => {
  const bounds = [
    '<gte><variable identifier="R"/><baseValue baseType="float">9.7</baseValue></gte>',
    '<lte><variable identifier="R"/><baseValue baseType="float">9.9</baseValue></lte>',
  ];
  const outcome = await qti(
    declared('cardinality="single" baseType="float"', ['9.8']) +
      `<itemBody><p>Gia tốc là <textEntryInteraction responseIdentifier="R"/> m/s².</p></itemBody><responseProcessing><responseCondition><responseIf><and>${bounds.join('')}</and></responseIf></responseCondition></responseProcessing>`,
  );
  expect(first(outcome)).toMatchObject({
    kind: 'number',
    stem: 'Gia tốc là _____ m/s².',
    key: ['9.8'],
    tolerance: '0.1',
    problems: [],
  });
});

test('pairs out of one pool', async () => {
  const outcome = await qti(
    declared('cardinality="multiple" baseType="pair"', ['A P', 'B Q']) +
      `<itemBody><p>Ghép</p><associateInteraction responseIdentifier="R">${choices('simpleAssociableChoice', 'A', 'B', 'P', 'Q')}</associateInteraction></itemBody>`,
  );
  expect(first(outcome)).toMatchObject({
    kind: 'matching',
    prompts: [{ text: 'Mục A' }, { text: 'Mục B' }],
    key: ['p1=a', 'p2=b'],
    problems: [],
  });
});

test('points of a mapping that no scheme of ours gives are told', async () => {
  const mapping =
    '<mapping defaultValue="0"><mapEntry mapKey="A" mappedValue="3"/><mapEntry mapKey="B" mappedValue="1"/></mapping>';
  const outcome = await qti(
    declared('cardinality="multiple" baseType="identifier"', ['A', 'B'], mapping) +
      `<itemBody><p>Gì?</p><choiceInteraction responseIdentifier="R" maxChoices="0">${choices('simpleChoice', 'A', 'B', 'C')}</choiceInteraction></itemBody><responseProcessing template="http://www.imsglobal.org/question/qti_v2p1/rptemplates/map_response"/>`,
  );
  expect(first(outcome)).toMatchObject({ kind: 'multiple', key: ['a', 'b'], problems: ['weights-not-held'] });
});

test('a package without a manifest, with a broken item, a picture in another folder, and one out of the package', async () => {
  const body = `<itemBody><p><img src="../tranh/a.png" alt="tranh"/><img src="../../../etc/passwd" alt="mật"/>Gì?</p><choiceInteraction responseIdentifier="R">${choices('simpleChoice', 'A', 'B', 'C')}</choiceInteraction></itemBody>`;
  const good = item(declared('cardinality="single" baseType="identifier"', ['A']) + body);
  const files = { 'bai/1.xml': good, 'bai/2.xml': '<assessmentItem', 'tranh/a.png': '\x89PNG' };
  const outcome = await readQti({ name: 'a.zip', bytes: await writePackage(new Map(Object.entries(files))) });
  expect(named(outcome)).toEqual(['single', 'unreadable ']);
  const { stem, problems } = first(outcome) as { stem: string; problems: string[] };
  expect(stem).toMatch(/^!\[tranh\]\(media:\w{64}\) \[mật\] Gì\?$/);
  expect(problems).toEqual(['media-missing']);
});

test.each([
  ['QTI 1.2', '<questestinterop/>', 'file-format-unknown'],
  ['a document type', '<!DOCTYPE a><assessmentItem/>', 'file-external-entity'],
  ['nothing', '', 'file-empty'],
])('QTI: %s is refused', async (_, xml, refusal) => {
  expect(await readQti({ name: 'a.xml', bytes: bytesOf(xml) })).toMatchObject({ ok: false, refusal });
});

test('an entity bomb in one item refuses the package', async () => {
  const bytes = await writePackage(new Map([['a.xml', `${bomb}<assessmentItem>&b;</assessmentItem>`]]));
  expect(await readQti({ name: 'a.zip', bytes })).toMatchObject({ ok: false, refusal: 'file-external-entity' });
});
