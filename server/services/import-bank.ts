/**
 * Brings a question bank into the store. A changed question becomes a new version, an unchanged one
 * is left alone, a question that is gone is drawn no more; papers drawn before keep what they hold.
 */
import type { QuestionBank } from '../rules/question.ts';
import type { VersionId } from '../rules/ids.ts';
import {
  bankById,
  insertVersions,
  putBank,
  retireQuestion,
  versionsOfBank,
  type NewVersion,
} from '../store/contests.ts';
import type { Ctx } from './context.ts';

export interface ImportedBank {
  readonly added: number;
  readonly changed: number;
  readonly retired: number;
}

/** The bank must have been checked. Importing it again adds, changes and retires nothing. */
export async function importBank(ctx: Ctx, bank: QuestionBank): Promise<ImportedBank> {
  const hashes = new Map(bank.questions.map((question) => [question.id, ctx.secrets.digest(JSON.stringify(question))]));
  return ctx.store.write(async (tx) => {
    await tx.lock('bank', bank.id);
    const before = await bankById(tx, bank.id);
    // Always later than the last import: readers take it for the version of what they keep.
    const importedAt = Math.max(ctx.clock.now(), (before?.importedAt ?? 0) + 1);
    await putBank(tx, { id: bank.id, name: bank.name, topics: [...bank.topics], importedAt });
    const versions = await versionsOfBank(tx, bank.id);
    const newest = new Map(versions.map((version) => [version.questionId, version]));
    const counts = { added: 0, changed: 0, retired: 0 };
    const news: NewVersion[] = [];
    for (const content of bank.questions) {
      const last = newest.get(content.id);
      const contentHash = hashes.get(content.id) ?? '';
      if (last?.contentHash === contentHash && last.isCurrent) continue;
      const version = (last?.version ?? 0) + 1;
      news.push({ id: ctx.newId<VersionId>(), bankId: bank.id, version, contentHash, content });
      if (last !== undefined) await retireQuestion(tx, bank.id, content.id);
      counts[last === undefined ? 'added' : 'changed'] += 1;
    }
    await insertVersions(tx, news);
    for (const version of newest.values()) {
      if (!version.isCurrent || hashes.has(version.questionId)) continue;
      await retireQuestion(tx, bank.id, version.questionId);
      counts.retired += 1;
    }
    return counts;
  });
}
