/** English: what can be wrong with a file of questions and with one question of it; what a format has no room for. */
import type { ImportProblemWords } from '../vi/import-problems.ts';
import { beginning, foreignKind } from './foreign-kinds.ts';

const kinds: Readonly<Record<string, string>> = {
  single: 'one choice',
  multiple: 'several choices',
  'true-false': 'true or false',
  grid: 'true or false table',
  number: 'number',
  text: 'short text',
  ordering: 'ordering',
  matching: 'matching',
};
const encodings: Readonly<Record<string, string>> = {
  tcvn3: 'TCVN3 (ABC)',
  vni: 'VNI',
  'windows-1258': 'Windows-1258',
};
const fields: Readonly<Record<string, string>> = {
  explanation: 'the explanation is too long and was cut',
  source: 'the source is too long and was cut',
  units: 'units of measure',
  struck: 'text that is struck out',
};
const looks: Readonly<Record<string, string>> = {
  highlight: 'is highlighted',
  colour: 'has another colour',
  underline: 'is underlined',
  bold: 'is bold',
  italic: 'is in italics',
};
const letter = (id: string | undefined): string => (id ?? '').toUpperCase();
const quoted = (text: string | undefined): string => (text ? ` "${text}"` : '');

export const en: ImportProblemWords = {
  problems: {
    'no-key': ({ text }) =>
      `${text ? `The key${quoted(text)} cannot be read.` : 'There is no key.'} Press the letter of the right option.`,
    'key-not-an-option': ({ key, text }) =>
      `The key${quoted(key || text)} is none of the options. Press the letter of the right option.`,
    'several-keys-for-single': () =>
      'One choice, but several keys. Keep one of them, or make it a question of several choices.',
    'keys-disagree': () => 'The key is given in two places, and they disagree. Look, then choose the right option.',
    'key-guessed': ({ key, look }) =>
      `There is no key as the other questions have it, so ${key ?? ''} was taken because it ${looks[look ?? ''] ?? 'looks different'}. See that it is right.`,
    'no-stem': () => 'The question has no text. Write it.',
    'too-few-options': () => 'There are too few options. Add some.',
    'empty-option': ({ option }) => `Option ${letter(option)} is empty. Write it or remove it.`,
    'repeated-option': ({ option }) => `Option ${letter(option)} is the same as another one.`,
    'alike-option': ({ option, other }) =>
      `Option ${letter(option)} differs from option ${letter(other)} only by capitals or a mark at its end. See that it is meant.`,
    'repeated-label': ({ label }) =>
      `Two questions of the file are labelled "${label}". See that numbers and keys have not slipped.`,
    'letters-skipped': ({ letters }) =>
      `There is no option ${letters ?? ''}, so the options after it have other letters now. See that none is missing and that the key has not slipped.`,
    'numbers-skipped': ({ numbers }) =>
      `The numbers of the questions have gaps: there is no ${numbers ?? ''}. See that no question is missing.`,
    'stem-too-long': ({ max }) => `The text has more than ${max} characters. Several questions may have run together.`,
    'option-too-long': ({ option, max }) => `Option ${letter(option)} has more than ${max} characters.`,
    'too-many-options': () => 'There are too many options. Two questions may have run together.',
    'media-missing': ({ ref, address }) => `The picture, sound or film${quoted(address || ref)} is not in the file.`,
    'media-unreadable': ({ count }) =>
      count
        ? `${count} pictures lie loose on the sheet, and nothing tells which question they belong to. Put them in again by hand.`
        : 'A picture cannot be read. Take it out of the question, then put it in again as PNG or JPEG after the import.',
    'media-external': ({ address }) =>
      `The picture is on another site${quoted(address)} and was not taken. Download it, then put it in again.`,
    'formula-not-kept': () => 'A formula could not be converted. Look at it and type it again between two $ signs.',
    'formatting-not-kept': ({ text }) => `Some formatting${quoted(text)} was not kept. The words are all there.`,
    'kind-guessed': ({ kind, text }) =>
      kind
        ? `This was taken for the kind: ${kinds[kind] ?? kind}. See that it is so.`
        : `The kind${quoted(text)} is unknown, so it was guessed from the key.`,
    'order-kept': ({ option, text }) =>
      `Option ${letter(option)}${quoted(text)} names other options, so this question was set to keep its order and is never shuffled.`,
    'weights-not-held': () => 'The file has shares of points of its own that cannot be held. Look at key and marking.',
    'unknown-topic': () => 'The bank does not have this topic yet. Choose one.',
    'unknown-difficulty': ({ text }) => `The level${quoted(text)} is unknown, so it is Recognise for now.`,
    'number-unreadable': ({ text }) => `The number${quoted(text)} cannot be read. Type it again, such as 9.5.`,
    'number-twofold': ({ text, number }) =>
      `The key${quoted(text)} was read as ${number ?? ''}, the point between thousands. If it is a decimal number, type it with a comma: ${(text ?? '').replace('.', ',')}.`,
    'text-left-over': ({ text, field }) =>
      field
        ? `Something was not taken: ${fields[field] ?? field}${quoted(text)}.`
        : `Nothing tells where this text belongs:${quoted(text) || ' (empty)'}.`,
    'explanation-guessed': ({ text }) =>
      `The text behind the key does not say that it is an explanation and was taken for one:${quoted(text)}. See that it is.`,
    'legacy-text-converted': ({ encoding }) =>
      `The text was in the old encoding ${encodings[encoding ?? ''] ?? ''} and is Unicode now. Glance over the diacritics.`,
    'duplicate-in-file': ({ number }) => `The same as question ${number} of this file.`,
    'duplicate-in-bank': ({ code }) => `The bank has this question already: ${code}.`,
    'similar-in-bank': ({ code }) => `Nearly the same as question ${code} of the bank.`,
    'kind-not-held': ({ kind, text }) =>
      `This kind of question cannot be held${foreignKind(kind)}.${beginning(text)} Write it as another kind, or leave it out.`,
    unreadable: ({ text, reason }) =>
      reason === 'missing'
        ? `The package lists a file${quoted(text)} that is not in it. Write the question again, or leave it out.`
        : `This question cannot be read${quoted(text)}. Write it again, or leave it out.`,
  },
  refusals: {
    'file-empty': () => 'There is nothing in the file. Open it to see whether it was saved, then choose it again.',
    'file-too-large': () => 'The file is too large. Split it, or make its pictures smaller.',
    'file-format-unknown': ({ found, format }) =>
      `${whatItIs[found ?? format ?? ''] ?? 'This is no file of questions that we know.'} What can be read: Word (.docx), Excel (.xlsx), CSV, GIFT, Aiken, Moodle XML, QTI, YAML.`,
    'file-broken': ({ line }) =>
      `The file is damaged${line ? ` in line ${line}` : ''} and cannot be read further. Open it in the program that made it, save it, then choose it again.`,
    'file-encrypted': () => 'The file has a password. Take the password away, then choose it again.',
    'file-has-macros': () =>
      'The file has macros and is refused to be safe. Save it as .docx or .xlsx, without macros.',
    'file-unpacks-too-large': () =>
      'The file unpacks to far more than its size, as attacks do. Take pictures out or split the file.',
    'file-path-outside': () => 'A path inside the file leads out of it, which is not safe. Make the package again.',
    'file-too-deep': () => 'The inside of the file is nested too deeply. Export it again from where it came.',
    'file-too-many-entries': () => 'The package holds too many files. Make several smaller ones.',
    'file-too-many-questions': ({ max }) =>
      `There are too many questions or rows (at most ${max ?? ''}). Split the file.`,
    'file-external-entity': () => 'The file asks for content from outside and is refused to be safe. Export it again.',
    'file-encoding-unknown': () => 'The encoding of the text is unknown. Save the file as UTF-8, then choose it again.',
    'file-legacy-word': () =>
      'This is an old Word file (.doc). Open it in Word, save it as .docx, then choose it again.',
    'file-no-questions': () =>
      'No question was found. Questions begin with "Câu 1." or "1." and options with "A."; for an Excel table, choose the columns below.',
    'file-takes-too-long': () => 'Reading the file takes too long. Split it.',
    cancelled: () => 'You have stopped this import. Nothing was added.',
    expired: () =>
      'Nobody came back to this file for 30 days, so what was read from it is gone. Choose the file again.',
    'server-stopped': () => 'The server was restarted while it was reading. Choose the file again.',
  },
  otherRefusal: 'This file cannot be read. Save it again, then try once more.',
  notHeld: {
    kind: 'this kind of question (it will not be in the file)',
    code: 'the code',
    topic: 'the topic',
    difficulty: 'the level',
    scheme: 'the marking scheme',
    tolerance: 'the tolerance',
    'number-digits': 'digits after the fifteenth',
    folding: 'what is ignored in marking',
    'keeps-order': 'that options keep their order',
    explanation: 'the explanation',
    source: 'the source',
    legal: 'the legal instruments',
    tags: 'tags',
    fact: 'the code of the fact',
    checked: 'the date of the last check',
    practice: 'that it is for practice',
    media: 'pictures, sound and films',
    formatting: 'formatting',
    separator: 'separators inside a text',
  },
};

const whatItIs: Readonly<Record<string, string>> = {
  pdf: 'This is a PDF, from which text cannot be taken reliably. Use the Word file it was made from.',
  rtf: 'This is an RTF file. Open it in Word and save it as .docx.',
  png: 'This is a picture. Use the Word file it was made from.',
  jpeg: 'This is a picture. Use the Word file it was made from.',
  rar: 'This is a RAR archive. Unpack it and choose the files.',
  '7z': 'This is a 7z archive. Unpack it and choose the files.',
  gzip: 'This is an archive. Unpack it and choose the files.',
  zip: 'There is no package of questions in this archive.',
  odt: 'This is a LibreOffice Writer file. Save it as .docx.',
  pptx: 'These are PowerPoint slides. Copy the questions to Word.',
  html: 'This is a web page. Copy the questions to Word.',
  xls: 'This is an old Excel file (.xls). Save it as .xlsx.',
  ole: 'This is an old Office file. Save it as .docx or .xlsx.',
};
