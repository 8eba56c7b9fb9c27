/** What we export as GIFT we import as the same bank, but for what the writer says that GIFT does not hold. */
import fc from 'fast-check';
import { test } from 'vitest';
import { readGift } from '../../../server/content/formats/gift.ts';
import { writeGift } from '../../../server/content/formats/gift-write.ts';
import { generatedBank } from '../../helpers/generated-bank.ts';
import { expectSame } from '../../helpers/same-bank.ts';

test('a bank comes back from GIFT', () => {
  fc.assert(
    fc.property(generatedBank(), (bank) => {
      const written = writeGift(bank);
      expectSame(bank, written, readGift({ name: written.fileName, bytes: written.bytes }));
    }),
    { numRuns: 400 },
  );
});
