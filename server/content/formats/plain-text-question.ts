/**
 * Makes a question of a raw one: which kind it is, its key, its fields, and what could not be placed. Guesses are said;
 * text that found no place is given back with the question.
 */
import type { ImportPlace } from '../../rules/import-preview.ts';
import type { QuestionKind } from '../../rules/question.ts';
import { foundQuestion, optionId, problemAt } from './draft.ts';
import type { Draft, Found } from './draft.ts';
import { choiceOf, keyInStem, truthAtEnd, truthsOf } from './plain-text-answer.ts';
import type { LookCounts, Noted } from './plain-text-answer.ts';
import { numberKey } from './plain-text-keys.ts';
import { cut, guardSign, opaqueSign } from './plain-text-line.ts';
import type { Line } from './plain-text-line.ts';
import { markdownOf } from './plain-text-markdown.ts';
import { pairingOf } from './plain-text-pairing.ts';
import type { RawQuestion } from './plain-text-raw.ts';
import { withFoundOptions } from './plain-text-unlettered.ts';
import { difficultyOf, kindOf, schemeOf, truthOf } from './plain-text-words.ts';

export interface FileView {
  readonly file: string;
  readonly looks: LookCounts;
  readonly questionCount: number;
}

/** What a kind's reading gives: loose parts and what it noticed. `rest`: what stood after the key. */
export interface Part {
  readonly draft: Draft;
  readonly noted: readonly Noted[];
  readonly rest?: Line | null;
}

const guessed = (kind: QuestionKind): Noted => ({ name: 'kind-guessed', weight: 'doubt', params: { kind } });
const asksTruth = /đúng\s*(?:hay|hoặc|\/|,|-)\s*sai|đúng sai/iu;

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
  if (hasRepeatedLetter(raw)) problems.push({ name: 'repeated-label', weight: 'doubt', params: { what: 'option' } });
  const leftOver = raw.leftOver.map((line) => line.text.replaceAll(opaqueSign, '▢').trim()).join(' / ');
  if (leftOver !== '')
    problems.push({ name: 'text-left-over', weight: 'doubt', params: { text: leftOver.slice(0, 500) } });
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
  const named = problems.map(({ name, weight, params }) => problemAt(place, name, weight, params));
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

function withoutOptions(raw: RawQuestion, asked: QuestionKind | null): Part {
  const lines = raw.fields.get('key') ?? [];
  const [line] = lines;
  const text = line?.text.replaceAll(guardSign, '') ?? raw.listed.find((entry) => entry.text !== '')?.text ?? '';
  const stem = stemOf(raw);
  const truth = truthOf(text);
  const saysTruth =
    raw.stem.some((one) => asksTruth.test(one.text)) || raw.topicPath.some((name) => asksTruth.test(name));
  if (
    asked === 'true-false' ||
    (asked === null && truth !== null && (/^(?:đúng|sai|true|false)/iu.test(text) || saysTruth))
  ) {
    return { draft: { kind: 'true-false', stem, key: truth === null ? [] : [truth ? 'a' : 'b'] }, noted: [] };
  }
  if (text === '' && asked === null) return { draft: { kind: 'single', stem, options: [], key: [] }, noted: [] };
  const [value = '', spread] = text.split(/\s*(?:±|\+\/-)\s*/u);
  const number = numberKey(value);
  if (asked === 'number' || (asked === null && number !== null)) {
    const tolerance = numberKey(spread ?? textOfField(raw, 'tolerance'));
    const isUnread = number === null && text !== '';
    return {
      draft: {
        kind: 'number',
        stem,
        key: number === null ? [] : [number],
        ...(tolerance === null ? {} : { tolerance }),
      },
      noted: [
        ...(isUnread ? [{ name: 'number-unreadable' as const, weight: 'stops' as const, params: { text } }] : []),
        ...(asked === null ? [guessed('number')] : []),
      ],
    };
  }
  const variants = text
    .split(text.includes('|') ? '|' : ';')
    .map((one) => one.trim())
    .filter((one) => one !== '');
  const isAsked = asked === 'text';
  return { draft: { kind: 'text', stem, key: variants }, noted: isAsked ? [] : [guessed('text')] };
}

export function stemOf(raw: RawQuestion): string {
  const lines = raw.stem.map((line) => {
    const key = raw.options.length > 0 ? keyInStem(line) : null;
    return key ? cut(line, 0, line.text.lastIndexOf('(')) : line;
  });
  return markdownOf(lines);
}

export function optionTexts(raw: RawQuestion): string[] {
  return raw.options.map(({ body, more }) => markdownOf([body, ...more]));
}

function isTrueFalse(texts: readonly string[]): boolean {
  const truths = texts.map(truthOf);
  return texts.length === 2 && truths.includes(true) && truths.includes(false);
}

function placesToKey(truths: readonly boolean[]): string[] {
  return truths.flatMap((truth, at) => (truth ? [optionId(at)] : []));
}

function hasRepeatedLetter(raw: RawQuestion): boolean {
  return new Set(raw.options.map(({ letter }) => letter)).size < raw.options.length;
}

export function textOfField(raw: RawQuestion, name: Parameters<RawQuestion['fields']['get']>[0]): string {
  return (raw.fields.get(name) ?? []).map((line) => line.text.replaceAll(guardSign, '').trim()).join(' ');
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
