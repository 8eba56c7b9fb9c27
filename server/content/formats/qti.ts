/** Questions of QTI 2.1 and 3.0: a package with a manifest, a zip of items, or one item alone. */
import { importLimits } from '../imported.ts';
import type { ImportFormat, ReadOutcome } from '../imported.ts';
import { importedFile, notAQuestion, placeIn, tooManyQuestions } from './draft.ts';
import type { Found } from './draft.ts';
import { mediaAt } from './foreign-text.ts';
import { mediaShelf } from './media-shelf.ts';
import type { MediaShelf } from './media-shelf.ts';
import { isPackage, readPackage, refuse } from './package.ts';
import type { Package } from './package.ts';
import { readItem } from './qti-item.ts';
import { noMeta, readManifest } from './qti-manifest.ts';
import type { QtiMeta } from './qti-manifest.ts';
import { inOldNames } from './qti-names.ts';
import { readXml } from './xml.ts';
import type { XmlElement } from './xml.ts';

export async function readQti(file: { name: string; bytes: Uint8Array }): Promise<ReadOutcome> {
  if (file.bytes.length === 0) return refuse('file-empty');
  if (!isPackage(file.bytes)) return readAlone(file);
  const opened = await readPackage(file.bytes);
  if (!opened.ok) return opened;
  const files = new Map([...opened.value].map(([path, bytes]) => [path.normalize('NFC'), bytes]));
  const items = itemPaths(files);
  if (!('paths' in items)) return items;
  if (items.paths.size > importLimits.questionsMax) return tooManyQuestions();
  const shelf = mediaShelf();
  const found: Found[] = [];
  let format: ImportFormat | null = null;
  for (const [path, meta] of items.paths) {
    const read = readXml(files.get(path) ?? '');
    if (!read.ok) {
      // A document type is an attack, not a slip of one item.
      if (read.refusal === 'file-external-entity') return refuse(read.refusal, { ...read.params, path });
      found.push(
        notAQuestion(placeIn(path, { row: Number(read.params['line'] ?? 0) }), 'unreadable', { reason: read.refusal }),
      );
      continue;
    }
    const item = itemOf(read.value);
    if (item === null) continue;
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

const formatOf = (root: XmlElement): ImportFormat =>
  root.name.startsWith('qti-') || /v3p0/.test(root.uri) ? 'qti-3.0' : 'qti-2.1';

function itemOf(root: XmlElement): XmlElement | null {
  const tree = inOldNames(root);
  return tree.name === 'assessmentItem' ? tree : null;
}

type Items = { readonly paths: ReadonlyMap<string, QtiMeta> } | Extract<ReadOutcome, { ok: false }>;

/** Those that the manifest lists, or every XML file where there is none; paths from the top of the package. */
function itemPaths(files: Package): Items {
  const manifestPath = [...files.keys()].find((path) => /(?:^|\/)imsmanifest\.xml$/i.test(path));
  const bytes = manifestPath === undefined ? undefined : files.get(manifestPath);
  if (manifestPath === undefined || bytes === undefined) {
    const paths = [...files.keys()].filter((path) => /\.xml$/i.test(path)).sort();
    return paths.length === 0
      ? refuse('file-format-unknown', {})
      : { paths: new Map(paths.map((path) => [path, noMeta])) };
  }
  const read = readXml(bytes);
  if (!read.ok) return read;
  const listed = readManifest(read.value);
  const paths = new Map([...listed].map(([href, meta]) => [resolved(manifestPath, href), meta]));
  const missing = [...paths.keys()].filter((path) => !files.has(path));
  for (const path of missing) paths.delete(path);
  return { paths };
}

/** `../img/a.png` from a file of the package; what would lead outside stays inside. */
function resolved(from: string, address: string): string {
  const parts = address.startsWith('/') ? [] : from.split('/').slice(0, -1);
  for (const part of address.split('/')) {
    if (part === '..') parts.pop();
    else if (part !== '.' && part !== '') parts.push(part);
  }
  return parts.join('/');
}

const mediaIn = (files: Package, from: string, shelf: MediaShelf) => (address: string) =>
  mediaAt(address, (path) => files.get(resolved(from, path).normalize('NFC')), shelf);
