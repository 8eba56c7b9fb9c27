/**
 * Makes a question of a raw one: which kind it is, its key, its fields, and what could not be placed. Guesses are said;
 * text that found no place is given back with the question.
 */
import type { ImportPlace } from '../../rules/import-preview.ts';
import type { QuestionKind } from '../../rules/question.ts';
import { foundQuestion, optionId, problemAt } from './draft.ts';
import type { Draft, Found } from './draft.ts';
import { choiceOf } from './plain-text-answer.ts';
import type { Noted } from './plain-text-answer.ts';
import { cut, opaqueSign } from './plain-text-line.ts';
import type { Line } from './plain-text-line.ts';
import type { Looks } from './plain-text-looks.ts';
import { markdownOf } from './plain-text-markdown.ts';
import { withoutOptions } from './plain-text-open.ts';
import { isOrdering, pairingOf } from './plain-text-pairing.ts';
import { asksTruth, guessed, optionTexts, stemOf, textOfField } from './plain-text-parts.ts';
import type { Part } from './plain-text-parts.ts';
import type { RawQuestion } from './plain-text-raw.ts';
import { truthAtEnd, truthsOf } from './plain-text-truths.ts';
import { withFoundOptions } from './plain-text-unlettered.ts';
import { difficultyOf, kindOf, schemeOf, truthOf } from './plain-text-words.ts';

export interface FileView {
  readonly file: string;
  readonly looks: Looks;
  readonly questionCount: number;
}

/** The question, or what it lacks to be one, with its place and problems. */
export function questionFrom(given: RawQuestion, view: FileView): Found {
  const raw = withFoundOptions(given);
  const place: ImportPlace = {
    file: view.file,
    label: raw.start?.label ?? '',
    page: raw.line.page,
    row: raw.line.row,
    column: '',
  };
  const asked = kindOf(textOfField(raw, 'kind'));
  const { draft, noted, rest } = readKind(raw, asked, view);
  const fields = fieldsOf(raw);
  const problems: Noted[] = [...noted, ...fields.noted];
  if (raw.isUnlettered === true) problems.push(guessed(draft.kind));
  if (raw.hasFigures) problems.push({ name: 'formatting-not-kept', weight: 'doubt', params: { what: 'table' } });
  problems.push(...lostOf(raw));
  problems.push(...letterDoubts(raw));
  problems.push(...textDoubts(raw));
  // A picture cannot be given back as words.
  const pictures = raw.leftOver.filter((line) => line.text.includes(opaqueSign));
  const why = [
    ...(rest ? [rest] : []),
    ...(raw.fields.get('explanation') ?? []),
    ...raw.listed.flatMap(({ reason = [] }) => reason),
  ];
  const whole: Draft = {
    ...fields.draft,
    explanation: markdownOf(why),
    ...draft,
    stem: [draft.stem ?? '', markdownOf(pictures)].filter((text) => text !== '').join('\n'),
  };
  const named = withLeftOversJoined(problems).map(({ name, weight, params }) => problemAt(place, name, weight, params));
  return foundQuestion(whole, place, topicPath(raw), named);
}

/** What readers could not keep inside the question's own lines. */
function lostOf(raw: RawQuestion): Noted[] {
  const lines = [
    ...[...raw.stem, ...raw.leftOver, ...[...raw.fields.values()].flat()],
    ...raw.options.flatMap(({ body, more }) => [body, ...more]),
  ];
  return lines.flatMap(({ pieces }) =>
    pieces.flatMap(({ problem }) =>
      problem ? [{ name: problem.name, weight: 'doubt' as const, params: { text: problem.text.slice(0, 200) } }] : [],
    ),
  );
}

function topicPath(raw: RawQuestion): readonly string[] {
  const own = textOfField(raw, 'topic');
  return own === '' ? raw.topicPath : own.split(/\s*>\s*/u);
}

function readKind(raw: RawQuestion, asked: QuestionKind | null, view: FileView): Part {
  if (asked === 'matching' || asked === 'ordering') return pairingOf(raw, asked);
  if (raw.options.length === 0) return withoutOptions(raw, asked);
  if (asked === null && isOrdering(raw)) {
    const { draft, noted } = pairingOf(raw, 'ordering');
    return { draft, noted: [...noted, guessed('ordering')] };
  }
  const truths = asked === null || asked === 'grid' ? truthsOf(raw) : null;
  if (truths) {
    const bodies = raw.options.map(({ body, more }) => {
      const end = truths.isInline ? truthAtEnd(body.text)?.at : undefined;
      return markdownOf([cut(body, 0, end), ...more]);
    });
    return { draft: { ...grid(raw, bodies), key: placesToKey(truths.truths) }, noted: [] };
  }
  const choice = choiceOf(raw, view.looks, view.questionCount);
  const texts = optionTexts(raw);
  const key = choice.places.map(optionId);
  const noted = [...choice.problems];
  if (asked === 'grid' || (asked === null && isGrid(raw) && choice.isByLook)) {
    if (asked === null) noted.push(guessed('grid'));
    return { draft: { ...grid(raw, texts), key: [...key].sort() }, noted };
  }
  const stem = stemOf(raw);
  if (isTrueFalse(texts) && (asked === null || asked === 'true-false')) {
    const turned = truthOf(texts[0] ?? '') === false ? key.map((id) => (id === 'a' ? 'b' : 'a')) : key;
    return { draft: { kind: 'true-false', stem, key: turned }, noted, rest: choice.rest };
  }
  const kind = asked === 'single' || asked === 'multiple' ? asked : key.length > 1 ? 'multiple' : 'single';
  // Several by their look may be several slips; several by letter were meant.
  if (kind === 'multiple' && choice.isByLook && asked === null) noted.push(guessed('multiple'));
  return { draft: { kind, stem, options: texts, key: [...key].sort() }, noted, rest: choice.rest };
}

