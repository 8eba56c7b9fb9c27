/** Questions of QTI 2.1 and 3.0: a package with a manifest, a zip of items, or one item alone. */
import type { FileFormat } from '../../rules/file-formats.ts';
import { importLimits } from '../imported.ts';
import type { ReadOutcome } from '../imported.ts';
import { importedFile, notAQuestion, placeIn, tooManyQuestions } from './draft.ts';
import type { Found } from './draft.ts';
import { mediaAt } from './foreign-text.ts';
import { mediaShelf } from './media-shelf.ts';
import type { MediaShelf } from './media-shelf.ts';
import { isPackage, readPackage, refuse } from './package.ts';
import type { Package } from './package.ts';
import { readItem } from './qti-item.ts';
import { noMeta } from './qti-manifest.ts';
import { inOldNames } from './qti-names.ts';
import { itemsInOrder, resolved } from './qti-order.ts';
import { readXml } from './xml.ts';
import type { XmlElement } from './xml.ts';

export async function readQti(file: { name: string; bytes: Uint8Array }): Promise<ReadOutcome> {
  if (file.bytes.length === 0) return refuse('file-empty');
  if (!isPackage(file.bytes)) return readAlone(file);
  const opened = await readPackage(file.bytes);
  if (!opened.ok) return opened;
  const files = new Map([...opened.value].map(([path, bytes]) => [path.normalize('NFC'), bytes]));
  const items = itemsInOrder(files);
  if (!('paths' in items)) return items;
  if (items.paths.size > importLimits.questionsMax) return tooManyQuestions();
  const shelf = mediaShelf();
  const found: Found[] = [];
  let format: FileFormat | null = null;
  for (const [path, meta] of items.paths) {
    const bytes = files.get(path);
    if (bytes === undefined) {
      found.push(notAQuestion(placeIn(path), 'unreadable', { text: path, reason: 'missing' }, meta.topicPath));
      continue;
    }
    const read = readXml(bytes);
    if (!read.ok) {
      // A document type is an attack, not a slip of one item.
      if (read.refusal === 'file-external-entity') return refuse(read.refusal, { ...read.params, path });
      found.push(
        notAQuestion(placeIn(path, { row: Number(read.params['line'] ?? 0) }), 'unreadable', { reason: read.refusal }),
      );
      continue;
    }
    const item = itemOf(read.value);
    if (item === null) {
      // Without a list every XML file is tried, and not each is meant to be an item.
      if (items.isListed) found.push(notAQuestion(placeIn(path), 'unreadable', { text: path }, meta.topicPath));
      continue;
    }
    format ??= formatOf(read.value);
    found.push(readItem({ path, item, meta, mediaOf: mediaIn(files, path, shelf) }));
  }
  return importedFile(format ?? 'qti-2.1', found, shelf.media);
}

function readAlone(file: { name: string; bytes: Uint8Array }): ReadOutcome {
  const read = readXml(file.bytes);
  if (!read.ok) return read;
  const item = itemOf(read.value);
  if (item === null)
    return refuse('file-format-unknown', /questestinterop/i.test(read.value.name) ? { format: 'qti-1.2' } : {});
  const shelf = mediaShelf();
  const found = readItem({ path: file.name, item, meta: noMeta, mediaOf: mediaIn(new Map(), file.name, shelf) });
  return importedFile(formatOf(read.value), [found], shelf.media);
}

const formatOf = (root: XmlElement): FileFormat =>
  root.name.startsWith('qti-') || /v3p0/.test(root.uri) ? 'qti-3.0' : 'qti-2.1';

function itemOf(root: XmlElement): XmlElement | null {
  const tree = inOldNames(root);
  return tree.name === 'assessmentItem' ? tree : null;
}

const mediaIn = (files: Package, from: string, shelf: MediaShelf) => (address: string) =>
  mediaAt(address, (path) => files.get(resolved(from, path).normalize('NFC')), shelf);
