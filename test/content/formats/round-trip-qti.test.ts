/** What we export as QTI we import as the same bank, but for what the writer says that QTI does not hold. */
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { readQti } from '../../../server/content/formats/qti.ts';
import { writeQti } from '../../../server/content/formats/qti-write.ts';
import { generatedBank } from '../../helpers/generated-bank.ts';
import { expectSame } from '../../helpers/same-bank.ts';

test.each(['2.1', '3.0'] as const)('a bank comes back from QTI %s with its pictures', async (version) => {
  await fc.assert(
    fc.asyncProperty(generatedBank(), async (bank) => {
      const written = await writeQti(bank, version);
      const outcome = await readQti({ name: written.fileName, bytes: written.bytes });
      expectSame(bank, written, outcome);
      expect(outcome.ok && outcome.value.format).toBe(`qti-${version}`);
      const pictures = outcome.ok ? outcome.value.media.map(({ ref, bytes }) => `${ref} ${[...bytes].join()}`) : [];
      expect(pictures.sort()).toEqual(bank.media.map(({ ref, bytes }) => `${ref} ${[...bytes].join()}`).sort());
    }),
    { numRuns: 120 },
  );
});
