/**
 * Whether the master key belongs to this database. With another one, of a second server that made its own or of a backup
 * restored elsewhere, every phone and identity number would look new: people could enter twice, and nobody would see it.
 */
import { readSetting, writeSetting } from '../store/settings.ts';
import type { Ctx } from './context.ts';

const settingName = 'key-fingerprint';

/** The first server to start leaves its key's fingerprint; false where the database was filled under another key. */
export async function isKeyOfStore({ store, secrets }: Ctx): Promise<boolean> {
  const own = secrets.blindIndex(settingName);
  return store.write(async (tx) => {
    await tx.lock(settingName);
    const known = await readSetting(tx, settingName);
    if (known === undefined) await writeSetting(tx, settingName, own);
    return known === undefined || known === own;
  });
}
