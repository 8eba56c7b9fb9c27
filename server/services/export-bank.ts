/** A bank as a file of somebody else's format, and what that format has no room for. */
import type { ExportedBank, WrittenFile } from '../content/imported.ts';
import { mediaIn } from '../content/markup.ts';
import { writeBank } from '../content/write-bank.ts';
import { textsOf } from '../rules/question.ts';
import { accepted, refused, type Outcome } from '../rules/refusal.ts';
import { bankById } from '../store/banks.ts';
import { mediaByIds, mediaShown } from '../store/media.ts';
import { drawnContents, newestContents } from '../store/question-versions.ts';
import type { Store } from '../store/store.ts';
import type { ExportChoice, ExportPreview } from '../wire/http/bank-imports.ts';
import type { Ctx } from './context.ts';
import type { Actor } from './held-question.ts';
import { journalBank } from './journal-bank.ts';

export interface BankExport extends ExportChoice {
  readonly bankId: string;
}

/** Files of media in one export together: a writer holds them all. */
const mediaBytesMax = 200_000_000;

/** With its keys a bank leaves the house, so the journal tells who took it. Refusals as of `exportBank`. */
export async function takeBankAway(
  ctx: Ctx,
  { actor, ...wish }: BankExport & { readonly actor: Actor },
): Promise<Outcome<WrittenFile>> {
  const written = await exportBank(ctx, wish);
  if (!written.ok) return written;
  const { bankId, format } = wish;
  const detail = { format, questions: written.value.questions };
  await ctx.store.write((tx) => journalBank(tx, ctx, { actor, action: 'export-bank', bankId, detail }));
  return written;
}

/** Each holds a whole bank with its files, and the file that is made of them. */
const exportsMax = 2;
const writingByStore = new WeakMap<Store, { count: number }>();

/** Refusals: `not-found`, `export-empty`, `media-too-large`, `exports-at-once`, `export-too-large`. */
async function exportBank(ctx: Ctx, wish: BankExport): Promise<Outcome<WrittenFile & { questions: number }>> {
  const writing = writingByStore.get(ctx.store) ?? { count: 0 };
  writingByStore.set(ctx.store, writing);
  if (writing.count >= exportsMax) return refused({ name: 'exports-at-once', max: exportsMax });
  writing.count += 1;
  try {
    const bank = await bankOf(ctx, wish);
    if (!bank.ok) return bank;
    const file = await writeBank({ format: wish.format, bank: bank.value });
    if (file === null) return refused({ name: 'export-too-large' });
    return accepted({ ...file, questions: bank.value.questions.length });
  } finally {
    writing.count -= 1;
  }
}

/** The same file, told about instead of sent. */
export async function previewExport(ctx: Ctx, wish: BankExport): Promise<Outcome<ExportPreview>> {
  const written = await exportBank(ctx, wish);
  if (!written.ok) return written;
  const { bytes, notHeld, questions } = written.value;
  return accepted({
    ...{ format: wish.format, questions, byteCount: bytes.length },
    notHeld: notHeld.map(({ questionId: code, what }) => ({ code, what })),
  });
}

async function bankOf(ctx: Ctx, { bankId, approvedOnly = false }: BankExport): Promise<Outcome<ExportedBank>> {
  return ctx.store.read(async (tx) => {
    const bank = await bankById(tx, bankId);
    if (bank === undefined) return refused({ name: 'not-found' });
    const questions = approvedOnly
      ? await drawnContents(tx, bankId)
      : (await newestContents(tx, bankId, 0)).filter(({ state }) => state !== 'retired').map(({ content }) => content);
    if (questions.length === 0) return refused({ name: 'export-empty' });
    const ids = [
      ...new Set(questions.flatMap((each) => textsOf(each).flatMap((text) => mediaIn(text).map(({ id }) => id)))),
    ];
    const known = await mediaShown(tx, ids);
    const sizes = known.reduce((sum, { byteCount }) => sum + byteCount, 0);
    if (sizes > mediaBytesMax) return refused({ name: 'media-too-large', bytesMax: mediaBytesMax });
    const media = await mediaByIds(
      tx,
      known.map(({ id }) => id),
    );
    return accepted({
      ...{ id: bank.id, name: bank.name, topics: bank.topics, questions },
      media: media.map(({ id: ref, mimeType, bytes }) => ({
        ref,
        fileName: `${ref.slice(0, 16)}.${endingOf(mimeType)}`,
        bytes,
      })),
    });
  });
}

const endings: Readonly<Record<string, string>> = {
  'image/webp': 'webp',
  'audio/mpeg': 'mp3',
  'audio/ogg': 'ogg',
  'audio/wav': 'wav',
  'audio/mp4': 'm4a',
  'video/mp4': 'mp4',
  'video/webm': 'webm',
};
const endingOf = (mimeType: string): string => endings[mimeType] ?? 'bin';
