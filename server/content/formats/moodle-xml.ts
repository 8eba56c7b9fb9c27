/** Questions of a Moodle XML file, with the pictures inside it. What a type's answers mean is moodle-answer.ts' matter. */
import type { ImportProblem } from '../../rules/import-preview.ts';
import { importLimits } from '../imported.ts';
import type { ReadOutcome } from '../imported.ts';
import { foundQuestion, importedFile, notAQuestion, placeIn, problemAt, tooManyQuestions } from './draft.ts';
import type { Found } from './draft.ts';
import { readFeedback } from './feedback.ts';
import { foreignLine, foreignText, mediaAt } from './foreign-text.ts';
import type { TextFormat } from './foreign-text.ts';
import { categoryPath } from './gift-pieces.ts';
import { readTags } from './level-tags.ts';
import { mediaShelf } from './media-shelf.ts';
import type { MediaShelf } from './media-shelf.ts';
import { moodleAnswer } from './moodle-answer.ts';
import { refuse } from './package.ts';
import { allOf, childOf, childrenOf, readXml, textIn } from './xml.ts';
import type { XmlElement } from './xml.ts';

export function readMoodleXml(file: { name: string; bytes: Uint8Array }): ReadOutcome {
  if (file.bytes.length === 0) return refuse('file-empty');
  if (file.bytes.length > importLimits.bytesMax)
    return refuse('file-too-large', { max: String(importLimits.bytesMax) });
  const read = readXml(file.bytes);
  if (!read.ok) return read;
  if (read.value.name !== 'quiz') return refuse('file-format-unknown', {});
  const shelf = mediaShelf();
  const found: Found[] = [];
  let topicPath: readonly string[] = [];
  for (const element of childrenOf(read.value, 'question')) {
    const type = element.attributes['type'] ?? '';
    if (type === 'category') topicPath = categoryPath(textIn(childOf(element, 'category')).trim());
    else found.push(readQuestion(element, type, { file: file.name, topicPath, shelf, number: found.length + 1 }));
    if (found.length > importLimits.questionsMax) return tooManyQuestions();
  }
  return importedFile('moodle-xml', found, shelf.media);
}

interface Where {
  readonly file: string;
  readonly topicPath: readonly string[];
  readonly shelf: MediaShelf;
  readonly number: number;
}

/** One `<question>`: its texts by the name of their element, as Markdown or as the words they are. */
export interface MoodleQuestion {
  readonly element: XmlElement;
  readonly value: (name: string) => string;
  /** Blocks of a text element. */
  readonly text: (element: XmlElement | undefined) => string;
  /** The same in lines only. */
  readonly line: (element: XmlElement | undefined) => string;
  readonly plain: (element: XmlElement | undefined) => string;
  readonly note: (
    name: ImportProblem['name'],
    weight: ImportProblem['weight'],
    params?: Record<string, string>,
  ) => void;
}

/** Of a question that is not held, so that its author knows which it is. */
const saidMax = 1_000;

function readQuestion(element: XmlElement, type: string, { file, topicPath, shelf, number }: Where): Found {
  const name = textIn(childOf(element, 'name')).replace(/\s+/g, ' ').trim();
  const place = placeIn(file, { row: element.line, label: name === '' ? `Câu ${number}` : name.slice(0, 100) });
  const noticed: ImportProblem[] = [];
  const question = reader(element, shelf, (problem, weight, params = {}) =>
    noticed.push(problemAt(place, problem, weight, params)),
  );
  const answer = moodleAnswer(type, question);
  if (answer === null) {
    const said = question.text(childOf(element, 'questiontext')).replace(/\s+/g, ' ').slice(0, saidMax);
    return notAQuestion(place, 'kind-not-held', { kind: type.slice(0, 60), text: said }, topicPath);
  }
  const tags = childrenOf(childOf(element, 'tags') ?? element, 'tag').map((tag) => textIn(tag));
  const { feedback, ...draft } = answer;
  const general = question.text(childOf(element, 'generalfeedback'));
  const stem = question.text(childOf(element, 'questiontext'));
  const id = question.value('idnumber');
  const parts = { ...draft, id, stem, ...readFeedback(general === '' ? feedback : general), ...readTags(tags) };
  return foundQuestion(parts, place, topicPath, noticed);
}

const formats: ReadonlyMap<string, TextFormat> = new Map([
  ['html', 'html'],
  ['markdown', 'markdown'],
  ['plain_text', 'plain'],
]);

function reader(element: XmlElement, shelf: MediaShelf, note: MoodleQuestion['note']): MoodleQuestion {
  const files = filesIn(element);
  const context = {
    mediaOf: (address: string) =>
      mediaAt(address.replace(/^@@PLUGINFILE@@\//, ''), (path) => files.get(path.normalize('NFC'))?.(), shelf),
    note: (problem: ImportProblem['name'], params: Readonly<Record<string, string>>) =>
      note(problem, 'doubt', { ...params }),
  };
  const formatOf = (one: XmlElement): TextFormat => formats.get(one.attributes['format'] ?? '') ?? 'auto';
  const raw = (one: XmlElement): string => textIn(childOf(one, 'text') ?? one);
  return {
    element,
    value: (name) => textIn(childOf(element, name)).trim(),
    text: (one) => (one ? foreignText(raw(one), formatOf(one), context) : ''),
    line: (one) => (one ? foreignLine(raw(one), formatOf(one), context) : ''),
    plain: (one) => (one ? raw(one).trim() : ''),
    note,
  };
}

/** Decoded when a text asks for it: many files carry pictures that nothing shows. */
function filesIn(element: XmlElement): ReadonlyMap<string, () => Uint8Array> {
  return new Map(
    allOf(element, 'file').map((file): [string, () => Uint8Array] => {
      const path = `${file.attributes['path'] ?? '/'}${file.attributes['name'] ?? ''}`.replace(/^\/+/, '');
      let bytes: Uint8Array | null = null;
      return [path, () => (bytes ??= Buffer.from(textIn(file), 'base64'))];
    }),
  );
}
