/**
 * What can be wrong with one question by itself. Questions are not compared
 * here; check-bank does that.
 */

import type { Question, QuestionKind } from '../rules/question.ts';
import type { BankProblemName } from './bank-problem.ts';
import { bareOption } from './likeness.ts';

type Finding = { readonly name: BankProblemName; readonly params: Readonly<Record<string, string>> };

interface Shape {
  readonly optionsMin: number;
  readonly optionsMax: number;
  readonly keysMin: number;
  readonly keysMax: number;
}

const shapes: Readonly<Record<QuestionKind, Shape>> = {
  single: { optionsMin: 3, optionsMax: 6, keysMin: 1, keysMax: 1 },
  // At least one option stays wrong (checked below): "pick all" must not win.
  multiple: { optionsMin: 4, optionsMax: 6, keysMin: 2, keysMax: 5 },
  'true-false': { optionsMin: 2, optionsMax: 2, keysMin: 1, keysMax: 1 },
};

const trueFalseTexts = ['Đúng', 'Sai'];

/** Every fault of one question; none when it may be asked. */
export function checkQuestion(question: Question): Finding[] {
  return [
    ...missingFields(question),
    ...notNfc(question),
    ...(isCalendarDate(question.checkedOn) || question.checkedOn === ''
      ? []
      : [finding('not-a-date', { date: question.checkedOn })]),
    ...optionFaults(question),
    ...keyFaults(question),
  ];
}

function missingFields(question: Question): Finding[] {
  const { stem, explanation, source, factId, checkedOn } = question;
  const texts = { stem, explanation, source, fact: factId, checked: checkedOn };
  const empty = Object.entries(texts).filter(([, text]) => text.trim() === '');
  const options = question.options.filter((option) => option.text.trim() === '');
  const fields = [...empty.map(([field]) => field), ...options.map((option) => `options.${option.id}`)];
  return fields.map((field) => finding('missing-field', { field }));
}

function notNfc(question: Question): Finding[] {
  const texts = [
    ...[question.stem, question.explanation, question.source],
    ...question.options.map((option) => option.text),
  ];
  return texts.every(isNfc) ? [] : [finding('text-not-nfc', {})];
}

function optionFaults(question: Question): Finding[] {
  const { kind, options } = question;
  const { optionsMin, optionsMax } = shapes[kind];
  const faults: Finding[] = [];
  if (options.length < optionsMin || options.length > optionsMax) {
    faults.push(finding('wrong-option-count', { count: String(options.length), kind }));
  }
  for (const id of repeatsIn(options.map((option) => option.id))) faults.push(finding('repeated-option-id', { id }));
  for (const text of repeatsIn(options.map((option) => bareOption(option.text)))) {
    faults.push(finding('repeated-option', { text }));
  }
  const texts = options.map((option) => option.text).join('/');
  if (kind === 'true-false' && texts !== trueFalseTexts.join('/')) faults.push(finding('not-true-false-options', {}));
  return faults;
}

function keyFaults(question: Question): Finding[] {
  const { kind, key, options } = question;
  const { keysMin, keysMax } = shapes[kind];
  const strangers = key.filter((id) => !options.some((option) => option.id === id));
  const faults = [
    ...strangers.map((id) => finding('key-not-an-option', { id })),
    ...repeatsIn(key).map((id) => finding('repeated-key', { id })),
  ];
  const right = new Set(key).size;
  if (right < keysMin || right > Math.min(keysMax, options.length - 1)) {
    faults.push(finding('wrong-key-count', { count: String(right), kind }));
  }
  return faults;
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
