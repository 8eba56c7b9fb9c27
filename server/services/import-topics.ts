/** Where questions of a file go in a bank's tree of topics; topics that are not there are made. Writes nothing. */
import type { ImportedQuestion, ImportPreview } from '../rules/import-preview.ts';
import { normaliseName, searchKey } from '../rules/names.ts';
import type { Topic } from '../rules/question.ts';
import { questionLimits } from '../wire/http/banks.ts';
import { freeId } from './create-bank.ts';

/** Before the name of a topic that is to be made, where an id could stand; no id begins so. */
export const newTopicSign = '+';

/** Grows a tree while questions ask for their places in it. */
export class TopicTree {
  readonly topics: Topic[];
  readonly #topicIds: ImportPreview['topicIds'];

  constructor(topics: readonly Topic[], topicIds: ImportPreview['topicIds']) {
    this.topics = [...topics];
    this.#topicIds = topicIds;
  }

  /** Id of the question's topic: its own where the bank has it, what its path was given, or topics of the path's names. */
  placeOf({ question, topicPath }: ImportedQuestion): string {
    const own = question?.topic ?? '';
    if (this.topics.some(({ id }) => id === own)) return own;
    const mapped = this.#topicIds[JSON.stringify(topicPath)];
    if (mapped?.startsWith(newTopicSign)) return this.#child(undefined, mapped.slice(newTopicSign.length)) ?? '';
    if (mapped !== undefined) return mapped;
    let parentId: string | undefined;
    for (const name of topicPath.map((each) => normaliseName(each).slice(0, questionLimits.topicNameMax))) {
      if (name === '') continue;
      parentId = this.#child(parentId, name);
      if (parentId === undefined) return '';
    }
    return parentId ?? '';
  }

  /** undefined when the bank has as many topics as it may. */
  #child(parentId: string | undefined, name: string): string | undefined {
    const isSame = (topic: Topic): boolean => topic.parentId === parentId && searchKey(topic.name) === searchKey(name);
    const known = this.topics.find(isSame);
    if (known) return known.id;
    if (this.topics.length >= questionLimits.topicsMax) return undefined;
    const id = freeId(
      name,
      this.topics.map((topic) => topic.id),
    );
    this.topics.push({ id, name, ...(parentId !== undefined && { parentId }) });
    return id;
  }
}
