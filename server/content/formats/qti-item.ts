/** One item of QTI to a question: its words, its feedback, and what its interaction asks (qti-answer.ts). */
import type { ImportProblem } from '../../rules/import-preview.ts';
import { foundQuestion, notAQuestion, placeIn, problemAt } from './draft.ts';
import type { Found } from './draft.ts';
import { readFeedback } from './feedback.ts';
import type { HtmlContext } from './html-inline.ts';
import { htmlToLine, htmlToMarkdown } from './html-markdown.ts';
import { readTags } from './level-tags.ts';
import { qtiAnswer } from './qti-answer.ts';
import type { QtiMeta } from './qti-manifest.ts';
import { allOf, childOf, childrenOf, isElement, textIn } from './xml.ts';
import type { XmlElement, XmlNode } from './xml.ts';

export interface ItemSource {
  /** Path in the package, or the file's own name. */
  readonly path: string;
  /** In the names of 2.1. */
  readonly item: XmlElement;
  readonly meta: QtiMeta;
  readonly mediaOf: HtmlContext['mediaOf'];
}

export function readItem({ path, item, meta, mediaOf }: ItemSource): Found {
  const { title = '', identifier = '' } = item.attributes;
  const place = placeIn(path, { row: item.line, label: (title === '' ? identifier : title).slice(0, 100) });
  const noticed: ImportProblem[] = [];
  const note = (
    name: ImportProblem['name'],
    weight: ImportProblem['weight'],
    params: Record<string, string> = {},
  ): void => void noticed.push(problemAt(place, name, weight, params));
  const context: HtmlContext = { mediaOf, note: (name, params) => note(name, 'doubt', { ...params }) };
  const body = childOf(item, 'itemBody');
  const interactions = body ? interactionsIn(body) : [];
  const [interaction] = interactions;
  if (!body || !interaction || interactions.length > 1) {
    const kind = interaction ? namesOf(interactions) : 'no interaction';
    return notAQuestion(place, 'kind-not-held', { kind, text: saidIn(body) }, meta.topicPath);
  }
  const line = (choice: XmlElement): string => htmlToLine(withoutAsides(choice.children), context);
  const answer = qtiAnswer({ item, interaction, line, note });
  if (answer === null)
    return notAQuestion(place, 'kind-not-held', { kind: interaction.name, text: saidIn(body) }, meta.topicPath);
  const feedbacks = childrenOf(item, 'modalFeedback');
  if (feedbacks.length > 1) note('text-left-over', 'told', { text: textIn(feedbacks[1]).trim().slice(0, 100) });
  const parts = {
    ...answer,
    id: meta.code === '' ? identifier : meta.code,
    stem: htmlToMarkdown(withoutInteraction(body, interaction), context),
    ...readFeedback(htmlToMarkdown(feedbacks[0]?.children ?? [], context)),
    ...readTags(meta.keywords),
    ...(meta.difficulty === null ? {} : { difficulty: meta.difficulty }),
  };
  return foundQuestion(parts, place, meta.topicPath, noticed);
}

/** `2 × textEntryInteraction, choiceInteraction`. */
function namesOf(interactions: readonly XmlElement[]): string {
  const counts = new Map<string, number>();
  for (const { name } of interactions) counts.set(name, (counts.get(name) ?? 0) + 1);
  return [...counts].map(([name, count]) => (count > 1 ? `${count} × ${name}` : name)).join(', ');
}

/** Of an item that is not held, so that its author knows which it is. */
const saidMax = 1_000;
const saidIn = (body: XmlElement | undefined): string => textIn(body).replace(/\s+/g, ' ').trim().slice(0, saidMax);

/** A button that ends the attempt asks nothing. */
const isAsking = ({ name }: XmlElement): boolean => /Interaction$/.test(name) && name !== 'endAttemptInteraction';

const interactionsIn = (element: XmlElement): XmlElement[] =>
  element.children.filter(isElement).flatMap((child) => (isAsking(child) ? [child] : interactionsIn(child)));

const asides = new Set([
  'rubricBlock',
  'feedbackBlock',
  'feedbackInline',
  'templateBlock',
  'templateInline',
  'stylesheet',
]);

const withoutAsides = (nodes: readonly XmlNode[]): XmlNode[] =>
  nodes.filter((node) => !isElement(node) || !asides.has(node.name));

/** The words of the body: a gap in a sentence is shown as one, any other interaction leaves only its prompt. */
function withoutInteraction(element: XmlElement, interaction: XmlElement): XmlNode[] {
  const hasWords = element.children.some((child) => (isElement(child) ? false : child.trim() !== ''));
  return withoutAsides(element.children).flatMap((child): XmlNode[] => {
    if (!isElement(child)) return [child];
    if (child !== interaction) return [{ ...child, children: withoutInteraction(child, interaction) }];
    if (interaction.name === 'textEntryInteraction') return hasWords ? ['_____'] : [];
    return allOf(interaction, 'prompt').slice(0, 1);
  });
}
