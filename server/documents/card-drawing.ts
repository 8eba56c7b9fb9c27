/**
 * What the pictures made for sharing are drawn with: colours, the bronze drum, lines of text, and SVG made a PNG.
 * Which texts stand on a picture is for each picture's own file.
 */
import { createRequire } from 'node:module';
import { renderAsync } from '@resvg/resvg-js';

export const cardWidth = 1200;
export const cardHeight = 630;
export const colour = {
  lake: '#0B5E6B',
  deep: '#063A43',
  paper: '#FFFCF6',
  mist: '#BFDDE0',
  gold: '#F4C64E',
} as const;

const fontFolder = '@expo-google-fonts/be-vietnam-pro';
const locate = createRequire(import.meta.url);
const fontFiles = ['700Bold/BeVietnamPro_700Bold.ttf', '400Regular/BeVietnamPro_400Regular.ttf'].map((file) =>
  locate.resolve(`${fontFolder}/${file}`),
);

/** In a thread of the pool: a tenth of a second of the one that answers everybody would be felt. */
export async function drawPng(svg: string): Promise<Buffer> {
  const font = { fontFiles, loadSystemFonts: false, defaultFontFamily: 'Be Vietnam Pro' };
  return (await renderAsync(svg, { font })).asPng();
}

/** The card's ground with the drum's centre at `x`, `y`; `inside` is drawn over it. */
export const cardSvg = (x: number, y: number, inside: string): string =>
  `<svg xmlns="http://www.w3.org/2000/svg" width="${cardWidth}" height="${cardHeight}" font-family="Be Vietnam Pro">
<rect width="${cardWidth}" height="${cardHeight}" fill="${colour.deep}"/>
${drum(x, y)}
${inside}
</svg>`;

/** Concentric lines around a star of fourteen rays, as on the drums of Đông Sơn. */
function drum(x: number, y: number): string {
  const rings = [96, 112, 150, 158, 204, 214, 268, 276, 340, 420].map(
    (radius, index) =>
      `<circle cx="${x}" cy="${y}" r="${radius}" fill="none" stroke="${index < 4 ? colour.gold : colour.lake}" stroke-width="${index % 2 === 0 ? 4 : 2}"/>`,
  );
  const rays = Array.from({ length: 14 }, (_, index) => {
    const turn = (index * 360) / 14;
    return `<path d="M${x - 15} ${y - 30} L${x} ${y - 90} L${x + 15} ${y - 30} Z" fill="${colour.gold}" transform="rotate(${turn} ${x} ${y})"/>`;
  });
  const teeth = Array.from({ length: 56 }, (_, index) => {
    const turn = (index * 360) / 56;
    return `<path d="M${x - 6} ${y - 226} L${x} ${y - 256} L${x + 6} ${y - 226} Z" fill="${colour.lake}" transform="rotate(${turn} ${x} ${y})"/>`;
  });
  return [...rings, ...teeth, ...rays, `<circle cx="${x}" cy="${y}" r="30" fill="${colour.gold}"/>`].join('\n');
}

/** Whole words, `lengthMax` characters a line; what does not fit ends in an ellipsis. */
export function wrapped(text: string, lengthMax: number, linesMax: number): string[] {
  const lines: string[] = [];
  for (const word of text.split(/\s+/).filter((part) => part !== '')) {
    const last = lines[lines.length - 1];
    if (last !== undefined && last.length + 1 + word.length <= lengthMax) lines[lines.length - 1] = `${last} ${word}`;
    else lines.push(word);
  }
  if (lines.length <= linesMax) return lines;
  const kept = lines.slice(0, linesMax);
  return kept.map((line, index) => (index === linesMax - 1 ? `${line.slice(0, lengthMax - 1)}…` : line));
}

const entities: Readonly<Record<string, string>> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;' };
/** Control characters are not allowed in XML at all. */
export const escapeXml = (text: string): string =>
  text.replace(/[&<>"]/g, (sign) => entities[sign] ?? '').replace(/\p{Cc}/gu, ' ');
