/** One question as an item of QTI 2.1 or 3.0. Its texts become XHTML; formulas MathML that keeps what was typed. */
import { canonicalDecimal } from '../../rules/decimal.ts';
import type { ImportedMedia } from '../../rules/import-preview.ts';
import type { Option, Question } from '../../rules/question.ts';
import { toHtml, toInlineHtml, toPlain } from '../markup.ts';
import { feedbackOf } from './feedback.ts';
import { readHtml } from './html-tree.ts';
import { mimeTypeOf, packedName } from './media-shelf.ts';
import { foldingOf, schemeOf } from './not-held.ts';
import { qtiAddresses, qtiElements } from './qti-names.ts';
import type { QtiElement, QtiVersion } from './qti-names.ts';
import { isElement } from './xml.ts';
import type { XmlNode } from './xml.ts';
import { element, xmlFile } from './xml-write.ts';
import type { XmlText } from './xml-write.ts';

interface Writing {
  readonly version: QtiVersion;
  readonly el: QtiElement;
  readonly media: ReadonlyMap<string, ImportedMedia>;
}

/** The item's file. `identifier` is a name that XML allows. */
export function itemFile(
  question: Question,
  identifier: string,
  version: QtiVersion,
  media: ReadonlyMap<string, ImportedMedia>,
): string {
  const writing: Writing = { version, el: qtiElements(version), media };
  const { el } = writing;
  const { declaration, interaction, processing } = answerOf(question, writing);
  const feedback = feedbackOf(question);
  return xmlFile(
    el(
      'assessmentItem',
      {
        xmlns: qtiAddresses[version].item,
        identifier,
        title: `${question.id} ${toPlain(question.stem)}`.slice(0, 100).trim(),
        adaptive: false,
        timeDependent: false,
        'xml:lang': 'vi',
      },
      [
        declaration,
        el('outcomeDeclaration', { identifier: 'SCORE', cardinality: 'single', baseType: 'float' }),
        el('outcomeDeclaration', { identifier: 'FEEDBACK', cardinality: 'single', baseType: 'identifier' }),
        el('itemBody', {}, [element('div', {}, xhtml(toHtml(question.stem), writing)), interaction]),
        processing,
        ...(feedback === '' ? [] : [feedbackElement(feedback, writing)]),
      ],
    ),
  );
}

function feedbackElement(markdown: string, writing: Writing): XmlText {
  const content = xhtml(toHtml(markdown), writing);
  const attributes = { outcomeIdentifier: 'FEEDBACK', identifier: 'explanation', showHide: 'hide' };
  return writing.el(
    'modalFeedback',
    attributes,
    writing.version === '2.1' ? content : [writing.el('contentBody', {}, content)],
  );
}

const written = new Set(['src', 'alt', 'xmlns', 'encoding', 'display', 'mathvariant', 'start']);

/** Our own HTML as XHTML, pictures by their place in the package. */
function xhtml(html: string, writing: Writing): (XmlText | string)[] {
  const convert = (node: XmlNode): XmlText | string => {
    if (!isElement(node)) return node;
    const ref = /^\/api\/media\/([0-9A-Za-z_-]+)$/.exec(node.attributes['src'] ?? '')?.[1];
    if (ref !== undefined) return mediaElement(writing.media.get(ref), node.attributes['alt'] ?? '', writing);
    const attributes = Object.fromEntries(Object.entries(node.attributes).filter(([name]) => written.has(name)));
    return element(node.name, attributes, node.children.map(convert));
  };
  return readHtml(html).children.map(convert);
}

/** Sound and film are objects in 2.1; a file that is not there leaves its alt text. */
function mediaElement(media: ImportedMedia | undefined, alt: string, { version }: Writing): XmlText | string {
  if (!media) return alt === '' ? '' : `[${alt}]`;
  const src = `media/${packedName(media)}`;
  const type = mimeTypeOf(media.fileName);
  const isShown = type.startsWith('audio/') || type.startsWith('video/');
  if (!isShown) return element('img', { src, alt });
  if (version === '2.1') return element('object', { data: src, type }, [alt]);
  return element(type.startsWith('audio/') ? 'audio' : 'video', { src, controls: 'controls', title: alt });
}

interface Answering {
  readonly declaration: XmlText;
  readonly interaction: XmlText;
  readonly processing: XmlText;
}

const response = 'RESPONSE';

function answerOf(question: Question, writing: Writing): Answering {
  switch (question.kind) {
    case 'single':
    case 'multiple':
    case 'true-false':
      return choosing(question, writing);
    case 'ordering':
      return ordering(question, writing);
    case 'grid':
    case 'matching':
      return pairing(question, writing);
    case 'number':
      return number(question, writing);
    case 'text':
      return text(question, writing);
  }
}

const template = (name: 'match_correct' | 'map_response', { el, version }: Writing): XmlText =>
  el('responseProcessing', { template: qtiAddresses[version].template(name) });

