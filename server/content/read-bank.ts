/**
 * Reads a folder `bank.yaml` + any number of `*.yaml` (one topic a file) into a
 * QuestionBank, with the place of every problem. What is found is as the files
 * say; whether the bank is honest is for check-bank.
 *
 *   bank.yaml     id, name, topics: [{ id, name, parent? }]
 *   <topic>.yaml  topic, questions: [{ id, kind, difficulty, stem, options: { a: … }, key: [a],
 *                 explanation, source, fact, checked, practice?, prompts?: { p: … }, scheme?, tolerance?,
 *                 folding?, keepsOrder?, legal?: [{ instrument, … }], tags? }], named as in `rules/question.ts`
 */

import type { Dirent } from 'node:fs';
import { readdir } from 'node:fs/promises';
import { join, relative, sep } from 'node:path';
import { isMap, isSeq } from 'yaml';
import type { Question, QuestionBank, Topic } from '../rules/question.ts';
import type { BankProblem, Place } from './bank-problem.ts';
import { openYamlFile } from './yaml-file.ts';
import type { OpenedYaml, YamlFile } from './yaml-file.ts';
import { readText, reportUnknownFields, type Report } from './read-fields.ts';
import { readQuestion } from './read-question.ts';

const bankFileName = 'bank.yaml';

/** More files than this in one bank is a wrong folder, not a bank. */
const bankFilesMax = 500;

export interface ReadBank {
  readonly bank: QuestionBank;
  /** `places[i]` is where `bank.questions[i]` stands. */
  readonly places: readonly Place[];
  /** Where entries stand that could not be read at all; their problems say why. */
  readonly unread: readonly Place[];
  readonly problems: readonly BankProblem[];
}

/**
 * Every question that could be read, and every problem met on the way.
 * Never throws for what the files contain, nor for a folder that is no bank.
 */
export async function readBank(folder: string): Promise<ReadBank> {
  const problems: BankProblem[] = [];
  const listed = await listYamlFiles(folder, problems);
  const files: NamedYaml[] = [];
  for (const path of listed) {
    const name = relative(folder, path).split(sep).join('/');
    files.push({ name, opened: await openYamlFile(path, name) });
  }
  const read = readBankFiles(files);
  return { ...read, problems: [...problems, ...read.problems] };
}

export interface NamedYaml {
  /** Path in the bank's folder, with `/`. */
  readonly name: string;
  readonly opened: OpenedYaml;
}

/** The same for files that are open already, wherever they came from; in the order given. */
export function readBankFiles(files: readonly NamedYaml[]): ReadBank {
  const problems: BankProblem[] = [];
  const questions: Question[] = [];
  const places: Place[] = [];
  const unread: Place[] = [];
  let head = { id: '', name: '', topics: [] as Topic[] };
  for (const { name, opened } of files) {
    problems.push(...opened.problems);
    if (opened.file === null) continue;
    const report = reporterFor(opened.file, problems);
    if (name === bankFileName) head = readHead(opened.file, report);
    else {
      for (const { question, place } of readQuestions(opened.file, report)) {
        if (question === null) unread.push(place);
        else {
          questions.push(question);
          places.push(place);
        }
      }
    }
  }
  return { bank: { ...head, questions }, places, unread, problems };
}

async function listYamlFiles(folder: string, problems: BankProblem[]): Promise<string[]> {
  const atStart = { place: { file: bankFileName, line: 1, column: 1 }, questionId: null };
  const entries = await entriesOf(folder);
  const named = entries.filter((entry) => /\.ya?ml$/.test(entry.name) && !entry.isDirectory());
  for (const entry of named.filter((e) => !e.isFile())) {
    problems.push({ ...atStart, name: 'not-a-plain-file', params: { file: entry.name } });
  }
  const files = named.filter((e) => e.isFile()).map((e) => join(e.parentPath, e.name));
  if (!files.includes(join(folder, bankFileName))) {
    problems.push({ ...atStart, name: 'bank-file-missing', params: {} });
  }
  if (files.length > bankFilesMax) {
    problems.push({ ...atStart, name: 'too-many-files', params: { filesMax: String(bankFilesMax) } });
    return [];
  }
  // By code unit, so that the bank's order is the same on every machine.
  return files.sort();
}

/** A folder that is not there has no entries; one that may not be read is a failure. */
async function entriesOf(folder: string): Promise<Dirent[]> {
  try {
    return await readdir(folder, { recursive: true, withFileTypes: true });
  } catch (failure) {
    const code = failure instanceof Error && 'code' in failure ? failure.code : undefined;
    if (code === 'ENOENT' || code === 'ENOTDIR') return [];
    throw failure;
  }
}

function reporterFor(file: YamlFile, problems: BankProblem[]): Report {
  return (name, node, params = {}) => problems.push({ name, place: file.placeOf(node), questionId: null, params });
}

function readHead(file: YamlFile, report: Report): { id: string; name: string; topics: Topic[] } {
  reportUnknownFields(file.root, ['id', 'name', 'topics'], report);
  const topics = listIn(file, 'topics', report).flatMap((node) => {
    if (!isMap(node)) {
      report('not-a-mapping', node);
      return [];
    }
    reportUnknownFields(node, ['id', 'name', 'parent'], report);
    const topic = { id: readText(node, 'id', report), name: readText(node, 'name', report) };
    return [node.has('parent') ? { ...topic, parentId: readText(node, 'parent', report) } : topic];
  });
  return { id: readText(file.root, 'id', report), name: readText(file.root, 'name', report), topics };
}

function readQuestions(file: YamlFile, report: Report): { question: Question | null; place: Place }[] {
  reportUnknownFields(file.root, ['topic', 'questions'], report);
  const topic = readText(file.root, 'topic', report);
  return listIn(file, 'questions', report).map((node) => ({
    question: readQuestion(node, topic, report),
    place: file.placeOf(node),
  }));
}

function listIn(file: YamlFile, field: string, report: Report): readonly unknown[] {
  const node: unknown = file.root.get(field, true);
  if (isSeq(node)) return node.items;
  if (node === undefined) report('missing-field', file.root, { field });
  else report('not-a-list', node, { field });
  return [];
}
