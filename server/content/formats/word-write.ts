/**
 * Writes a bank as a Word file (.docx) that Word, LibreOffice and Google Docs open and `word.ts` reads back. What the
 * format has no room for, or would come back different, is told by question.
 */
import type { Question } from '../../rules/question.ts';
import type { ExportedBank, WrittenFile } from '../imported.ts';
import { packedName, refsIn } from './media-shelf.ts';
import { notHeld } from './not-held.ts';
import type { NotHeld } from './not-held.ts';
import { toOfficePicture } from './office-picture.ts';
import { makeLine, nowhere } from './plain-text-line.ts';
import type { Piece } from './plain-text-line.ts';
import { readPlainText } from './plain-text.ts';
import { pathOf, topicPaths } from './topic-path.ts';
import { contentTypes, documentXml, packageRelations, relationsXml, stylesXml } from './word-write-xml.ts';
import type { PlacedPicture } from './word-write-xml.ts';
import { questionParagraphs, sectionParagraph } from './word-write-lines.ts';
import type { WrittenParagraph } from './word-write-lines.ts';
import { writePackage } from './write-package.ts';

const mimeType = 'application/vnd.openxmlformats-officedocument.wordprocessingml.document';

/** The bank's questions in their order, under the headings of their topics. */
export async function writeWord(bank: ExportedBank): Promise<WrittenFile> {
  const paragraphs = paragraphsOf(bank);
  const pictures = await picturesOf(bank);
  const files = new Map<string, Uint8Array | string>([
    ['[Content_Types].xml', contentTypes([...pictures.values()].map(({ fileName }) => fileName))],
    ['_rels/.rels', packageRelations],
    ['word/document.xml', documentXml(paragraphs, pictures)],
    ['word/styles.xml', stylesXml],
    ['word/_rels/document.xml.rels', relationsXml([...pictures.values()])],
  ]);
  for (const { fileName, bytes } of pictures.values()) files.set(`word/media/${fileName}`, bytes);
  return {
    fileName: `${bank.id}.docx`,
    mimeType,
    bytes: await writePackage(files),
    notHeld: lacks(bank, paragraphs, pictures),
  };
}

function paragraphsOf(bank: ExportedBank): WrittenParagraph[] {
  const paths = topicPaths(bank);
  let before: readonly string[] = [];
  return bank.questions.flatMap((question, at) => {
    const path = pathOf(paths, question.topic);
    const same = path.findIndex((name, i) => name !== before[i]);
    // Coming back up from a subtopic, the topic's own heading says where we are.
    const isUp = same < 0 && path.length < before.length;
    const from = same >= 0 ? same : isUp ? Math.max(0, path.length - 1) : path.length;
    before = path;
    const sections = path.slice(from).map((name, i) => sectionParagraph(name, from + i + 1));
    return [...sections, ...questionParagraphs(question, at + 1)];
  });
}

async function picturesOf(bank: ExportedBank): Promise<Map<string, PlacedPicture>> {
  const placed = new Map<string, PlacedPicture>();
  for (const one of bank.media) {
    const picture = await toOfficePicture(one);
    if (picture === null) continue;
    const { bytes, width, height, ending } = picture;
    const fileName = packedName({ ...one, fileName: `.${ending}` });
    placed.set(one.ref, { id: `media${placed.size + 1}`, fileName, bytes, width, height });
  }
  return placed;
}

/** Reads the paragraphs as they will be read, so that nothing is promised that does not come back. */
function lacks(
  bank: ExportedBank,
  paragraphs: readonly WrittenParagraph[],
  pictures: ReadonlyMap<string, PlacedPicture>,
): NotHeld[] {
  const lines = paragraphs.flatMap(({ heading, lines: own }) =>
    own.map((pieces, i) => makeLine(pieces.map(asRead), { ...nowhere, heading: i === 0 ? heading : 0, isSoft: i > 0 })),
  );
  const { found } = readPlainText(lines, '');
  const paths = topicPaths(bank);
  return bank.questions.flatMap((question, at) => {
    const read = found[at];
    const texts = [question.stem, question.explanation, ...question.options.map(({ text }) => text)];
    const isShown = texts.flatMap(refsIn).every((ref) => pictures.has(ref));
    const path = pathOf(paths, question.topic);
    const isPlaced = read?.topicPath.join('\n') === path.join('\n');
    const different = read?.question ? differences(question, read.question) : ['kind'];
    return [
      ...notHeld(question, ['legal', 'fact', 'folding']),
      ...[...different, ...(isShown ? [] : ['media']), ...(isPlaced ? [] : ['topic'])].map((what) => ({
        questionId: question.id,
        what,
      })),
    ];
  });
}

/** Formulas are typed into the text, where the reader finds them again. */
function asRead(piece: Piece): Piece {
  return piece.opaque.startsWith('$') ? { ...piece, text: piece.opaque, opaque: '' } : piece;
}

const compared: readonly (readonly [what: string, of: (question: Question) => unknown])[] = [
  ['kind', ({ kind }) => kind],
  ['code', ({ id }) => id],
  ['difficulty', ({ difficulty }) => difficulty],
  [
    'formatting',
    ({ stem, options, prompts = [], explanation }) => [
      stem,
      options.map(({ text }) => text),
      prompts.map(({ text }) => text),
      explanation,
    ],
  ],
  ['separator', ({ key, tags = [], tolerance }) => [key.length, tags, tolerance ?? '']],
  ['source', ({ source }) => source],
  ['scheme', ({ scheme }) => scheme ?? ''],
  ['keeps-order', ({ keepsOrder }) => keepsOrder === true],
  ['checked', ({ checkedOn }) => checkedOn],
  ['practice', ({ isPractice }) => isPractice],
];

function differences(written: Question, read: Question): string[] {
  const texts = written.kind === 'text' || written.kind === 'number';
  const keys = texts && written.key.join('\n') !== read.key.join('\n') ? ['separator'] : [];
  const others = compared
    .filter(([, of]) => JSON.stringify(of(written)) !== JSON.stringify(of(read)))
    .map(([what]) => what);
  return [...new Set([...others, ...keys])];
}
