/**
 * The tree of topics as a flat list in its order, parents before their children, and what people do to it; pure. Each
 * deed gives the whole new list, or null when it cannot be done.
 */
import type { TopicView } from '../../../server/wire/http/banks.ts';

export interface TreeTopic {
  readonly topic: TopicView;
  /** From 1, at the top. */
  readonly level: number;
  readonly hasChildren: boolean;
  /** Of the topic with all below it. */
  readonly questions: number;
  readonly approved: number;
  readonly position: number;
  readonly siblings: number;
}

export type Place = 'before' | 'after' | 'inside';

const childrenOf = (topics: readonly TopicView[], parentId: string | null): TopicView[] =>
  topics.filter((topic) => topic.parentId === parentId);

/** In the order in which they are drawn, closed branches with what they hide counted in. */
export function treeOf(topics: readonly TopicView[], closed: ReadonlySet<string> = new Set()): TreeTopic[] {
  const below = (parentId: string | null, level: number): TreeTopic[] => {
    const children = childrenOf(topics, parentId);
    return children.flatMap((topic, index) => {
      const branch = [topic, ...descendantsOf(topics, topic.id)];
      const sum = (count: (one: TopicView) => number): number => branch.reduce((all, one) => all + count(one), 0);
      const own: TreeTopic = {
        topic,
        level,
        hasChildren: branch.length > 1,
        questions: sum(({ questions }) => questions),
        approved: sum(({ approved }) => approved),
        position: index + 1,
        siblings: children.length,
      };
      return [own, ...(closed.has(topic.id) ? [] : below(topic.id, level + 1))];
    });
  };
  return below(null, 1);
}

export function descendantsOf(topics: readonly TopicView[], id: string): TopicView[] {
  return childrenOf(topics, id).flatMap((child) => [child, ...descendantsOf(topics, child.id)]);
}

/** Name of the topic with those above it, outermost first. */
export function topicPath(topics: readonly TopicView[], id: string): string {
  const topic = topics.find((one) => one.id === id);
  if (!topic) return '';
  return topic.parentId === null ? topic.name : `${topicPath(topics, topic.parentId)} › ${topic.name}`;
}

/** Parents before their children again, whatever the order was. */
const inOrder = (topics: readonly TopicView[]): TopicView[] => treeOf(topics).map(({ topic }) => topic);

const sameTree = (a: readonly TopicView[], b: readonly TopicView[]): boolean =>
  a.length === b.length && a.every((topic, at) => topic.id === b[at]?.id && topic.parentId === b[at]?.parentId);

/** Lays a topic, with all below it, before, after or into another. */
export function moveTopic(topics: readonly TopicView[], id: string, place: Place, target: string): TopicView[] | null {
  const moved = topics.find((topic) => topic.id === id);
  const goal = topics.find((topic) => topic.id === target);
  if (!moved || !goal || id === target || descendantsOf(topics, id).some((one) => one.id === target)) return null;
  const parentId = place === 'inside' ? goal.id : goal.parentId;
  if (topics.some((one) => one.id !== id && one.parentId === parentId && one.name === moved.name)) return null;
  const rest = topics.filter((topic) => topic.id !== id);
  const at = place === 'inside' ? rest.length : rest.indexOf(goal) + (place === 'after' ? 1 : 0);
  const laid = inOrder([...rest.slice(0, at), { ...moved, parentId }, ...rest.slice(at)]);
  return sameTree(laid, topics) ? null : laid;
}

/** One step by key: among its siblings, into the one above, out of its parent. */
export function stepTopic(
  topics: readonly TopicView[],
  id: string,
  step: 'up' | 'down' | 'in' | 'out',
): TopicView[] | null {
  const topic = topics.find((one) => one.id === id);
  if (!topic) return null;
  const siblings = childrenOf(topics, topic.parentId);
  const at = siblings.indexOf(topic);
  if (step === 'out') return topic.parentId === null ? null : moveTopic(topics, id, 'after', topic.parentId);
  const other = siblings[step === 'down' ? at + 1 : at - 1];
  if (!other) return null;
  return moveTopic(topics, id, ({ up: 'before', down: 'after', in: 'inside' } as const)[step], other.id);
}

/** A new topic after another, on its level, or at the end of the top; its id is `ref` until the server gives one. */
export function addTopic(
  topics: readonly TopicView[],
  ref: string,
  name: string,
  parentId: string | null,
): TopicView[] {
  return inOrder([...topics, { id: ref, name: freeName(topics, name, parentId), parentId, questions: 0, approved: 0 }]);
}

/** The name, with a number when a sibling has it. */
function freeName(topics: readonly TopicView[], name: string, parentId: string | null): string {
  const taken = new Set(childrenOf(topics, parentId).map((topic) => topic.name));
  let [free, number] = [name, 1];
  while (taken.has(free)) free = `${name} ${(number += 1)}`;
  return free;
}

/** null when a sibling has the name, and when it is empty or the old one. */
export function renameTopic(topics: readonly TopicView[], id: string, name: string): TopicView[] | null {
  const topic = topics.find((one) => one.id === id);
  const wanted = name.normalize('NFC').replace(/\s+/gu, ' ').trim();
  if (!topic || wanted === '' || wanted === topic.name) return null;
  if (childrenOf(topics, topic.parentId).some((one) => one.name === wanted)) return null;
  return topics.map((one) => (one.id === id ? { ...one, name: wanted } : one));
}

/** null while it has subtopics or questions. */
export function removeTopic(topics: readonly TopicView[], id: string): TopicView[] | null {
  const topic = topics.find((one) => one.id === id);
  if (!topic || topic.questions > 0 || topics.some((one) => one.parentId === id)) return null;
  return topics.filter((one) => one.id !== id);
}
