/** An empty bank to write into. */
import { normaliseName, searchKey } from '../rules/names.ts';
import { allBanks, putBank } from '../store/banks.ts';
import type { Ctx } from './context.ts';
import type { Actor } from './held-question.ts';
import { writeJournal } from './write-journal.ts';

/** Id of the new bank, from its name: `hoc-va-lam-theo-bac`. Two banks may have one name. */
export async function createBank(ctx: Ctx, given: { readonly name: string; readonly actor: Actor }): Promise<string> {
  const name = normaliseName(given.name);
  return ctx.store.write(async (tx) => {
    await tx.lock('banks');
    const id = freeId(
      name,
      (await allBanks(tx)).map((bank) => bank.id),
    );
    await putBank(tx, { id, name, topics: [], importedAt: ctx.clock.now() });
    await writeJournal(tx, ctx, {
      ...{ actor: given.actor, action: 'create-bank', contestId: '' },
      detail: { bankId: id, name },
    });
    return id;
  });
}

/** Letters and digits of a name between hyphens, with a number where that is taken. */
export function freeId(name: string, taken: readonly string[]): string {
  const plain = searchKey(name)
    .replace(/[^a-z0-9]+/g, '-')
    .replace(/^-+|-+$/g, '')
    .slice(0, 30)
    .replace(/-+$/, '');
  const stem = plain === '' ? 'muc' : plain;
  for (let n = 1; ; n += 1) {
    const id = n === 1 ? stem : `${stem}-${n}`;
    if (!taken.includes(id)) return id;
  }
}
