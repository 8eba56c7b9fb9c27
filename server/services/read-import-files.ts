/** The files of one import, read one after another: what each holds, and of which there is only a reason. */
import { refuse } from '../content/formats/package.ts';
import { importLimits, type ImportedFile, type ReadOutcome } from '../content/imported.ts';
import type { ImportedQuestion, ImportFileNote, ImportPlace, ImportProblem } from '../rules/import-preview.ts';
import { lettersOf } from '../rules/question-text.ts';

export interface ImportSource {
  readonly fileName: string;
  readonly bytes: Uint8Array;
}

export interface FoundFile {
  readonly name: string;
  readonly file: ImportedFile;
}

export interface ReadFiles {
  /** Every file, in its order. */
  readonly notes: readonly ImportFileNote[];
  /** Those that could be read. */
  readonly found: readonly FoundFile[];
}

/** Of all questions of an import, several times those of 5,000 long ones: a preview is kept, read and written as one. */
const lettersMax = 10_000_000;

interface Room {
  readonly questions: number;
  readonly letters: number;
}

/** One file that cannot be read keeps no other back. Together they hold no more questions and letters than one may. */
export async function readFiles(
  files: readonly ImportSource[],
  read: (file: ImportSource, at: number) => Promise<ReadOutcome>,
): Promise<ReadFiles> {
  const notes: ImportFileNote[] = [];
  const found: FoundFile[] = [];
  let left: Room = { questions: importLimits.questionsMax, letters: lettersMax };
  for (const [at, source] of files.entries()) {
    const outcome = withinLimit(await read(source, at), left);
    const name = source.fileName;
    if (outcome.ok) {
      const { format, questions: own } = outcome.value;
      left = { questions: left.questions - own.length, letters: left.letters - lettersIn(own) };
      notes.push({ name, format, questions: own.length, failure: '', failureParams: {} });
      found.push({ name, file: files.length > 1 ? placedIn(name, outcome.value) : outcome.value });
    } else {
      const { refusal, params } = outcome;
      notes.push({ name, format: '', questions: 0, failure: refusal, failureParams: params });
    }
  }
  return { notes, found };
}

function withinLimit(outcome: ReadOutcome, { questions, letters }: Room): ReadOutcome {
  if (!outcome.ok) return outcome;
  if (outcome.value.questions.length > questions)
    return refuse('file-too-many-questions', { max: String(importLimits.questionsMax) });
  if (lettersIn(outcome.value.questions) > letters)
    return refuse('file-unpacks-too-large', { max: String(lettersMax) });
  return outcome;
}

const lettersIn = (found: readonly ImportedQuestion[]): number =>
  found.reduce((sum, { question }) => sum + (question ? lettersOf(question) : 0), 0);

/**
 * Places inside a package do not say which package, and questions of no section are those of their file: it is called
 * as its topic often is, and somebody may send it elsewhere.
 */
function placedIn(name: string, file: ImportedFile): ImportedFile {
  const placed = (place: ImportPlace): ImportPlace =>
    place.file === name || place.file.startsWith(`${name}: `) ? place : { ...place, file: `${name}: ${place.file}` };
  const title = name.replace(/\.[^.]*$/u, '').trim();
  const told = (problem: ImportProblem): ImportProblem => ({ ...problem, place: placed(problem.place) });
  return {
    ...file,
    problems: file.problems.map(told),
    questions: file.questions.map((one) => ({
      ...one,
      topicPath: one.topicPath.length > 0 || title === '' ? one.topicPath : [title],
      place: placed(one.place),
      problems: one.problems.map(told),
    })),
  };
}
