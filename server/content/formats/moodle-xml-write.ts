/** A bank as Moodle XML. Texts go as Markdown, which Moodle shows too, so that they come back letter for letter. */
import { canonicalDecimal } from '../../rules/decimal.ts';
import type { ImportedMedia } from '../../rules/import-preview.ts';
import type { Question, QuestionKind } from '../../rules/question.ts';
import type { ExportedBank, WrittenFile } from '../imported.ts';
import { toPlain } from '../markup.ts';
import { pairsOf } from './columns-write.ts';
import { feedbackOf } from './feedback.ts';
import { categoryText } from './gift-pieces.ts';
import { tagsWithLevel } from './level-tags.ts';
import { packedName, refsIn } from './media-shelf.ts';
import { lostInMoodle } from './moodle-lost.ts';
import { foldingOf, notHeld, schemeOf } from './not-held.ts';
import type { NotHeld } from './not-held.ts';
import { pathOf, topicPaths } from './topic-path.ts';
import { weightsOf, weightText } from './weights.ts';
import { element, xmlFile } from './xml-write.ts';
import type { XmlText } from './xml-write.ts';

type MediaByRef = ReadonlyMap<string, ImportedMedia>;

export function writeMoodleXml(bank: ExportedBank): WrittenFile {
  const media: MediaByRef = new Map(bank.media.map((one) => [one.ref, one]));
  const paths = topicPaths(bank);
  const questions: XmlText[] = [];
  let category = '';
  for (const question of bank.questions) {
    const path = categoryText(pathOf(paths, question.topic));
    if (path !== category) {
      questions.push(element('question', { type: 'category' }, [element('category', {}, [plain(path)])]));
    }
    category = path;
    questions.push(questionElement(question, media));
  }
  const text = xmlFile(element('quiz', {}, questions)).replaceAll('<question ', '\n<question ');
  return {
    fileName: `${bank.id}.xml`,
    mimeType: 'application/xml',
    bytes: new TextEncoder().encode(text),
    notHeld: bank.questions.flatMap((question) => lost(question, media)),
  };
}

const types: Readonly<Record<QuestionKind, string>> = {
  single: 'multichoice',
  multiple: 'multichoice',
  'true-false': 'truefalse',
  grid: 'matching',
  number: 'numerical',
  text: 'shortanswer',
  ordering: 'ordering',
  matching: 'matching',
};

const plain = (text: string): XmlText => element('text', {}, [text]);
const flag = (name: string, value: string | number): XmlText => element(name, {}, [String(value)]);

/** A text element with the files that it shows. */
function rich(name: string, markdown: string, media: MediaByRef, more: Record<string, string> = {}): XmlText {
  return element(name, { ...more, format: 'markdown' }, richParts(markdown, media));
}

function richParts(markdown: string, media: MediaByRef): XmlText[] {
  const shown = refsIn(markdown).flatMap((ref) => media.get(ref) ?? []);
  const text = markdown.replace(/(?<=\]\()media:([0-9A-Za-z_-]{1,100})(?=\))/g, (whole, ref: string) => {
    const one = media.get(ref);
    return one ? `@@PLUGINFILE@@/${packedName(one)}` : whole;
  });
  const files = shown.map((one) =>
    element('file', { name: packedName(one), path: '/', encoding: 'base64' }, [
      Buffer.from(one.bytes).toString('base64'),
    ]),
  );
  return [plain(text), ...files];
}

function questionElement(question: Question, media: MediaByRef): XmlText {
  const name = `${question.id} ${toPlain(question.stem)}`.slice(0, 100).trim();
  const tags = tagsWithLevel(question).map((tag) => element('tag', {}, [plain(tag)]));
  return element('question', { type: types[question.kind] }, [
    element('name', {}, [plain(name)]),
    rich('questiontext', question.stem, media),
    rich('generalfeedback', feedbackOf(question), media),
    flag('defaultgrade', 1),
    flag('penalty', 0),
    flag('hidden', 0),
    flag('idnumber', question.id),
    ...answerElements(question, media),
    ...(tags.length === 0 ? [] : [element('tags', {}, tags)]),
  ]);
}

function answerElements(question: Question, media: MediaByRef): XmlText[] {
  const { kind, key, options } = question;
  const shuffle = flag('shuffleanswers', question.keepsOrder === true ? 0 : 1);
  switch (kind) {
    case 'single':
    case 'multiple': {
      const weights = weightsOf(question);
      const answers = options.map(({ text }, at) =>
        rich('answer', text, media, { fraction: weightText(weights[at] ?? 0) }),
      );
      return [
        flag('single', kind === 'single' ? 'true' : 'false'),
        shuffle,
        flag('answernumbering', 'ABCD'),
        ...answers,
      ];
    }
    case 'true-false':
      return ['true', 'false'].map((word, at) =>
        element('answer', { fraction: key[0] === options[at]?.id ? 100 : 0, format: 'plain_text' }, [plain(word)]),
      );
    case 'number':
      return [
        element('answer', { fraction: 100, format: 'plain_text' }, [
          plain(canonicalDecimal(key[0] ?? '')),
          flag('tolerance', canonicalDecimal(question.tolerance ?? '0')),
        ]),
      ];
    case 'text':
      return [
        flag('usecase', foldingOf(question).ignoresCase ? 0 : 1),
        ...key.map((variant) =>
          element('answer', { fraction: 100, format: 'plain_text' }, [plain(variant.replaceAll('*', '\\*'))]),
        ),
      ];
    case 'matching':
    case 'grid':
      return [shuffle, ...pairs(question).map((pair) => subquestion(pair, media))];
    case 'ordering':
      return [
        flag('layouttype', 'VERTICAL'),
        flag('selecttype', 'ALL'),
        flag('selectcount', 0),
        flag('gradingtype', schemeOf(question) === 'each-part' ? 'ABSOLUTE_POSITION' : 'ALL_OR_NOTHING'),
        flag('showgrading', 'SHOW'),
        ...key.map((id, at) => {
          const text = options.find((option) => option.id === id)?.text ?? '';
          return rich('answer', text, media, { fraction: String(at + 1) });
        }),
      ];
  }
}

/** A statement is paired with Đúng or Sai; the one that no statement needs stands alone, so that both can be chosen. */
function pairs(question: Question): { prompt: string; option: string }[] {
  if (question.kind === 'matching') return pairsOf(question);
  const judged = question.options.map(({ id, text }) => ({
    prompt: text,
    option: question.key.includes(id) ? 'Đúng' : 'Sai',
  }));
  const unused = ['Đúng', 'Sai'].filter((truth) => !judged.some(({ option }) => option === truth));
  return [...judged, ...unused.map((option) => ({ prompt: '', option }))];
}

const subquestion = ({ prompt, option }: { prompt: string; option: string }, media: MediaByRef): XmlText =>
  element('subquestion', { format: 'markdown' }, [
    ...richParts(prompt, media),
    element('answer', {}, [plain(toPlain(option))]),
  ]);

function lost(question: Question, media: MediaByRef): NotHeld[] {
  const { kind, options, prompts = [] } = question;
  const { ignoresMarks, ignoresSpaces } = foldingOf(question);
  const texts = [question.stem, question.explanation, ...[...options, ...prompts].map(({ text }) => text)];
  return notHeld(question, [
    ...lostInMoodle(question),
    ...(ignoresMarks || ignoresSpaces ? ['folding' as const] : []),
    ...(kind === 'ordering' ? ['keeps-order' as const] : []),
    ...(texts.flatMap(refsIn).some((ref) => !media.has(ref)) ? ['media' as const] : []),
  ]);
}
