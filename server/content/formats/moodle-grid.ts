/** Statements to judge of Moodle's plugins `mtf` and `kprime`: rows, two columns, and a table of weights apart from both. */
import type { Draft } from './draft.ts';
import { draftLimits, optionId } from './draft.ts';
import type { MoodleQuestion } from './moodle-xml.ts';
import { truthOf } from './plain-text-words.ts';
import { childOf, childrenOf, textIn } from './xml.ts';
import type { XmlElement } from './xml.ts';

type Answer = Omit<Draft, 'stem'> & { readonly feedback: string };

/** null: more than two columns, which is no judging of statements. */
export function moodleGrid(question: MoodleQuestion): Answer | null {
  const { element } = question;
  const columns = childrenOf(element, 'column');
  if (columns.length > 2) return null;
  const rows = childrenOf(element, 'row').slice(0, draftLimits.partsMax);
  const numberOf = (one: XmlElement | undefined, at: number): string => one?.attributes['number'] ?? String(at + 1);
  const truths = columns.map((column) => truthOf(question.plain(childOf(column, 'responsetext'))));
  // Both plugins put what agrees first, whatever it is called.
  const yes = truths.includes(true) ? truths.indexOf(true) : truths.includes(false) ? 1 - truths.indexOf(false) : 0;
  const isNamed = truths.includes(true) || truths.includes(false);
  if (!isNamed && columns.length > 0) question.note('kind-guessed', 'doubt', { kind: 'grid' });
  const yesNumber = numberOf(columns[yes], yes);
  const chosen = new Map<string, string>();
  for (const weight of childrenOf(element, 'weight').slice(0, 2 * draftLimits.partsMax)) {
    const { rownumber = '', columnnumber = '' } = weight.attributes;
    if (Number(textIn(childOf(weight, 'value')).trim()) > 0) chosen.set(rownumber, columnnumber);
  }
  const judged = rows.map((row, at) => chosen.get(numberOf(row, at)));
  if (judged.includes(undefined)) question.note('no-key', 'stops');
  const said = rows.map((row) => question.text(childOf(row, 'feedbacktext'))).filter((text) => text !== '');
  return {
    kind: 'grid',
    options: rows.map((row) => question.line(childOf(row, 'optiontext'))),
    key: judged.flatMap((column, at) => (column === yesNumber ? [optionId(at)] : [])),
    scheme: schemeOf(question),
    ...(/^(?:0|false)$/i.test(question.value('shuffleanswers')) ? { keepsOrder: true } : {}),
    feedback: said.join('\n\n'),
  };
}

function schemeOf(question: MoodleQuestion): NonNullable<Draft['scheme']> {
  const method = question.value('scoringmethod');
  const hasDeduction = Number(question.value('deduction')) > 0;
  if (hasDeduction || !/^(?:subpoints|(?:mtf|kprime)onezero|)$/.test(method))
    question.note('weights-not-held', 'doubt');
  return /onezero$/.test(method) ? 'all-or-nothing' : 'each-part';
}
