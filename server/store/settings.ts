/** Small named values of the installation. */
import { eq } from 'drizzle-orm';
import type { ReadTx, Tx } from './store.ts';

export async function readSetting(tx: ReadTx, name: string): Promise<string | undefined> {
  const { setting } = tx.tables;
  const [row] = await tx.db.select().from(setting).where(eq(setting.name, name));
  return row?.value;
}

export async function writeSetting(tx: Tx, name: string, value: string): Promise<void> {
  const { setting } = tx.tables;
  await tx.db.insert(setting).values({ name, value }).onConflictDoUpdate({ target: setting.name, set: { value } });
}

export async function deleteSetting(tx: Tx, name: string): Promise<void> {
  const { setting } = tx.tables;
  await tx.db.delete(setting).where(eq(setting.name, name));
}