/** `mapping`: points of each value, out of one. */
function declared(
  { el }: Writing,
  type: { cardinality: string; baseType: string },
  correct: readonly string[],
  mapping?: readonly (readonly [key: string, value: number, caseSensitive?: boolean])[],
): XmlText {
  const entries = (mapping ?? []).map(([mapKey, value, caseSensitive]) =>
    el('mapEntry', { mapKey, mappedValue: Number(value.toFixed(6)), caseSensitive }),
  );
  return el('responseDeclaration', { identifier: response, ...type }, [
    el(
      'correctResponse',
      {},
      correct.map((value) => el('value', {}, [value])),
    ),
    ...(mapping ? [el('mapping', { lowerBound: 0, upperBound: 1, defaultValue: 0 }, entries)] : []),
  ]);
}

const choices = (
  name: string,
  parts: readonly Option[],
  writing: Writing,
  more: Record<string, number> = {},
): XmlText[] =>
  parts.map(({ id, text: words }) =>
    writing.el(name, { identifier: id, ...more }, xhtml(toInlineHtml(words), writing)),
  );

function choosing(question: Question, writing: Writing): Answering {
  const { kind, key, options, keepsOrder } = question;
  const isMultiple = kind === 'multiple';
  const isMapped = isMultiple && schemeOf(question) === 'right-minus-wrong';
  const share = 1 / Math.max(1, key.length);
  const mapping = options.map(({ id }) => [id, key.includes(id) ? share : -share] as const);
  const type = { cardinality: isMultiple ? 'multiple' : 'single', baseType: 'identifier' };
  const shuffle = kind !== 'true-false' && keepsOrder !== true;
  return {
    declaration: declared(writing, type, key, isMapped ? mapping : undefined),
    interaction: writing.el(
      'choiceInteraction',
      { responseIdentifier: response, shuffle, maxChoices: isMultiple ? 0 : 1 },
      choices('simpleChoice', options, writing),
    ),
    processing: template(isMapped ? 'map_response' : 'match_correct', writing),
  };
}

function ordering({ key, options, keepsOrder }: Question, writing: Writing): Answering {
  return {
    declaration: declared(writing, { cardinality: 'ordered', baseType: 'identifier' }, key),
    interaction: writing.el(
      'orderInteraction',
      { responseIdentifier: response, shuffle: keepsOrder !== true },
      choices('simpleChoice', options, writing),
    ),
    processing: template('match_correct', writing),
  };
}

const truths: readonly Option[] = [
  { id: 'dung', text: 'Đúng' },
  { id: 'sai', text: 'Sai' },
];

/** A grid pairs each statement with Đúng or Sai. */
function pairing(question: Question, writing: Writing): Answering {
  const { kind, key, options, prompts = [], keepsOrder } = question;
  const isGrid = kind === 'grid';
  const [left, right] = isGrid ? [options, truths] : [prompts, options];
  const pairs = isGrid
    ? options.map(({ id }) => `${id} ${key.includes(id) ? 'dung' : 'sai'}`)
    : key.map((pair) => pair.replace('=', ' '));
  const isMapped = schemeOf(question) !== 'all-or-nothing';
  const share = 1 / Math.max(1, pairs.length);
  const mapping = pairs.map((pair) => [pair, share] as const);
  const set = (parts: readonly Option[], matchMax: number): XmlText =>
    writing.el('simpleMatchSet', {}, choices('simpleAssociableChoice', parts, writing, { matchMax }));
  return {
    declaration: declared(
      writing,
      { cardinality: 'multiple', baseType: 'directedPair' },
      pairs,
      isMapped ? mapping : undefined,
    ),
    interaction: writing.el(
      'matchInteraction',
      { responseIdentifier: response, shuffle: keepsOrder !== true, maxAssociations: left.length },
      [set(left, 1), set(right, 0)],
    ),
    processing: template(isMapped ? 'map_response' : 'match_correct', writing),
  };
}

const entry = ({ el }: Writing): XmlText =>
  element('p', {}, [el('textEntryInteraction', { responseIdentifier: response, expectedLength: 20 })]);

function number(question: Question, writing: Writing): Answering {
  const { el } = writing;
  const tolerance = canonicalDecimal(question.tolerance ?? '0');
  const same = el('equal', { toleranceMode: 'absolute', tolerance: `${tolerance} ${tolerance}` }, [
    el('variable', { identifier: response }),
    el('correct', { identifier: response }),
  ]);
  const score = (value: number): XmlText =>
    el('setOutcomeValue', { identifier: 'SCORE' }, [el('baseValue', { baseType: 'float' }, [String(value)])]);
  return {
    declaration: declared(writing, { cardinality: 'single', baseType: 'float' }, [
      canonicalDecimal(question.key[0] ?? ''),
    ]),
    interaction: entry(writing),
    processing: el('responseProcessing', {}, [
      el('responseCondition', {}, [el('responseIf', {}, [same, score(1)]), el('responseElse', {}, [score(0)])]),
    ]),
  };
}

function text(question: Question, writing: Writing): Answering {
  const isExact = !foldingOf(question).ignoresCase;
  const mapping = question.key.map((variant) => [variant, 1, isExact] as const);
  return {
    declaration: declared(writing, { cardinality: 'single', baseType: 'string' }, question.key.slice(0, 1), mapping),
    interaction: entry(writing),
    processing: template('map_response', writing),
  };
}
