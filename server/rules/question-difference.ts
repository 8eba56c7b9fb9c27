/** What changed between two versions of a question, as people read it: field by field, the key in its own words. Pure. */
import type { Question } from './question.ts';
import { textDifference, wholeDifference, type DifferencePart } from './text-difference.ts';

export interface FieldDifference {
  /** `legal…` are the fields of one instrument. */
  readonly field: string;
  /** Which one, as people name it: an option or a statement by its letter, a prompt or an instrument by its number; '' elsewhere. */
  readonly of: string;
  readonly parts: readonly DifferencePart[];
}

/** Fields that differ, in the order of an editor; empty when the two ask the same. */
export function questionDifference(before: Question, after: Question): FieldDifference[] {
  const found: FieldDifference[] = [];
  const compare = (field: string, of: string, was: string, is: string, differ = wholeDifference): void => {
    if (was !== is) found.push({ field, of, parts: differ(was, is) });
  };
  compare('stem', '', before.stem, after.stem, textDifference);
  for (const list of ['options', 'prompts'] as const) {
    const [was, is] = [before[list] ?? [], after[list] ?? []];
    const [one, labelAt] = list === 'options' ? ['option', letterAt] : ['prompt', numberAt];
    for (const id of new Set([...was, ...is].map((part) => part.id))) {
      const at = placeOf(is, id) >= 0 ? placeOf(is, id) : placeOf(was, id);
      compare(one, labelAt(at), textIn(was, id), textIn(is, id), textDifference);
    }
    // Where the order is the key, the key says it.
    if (after.kind !== 'ordering') compare(`${list}Order`, '', orderOf(was, is, was), orderOf(is, was, was));
  }
  const [wasKey, isKey] = [keyParts(before), keyParts(after)];
  for (const id of new Set([...wasKey.keys(), ...isKey.keys()])) {
    const [was, is] = [wasKey.get(id), isKey.get(id)];
    if (was?.sign !== is?.sign) compare('key', is?.of ?? was?.of ?? '', was?.text ?? '', is?.text ?? '');
  }
  const [wasFields, isFields] = [plainFields(before), plainFields(after)];
  for (const [field, was] of Object.entries(wasFields)) {
    compare(field, '', was, isFields[field] ?? '', readAsText.has(field) ? textDifference : wholeDifference);
    if (field === 'source') for (const legal of legalFields(before, after)) compare(...legal);
  }
  return found;
}

const readAsText = new Set(['explanation', 'source', 'tags']);

type Parts = Question['options'];

const letterAt = (at: number): string => String.fromCharCode(65 + at);
const numberAt = (at: number): string => String(at + 1);
const placeOf = (parts: Parts, id: string): number => parts.findIndex((one) => one.id === id);
const textIn = (parts: Parts, id: string): string => parts.find((one) => one.id === id)?.text ?? '';

/** What both have, in the order of the first, with the words that they had. */
const orderOf = (parts: Parts, others: Parts, words: Parts): string =>
  parts
    .filter(({ id }) => placeOf(others, id) >= 0)
    .map(({ id }) => textIn(words, id))
    .join('\n');

interface KeyPart {
  /** Equal where the key is the same, whatever its words. */
  readonly sign: string;
  readonly of: string;
  readonly text: string;
}

/** The key as it is read: of a grid and of pairs each part by itself. */
function keyParts({ kind, key, options, prompts = [] }: Question): Map<string, KeyPart> {
  const named = (id: string): string => {
    const at = placeOf(options, id);
    return at < 0 ? '' : `${letterAt(at)}. ${textIn(options, id)}`;
  };
  if (kind === 'grid')
    return new Map(
      options.map(({ id }, at) => {
        const word = String(key.includes(id));
        return [id, { sign: word, of: letterAt(at), text: word }];
      }),
    );
  if (kind === 'matching')
    return new Map(
      prompts.map(({ id }, at) => {
        const right = key.find((pair) => pair.startsWith(`${id}=`))?.slice(id.length + 1) ?? '';
        return [id, { sign: right, of: numberAt(at), text: named(right) }];
      }),
    );
  const lines =
    kind === 'number' || kind === 'text'
      ? key
      : kind === 'ordering'
        ? key.map((id, at) => `${at + 1}. ${textIn(options, id)}`)
        : key.map(named);
  return new Map([['', { sign: JSON.stringify(key), of: '', text: lines.join('\n') }]]);
}

type LegalField = readonly [field: string, of: string, was: string, is: string];

const legalNames = ['legalInstrument', 'legalArticle', 'legalClause', 'legalFrom', 'legalTo'] as const;

/** Instruments of one name and place are the same one, the rest go by their order. */
function legalFields({ legal: was = [] }: Question, { legal: is = [] }: Question): LegalField[] {
  type Legal = (typeof was)[number];
  const valuesOf = (one: Legal | undefined): string[] =>
    one ? [one.instrument, one.article, one.clause, one.inForceFrom, one.inForceTo] : [];
  const signOf = (one: Legal): string => JSON.stringify(valuesOf(one).slice(0, 3));
  const left = [...was];
  const same = is.map((one) => {
    const at = left.findIndex((other) => signOf(other) === signOf(one));
    return at < 0 ? undefined : left.splice(at, 1)[0];
  });
  const pairs = [...is.map((one, at) => [same[at] ?? left.shift(), one] as const)];
  return [...pairs, ...left.map((one) => [one, undefined] as const)].flatMap(([old, now], at) =>
    legalNames.map((name, n): LegalField => [name, numberAt(at), valuesOf(old)[n] ?? '', valuesOf(now)[n] ?? '']),
  );
}

/** Fields that are one value each. Their words are the product's own; `web/i18n` has texts for them. */
function plainFields(question: Question): Record<string, string> {
  const { folding, tags = [] } = question;
  const ways = folding && Object.entries(folding).filter(([, isOn]) => isOn === true);
  return {
    kind: question.kind,
    scheme: question.scheme ?? '',
    tolerance: question.tolerance ?? '',
    folding: ways?.map(([way]) => way).join(', ') ?? '',
    keepsOrder: String(question.keepsOrder ?? false),
    explanation: question.explanation,
    source: question.source,
    topic: question.topic,
    difficulty: question.difficulty,
    tags: [...tags].sort().join(', '),
    isPractice: String(question.isPractice),
    factId: question.factId,
    checkedOn: question.checkedOn,
  };
}
