/** Every row of every table as one text: for tests that look for what must not be stored. */
import type { Store } from '../../server/store/store.ts';

export async function allRows(store: Store): Promise<string> {
  return store.read(async (tx) => {
    const found: unknown[] = [];
    for (const table of Object.values(tx.tables)) found.push(await tx.db.select().from(table));
    return JSON.stringify(found);
  });
}
