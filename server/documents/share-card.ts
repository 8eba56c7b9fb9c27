/**
 * The picture that messaging apps show beside a shared link: the rings and rays of the bronze drum
 * and the contest's title, drawn as SVG by code and made a PNG. It holds nothing about a person.
 */
import { createRequire } from 'node:module';
import { Resvg } from '@resvg/resvg-js';

export interface ShareCard {
  readonly title: string;
  readonly subtitle: string;
  readonly issuer: string;
}

const width = 1200;
const height = 630;
const colour = { lake: '#0B5E6B', deep: '#063A43', paper: '#FFFCF6', mist: '#BFDDE0', gold: '#F4C64E' } as const;

const fontFolder = '@expo-google-fonts/be-vietnam-pro';
const locate = createRequire(import.meta.url);
const fontFiles = ['700Bold/BeVietnamPro_700Bold.ttf', '400Regular/BeVietnamPro_400Regular.ttf'].map((file) =>
  locate.resolve(`${fontFolder}/${file}`),
);

/** PNG of 1200 × 630. */
export function drawShareCard(card: ShareCard): Buffer {
  const options = { font: { fontFiles, loadSystemFonts: false, defaultFontFamily: 'Be Vietnam Pro' } };
  return new Resvg(shareCardSvg(card), options).render().asPng();
}

/** Exported for its test: a PNG cannot be searched for text. */
export function shareCardSvg({ title, subtitle, issuer }: ShareCard): string {
  const lines = wrapped(title, 22, 4);
  const size = lines.length > 3 ? 56 : 66;
  const top = 330 - (lines.length * size * 1.3) / 2;
  const titleLines = lines.map(
    (line, index) =>
      `<text x="80" y="${top + index * size * 1.3}" font-size="${size}" font-weight="700" fill="${colour.paper}">${escapeXml(line)}</text>`,
  );
  const below = wrapped(subtitle, 52, 2).map(
    (line, index) =>
      `<text x="80" y="${510 + index * 40}" font-size="28" fill="${colour.mist}">${escapeXml(line)}</text>`,
  );
  const [issuerLine = ''] = wrapped(issuer.toUpperCase(), 54, 1);
  return `<svg xmlns="http://www.w3.org/2000/svg" width="${width}" height="${height}" font-family="Be Vietnam Pro">
<rect width="${width}" height="${height}" fill="${colour.deep}"/>
${drum(1050, 315)}
<text x="80" y="96" font-size="26" fill="${colour.gold}">${escapeXml(issuerLine)}</text>
${titleLines.join('\n')}
${below.join('\n')}
</svg>`;
}

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
const escapeXml = (text: string): string =>
  text.replace(/[&<>"]/g, (sign) => entities[sign] ?? '').replace(/\p{Cc}/gu, ' ');
