/**
 * The questions a contest draws from, kept in memory: versions never change once imported, so
 * only the time of the bank's last import tells whether to read again.
 */
import type { VersionId } from '../rules/ids.ts';
import type { PoolQuestion } from '../rules/paper.ts';
import type { Question } from '../rules/question.ts';
import { bankImportedAt, versionsOfBank, type QuestionVersionRow } from '../store/contests.ts';
import type { Store } from '../store/store.ts';
import type { Ctx } from './context.ts';
import type { LoadedContest } from './load-contest.ts';

export interface QuestionPool {
  /** Current versions that papers may draw: no practice question, and no key in the shape. */
  readonly pool: readonly PoolQuestion[];
  /** Open practice questions. */
  readonly practice: readonly Question[];
  /** Any version ever imported; throws for an id that was never given out. */
  question(versionId: VersionId): Question;
}

const keptByStore = new WeakMap<Store, Map<string, { importedAt: number; pool: QuestionPool }>>();

/** The pool of the contest's bank. */
export async function loadPool(ctx: Ctx, contest: Pick<LoadedContest, 'definition'>): Promise<QuestionPool> {
  const { bankId } = contest.definition;
  const kept = keptByStore.get(ctx.store) ?? new Map<string, { importedAt: number; pool: QuestionPool }>();
  keptByStore.set(ctx.store, kept);
  return ctx.store.read(async (tx) => {
    const importedAt = await bankImportedAt(tx, bankId);
    const known = kept.get(bankId);
    if (known?.importedAt === importedAt) return known.pool;
    const pool = poolOf(await versionsOfBank(tx, bankId));
    kept.set(bankId, { importedAt, pool });
    return pool;
  });
}

function poolOf(rows: readonly QuestionVersionRow[]): QuestionPool {
  const byVersion = new Map(rows.map((row) => [row.id, row.content]));
  const current = rows.filter((row) => row.isCurrent);
  return {
    pool: current.filter((row) => !row.content.isPractice).map(poolQuestion),
    practice: current.filter((row) => row.content.isPractice).map((row) => row.content),
    question(versionId) {
      const found = byVersion.get(versionId);
      if (found === undefined) throw new Error(`no question version ${versionId}`);
      return found;
    },
  };
}

const poolQuestion = ({ id, content }: QuestionVersionRow): PoolQuestion => ({
  versionId: id,
  questionId: content.id,
  topic: content.topic,
  difficulty: content.difficulty,
  kind: content.kind,
  optionIds: content.options.map((option) => option.id),
});
