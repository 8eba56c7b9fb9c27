/** Kind, options and key of the interactions of QTI that we hold. */
import type { ImportProblem } from '../../rules/import-preview.ts';
import { draftLimits, optionId, promptId } from './draft.ts';
import type { Draft } from './draft.ts';
import { truthOf } from './plain-text-words.ts';
import { numberOf, percentages, responseOf } from './qti-response.ts';
import type { QtiResponse } from './qti-response.ts';
import { readWeights } from './weights.ts';
import { childrenOf } from './xml.ts';
import type { XmlElement } from './xml.ts';

type Answer = Omit<Draft, 'stem'>;

export interface QtiItem {
  readonly item: XmlElement;
  readonly interaction: XmlElement;
  /** Markdown of a choice. */
  readonly line: (choice: XmlElement) => string;
  readonly note: (
    name: ImportProblem['name'],
    weight: ImportProblem['weight'],
    params?: Record<string, string>,
  ) => void;
}

/** null: an interaction that is not held. */
export function qtiAnswer(one: QtiItem): Answer | null {
  const response = responseOf(one.item, one.interaction.attributes['responseIdentifier'] ?? '');
  const read = readers[one.interaction.name];
  if (!read) return null;
  return read(one, response ?? { isMultiple: false, baseType: 'string', correct: [], mapping: null, isMapped: false });
}

const readers: Readonly<Record<string, (one: QtiItem, response: QtiResponse) => Answer | null>> = {
  choiceInteraction: choice,
  orderInteraction: ordering,
  matchInteraction: matching,
  associateInteraction: associating,
  textEntryInteraction: entry,
};

const choicesOf = (from: XmlElement, name: string): XmlElement[] =>
  childrenOf(from, name).slice(0, draftLimits.partsMax);
const idOf = (element: XmlElement): string => element.attributes['identifier'] ?? '';
/** Only what says so keeps its order: most systems leave the attribute out and mean nothing by it. */
const order = ({ interaction }: QtiItem) => (interaction.attributes['shuffle'] === 'false' ? { keepsOrder: true } : {});

function choice(one: QtiItem, response: QtiResponse): Answer {
  const choices = choicesOf(one.interaction, 'simpleChoice');
  const ids = choices.map(idOf);
  const options = choices.map(one.line);
  const places = (wanted: readonly string[]): number[] =>
    wanted.flatMap((id) => {
      const at = ids.indexOf(id);
      if (at < 0) one.note('key-not-an-option', 'stops', { text: id.slice(0, 60) });
      return at < 0 ? [] : [at];
    });
  const truths = options.map((text) => truthOf(text));
  if (!response.isMultiple && truths.length === 2 && truths[0] === !truths[1] && truths[1] !== null) {
    const [right] = places(rightOf(response));
    const truth = right === undefined ? null : truths[right];
    return { kind: 'true-false', key: truth === null || truth === undefined ? [] : [truth ? 'a' : 'b'] };
  }
  if (response.mapping !== null && response.isMapped) {
    const read = readWeights(percentages(response.mapping, ids, !response.isMultiple), !response.isMultiple);
    if (!read.isExact) one.note('weights-not-held', 'doubt');
    const scheme = read.scheme === undefined ? {} : { scheme: read.scheme };
    return { kind: read.kind, options, key: read.chosen.map(optionId), ...scheme, ...order(one) };
  }
  const chosen = places(response.correct).sort((a, b) => a - b);
  return { kind: chosen.length > 1 ? 'multiple' : 'single', options, key: chosen.map(optionId), ...order(one) };
}

function rightOf({ correct, mapping }: QtiResponse): readonly string[] {
  if (correct.length > 0 || mapping === null) return correct;
  return [...mapping.entries].filter(([, value]) => value > 0).map(([id]) => id);
}

function ordering(one: QtiItem, response: QtiResponse): Answer {
  const choices = choicesOf(one.interaction, 'simpleChoice');
  const ids = choices.map(idOf);
  const key = response.correct.flatMap((id) => (ids.includes(id) ? [optionId(ids.indexOf(id))] : []));
  return { kind: 'ordering', options: choices.map(one.line), key, ...order(one) };
}

