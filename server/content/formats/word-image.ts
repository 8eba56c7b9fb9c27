/** Pictures of a Word file: from a drawing to the file in the package, kept once each. Nothing is fetched from elsewhere. */
import type { MediaShelf } from './media-shelf.ts';
import type { Package } from './package.ts';
import { picture, words } from './plain-text-line.ts';
import type { Piece } from './plain-text-line.ts';
import { allOf, childrenOf } from './xml.ts';
import type { XmlElement } from './xml.ts';

interface Target {
  readonly path: string;
  readonly isExternal: boolean;
}

/** The package and what the document's relations name. */
export interface WordParts {
  readonly files: Package;
  readonly targets: ReadonlyMap<string, Target>;
}

const imageEndings = /\.(?:png|jpe?g|gif|webp|bmp|tiff?|svg|avif)$/i;

/** Relations of a part by id; `folder` of the part, ending in `/`. */
export function targetsOf(root: XmlElement | undefined, folder: string): Map<string, Target> {
  const relations = root ? childrenOf(root, 'Relationship') : [];
  return new Map(
    relations.map(({ attributes }) => {
      const target = attributes['Target'] ?? '';
      const isExternal = attributes['TargetMode'] === 'External';
      return [attributes['Id'] ?? '', { path: isExternal ? target : pathFrom(folder, target), isExternal }];
    }),
  );
}

function pathFrom(folder: string, target: string): string {
  const parts: string[] = [];
  for (const part of (target.startsWith('/') ? target : folder + target).split('/')) {
    if (part === '..') parts.pop();
    else if (part !== '' && part !== '.') parts.push(part);
  }
  return parts.join('/');
}

/** The pictures in a drawing, an old picture or an embedded object; what cannot be kept says so where it stood. */
export function imageIn(
  element: XmlElement,
  reading: { readonly parts: WordParts; readonly shelf: MediaShelf },
): Piece[] {
  const ids = [
    ...allOf(element, 'blip').map(({ attributes }) => attributes['embed'] ?? attributes['link'] ?? ''),
    ...allOf(element, 'imagedata').map(({ attributes }) => attributes['id'] ?? ''),
  ].filter((id) => id !== '');
  const isEquation = allOf(element, 'OLEObject').some(({ attributes }) =>
    /equation|mathtype/i.test(attributes['ProgID'] ?? ''),
  );
  const alt = [...allOf(element, 'docPr'), ...allOf(element, 'shape')]
    .map(({ attributes }) => attributes['descr'] ?? attributes['alt'] ?? '')
    .find((text) => text.trim() !== '');
  return ids.map((id) => (isEquation ? lost('formula-not-kept', id) : kept(id, alt ?? '', reading)));
}

function kept(
  id: string,
  alt: string,
  { parts, shelf }: { readonly parts: WordParts; readonly shelf: MediaShelf },
): Piece {
  const target = parts.targets.get(id);
  if (target?.isExternal === true) return lost('media-external', target.path);
  const bytes = target ? parts.files.get(target.path) : undefined;
  if (!target || !bytes) return lost('media-missing', target?.path ?? id);
  if (!imageEndings.test(target.path)) return lost('media-unreadable', target.path);
  const said = alt
    .replace(/\s+/gu, ' ')
    .trim()
    .slice(0, 300)
    .replace(/[[\]\\]/gu, '\\$&');
  return picture(`![${said}](media:${shelf.add(target.path, bytes)})`);
}

function lost(name: 'media-external' | 'media-missing' | 'media-unreadable' | 'formula-not-kept', text: string): Piece {
  return { ...words('▢'), problem: { name, text: text.slice(0, 200) } };
}
