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

/** Items by their path, in the order of the manifest. */
export function readManifest(manifest: XmlElement): ReadonlyMap<string, QtiMeta> {
  const resources = allOf(manifest, 'resource').filter((resource) => {
    const { type = '' } = resource.attributes;
    return /^imsqti_item_/.test(type) || /^imsqti_apipitem_/.test(type);
  });
  return new Map(
    resources.flatMap((resource): [string, QtiMeta][] => {
      const href = resource.attributes['href'] ?? childOf(resource, 'file')?.attributes['href'] ?? '';
      return href === '' ? [] : [[href.normalize('NFC'), metaOf(childOf(resource, 'metadata'))]];
    }),
  );
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
