/** An empty bank to write into. */
import { normaliseName, searchKey } from '../rules/names.ts';
import { accepted, refused, type Outcome } from '../rules/refusal.ts';
import { allBanks, putBank } from '../store/banks.ts';
import { questionLimits } from '../wire/http/banks.ts';
import type { Ctx } from './context.ts';
import type { Actor } from './held-question.ts';
import { journalBank } from './journal-bank.ts';

/** Id of the new bank, from its name: `hoc-va-lam-theo-bac`. Two banks may have one name. Refuses with `banks-too-many`. */
export async function createBank(
  ctx: Ctx,
  given: { readonly name: string; readonly actor: Actor },
): Promise<Outcome<string>> {
  const name = normaliseName(given.name);
  return ctx.store.write(async (tx) => {
    await tx.lock('banks');
    const { banksMax: max } = questionLimits;
    const taken = (await allBanks(tx)).map((bank) => bank.id);
    if (taken.length >= max) return refused({ name: 'banks-too-many', max });
    const id = freeId(name, taken);
    await putBank(tx, { id, name, topics: [], importedAt: ctx.clock.now() });
    await journalBank(tx, ctx, { actor: given.actor, action: 'create-bank', bankId: id, detail: { name } });
    return accepted(id);
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
