/**
 * The picture that messaging apps show beside a shared link: the rings and rays of the bronze drum
 * and the contest's title. It holds nothing about a person.
 */
import { cardSvg, colour, drawPng, escapeXml, wrapped } from './card-drawing.ts';

export interface ShareCard {
  readonly title: string;
  readonly subtitle: string;
  readonly issuer: string;
}

/** PNG of 1200 × 630. */
export const drawShareCard = (card: ShareCard): Promise<Buffer> => drawPng(shareCardSvg(card));

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
  return cardSvg(
    1050,
    315,
    `<text x="80" y="96" font-size="26" fill="${colour.gold}">${escapeXml(issuerLine)}</text>
${titleLines.join('\n')}
${below.join('\n')}`,
  );
}
