/** Sample papers as a file. Who took keys out of the system is written down before they leave. */
import { toPieces, type MarkupLine } from '../content/markup-pieces.ts';
import { mediaIn } from '../content/markup.ts';
import { toPrintPicture } from '../content/print-picture.ts';
import type { Run } from '../documents/official-document.ts';
import { renderSampleDocx, renderSamplePdf } from '../documents/sample-paper.ts';
import type { SampleLine, SampleQuestion } from '../documents/sample-paper-value.ts';
import { fullScoreOfPaper, pointsOfSlot, type Paper, type PaperSlot } from '../rules/paper.ts';
import { textsOf } from '../rules/question.ts';
import { accepted, type Outcome } from '../rules/refusal.ts';
import { mediaByIds } from '../store/media.ts';
import type { SamplePart } from '../wire/http/blueprints.ts';
import type { Ctx } from './context.ts';
import type { Actor } from './held-question.ts';
import { drawSamples, rightGiven, type DrawnSamples, type SampleWish } from './make-sample-papers.ts';
import { writeJournal } from './write-journal.ts';

export const sampleForms = ['docx', 'pdf'] as const;
export type SampleForm = (typeof sampleForms)[number];

const renderers = { docx: renderSampleDocx, pdf: renderSamplePdf };
const partNames = { whole: 'Đề mẫu và đáp án', papers: 'Đề mẫu', keys: 'Đáp án đề mẫu' } as const;

export interface SamplePrinting extends SampleWish {
  readonly form: SampleForm;
  readonly part: SamplePart;
  readonly actor: Actor;
}

/** The file's bytes and its Vietnamese name without the ending. Refusals as of `drawSamples`. */
export async function printSamplePapers(
  ctx: Ctx,
  wish: SamplePrinting,
): Promise<Outcome<{ readonly bytes: Uint8Array; readonly name: string }>> {
  const drawn = await drawSamples(ctx, wish);
  if (!drawn.ok) return drawn;
  const { contest, round, seed, papers } = drawn.value;
  const { form, part, actor } = wish;
  const { parentBody, issuingBody, title } = contest.definition;
  const { name, durationMs } = round.definition;
  const pictures = await picturesOf(ctx, drawn.value);
  const bytes = await renderers[form]({
    ...{ parentBody, issuingBody, durationMs, seed, part },
    contestTitle: title.vi,
    roundName: name.vi,
    papers: papers.map((paper, at) => ({
      number: at + 1,
      fullScore: fullScoreOfPaper(paper, round.definition.blueprint),
      questions: paper.slots.map((slot) => printed(slot, drawn.value, pictures)),
    })),
  });
  const detail = { round: round.key, roundId: round.id, papers: papers.length, form, part, seed };
  await ctx.store.write((tx) =>
    writeJournal(tx, ctx, { actor, action: 'print-sample-papers', contestId: contest.id, detail }),
  );
  return accepted({ bytes, name: `${partNames[part]} - ${name.vi} - ${title.vi}` });
}

type Pictures = ReadonlyMap<string, Extract<SampleLine, { png: unknown }>>;

/** Pixels of a screen at their usual size, made to fit a page. */
const mmOfPixel = 25.4 / 96;
const pictureMax = { widthMm: 110, heightMm: 80 };

/** Pictures of all the papers, decoded one after the other; what is no picture, or broken, is not there. */
async function picturesOf(ctx: Ctx, { papers, pool }: DrawnSamples): Promise<Pictures> {
  const ids = new Set(papers.flatMap((paper) => mediaOfPaper(paper, pool)));
  const rows = await ctx.store.read((tx) => mediaByIds(tx, [...ids]));
  const pictures = new Map<string, Extract<SampleLine, { png: unknown }>>();
  for (const { id, kind, bytes } of rows) {
    const picture = kind === 'image' ? await toPrintPicture(bytes) : null;
    if (picture === null) continue;
    const { png, width, height } = picture;
    const scale = Math.min(mmOfPixel, pictureMax.widthMm / width, pictureMax.heightMm / height);
    pictures.set(id, { png, widthMm: width * scale, heightMm: height * scale, alt: '' });
  }
  return pictures;
}

const mediaOfPaper = ({ slots }: Paper, pool: DrawnSamples['pool']): string[] =>
  slots.flatMap(({ versionId }) =>
    textsOf(pool.question(versionId)).flatMap((text) => mediaIn(text).map(({ id }) => id)),
  );

function printed(slot: PaperSlot, { pool, round }: DrawnSamples, pictures: Pictures): SampleQuestion {
  const question = pool.question(slot.versionId);
  const lines = (text: string): SampleLine[] => toPieces(text).flatMap((line) => sampleLines(line, pictures));
  const texts = new Map(question.options.map(({ id, text }) => [id, text]));
  return {
    kind: question.kind,
    points: pointsOfSlot(slot, round.definition.blueprint),
    stem: lines(question.stem),
    options: slot.options.map((id) => lines(texts.get(id) ?? '')),
    prompts: (question.prompts ?? []).map(({ text }) => lines(text)),
    right: rightGiven(question, slot.options),
    variants: question.kind === 'text' ? question.key : [],
    tolerance: question.tolerance ?? '',
  };
}

/** A picture in the middle of a line ends it; sound and film are told by their words. */
function sampleLines(line: MarkupLine, pictures: Pictures): SampleLine[] {
  const lines: SampleLine[] = [];
  let runs: Run[] = [];
  const endLine = () => {
    if (runs.some(({ text }) => text.trim() !== '')) lines.push(runs);
    runs = [];
  };
  for (const piece of line) {
    const picture = piece.kind === 'media' ? pictures.get(piece.id) : undefined;
    if (piece.kind === 'media' && picture) {
      endLine();
      lines.push({ ...picture, alt: piece.alt });
    } else if (piece.kind === 'media') runs.push({ text: `[${piece.alt}]`, isItalic: true });
    else runs.push({ text: piece.text, isBold: piece.isBold, isItalic: piece.isItalic });
  }
  endLine();
  return lines;
}