/** Two columns; a second one of Đúng and Sai makes a grid of statements. */
function matching(one: QtiItem, response: QtiResponse): Answer {
  const [left = [], right = []] = childrenOf(one.interaction, 'simpleMatchSet').map((set) =>
    choicesOf(set, 'simpleAssociableChoice'),
  );
  const [leftIds, rightIds] = [left.map(idOf), right.map(idOf)];
  const pairs = rightOf(response).map((pair) => {
    const [from = '', to = ''] = pair.split(' ');
    return { prompt: leftIds.indexOf(from), option: rightIds.indexOf(to) };
  });
  const scheme = response.isMapped ? 'each-part' : 'all-or-nothing';
  const values = response.isMapped ? [...(response.mapping?.entries.values() ?? [])] : [];
  if (values.some((value) => value !== values[0])) one.note('weights-not-held', 'doubt');
  const options = right.map(one.line);
  const truths = options.map((text) => truthOf(text));
  if (truths.length === 2 && truths[0] === !truths[1] && truths[1] !== null) {
    const key = left.flatMap((_, at) =>
      pairs.some(({ prompt, option }) => prompt === at && truths[option] === true) ? [optionId(at)] : [],
    );
    const judged = left.every((_, at) => pairs.some(({ prompt, option }) => prompt === at && option >= 0));
    if (!judged) one.note('no-key', 'stops');
    return { kind: 'grid', options: left.map(one.line), key, scheme, ...order(one) };
  }
  const key = pairs
    .filter(({ prompt, option }) => prompt >= 0 && option >= 0)
    .sort((a, b) => a.prompt - b.prompt)
    .map(({ prompt, option }) => `${promptId(prompt)}=${optionId(option)}`);
  return { kind: 'matching', options, prompts: left.map(one.line), key, scheme, ...order(one) };
}

/** Pairs out of one pool: what stands first in its pair asks, the rest is paired with. */
function associating(one: QtiItem, response: QtiResponse): Answer | null {
  const choices = choicesOf(one.interaction, 'simpleAssociableChoice');
  const pairs = rightOf(response).map((pair) => pair.split(' '));
  const asking = pairs.map(([from = '']) => from);
  if (pairs.some(([, to = '']) => asking.includes(to))) return null;
  const left = choices.filter((element) => asking.includes(idOf(element)));
  const right = choices.filter((element) => !asking.includes(idOf(element)));
  const key = left.flatMap((element, at) => {
    const to = pairs.find(([from]) => from === idOf(element))?.[1] ?? '';
    const option = right.findIndex((other) => idOf(other) === to);
    return option < 0 ? [] : [`${promptId(at)}=${optionId(option)}`];
  });
  const scheme = response.isMapped ? 'each-part' : 'all-or-nothing';
  return { kind: 'matching', options: right.map(one.line), prompts: left.map(one.line), key, scheme, ...order(one) };
}

function entry(one: QtiItem, response: QtiResponse): Answer {
  if (response.baseType === 'float' || response.baseType === 'integer') {
    const read = numberOf(one.item, response);
    if (read === null) {
      one.note(response.correct.length === 0 ? 'no-key' : 'number-unreadable', 'stops');
      return { kind: 'number', key: [] };
    }
    if (!read.isExact) one.note('weights-not-held', 'doubt');
    return { kind: 'number', key: [read.key], ...(read.tolerance === '0' ? {} : { tolerance: read.tolerance }) };
  }
  const { mapping, correct } = response;
  const best = Math.max(0, ...(mapping?.entries.values() ?? []));
  const mapped = [...(mapping?.entries ?? [])].filter(([, value]) => value > 0);
  if (mapped.some(([, value]) => value < best)) one.note('weights-not-held', 'doubt');
  const full = mapped.filter(([, value]) => value === best).map(([text]) => text);
  const ignoresCase = mapping?.ignoresCase === true;
  return {
    kind: 'text',
    key: [...new Set([...correct, ...full])],
    folding: { ignoresCase, ignoresMarks: false, ignoresSpaces: false },
  };
}
