/** The journal: each entry holds the hash of the one before, and stands or falls with what it tells of. */
import { describe, expect, it } from 'vitest';
import { firstPrevHash, journalText, writeJournal } from '../../server/services/write-journal.ts';
import { journalAfter } from '../../server/store/journal.ts';
import { openApp } from '../helpers/build-app.ts';
import { makeStaff } from '../helpers/make.ts';

describe('the journal', () => {
  it('is a chain that anybody can compute again, without a gap, also when many write at once', async () => {
    await using hoithi = await openApp({ samples: false });
    const { ctx } = hoithi;
    const actor = await makeStaff(ctx);
    await Promise.all(
      Array.from({ length: 20 }, (_, count) =>
        ctx.store.write((tx) => writeJournal(tx, ctx, { actor, action: 'test', contestId: '', detail: { count } })),
      ),
    );
    const entries = await ctx.store.read((tx) => journalAfter(tx, 0, 100));
    expect(entries.map((entry) => entry.seq)).toEqual(Array.from({ length: 20 }, (_, index) => index + 1));
    let prevHash = firstPrevHash;
    for (const entry of entries) {
      expect(entry.prevHash).toBe(prevHash);
      expect(entry.hash).toBe(ctx.secrets.digest(journalText(entry)));
      prevHash = entry.hash;
    }
  });

  it('holds nothing of a write that failed', async () => {
    await using hoithi = await openApp({ samples: false });
    const { ctx } = hoithi;
    const failing = ctx.store.write(async (tx) => {
      await writeJournal(tx, ctx, { actor: null, action: 'test', contestId: '', detail: {} });
      throw new Error('no');
    });
    await expect(failing).rejects.toThrow('no');
    expect(await ctx.store.read((tx) => journalAfter(tx, 0, 10))).toEqual([]);
  });

  it('writes details the same way whatever the order they were given in', async () => {
    await using hoithi = await openApp({ samples: false });
    const { ctx } = hoithi;
    const write = (detail: Record<string, number>) =>
      ctx.store.write((tx) => writeJournal(tx, ctx, { actor: null, action: 'test', contestId: '', detail }));
    await write({ b: 2, a: 1 });
    await write({ a: 1, b: 2 });
    const [one, two] = await ctx.store.read((tx) => journalAfter(tx, 0, 10));
    expect(one?.detail).toBe('{"a":1,"b":2}');
    expect(two?.detail).toBe(one?.detail);
  });
});
