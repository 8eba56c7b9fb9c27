/**
 * Pictures, sound and film on their way out of an imported file or into an exported one. A file is named by its content,
 * so that the same picture in a hundred questions is kept once and comes back under the name it left with.
 */
import { createHash } from 'node:crypto';
import type { ImportedMedia } from '../../rules/import-preview.ts';

export interface MediaShelf {
  /** Keeps a file and gives its ref. */
  add(fileName: string, bytes: Uint8Array): string;
  readonly media: readonly ImportedMedia[];
}

export function mediaShelf(): MediaShelf {
  const kept = new Map<string, ImportedMedia>();
  // A text may show one large file ten thousand times.
  const known = new WeakMap<Uint8Array, string>();
  return {
    add(fileName, bytes) {
      const ref = known.get(bytes) ?? createHash('sha256').update(bytes).digest('hex');
      known.set(bytes, ref);
      if (!kept.has(ref)) kept.set(ref, { ref, fileName: baseName(fileName).normalize('NFC'), bytes });
      return ref;
    },
    get media() {
      return [...kept.values()];
    },
  };
}

export const baseName = (path: string): string => path.split('/').at(-1) ?? path;

/** What `![alt](media:REF)` in a text names. */
const reference = /(?<=\]\(media:)[0-9A-Za-z_-]{1,100}(?=\))/g;

/** Refs of a text, each once. */
export const refsIn = (text: string): string[] => [...new Set(text.match(reference) ?? [])];

/** A name that is safe in a package and an address, different for every file, ending as the file did. */
export function packedName({ ref, fileName }: ImportedMedia): string {
  const ending = /\.[A-Za-z0-9]{1,5}$/.exec(fileName)?.[0].toLowerCase() ?? '';
  return `${ref.slice(0, 100)}${ending}`;
}

const mimeTypes: ReadonlyMap<string, string> = new Map(
  Object.entries({
    png: 'image/png',
    jpg: 'image/jpeg',
    jpeg: 'image/jpeg',
    gif: 'image/gif',
    webp: 'image/webp',
    avif: 'image/avif',
    svg: 'image/svg+xml',
    mp3: 'audio/mpeg',
    m4a: 'audio/mp4',
    ogg: 'audio/ogg',
    wav: 'audio/wav',
    mp4: 'video/mp4',
    webm: 'video/webm',
  }),
);

/** By the ending of the name only: what a file is, is seen when it is kept. */
export const mimeTypeOf = (fileName: string): string =>
  mimeTypes.get(/\.([A-Za-z0-9]+)$/.exec(fileName)?.[1]?.toLowerCase() ?? '') ?? 'application/octet-stream';

const shownMedia = /!\[((?:\\.|[^\]\\]){0,500})\]\(media:[0-9A-Za-z_-]{1,100}\)/g;

/** For formats that carry no files: the alt text stands where the picture was. */
export const withoutMedia = (markdown: string): string =>
  markdown.replace(shownMedia, (_, alt: string) => (alt === '' ? '' : `[${alt}]`));
