/**
 * The card of one's own result, made for its owner to keep or to pass on. It says what the public board says of the
 * person and nothing more: the name as the public sees it, right answers, time. No place: that may still change.
 */
import { cardSvg, colour, drawPng, escapeXml, wrapped } from './card-drawing.ts';

export interface ResultCard {
  readonly title: string;
  readonly roundName: string;
  /** As the public sees it. */
  readonly name: string;
  readonly correct: number;
  readonly questionCount: number;
  readonly elapsedMs: number;
  readonly language: 'vi' | 'en';
}

const words = {
  vi: {
    of: (count: number) => `trên ${count} câu`,
    time: (minutes: number, seconds: number) => `${minutes ? `${minutes} phút ` : ''}${seconds} giây`,
  },
  en: {
    of: (count: number) => `of ${count} questions`,
    time: (minutes: number, seconds: number) => `${minutes ? `${minutes} min ` : ''}${seconds} s`,
  },
} as const;

/** PNG of 1200 × 630. */
export const drawResultCard = (card: ResultCard): Promise<Buffer> => drawPng(resultCardSvg(card));

/** Exported for its test: a PNG cannot be searched for text. */
export function resultCardSvg({ language, ...card }: ResultCard): string {
  const say = words[language];
  const seconds = Math.floor(card.elapsedMs / 1_000);
  const title = wrapped(card.title, 28, 4);
  const name = wrapped(card.name, 28, 2);
  const lines = [
    text(80, 96, 28, colour.gold, card.roundName),
    ...title.map((line, index) => text(80, 170 + index * 56, 44, colour.paper, line, 700)),
    ...name.map((line, index) => text(80, 490 + (index + 1 - name.length) * 54, 44, colour.gold, line, 700)),
    text(80, 548, 32, colour.mist, say.time(Math.floor(seconds / 60), seconds % 60)),
    `<circle cx="960" cy="315" r="148" fill="${colour.deep}"/>`,
    text(960, 345, 130, colour.paper, String(card.correct), 700, 'middle'),
    text(960, 398, 30, colour.mist, say.of(card.questionCount), 400, 'middle'),
  ];
  return cardSvg(960, 315, lines.join('\n'));
}

function text(x: number, y: number, size: number, fill: string, words: string, weight = 400, anchor = 'start'): string {
  return `<text x="${x}" y="${y}" font-size="${size}" font-weight="${weight}" fill="${fill}" text-anchor="${anchor}">${escapeXml(words)}</text>`;
}
