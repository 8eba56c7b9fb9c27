/**
 * Our own bank files as somebody sends them: one topic's file, or a zip of a bank's folder with its pictures. What stands
 * in a file is read-bank.ts' matter; here its problems become those of an import.
 */
import type { ImportProblem } from '../../rules/import-preview.ts';
import type { LegalSource, Question } from '../../rules/question.ts';
import type { BankProblem, Place } from '../bank-problem.ts';
import type { ImportedFile, ReadOutcome } from '../imported.ts';
import { readBankFiles } from '../read-bank.ts';
import type { NamedYaml, ReadBank } from '../read-bank.ts';
import { openYamlBytes } from '../yaml-file.ts';
import {
  draftLimits,
  doubtsOf,
  faultsOf,
  importedFile,
  kept,
  namesIn,
  notAQuestion,
  placeIn,
  problemAt,
  startOf,
  tidy,
} from './draft.ts';
import type { Found } from './draft.ts';
import { baseName, refsIn } from './media-shelf.ts';
import { isPackage, readPackage, refuse } from './package.ts';
import { topicPaths } from './topic-path.ts';

export async function readYaml(file: { name: string; bytes: Uint8Array }): Promise<ReadOutcome> {
  if (file.bytes.length === 0) return refuse('file-empty');
  if (!isPackage(file.bytes)) {
    const opened = openYamlBytes(file.bytes, file.name);
    if (opened.file === null) return refuseWhole(opened.problems[0]);
    return imported(readBankFiles([{ name: file.name, opened }]), []);
  }
  const opened = await readPackage(file.bytes);
  if (!opened.ok) return opened;
  const paths = [...opened.value.keys()].sort();
  // People zip the folder as often as what is in it.
  const head = paths.find((path) => baseName(path) === 'bank.yaml');
  const root = (head ?? '').slice(0, -'bank.yaml'.length);
  const files = paths
    .filter((path) => path.startsWith(root) && /\.ya?ml$/.test(path) && !/(?:^|\/)[._]/.test(path))
    .map((path): NamedYaml => {
      const name = path.slice(root.length);
      return { name, opened: openYamlBytes(opened.value.get(path) ?? new Uint8Array(), name) };
    });
  if (files.length === 0) return refuse('file-format-unknown', {});
  const media = paths
    .filter((path) => path.startsWith(`${root}media/`))
    .map((path) => ({
      ref: baseName(path).replace(/\.[^.]*$/, ''),
      fileName: baseName(path),
      bytes: opened.value.get(path) ?? new Uint8Array(),
    }));
  return imported(readBankFiles(files), media);
}

function refuseWhole(problem: BankProblem | undefined): ReadOutcome {
  const line = String(problem?.place?.line ?? 1);
  if (problem?.name === 'file-too-large') return refuse('file-too-large', { max: problem.params['bytesMax'] ?? '' });
  if (problem?.name === 'file-not-utf8') return refuse('file-encoding-unknown');
  return refuse('file-broken', { reason: problem?.name ?? 'yaml-broken', line });
}

/** What is normalised anyway, or is no fault of a file that is only being looked at. */
const ignored = new Set(['file-not-nfc', 'text-not-nfc', 'bank-file-missing']);

function imported({ bank, places, unread, problems }: ReadBank, media: ImportedFile['media']): ReadOutcome {
  const paths = topicPaths(bank);
  const entries = [
    ...bank.questions.map((question, at) => ({ question, place: places[at] ?? nowhere })),
    ...unread.map((place) => ({ question: null, place })),
  ].sort((a, b) => compare(a.place, b.place));
  const told = new Map(entries.map((entry) => [entry, [] as BankProblem[]]));
  const ofFile: ImportProblem[] = [];
  for (const problem of problems.filter(({ name }) => !ignored.has(name))) {
    const entry = entries.findLast(({ place }) => problem.place !== null && isWithin(place, problem.place));
    if (entry) told.get(entry)?.push(problem);
    else ofFile.push(importProblem(problem, 'doubt'));
  }
  const refs = new Set(media.map(({ ref }) => ref));
  const found = entries.map((entry): Found => {
    const { question, place } = entry;
    const own = told.get(entry) ?? [];
    const where = placeIn(place.file, { row: place.line, label: question?.id ?? '' });
    if (question === null) return notAQuestion(where, 'unreadable', reasonOf(own[0]));
    const tidied = tidyQuestion(question);
    const missing = refsIn(JSON.stringify(tidied)).filter((ref) => !refs.has(ref));
    return {
      question: { ...tidied, topic: '' },
      topicPath: namesIn(paths.get(question.topic) ?? [question.topic]),
      place: where,
      problems: [
        ...own.map((problem) => importProblem(problem, 'doubt')),
        ...fieldsCut(question).map((field) => problemAt(where, 'text-left-over', 'doubt', { field })),
        ...missing.map((ref) => problemAt(where, 'media-missing', 'doubt', { address: ref })),
        ...faultsOf(tidied, where),
        ...doubtsOf(tidied, where),
      ],
    };
  });
  return importedFile('yaml', found, media, ofFile);
}

const nowhere: Place = { file: '', line: 0, column: 0 };

const compare = (a: Place, b: Place): number =>
  a.file === b.file ? a.line - b.line || a.column - b.column : a.file < b.file ? -1 : 1;

const isWithin = (entry: Place, at: Place): boolean => entry.file === at.file && entry.line <= at.line;

const reasonOf = (problem: BankProblem | undefined): Record<string, string> => ({
  ...problem?.params,
  reason: problem?.name ?? 'not-a-mapping',
});

function importProblem(problem: BankProblem, weight: ImportProblem['weight']): ImportProblem {
  const { file = '', line = 0 } = problem.place ?? {};
  const name = problem.name === 'unknown-field' ? 'text-left-over' : 'unreadable';
  return problemAt(placeIn(file, { row: line }), name, weight, reasonOf(problem));
}

/** Texts that are cut at these lengths are told; longer stems and options are faults of the question. */
const lengths = {
  explanation: draftLimits.explanationMax,
  source: draftLimits.sourceMax,
  factId: draftLimits.sourceMax,
};

const fieldsCut = (question: Question): string[] =>
  (Object.keys(lengths) as (keyof typeof lengths)[]).filter((field) => tidy(question[field]).length > lengths[field]);

function tidyQuestion(question: Question): Question {
  const words = (text: string): string => startOf(tidy(text), draftLimits.sourceMax);
  const parts = (all: Question['options']) => all.map(({ id, text }) => ({ id: words(id), text: kept(text) }));
  const law = ({ instrument, article, clause, inForceFrom, inForceTo }: LegalSource): LegalSource => ({
    ...{ instrument: words(instrument), article: words(article), clause: words(clause) },
    ...{ inForceFrom: words(inForceFrom), inForceTo: words(inForceTo) },
  });
  return {
    ...question,
    id: words(question.id),
    checkedOn: words(question.checkedOn),
    ...(question.tolerance === undefined ? {} : { tolerance: words(question.tolerance) }),
    ...(question.legal === undefined ? {} : { legal: question.legal.map(law) }),
    stem: kept(question.stem),
    options: parts(question.options),
    ...(question.prompts === undefined ? {} : { prompts: parts(question.prompts) }),
    key: question.key.map(kept),
    explanation: startOf(kept(question.explanation), lengths.explanation),
    source: words(question.source),
    factId: words(question.factId),
    ...(question.tags === undefined ? {} : { tags: question.tags.map(words) }),
  };
}
