/** Whether the store answers, by a real read. */
import { readSetting } from '../store/settings.ts';
import type { Ctx } from './context.ts';

export async function checkStore(ctx: Ctx): Promise<boolean> {
  try {
    await ctx.store.read((tx) => readSetting(tx, 'no such setting'));
    return true;
  } catch (problem) {
    ctx.log.error({ err: problem }, 'the store does not answer');
    return false;
  }
}
