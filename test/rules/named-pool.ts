/** Pools and cells written in a line: four topics, of which `phone` lies under `cyber` and that under `law`. */
import type { BlueprintCell } from '../../server/rules/contest.ts';
import type { VersionId } from '../../server/rules/ids.ts';
import type { PoolQuestion } from '../../server/rules/paper.ts';
import { topicsAbove, type QuestionKind } from '../../server/rules/question.ts';

const topics = [
  { id: 'law', name: '' },
  { id: 'cyber', name: '', parentId: 'law' },
  { id: 'phone', name: '', parentId: 'cyber' },
  { id: 'skills', name: '' },
];

/** `cyber-apply-grid×3`: three questions of topic, difficulty and kind, numbered from 1. */
export function pool(...parts: string[]): PoolQuestion[] {
  return parts.flatMap((part) => {
    const [, name = '', topic = '', difficulty, kind, count] = /^((\w+)-(\w+)-([\w-]+))×(\d+)$/.exec(part) ?? [];
    return Array.from({ length: Number(count) }, (_, at) => ({
      versionId: `${name}-${at + 1}` as VersionId,
      questionId: `${name}-${at + 1}`,
      topic,
      within: topicsAbove(topics, topic),
      difficulty: difficulty as PoolQuestion['difficulty'],
      kind: kind as QuestionKind,
      optionIds: kind === 'number' || kind === 'text' ? [] : ['a', 'b', 'c', 'd'],
    }));
  });
}

export const cell = (topic: string, count: number, rest: Partial<BlueprintCell> = {}): BlueprintCell => ({
  topic,
  difficulty: null,
  count,
  ...rest,
});

/** As a seed of a paper is written. */
export const seedNumber = (n: number): string => n.toString(16).padStart(8, '0');
