/** Whether the bank has topics of a section's names already, as the server will find it when it makes the questions; pure. */
import { searchKey } from '../../../server/rules/names.ts';
import type { TopicView } from '../../../server/wire/http/banks.ts';

/** The innermost topic of a path of names; null when one of them would be new. */
export function sameName(
  topics: readonly TopicView[],
  path: readonly string[],
  within: TopicView | null = null,
): TopicView | null {
  const [name, ...below] = path;
  if (name === undefined) return within;
  const parentId = within?.id ?? null;
  const found = topics.find((one) => one.parentId === parentId && searchKey(one.name) === searchKey(name));
  return found ? sameName(topics, below, found) : null;
}
