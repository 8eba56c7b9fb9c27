/** A server with another key than the one under which a database was filled does not begin to serve it. */
import { expect, test } from 'vitest';
import { buildApp } from '../../server/app.ts';
import { openApp, testConfig } from '../helpers/build-app.ts';

const started = { runsJobs: false, logStream: { write: () => {} } };

test('a second server with a key of its own is stopped before it serves; one with the same key is not', async () => {
  await using first = await openApp();
  const { store, clock } = first.ctx;
  await expect(buildApp(testConfig({ HOITHI_KEY: 'a1'.repeat(32) }), { ...started, store, clock })).rejects.toThrow(
    'HOITHI_KEY: not the key of this database',
  );
  const second = await buildApp(testConfig(), { ...started, store, clock });
  expect(second.ctx.secrets.blindIndex('0912345678')).toBe(first.ctx.secrets.blindIndex('0912345678'));
  await second.close();
});
