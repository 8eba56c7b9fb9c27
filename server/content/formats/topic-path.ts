/** Paths of topic names, as files write what is a tree in a bank. */
import type { QuestionBank } from '../../rules/question.ts';

/** Names from the top down, by topic id; a parent that is not there, or a circle, ends the path. */
export function topicPaths({ topics }: Pick<QuestionBank, 'topics'>): ReadonlyMap<string, readonly string[]> {
  const byId = new Map(topics.map((topic) => [topic.id, topic]));
  return new Map(
    topics.map(({ id }): [string, readonly string[]] => {
      const seen = new Set<string>();
      const path: string[] = [];
      for (let at = byId.get(id); at !== undefined && !seen.has(at.id); at = byId.get(at.parentId ?? '')) {
        seen.add(at.id);
        path.unshift(at.name);
      }
      return [id, path];
    }),
  );
}

/** The path of a question's topic; a topic that the bank does not list is no path. */
export const pathOf = (paths: ReadonlyMap<string, readonly string[]>, topic: string): readonly string[] =>
  paths.get(topic) ?? [];
