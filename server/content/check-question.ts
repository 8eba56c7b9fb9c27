/**
 * What can be wrong with one question by itself. Questions are not compared
 * here; check-bank does that.
 */

import { kinds } from '../rules/marking/index.ts';
import { textsOf, type Question } from '../rules/question.ts';
import type { BankProblemName } from './bank-problem.ts';
import { sameOption } from './likeness.ts';
import { addressesIn, mediaIn } from './markup.ts';

type Finding = { readonly name: BankProblemName; readonly params: Readonly<Record<string, string>> };

/** Characters of Markdown. */
export const textLimits = { stemMax: 5_000, optionMax: 1_000, explanationMax: 5_000, sourceMax: 500 } as const;

/** Every fault of one question; none when it may be asked. */
export function checkQuestion(question: Question): Finding[] {
  return [
    ...missingFields(question),
    ...notNfc(question),
    ...datesOf(question)
      .filter((date) => date !== '' && !isCalendarDate(date))
      .map((date) => finding('not-a-date', { date })),
    ...optionFaults(question),
    ...schemeFaults(question),
    ...kinds[question.kind].check(question),
    ...tooLong(question),
    ...mediaFaults(question),
  ];
}

function missingFields(question: Question): Finding[] {
  const { stem, explanation, source, factId, checkedOn } = question;
  const texts = { stem, explanation, source, fact: factId, checked: checkedOn };
  const empty = Object.entries(texts).filter(([, text]) => text.trim() === '');
  const options = question.options.filter((option) => option.text.trim() === '');
  const prompts = (question.prompts ?? []).filter((prompt) => prompt.text.trim() === '');
  const instruments = (question.legal ?? []).filter(({ instrument }) => instrument.trim() === '');
  const fields = [
    ...empty.map(([field]) => field),
    ...options.map((option) => `options.${option.id}`),
    ...prompts.map((prompt) => `prompts.${prompt.id}`),
    ...instruments.map(() => 'legal.instrument'),
  ];
  return fields.map((field) => finding('missing-field', { field }));
}

const datesOf = ({ checkedOn, legal = [] }: Question): string[] => [
  checkedOn,
  ...legal.flatMap(({ inForceFrom, inForceTo }) => [inForceFrom, inForceTo]),
];

function notNfc(question: Question): Finding[] {
  const { source, tags = [], key } = question;
  return [...textsOf(question), source, ...tags, ...key].every(isNfc) ? [] : [finding('text-not-nfc', {})];
}

/** Ids stand in the log between commas and equals signs, so they hold none. */
const idPattern = /^[A-Za-z0-9-]{1,20}$/;

/** Options and prompts each among themselves: a prompt may say what an option says. */
function optionFaults({ options, prompts = [] }: Question): Finding[] {
  return [options, prompts].flatMap((list) => {
    const ids = list.map(({ id }) => id);
    return [
      ...ids.filter((id) => !idPattern.test(id)).map((id) => finding('option-id-malformed', { id })),
      ...repeatsIn(ids).map((id) => finding('repeated-option-id', { id })),
      ...repeatsIn(list.map(({ text }) => sameOption(text))).map((text) => finding('repeated-option', { text })),
    ];
  });
}

function schemeFaults({ kind, scheme }: Question): Finding[] {
  if (scheme === undefined || kinds[kind].schemes.includes(scheme)) return [];
  return [finding('scheme-not-of-kind', { scheme, kind })];
}

function tooLong({ stem, options, prompts = [], explanation, source }: Question): Finding[] {
  const fields: [field: string, text: string, lengthMax: number][] = [
    ['stem', stem, textLimits.stemMax],
    ...options.map(({ id, text }): [string, string, number] => [`options.${id}`, text, textLimits.optionMax]),
    ...prompts.map(({ id, text }): [string, string, number] => [`prompts.${id}`, text, textLimits.optionMax]),
    ['explanation', explanation, textLimits.explanationMax],
    ['source', source, textLimits.sourceMax],
  ];
  return fields
    .filter(([, text, lengthMax]) => text.length > lengthMax)
    .map(([field, , lengthMax]) => finding('text-too-long', { field, lengthMax: String(lengthMax) }));
}

/** Somebody who cannot see the picture takes part too; what lies on another host is never shown. */
function mediaFaults(question: Question): Finding[] {
  const texts = textsOf(question);
  return [
    ...texts
      .flatMap(mediaIn)
      .filter(({ alt }) => alt === '')
      .map(({ id }) => finding('alt-missing', { id })),
    ...texts.flatMap(addressesIn).map((address) => finding('external-address', { address })),
  ];
}

/** Each text that occurs more than once, named once. */
export function repeatsIn(texts: readonly string[]): string[] {
  return [...new Set(texts.filter((text, i) => texts.indexOf(text) !== i))];
}

export function isNfc(text: string): boolean {
  return text === text.normalize('NFC');
}

function isCalendarDate(text: string): boolean {
  const [, year, month, day] = /^(\d{4})-(\d{2})-(\d{2})$/.exec(text)?.map(Number) ?? [];
  if (year === undefined || month === undefined || day === undefined) return false;
  const leap = (year % 4 === 0 && year % 100 !== 0) || year % 400 === 0;
  const daysMax = [31, leap ? 29 : 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31][month - 1] ?? 0;
  return day >= 1 && day <= daysMax;
}

function finding(name: BankProblemName, params: Record<string, string>): Finding {
  return { name, params };
}
