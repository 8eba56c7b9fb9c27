/** What we export as Moodle XML we import as the same bank, but for what the writer says that Moodle does not hold. */
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { readMoodleXml } from '../../../server/content/formats/moodle-xml.ts';
import { writeMoodleXml } from '../../../server/content/formats/moodle-xml-write.ts';
import { generatedBank } from '../../helpers/generated-bank.ts';
import { expectSame } from '../../helpers/same-bank.ts';

test('a bank comes back from Moodle XML with its pictures', () => {
  fc.assert(
    fc.property(generatedBank(), (bank) => {
      const written = writeMoodleXml(bank);
      const outcome = readMoodleXml({ name: written.fileName, bytes: written.bytes });
      expectSame(bank, written, outcome);
      const pictures = outcome.ok ? outcome.value.media.map(({ ref, bytes }) => `${ref} ${[...bytes].join()}`) : [];
      expect(pictures.sort()).toEqual(bank.media.map(({ ref, bytes }) => `${ref} ${[...bytes].join()}`).sort());
    }),
    { numRuns: 300 },
  );
});
