/** Packages of QTI with a test in them: its sections are topics, its order is the order, and nothing that is listed is lost. */
import { describe, expect, test } from 'vitest';
import { readQti } from '../../../server/content/formats/qti.ts';
import { writePackage } from '../../../server/content/formats/write-package.ts';
import { pictureOf } from '../../helpers/picture-of-import.ts';

const item = (title: string, body?: string) =>
  `<assessmentItem identifier="${title}" title="${title}"><responseDeclaration identifier="R" cardinality="single" baseType="identifier"><correctResponse><value>A</value></correctResponse></responseDeclaration>` +
  `<itemBody>${body ?? `<choiceInteraction responseIdentifier="R"><prompt>Hỏi ${title}?</prompt><simpleChoice identifier="A">Có</simpleChoice><simpleChoice identifier="B">Chưa</simpleChoice><simpleChoice identifier="C">Không</simpleChoice></choiceInteraction>`}</itemBody></assessmentItem>`;
const ref = (href: string) => `<assessmentItemRef identifier="x" href="${href}"/>`;
const section = (title: string, inner: string) =>
  `<assessmentSection identifier="s" title="${title}" visible="true">${inner}</assessmentSection>`;
const exam = (inner: string, title = 'Đề') =>
  `<assessmentTest identifier="t" title="${title}"><testPart identifier="p">${inner}</testPart></assessmentTest>`;
const manifest = (resources: readonly (readonly [type: string, href: string])[]) =>
  `<manifest><resources>${resources.map(([type, href]) => `<resource identifier="${href}" type="${type}" href="${href}"><file href="${href}"/></resource>`).join('')}</resources></manifest>`;

const asItem = (href: string) => ['imsqti_item_xmlv2p1', href] as const;
const asTest = (href: string) => ['imsqti_test_xmlv2p1', href] as const;
const read = async (files: Readonly<Record<string, string>>) =>
  readQti({ name: 'goi.zip', bytes: await writePackage(new Map(Object.entries(files))) });
const heads = async (files: Readonly<Record<string, string>>) =>
  pictureOf(await read(files)).filter((line) => !/^\*?[abc]\)/u.test(line));

describe('a test in the package', () => {
  test('its sections are topics, one inside another, and its order is the order', async () => {
    expect(
      await heads({
        'imsmanifest.xml': manifest([asItem('i/q1.xml'), asItem('i/q2.xml'), asItem('i/q3.xml'), asTest('t/de.xml')]),
        't/de.xml': exam(
          section('Pháp luật', section('An ninh mạng', ref('../i/q3.xml')) + ref('../i/q1.xml')) +
            section('', ref('../i/q3.xml')),
        ),
        ...{ 'i/q1.xml': item('Một'), 'i/q2.xml': item('Hai'), 'i/q3.xml': item('Ba') },
      }),
    ).toEqual([
      'Pháp luật > An ninh mạng > Ba [single] Hỏi Ba?',
      'Pháp luật > Một [single] Hỏi Một?',
      // The test does not ask it, the package has it all the same.
      'Hai [single] Hỏi Hai?',
    ]);
  });

  test('in the spelling of 3.0, with a section in a file of its own, without a manifest', async () => {
    const three = (xml: string) =>
      xml
        .replace(/(<\/?)(assessment\w+|testPart)/gu, (_, open: string, name: string) => {
          return `${open}qti-${name.replace(/[A-Z]/gu, (letter) => `-${letter.toLowerCase()}`)}`;
        })
        .replaceAll('itemBody', 'qti-item-body');
    const part = three(section('Dữ liệu', ref('q2.xml')));
    expect(
      await heads({
        'a-de.xml': three(
          exam('<assessmentSectionRef identifier="r" href="phan.xml"/>' + section('Cuối', ref('q1.xml'))),
        ),
        'phan.xml': part.replace('</qti', '<qti-assessment-section-ref href="phan.xml"/></qti'),
        ...{ 'q1.xml': item('Một'), 'q2.xml': item('Hai') },
      }),
    ).toEqual(['Dữ liệu > Hai [single] Hỏi Hai?', 'Cuối > Một [single] Hỏi Một?']);
  });

  test('of two tests each is a topic of its own', async () => {
    expect(
      await heads({
        'imsmanifest.xml': manifest([asTest('a.xml'), asTest('b.xml'), asItem('q1.xml'), asItem('q2.xml')]),
        ...{ 'a.xml': exam(section('Phần 1', ref('q2.xml')), 'Đề A'), 'b.xml': exam(ref('q1.xml'), 'Đề B') },
        ...{ 'q1.xml': item('Một'), 'q2.xml': item('Hai') },
      }),
    ).toEqual(['Đề A > Phần 1 > Hai [single] Hỏi Hai?', 'Đề B > Một [single] Hỏi Một?']);
  });
});

test('what a package lists and does not have, or has as something else, is listed with its place', async () => {
  const outcome = await read({
    'imsmanifest.xml': manifest([asItem('q1.xml'), asItem('mat.xml'), asItem('la.xml'), asTest('de.xml')]),
    'de.xml': exam(section('Phần 1', ref('mat-nua.xml') + ref('q1.xml'))),
    ...{ 'q1.xml': item('Một'), 'la.xml': '<khac/>' },
  });
  const listed = outcome.ok ? outcome.value.questions : [];
  expect(
    listed.map(({ place, problems }) => [place.file, ...problems.map(({ name, params }) => [name, params])]),
  ).toEqual([
    ['mat-nua.xml', ['unreadable', { text: 'mat-nua.xml', reason: 'missing' }]],
    ['q1.xml'],
    ['mat.xml', ['unreadable', { text: 'mat.xml', reason: 'missing' }]],
    ['la.xml', ['unreadable', { text: 'la.xml' }]],
  ]);
});

test('interactions that we lack are listed with their words; a button that ends the attempt asks nothing', async () => {
  const button = '<endAttemptInteraction responseIdentifier="E" title="Nộp"/>';
  const files = {
    'q1.xml': item('Tự luận', '<p>Viết về quê em.</p><extendedTextInteraction/>'),
    'q2.xml': item('Nhiều', '<p>Điền <textEntryInteraction/> và <textEntryInteraction/><hottextInteraction/></p>'),
    'q3.xml': item('Nút').replace('</itemBody>', `${button}</itemBody>`),
  };
  expect(await heads(files)).toEqual([
    'Tự luận',
    '! kind-not-held stops: extendedTextInteraction / Viết về quê em.',
    'Nhiều',
    '! kind-not-held stops: 2 × textEntryInteraction, hottextInteraction / Điền và',
    'Nút [single] Hỏi Nút?',
  ]);
});
