/** A bank as a QTI package: a manifest with what QTI keeps outside of items, an item a question, the pictures. */
import type { ImportedMedia } from '../../rules/import-preview.ts';
import type { Question } from '../../rules/question.ts';
import type { ExportedBank, WrittenFile } from '../imported.ts';
import { packedName, refsIn } from './media-shelf.ts';
import { foldingOf, notHeld, schemeOf } from './not-held.ts';
import type { NotHeld } from './not-held.ts';
import { lomLevels } from './qti-manifest.ts';
import { qtiAddresses } from './qti-names.ts';
import type { QtiVersion } from './qti-names.ts';
import { itemFile } from './qti-write-item.ts';
import { pathOf, topicPaths } from './topic-path.ts';
import { writePackage } from './write-package.ts';
import { element, xmlFile } from './xml-write.ts';
import type { XmlText } from './xml-write.ts';

const lomAddress = 'http://ltsc.ieee.org/xsd/LOM';

export async function writeQti(bank: ExportedBank, version: QtiVersion): Promise<WrittenFile> {
  const media = new Map(bank.media.map((one) => [one.ref, one]));
  const paths = topicPaths(bank);
  const files = new Map<string, Uint8Array | string>();
  const resources = bank.questions.map((question, at) => {
    const identifier = /^[\p{L}_]/u.test(question.id) ? question.id : `q-${question.id}`;
    const href = `item-${String(at + 1).padStart(4, '0')}.xml`;
    files.set(href, itemFile(question, identifier, version, media));
    return resource(question, href, pathOf(paths, question.topic), version, media);
  });
  for (const one of bank.media) files.set(`media/${packedName(one)}`, one.bytes);
  const bytes = await writePackage(new Map([['imsmanifest.xml', manifest(bank.id, version, resources)], ...files]));
  return {
    fileName: `${bank.id}-qti-${version}.zip`,
    mimeType: 'application/zip',
    bytes,
    notHeld: bank.questions.flatMap((question) => lost(question, media)),
  };
}

function manifest(id: string, version: QtiVersion, resources: readonly XmlText[]): string {
  const { manifest: xmlns, schema } = qtiAddresses[version];
  return xmlFile(
    element('manifest', { xmlns, identifier: `bank-${id}` }, [
      element('metadata', {}, [element('schema', {}, [schema[0]]), element('schemaversion', {}, [schema[1]])]),
      element('organizations'),
      element('resources', {}, resources),
    ]),
  );
}

const textsOf = ({ stem, explanation, options, prompts = [] }: Question): string[] => [
  ...[stem, explanation],
  ...[...options, ...prompts].map(({ text }) => text),
];

function resource(
  question: Question,
  href: string,
  path: readonly string[],
  version: QtiVersion,
  media: ReadonlyMap<string, ImportedMedia>,
): XmlText {
  const shown = [...new Set(textsOf(question).flatMap(refsIn))].flatMap((ref) => media.get(ref) ?? []);
  return element('resource', { identifier: `res-${href.slice(0, -4)}`, type: qtiAddresses[version].resource, href }, [
    element('metadata', {}, [lom(question, path)]),
    element('file', { href }),
    ...shown.map((one) => element('file', { href: `media/${packedName(one)}` })),
  ]);
}

/** Code, tags, difficulty and topic, where every system looks for them. */
function lom(question: Question, path: readonly string[]): XmlText {
  const string = (text: string): XmlText => element('string', { language: 'vi' }, [text]);
  const term = (name: string, value: string): XmlText =>
    element(name, {}, [element('source', {}, ['LOMv1.0']), element('value', {}, [value])]);
  return element('lom', { xmlns: lomAddress }, [
    element('general', {}, [
      element('identifier', {}, [element('catalog', {}, ['hoithi']), element('entry', {}, [question.id])]),
      ...(question.tags ?? []).map((tag) => element('keyword', {}, [string(tag)])),
    ]),
    element('educational', {}, [term('difficulty', lomLevels[question.difficulty])]),
    element('classification', {}, [
      term('purpose', 'discipline'),
      element(
        'taxonPath',
        {},
        path.map((name) => element('taxon', {}, [element('entry', {}, [string(name)])])),
      ),
    ]),
  ]);
}

function lost(question: Question, media: ReadonlyMap<string, ImportedMedia>): NotHeld[] {
  const { kind } = question;
  const scheme = schemeOf(question);
  const { ignoresMarks, ignoresSpaces } = foldingOf(question);
  const isSchemeLost = (kind === 'grid' && scheme === 'exam-2025') || (kind === 'ordering' && scheme === 'each-part');
  return notHeld(question, [
    ...(['legal', 'fact', 'checked', 'practice'] as const),
    ...(isSchemeLost ? ['scheme' as const] : []),
    ...(ignoresMarks || ignoresSpaces ? ['folding' as const] : []),
    ...(textsOf(question)
      .flatMap(refsIn)
      .some((ref) => !media.has(ref))
      ? ['media' as const]
      : []),
  ]);
}
