/** What must hold of whatever was read from whatever file; and what the server does with it next, which must not fail either. */
import { fileFormats } from '../../server/rules/file-formats.ts';
import { importLimits } from '../../server/content/imported.ts';
import type { ReadOutcome } from '../../server/content/imported.ts';
import { draftLimits, faultsOf } from '../../server/content/formats/draft.ts';
import { addressesIn, mediaIn, toHtml, toInlineHtml, toPlain } from '../../server/content/markup.ts';
import { twinKey } from '../../server/content/likeness-index.ts';
import { importProblemNames } from '../../server/rules/import-preview.ts';
import type { ImportedQuestion, ImportProblem } from '../../server/rules/import-preview.ts';
import { textsOf, type Question } from '../../server/rules/question.ts';

/** Questions of a file whose texts are shown as a page would show them. */
const shownMax = 30;
/** Characters of all that a preview keeps; 5,000 long questions have a tenth of it. */
const previewMax = 60_000_000;
const textMax = draftLimits.keptMax + 100;

/** Sentences that say what is wrong with an outcome; none: nothing. */
export function faultsOfOutcome(outcome: ReadOutcome): string[] {
  if (!outcome.ok) return stringFaults('refusal', Object.values(outcome.params), 1_000);
  const { format, questions, media, problems } = outcome.value;
  const size = JSON.stringify({ questions, problems }).length;
  return [
    ...(fileFormats.includes(format) ? [] : [`format ${format}`]),
    ...(questions.length === 0 || questions.length > importLimits.questionsMax
      ? [`${questions.length} questions`]
      : []),
    ...(size > previewMax ? [`a preview of ${size} characters`] : []),
    ...stringFaults(
      'media',
      media.flatMap(({ ref, fileName }) => [ref, fileName]),
      10_000,
    ),
    ...problems.flatMap(problemFaults),
    ...questions.flatMap((one, at) =>
      one.number === at + 1 ? questionFaults(one) : [`number ${one.number} at ${at}`],
    ),
  ];
}

function questionFaults({ question, topicPath, place, problems }: ImportedQuestion): string[] {
  const own = [
    ...stringFaults('topic', topicPath, 10_000),
    ...stringFaults('place', [place.file, place.label, place.column], 10_000),
  ];
  if (!Number.isInteger(place.row) || place.row < 0 || !Number.isInteger(place.page)) own.push(`row ${place.row}`);
  const told = problems.flatMap(problemFaults);
  if (question === null)
    return problems.length === 0 ? ['nothing was read, and nothing says why', ...own] : [...own, ...told];
  const texts = [
    ...textsOf(question),
    ...question.key,
    ...(question.tags ?? []),
    question.source,
    question.factId,
    ...(question.legal ?? []).flatMap((one) => Object.values(one)),
    question.id,
    question.tolerance ?? '',
  ];
  const ids = [...question.options, ...(question.prompts ?? [])].map(({ id }) => id);
  const isUnclear = new Set(ids).size < ids.length;
  const stopped = problems.some(({ weight }) => weight === 'stops');
  const silent = stopped ? [] : faultsOf(question, place).map(({ name }) => `not told: ${name}`);
  const loose = texts.some((text) => text !== text.normalize('NFC')) ? ['a text is not NFC'] : [];
  return [
    ...own,
    ...told,
    ...stringFaults('text', texts, textMax),
    ...(isUnclear ? ['one id twice'] : []),
    ...silent,
    ...loose,
  ];
}

function problemFaults({ name, params, place }: ImportProblem): string[] {
  const known = importProblemNames.includes(name) ? [] : [`problem ${name}`];
  return [
    ...known,
    ...stringFaults(`params of ${name}`, Object.values(params), 2_000),
    ...stringFaults('place', [place.label], 10_000),
  ];
}

/** PostgreSQL keeps no half characters and no NUL; pages show no control characters. */
function stringFaults(what: string, texts: readonly unknown[], max: number): string[] {
  return texts.flatMap((text) => {
    if (typeof text !== 'string') return [`${what}: ${typeof text}`];
    if (/\p{Cs}/u.test(text)) return [`${what}: half a character`];
    if (/(?![\t\n])\p{Cc}/u.test(text)) return [`${what}: a control character`];
    return text.length > max ? [`${what}: ${text.length} characters`] : [];
  });
}

/** Shows the first questions as the server would for a preview. Gives what a page must never get. */
export function faultsOfShowing(outcome: ReadOutcome): string[] {
  if (!outcome.ok) return [];
  const shown = outcome.value.questions
    .flatMap(({ question }) => (question === null ? [] : [question]))
    .slice(0, shownMax);
  return shown.flatMap((question) => {
    twinKey(question);
    return htmlOf(question).flatMap((html) =>
      /<(?:script|iframe|object|style|link|base|form)\b|\son\w+\s*=\s*"|(?:src|href)="(?!\/api\/media\/)/iu.test(
        html.replace(/<math[^]*?<\/math>/gu, ''),
      )
        ? [`markup: ${html.slice(0, 200)}`]
        : [],
    );
  });
}

function htmlOf(question: Question): string[] {
  const { stem, explanation, options, prompts = [] } = question;
  for (const text of textsOf(question)) [toPlain(text), mediaIn(text), addressesIn(text)].every(Boolean);
  return [stem, explanation]
    .map((text) => toHtml(text))
    .concat([...options, ...prompts].map(({ text }) => toInlineHtml(text)));
}
