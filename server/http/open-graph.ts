/** Open Graph tags of a contest's page, for previews of shared links. */
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
  return [...properties, ...named, '<meta name="twitter:card" content="summary_large_image">'].join('\n');
}
