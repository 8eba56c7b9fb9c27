/**
 * Which items of a QTI package are read, in which order, and under which topics: tests say it of the items in their
 * sections; the manifest, or the names of the files, of the rest.
 */
import { importLimits } from '../imported.ts';
import type { ReadOutcome } from '../imported.ts';
import { refuse } from './package.ts';
import type { Package } from './package.ts';
import { noMeta, readManifest } from './qti-manifest.ts';
import type { QtiListing, QtiMeta } from './qti-manifest.ts';
import { inOldNames } from './qti-names.ts';
import { childrenOf, readXml } from './xml.ts';
import type { XmlElement } from './xml.ts';

type Items =
  | {
      readonly paths: ReadonlyMap<string, QtiMeta>;
      /** A manifest says that these are items. */
      readonly isListed: boolean;
    }
  | Extract<ReadOutcome, { ok: false }>;

/** Paths from the top of the package; one that a list names may not be there. */
export function itemsInOrder(files: Package): Items {
  const listing = listingOf(files);
  if ('refusal' in listing) return listing;
  const paths = new Map<string, QtiMeta>();
  for (const { path, topicPath } of inTests(files, listing.tests)) {
    const meta = listing.items.get(path) ?? noMeta;
    if (!paths.has(path)) paths.set(path, meta.topicPath.length > 0 ? meta : { ...meta, topicPath });
  }
  for (const [path, meta] of listing.items) if (!paths.has(path)) paths.set(path, meta);
  return { paths, isListed: listing.isListed };
}

/** Of the manifest; where there is none, every XML file is an item or a test. */
function listingOf(
  files: Package,
): (QtiListing & { readonly isListed: boolean }) | Extract<ReadOutcome, { ok: false }> {
  const manifestPath = [...files.keys()].find((path) => /(?:^|\/)imsmanifest\.xml$/i.test(path));
  const bytes = manifestPath === undefined ? undefined : files.get(manifestPath);
  if (manifestPath === undefined || bytes === undefined) {
    const paths = [...files.keys()].filter((path) => /\.xml$/i.test(path)).sort();
    const isTest = (path: string): boolean => /<[\w:-]*assessment-?test[\s>]/i.test(headOf(files.get(path)));
    if (paths.length === 0) return refuse('file-format-unknown', {});
    const items = paths.filter((path) => !isTest(path));
    return { items: new Map(items.map((path) => [path, noMeta])), tests: paths.filter(isTest), isListed: false };
  }
  const read = readXml(bytes);
  if (!read.ok) return read;
  const { items, tests } = readManifest(read.value);
  return {
    items: new Map([...items].map(([href, meta]) => [resolved(manifestPath, href), meta])),
    tests: tests.map((href) => resolved(manifestPath, href)),
    isListed: true,
  };
}

const headOf = (bytes: Uint8Array | undefined): string => new TextDecoder().decode(bytes?.subarray(0, 4_000));

interface Placed {
  readonly path: string;
  readonly topicPath: readonly string[];
}

/** Items as the tests ask them, under the titles of their sections; of several tests also under the test's own. */
function inTests(files: Package, tests: readonly string[]): Placed[] {
  const placed: Placed[] = [];
  const opened = new Set<string>();
  const look = (element: XmlElement, from: string, topicPath: readonly string[]): void => {
    for (const child of childrenOf(element)) {
      if (placed.length > importLimits.questionsMax) return;
      const { href = '', title = '' } = child.attributes;
      const path = resolved(from, href.normalize('NFC'));
      if (child.name === 'assessmentItemRef' && href !== '') placed.push({ path, topicPath });
      else if (child.name === 'assessmentSectionRef') open(path, topicPath);
      else if (child.name === 'assessmentSection')
        look(child, from, title.trim() === '' ? topicPath : [...topicPath, title.trim()]);
      else if (child.name === 'testPart') look(child, from, topicPath);
    }
  };
  const open = (path: string, topicPath: readonly string[]): void => {
    const read = readXml(files.get(path) ?? '');
    // A section may name itself; a test that cannot be read leaves its items to the manifest.
    if (!read.ok || opened.has(path)) return;
    opened.add(path);
    const root = inOldNames(read.value);
    const title = (root.attributes['title'] ?? '').trim();
    const isTopic = title !== '' && (root.name === 'assessmentSection' || tests.length > 1);
    look(root, path, isTopic ? [...topicPath, title] : topicPath);
  };
  for (const path of tests) open(path, []);
  return placed;
}

/** `../img/a.png` from a file of the package; what would lead outside stays inside. */
export function resolved(from: string, address: string): string {
  const parts = address.startsWith('/') ? [] : from.split('/').slice(0, -1);
  for (const part of address.split('/')) {
    if (part === '..') parts.pop();
    else if (part !== '.' && part !== '') parts.push(part);
  }
  return parts.join('/');
}
