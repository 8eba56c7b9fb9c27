/** A bank as a zip of our own files: `bank.yaml`, a file or more for each topic, the pictures. Everything is held. */
import { stringify } from 'yaml';
import type { Question, Topic } from '../../rules/question.ts';
import type { ExportedBank, WrittenFile } from '../imported.ts';
import { yamlLimits } from '../yaml-file.ts';
import { packedName } from './media-shelf.ts';
import { writePackage } from './write-package.ts';

/** Long texts stay on their own lines as they were typed. */
const layout = { lineWidth: 0 } as const;
/** Room for the head of a file. */
const fileCharactersMax = yamlLimits.fileBytesMax / 2;

export async function writeYaml(bank: ExportedBank): Promise<WrittenFile> {
  const files = new Map<string, Uint8Array | string>();
  const head = { id: bank.id, name: bank.name, topics: bank.topics.map(topicEntry) };
  files.set('bank.yaml', stringify(head, layout));
  for (const [topic, questions] of byTopic(bank.questions)) {
    for (const entries of inPieces(questions)) {
      // Numbered, because a bank is read in the order of its names.
      const name = `${String(files.size).padStart(3, '0')}-${safeName(topic)}.yaml`;
      files.set(name, stringify({ topic, questions: entries }, layout));
    }
  }
  for (const one of bank.media) files.set(`media/${packedName(one)}`, one.bytes);
  const bytes = await writePackage(files);
  return { fileName: `${bank.id}.zip`, mimeType: 'application/zip', bytes, notHeld: [] };
}

const topicEntry = ({ id, name, parentId }: Topic) => ({
  id,
  name,
  ...(parentId === undefined ? {} : { parent: parentId }),
});

const safeName = (topic: string): string => topic.replace(/[^a-z0-9-]+/g, '-').slice(0, 60);

function byTopic(questions: readonly Question[]): Map<string, Question[]> {
  const topics = new Map<string, Question[]>();
  for (const question of questions) {
    const those = topics.get(question.topic);
    if (those) those.push(question);
    else topics.set(question.topic, [question]);
  }
  return topics;
}

/** A file of ours may not be larger than the reader of such files allows. */
function inPieces(questions: readonly Question[]): Record<string, unknown>[][] {
  const pieces: Record<string, unknown>[][] = [[]];
  let characters = 0;
  for (const question of questions) {
    const entry = entryOf(question);
    const length = Buffer.byteLength(stringify(entry, layout)) * 1.2;
    if (characters + length > fileCharactersMax && characters > 0) {
      pieces.push([]);
      characters = 0;
    }
    pieces.at(-1)?.push(entry);
    characters += length;
  }
  return pieces;
}

const partsMap = (parts: Question['options']): Record<string, string> | Map<string, string> =>
  new Map(parts.map(({ id, text }) => [id, text]));

function entryOf(question: Question): Record<string, unknown> {
  const { options, prompts, scheme, tolerance, folding, keepsOrder, legal = [], tags = [] } = question;
  return {
    id: question.id,
    kind: question.kind,
    difficulty: question.difficulty,
    ...(question.isPractice ? { practice: true } : {}),
    stem: question.stem,
    ...(options.length === 0 ? {} : { options: partsMap(options) }),
    ...(prompts === undefined ? {} : { prompts: partsMap(prompts) }),
    key: question.key,
    ...(scheme === undefined ? {} : { scheme }),
    ...(tolerance === undefined ? {} : { tolerance }),
    ...(folding === undefined ? {} : { folding }),
    ...(keepsOrder === undefined ? {} : { keepsOrder }),
    explanation: question.explanation,
    source: question.source,
    ...(legal.length === 0 ? {} : { legal }),
    ...(tags.length === 0 ? {} : { tags }),
    fact: question.factId,
    checked: question.checkedOn,
  };
}
