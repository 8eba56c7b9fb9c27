/** The manifest of a QTI package: which files are items, in which order, and what their metadata say of each. */
import type { Difficulty } from '../../rules/question.ts';
import { allOf, childOf, childrenOf, textIn } from './xml.ts';
import type { XmlElement } from './xml.ts';

export interface QtiMeta {
  /** '' where the metadata say nothing. */
  readonly code: string;
  readonly topicPath: readonly string[];
  readonly keywords: readonly string[];
  readonly difficulty: Difficulty | null;
}

export const noMeta: QtiMeta = { code: '', topicPath: [], keywords: [], difficulty: null };

/** What IEEE LOM calls the three levels; its five are no finer for us. */
export const lomLevels: Readonly<Record<Difficulty, string>> = {
  recognise: 'easy',
  understand: 'medium',
  apply: 'difficult',
};

export interface QtiListing {
  /** By their path, in the order of the manifest. */
  readonly items: ReadonlyMap<string, QtiMeta>;
  /** Paths of tests, which put items into sections. */
  readonly tests: readonly string[];
}

export function readManifest(manifest: XmlElement): QtiListing {
  const resources = allOf(manifest, 'resource').flatMap((resource) => {
    const { type = '', href = childOf(resource, 'file')?.attributes['href'] ?? '' } = resource.attributes;
    return href === '' ? [] : [{ resource, type, href: href.normalize('NFC') }];
  });
  const items = resources.filter(({ type }) => /^imsqti_(?:apip)?item_/.test(type));
  return {
    items: new Map(items.map(({ resource, href }) => [href, metaOf(childOf(resource, 'metadata'))])),
    tests: resources.filter(({ type }) => /^imsqti_(?:assessment)?test_/.test(type)).map(({ href }) => href),
  };
}

function metaOf(metadata: XmlElement | undefined): QtiMeta {
  const lom = metadata && allOf(metadata, 'lom')[0];
  if (!lom) return noMeta;
  const general = childOf(lom, 'general');
  const level = textIn(childOf(childOf(childOf(lom, 'educational'), 'difficulty'), 'value')).trim();
  const path = allOf(lom, 'taxonPath')[0];
  return {
    code: textIn(childOf(childOf(general, 'identifier'), 'entry')).trim(),
    topicPath: path ? childrenOf(path, 'taxon').map((taxon) => textIn(childOf(taxon, 'entry')).trim()) : [],
    keywords: general ? childrenOf(general, 'keyword').map((keyword) => textIn(keyword).trim()) : [],
    difficulty: levelOf(level),
  };
}

function levelOf(word: string): Difficulty | null {
  if (/^(?:very )?easy$/.test(word)) return 'recognise';
  if (word === 'medium') return 'understand';
  return /^(?:very )?difficult$/.test(word) ? 'apply' : null;
}
