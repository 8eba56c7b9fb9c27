/**
 * Brings a question bank from files into the store, as approved questions without an author. A changed question becomes
 * a new version, an unchanged one is left alone, a question that is gone is drawn no more; papers drawn before keep what
 * they hold. What was written in the studio under other codes is not touched. One journal entry, if anything changed.
 */
import type { Millis, QuestionRowId, VersionId } from '../rules/ids.ts';
import { questionHints } from '../rules/question-hints.ts';
import { lapsesOn, type Question, type QuestionBank } from '../rules/question.ts';
import { bankById, putBank } from '../store/banks.ts';
import { insertVersions, drawVersion, versionsOfBank, type QuestionVersionRow } from '../store/question-versions.ts';
import { bankExtent, insertQuestions, questionsOfBank, writeQuestion, type QuestionRow } from '../store/questions.ts';
import type { Tx } from '../store/store.ts';
import type { Ctx } from './context.ts';
import { nextRevision } from './held-question.ts';
import { journalBank, journalledCodesMax } from './journal-bank.ts';
import { hintGround } from './look-at-question.ts';
import { headColumns, hintsColumn } from './question-head.ts';
import { isAnyRoundOpen } from './step-questions.ts';

export interface ImportedBank {
  readonly added: number;
  readonly changed: number;
  readonly retired: number;
}

/**
 * The bank must have been checked. Importing it again adds, changes and retires nothing. While a round of it is open, a
 * question that papers hold does not become one of practice, whose keys everybody sees: it stays as it is, and the journal
 * names it.
 */
export async function importBank(ctx: Ctx, bank: QuestionBank): Promise<ImportedBank> {
  const hasOpenRound = await isAnyRoundOpen(ctx, bank.id);
  const hashes = new Map(bank.questions.map((question) => [question.id, ctx.secrets.digest(JSON.stringify(question))]));
  const ground = await hintGround(ctx, bank.id);
  const hintsOf = (content: Question) => hintsColumn(questionHints(content, { ...ground, similar: null }), {});
  return ctx.store.write(async (tx) => {
    await tx.lock('bank', bank.id);
    const before = await bankById(tx, bank.id);
    // Always later than the last import: readers take it for the version of what they keep.
    const { updatedAt } = await bankExtent(tx, bank.id);
    const at = Math.max(ctx.clock.now(), (before?.importedAt ?? 0) + 1, updatedAt + 1);
    await putBank(tx, { id: bank.id, name: bank.name, topics: [...bank.topics], importedAt: at });
    const versions = await versionsOfBank(tx, bank.id);
    const newest = new Map(versions.map((version) => [version.questionId, version]));
    const heads = new Map((await questionsOfBank(tx, bank.id)).map((head) => [head.questionId, head]));
    const current = new Map(versions.filter(({ isCurrent }) => isCurrent).map((each) => [each.questionId, each]));
    const asked = new Set(
      versions
        .filter(({ content, approvedAt }) => approvedAt > 0 && !content.isPractice)
        .map((each) => each.questionId),
    );
    const counts = { added: 0, changed: 0, retired: 0 };
    const news: QuestionVersionRow[] = [];
    const [gone, kept]: [string[], string[]] = [[], []];
    for (const content of bank.questions) {
      const contentHash = hashes.get(content.id) ?? '';
      if (current.get(content.id)?.contentHash === contentHash) continue;
      if (hasOpenRound && content.isPractice && asked.has(content.id)) {
        kept.push(content.id);
        continue;
      }
      const last = newest.get(content.id);
      news.push({
        ...{ id: ctx.newId<VersionId>(), bankId: bank.id, questionId: content.id, contentHash, content },
        ...{ version: (last?.version ?? 0) + 1, isCurrent: true, authorId: '', createdAt: at },
        ...{ approvedBy: '', approvedAt: at },
      });
      if (last !== undefined) await drawVersion(tx, bank.id, content.id, '');
      counts[last === undefined ? 'added' : 'changed'] += 1;
    }
    await insertVersions(tx, news);
    await putHeads(tx, ctx, { versions: news, heads, at, hintsOf });
    for (const version of current.values()) {
      const head = heads.get(version.questionId);
      // Approved in the studio: the files do not know it.
      if (hashes.has(version.questionId) || (head && head.createdBy !== '')) continue;
      await drawVersion(tx, bank.id, version.questionId, '');
      const retired = { state: 'retired' as const, drawnVersionId: '' as const, lapsesOn: '' };
      if (head) await writeQuestion(tx, head.id, { ...retired, updatedAt: nextRevision(head, at), updatedBy: '' });
      gone.push(version.questionId);
      counts.retired += 1;
    }
    const codes = [...news.map(({ questionId }) => questionId), ...gone];
    const detail = {
      ...counts,
      ...(kept.length > 0 && { keptForOpenRound: kept.slice(0, journalledCodesMax).join(' ') }),
    };
    if (codes.length + kept.length > 0)
      await journalBank(tx, ctx, { actor: null, action: 'import-bank', bankId: bank.id, codes, detail });
    return counts;
  });
}

export interface HeadsToPut {
  readonly versions: readonly QuestionVersionRow[];
  readonly heads: ReadonlyMap<string, QuestionRow>;
  readonly at: Millis;
  hintsOf(content: Question): string;
}

/** Heads of versions that came as files: a new one, or the known one brought up to date. Drawn if the version is. */
export async function putHeads(tx: Tx, ctx: Ctx, { versions, heads, at, hintsOf }: HeadsToPut): Promise<void> {
  const added: QuestionRow[] = [];
  for (const { id, bankId, questionId, content, isCurrent } of versions) {
    const head = heads.get(questionId);
    const columns = {
      ...headColumns(content),
      ...{ state: isCurrent ? ('approved' as const) : ('retired' as const), newestVersionId: id },
      ...{ drawnVersionId: isCurrent ? id : ('' as const), lapsesOn: isCurrent ? lapsesOn(content) : '' },
      ...{ hints: hintsOf(content), updatedBy: '' as const },
    };
    if (head) await writeQuestion(tx, head.id, { ...columns, updatedAt: nextRevision(head, at) });
    else
      added.push({
        ...columns,
        ...{ id: ctx.newId<QuestionRowId>(), bankId, questionId, reservedFor: '', dismissed: {} },
        ...{ batchId: '', createdBy: '', updatedAt: at },
      });
  }
  await insertQuestions(tx, added);
}