function grid(raw: RawQuestion, options: readonly string[]): Draft {
  const scheme = schemeOf(textOfField(raw, 'scheme'));
  const own = scheme === null && options.length !== 4 ? { scheme: 'each-part' as const } : {};
  return { kind: 'grid', stem: stemOf(raw), options, ...own };
}

function isGrid(raw: RawQuestion): boolean {
  const isSmall = raw.options.length === 4 && raw.options.every((option) => option.isLowerCase);
  return isSmall && [...raw.topicPath, ...raw.stem.map((line) => line.text)].some((text) => asksTruth.test(text));
}

function isTrueFalse(texts: readonly string[]): boolean {
  const truths = texts.map(truthOf);
  return texts.length === 2 && truths.includes(true) && truths.includes(false);
}

function placesToKey(truths: readonly boolean[]): string[] {
  return truths.flatMap((truth, at) => (truth ? [optionId(at)] : []));
}

const textMax = 500;

/** Text that belongs to nothing, and text that was taken for the explanation though nothing says so. */
function textDoubts(raw: RawQuestion): Noted[] {
  const doubt = (name: 'text-left-over' | 'explanation-guessed', lines: readonly Line[]): Noted[] => {
    const text = lines.map((line) => line.text.replaceAll(opaqueSign, '▢').trim()).join(' / ');
    return text === '' ? [] : [{ name, weight: 'doubt', params: { text: text.slice(0, textMax) } }];
  };
  const unannounced = [...raw.unannounced, ...raw.listed.flatMap(({ guessed: lines = [] }) => lines)];
  return [...doubt('text-left-over', raw.leftOver), ...doubt('explanation-guessed', unannounced)];
}

/** A question says each problem once; all the text that was left over is in it. */
function withLeftOversJoined(problems: readonly Noted[]): Noted[] {
  const isLeft = ({ name, params }: Noted): boolean => name === 'text-left-over' && params['text'] !== undefined;
  const text = problems.flatMap((one) => (isLeft(one) ? [one.params['text'] ?? ''] : [])).join(' / ');
  return problems.map((one) =>
    isLeft(one) ? { ...one, params: { ...one.params, text: text.slice(0, textMax) } } : one,
  );
}

/** Letters of options that come twice or are left out: the key may have meant another. */
function letterDoubts({ options }: RawQuestion): Noted[] {
  const letters = options.map(({ letter }) => letter);
  const used = new Set(letters);
  if (used.size < letters.length) return [{ name: 'repeated-label', weight: 'doubt', params: { what: 'option' } }];
  // Automatic letters may go on counting from the question before.
  const last = letters[0] === 'A' ? (letters.at(-1) ?? 'A').charCodeAt(0) - 65 : 0;
  const skipped = Array.from({ length: last }, (_, at) => String.fromCharCode(65 + at)).filter((one) => !used.has(one));
  if (skipped.length === 0) return [];
  return [{ name: 'letters-skipped', weight: 'doubt', params: { letters: skipped.join(', ') } }];
}

/** Everything that stands on lines of its own and says nothing of the kind. */
function fieldsOf(raw: RawQuestion): { readonly draft: Partial<Draft>; readonly noted: readonly Noted[] } {
  const noted: Noted[] = [];
  const points = raw.asides.find((aside) => difficultyOf(aside.text) === null);
  if (points) noted.push({ name: 'weights-not-held', weight: 'told', params: { text: points.text } });
  const written = textOfField(raw, 'difficulty');
  const aside = raw.asides.map((line) => difficultyOf(line.text)).find((level) => level !== null);
  const difficulty = difficultyOf(written) ?? aside;
  if (written !== '' && difficultyOf(written) === null) {
    noted.push({ name: 'unknown-difficulty', weight: 'doubt', params: { text: written } });
  }
  const scheme = schemeOf(textOfField(raw, 'scheme'));
  const tags = textOfField(raw, 'tags');
  const checkedOn = /\b\d{4}-\d{2}-\d{2}\b/u.exec(textOfField(raw, 'checked'))?.[0];
  return {
    draft: {
      id: textOfField(raw, 'id'),
      source: textOfField(raw, 'source'),
      ...(difficulty ? { difficulty } : {}),
      ...(scheme ? { scheme } : {}),
      ...(tags === '' ? {} : { tags: tags.split(/\s*,\s*/u) }),
      ...(checkedOn === undefined ? {} : { checkedOn }),
      ...(/^(?:có|x|yes)/iu.test(textOfField(raw, 'order')) ? { keepsOrder: true } : {}),
      isPractice: /^(?:có|x|yes)/iu.test(textOfField(raw, 'practice')),
    },
    noted,
  };
}
