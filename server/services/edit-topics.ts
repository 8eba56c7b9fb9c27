/** Changes a bank's name and its tree of topics, as a whole. */
import { normaliseName, searchKey } from '../rules/names.ts';
import { refused, type Outcome } from '../rules/refusal.ts';
import { topicName, type Topic } from '../rules/question.ts';
import { topicCounts, writeBank } from '../store/banks.ts';
import type { BankView, EditTopics } from '../wire/http/banks.ts';
import type { Ctx } from './context.ts';
import { freeId } from './create-bank.ts';
import { holdBank, type Actor } from './held-question.ts';
import { journalBank } from './journal-bank.ts';
import { readBankView, topicsRevision } from './list-banks.ts';

export interface TopicEdit extends EditTopics {
  readonly bankId: string;
  readonly actor: Actor;
}

/** Refusals: `not-found`, `changed-meanwhile`, `topic-unknown`, `topic-repeated`, `topic-circle`, `topic-in-use`. */
export async function editTopics(ctx: Ctx, edit: TopicEdit): Promise<Outcome<BankView>> {
  const done = await ctx.store.write(async (tx): Promise<Outcome<true>> => {
    const held = await holdBank(tx, ctx, edit.bankId);
    if (held === null) return refused({ name: 'not-found' });
    const { bank, at } = held;
    if (topicsRevision(ctx, bank) !== edit.revision)
      return refused({ name: 'changed-meanwhile', byName: '', at: bank.importedAt });
    const made = topicsOf(edit, bank.topics);
    if (!made.ok) return made;
    const topics = made.value;
    for (const { topic, questions } of await topicCounts(tx, bank.id)) {
      const isKept = topic === '' || topics.some(({ id }) => id === topic);
      const name = topicName(bank.topics, topic);
      // What was never a topic of the bank cannot be taken out of it.
      if (!isKept && bank.topics.some(({ id }) => id === topic))
        return refused({ name: 'topic-in-use', topic: name, questions });
    }
    const importedAt = Math.max(at, bank.importedAt + 1);
    const name = normaliseName(edit.name);
    await writeBank(tx, bank.id, { name, topics, importedAt });
    const detail = { ...treeChanges(bank.topics, topics), ...(name !== bank.name && { name, nameBefore: bank.name }) };
    await journalBank(tx, ctx, { actor: edit.actor, action: 'edit-topics', bankId: bank.id, detail });
    return { ok: true, value: true };
  });
  return done.ok ? readBankView(ctx, edit.bankId) : done;
}

/** Names in one entry of the journal; the rest is counted in the tree itself. */
const namesMax = 20;

/** For the journal: names of what came, went, and was renamed or put elsewhere. */
function treeChanges(before: readonly Topic[], after: readonly Topic[]): Record<string, string> {
  const known = new Map(before.map((topic) => [topic.id, topic]));
  const kept = new Set(after.map(({ id }) => id));
  const list = (topics: readonly Topic[]): string =>
    [...topics.slice(0, namesMax).map(({ name }) => name), ...(topics.length > namesMax ? ['…'] : [])].join(', ');
  return {
    topicsAdded: list(after.filter(({ id }) => !known.has(id))),
    topicsRemoved: list(before.filter(({ id }) => !kept.has(id))),
    topicsRenamed: list(after.filter(({ id, name }) => known.has(id) && known.get(id)?.name !== name)),
    topicsMoved: list(after.filter(({ id, parentId }) => known.has(id) && known.get(id)?.parentId !== parentId)),
  };
}

/** The tree that was sent, with ids for what is new. */
function topicsOf({ topics: sent }: TopicEdit, before: readonly Topic[]): Outcome<Topic[]> {
  const known = new Set(before.map(({ id }) => id));
  const taken = [...known];
  const idOfRef = new Map<string, string>();
  const given: { id: string; name: string; parent: string | null }[] = [];
  for (const { id, ref, name: written, parentId } of sent) {
    const name = normaliseName(written);
    if (id !== '' && !known.has(id)) return refused({ name: 'topic-unknown', topic: id });
    const ownId = id === '' ? freeId(name, taken) : id;
    if (id === '') taken.push(ownId);
    if (given.some((each) => each.id === ownId)) return refused({ name: 'topic-repeated', topic: name });
    idOfRef.set(ownId, ownId);
    if (ref !== undefined && ref !== '') idOfRef.set(ref, ownId);
    given.push({ id: ownId, name, parent: parentId });
  }
  const topics: Topic[] = [];
  for (const { id, name, parent } of given) {
    const parentId = parent === null ? undefined : idOfRef.get(parent);
    if (parent !== null && parentId === undefined) return refused({ name: 'topic-unknown', topic: parent });
    topics.push({ id, name, ...(parentId !== undefined && { parentId }) });
  }
  return fault(topics) ?? { ok: true, value: topics };
}

/** No topic lies inside itself, and no two of one name lie side by side. */
function fault(topics: readonly Topic[]) {
  const parentOf = new Map(topics.map(({ id, parentId }) => [id, parentId]));
  const seen = new Set<string>();
  for (const { id, name, parentId = '' } of topics) {
    const place = JSON.stringify([parentId, searchKey(name), name]);
    if (seen.has(place)) return refused({ name: 'topic-repeated', topic: name });
    seen.add(place);
    const above = new Set<string>();
    for (let at: string | undefined = id; at !== undefined; at = parentOf.get(at)) {
      if (above.has(at)) return refused({ name: 'topic-circle', topic: name });
      above.add(at);
    }
  }
  return null;
}
