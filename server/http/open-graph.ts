/** What the head of a contest's page says beside the shell: Open Graph tags for previews of shared links, and what to load early. */
import type { LoadedContest } from '../services/load-contest.ts';

const entities: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&#39;',
};
export const escapeHtml = (text: string): string => text.replace(/[&<>"']/g, (sign) => entities[sign] ?? '');

/** In Vietnamese: a preview is made once for everybody, without a reader's language. */
export function openGraphTags({ slug, definition }: LoadedContest, origin: string): string {
  const title = definition.title.vi;
  const description = definition.summary.vi;
  const tags: readonly (readonly [string, string])[] = [
    ['og:type', 'website'],
    ['og:locale', 'vi_VN'],
    ['og:site_name', 'Hội Thi'],
    ['og:title', title],
    ['og:description', description],
    ['og:url', `${origin}/c/${slug}`],
    ['og:image', `${origin}/api/contests/${slug}/share.png`],
    ['og:image:width', '1200'],
    ['og:image:height', '630'],
    ['og:image:alt', title],
  ];
  const properties = tags.map(([name, value]) => `<meta property="${name}" content="${escapeHtml(value)}">`);
  const named = [`<meta name="description" content="${escapeHtml(description)}">`];
  // Asked for beside the scripts and not after them: on a slow line that is a second before anything shows.
  const early = `<link rel="preload" as="fetch" crossorigin="anonymous" href="/api/contests/${slug}">`;
  return [...properties, ...named, '<meta name="twitter:card" content="summary_large_image">', early].join('\n');
}
