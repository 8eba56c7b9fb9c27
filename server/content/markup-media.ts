/** Pictures, sound and film in texts of questions: `![alt](media:ID)`, and nothing else that could be fetched. */
import type { StateInline } from 'markdown-it';
import { escaped } from './markup-escape.ts';

/** What showing a file needs; sizes in pixels, 0 for sound and where they are not known. */
export interface ShownMedia {
  readonly kind: 'image' | 'audio' | 'video';
  readonly width: number;
  readonly height: number;
}

/** undefined for a file that is not known: it is taken for a picture. */
export type MediaOf = (id: string) => ShownMedia | undefined;

const address = /^media:([0-9A-Za-z_-]{1,100})$/;

export const mediaIdOf = (text: string): string | null => address.exec(text)?.[1] ?? null;

/** Alt text without brackets; a backslash keeps one. */
const written = /^!\[((?:\\.|[^\]\\]){0,500})\]\((media:[0-9A-Za-z_-]{1,100})\)/;

export const mediaRule = (state: StateInline, silent: boolean): boolean => {
  if (state.src.charCodeAt(state.pos) !== 0x21) return false;
  const found = written.exec(state.src.slice(state.pos, state.pos + 700));
  const id = mediaIdOf(found?.[2] ?? '');
  if (!found || id === null) return false;
  if (!silent) {
    const token = state.push('media', '', 0);
    token.info = id;
    token.content = (found[1] ?? '').replace(/\\(.)/g, '$1').replace(/\s+/g, ' ').trim();
  }
  state.pos += found[0].length;
  return true;
};

export function mediaHtml(alt: string, id: string, mediaOf: MediaOf): string {
  const { kind = 'image', width = 0, height = 0 } = mediaOf(id) ?? {};
  const source = `src="/api/media/${id}"`;
  const size = width > 0 && height > 0 ? ` width="${width}" height="${height}"` : '';
  if (kind === 'audio') return `<audio controls preload="metadata" ${source} aria-label="${escaped(alt)}"></audio>`;
  if (kind === 'video')
    return `<video controls playsinline preload="metadata" ${source}${size} aria-label="${escaped(alt)}"></video>`;
  return `<img ${source}${size} alt="${escaped(alt)}" decoding="async">`;
}
