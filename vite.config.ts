/**
 * Builds the three web apps and says how the tests run.
 * The server maps `/`, `/studio` and `/stage` to the three pages; everything else in dist/web is named by its hash.
 */
import { svelte } from '@sveltejs/vite-plugin-svelte';
import { fileURLToPath } from 'node:url';
import { defineConfig } from 'vitest/config';
import KillsFirst from './test/helpers/vitest-sequencer.ts';

const here = (path: string) => fileURLToPath(new URL(path, import.meta.url));

// A file's modules are loaded once a worker, not once a file: nothing of ours keeps a state of its own in a module that
// another file could trip over, and loading the whole server is a third of what a test of it costs.
// Two at once, also of browsers and of servers that are killed: each waits half its time, for a disk, a start or a slow
// line that it plays.
const shared = {
  pool: 'forks' as const,
  isolate: false,
  maxWorkers: 2,
  setupFiles: ['test/helpers/vitest-setup-prototypes.ts'],
};

export default defineConfig({
  root: here('web'),
  plugins: [svelte({ configFile: false })],
  build: {
    outDir: here('dist/web'),
    emptyOutDir: true,
    target: 'es2022',
    // Inline scripts and data: addresses are refused by our content security policy.
    modulePreload: { polyfill: false },
    assetsInlineLimit: 0,
    rollupOptions: {
      input: {
        index: here('web/index.html'),
        studio: here('web/studio.html'),
        stage: here('web/stage.html'),
        sw: here('web/contest/sw.ts'),
      },
      output: {
        // Browsers look for the next version of a service worker at the address of the last.
        entryFileNames: (chunk) => (chunk.name === 'sw' ? 'sw.js' : 'assets/[name]-[hash].js'),
        chunkFileNames: 'assets/[name]-[hash].js',
        assetFileNames: 'assets/[name]-[hash][extname]',
      },
    },
  },
  test: {
    root: here('.'),
    sequence: { sequencer: KillsFirst },
    projects: [
      {
        root: here('.'),
        test: {
          name: 'node',
          include: [
            'test/{rules,wire,content,documents,store,auth,services,http,ws,live,jobs,cli,simulate}/**/*.test.ts',
            'test/*.test.ts',
          ],
          globalSetup: ['test/helpers/vitest-setup-postgres.ts'],
          ...shared,
          testTimeout: 30_000,
          hookTimeout: 60_000,
        },
      },
      {
        root: here('.'),
        plugins: [svelte({ configFile: false })],
        resolve: { conditions: ['browser'] },
        test: {
          name: 'web',
          include: ['test/web/**/*.test.ts'],
          // As many as `node`, with which it runs: one group has one number of workers.
          maxWorkers: shared.maxWorkers,
          environment: here('test/helpers/vitest-environment-web.ts'),
        },
      },
      {
        root: here('.'),
        test: {
          name: 'faults',
          include: ['test/faults/**/*.test.ts'],
          globalSetup: ['test/helpers/vitest-setup-postgres.ts'],
          ...shared,
          testTimeout: 300_000,
          hookTimeout: 120_000,
        },
      },
      {
        root: here('.'),
        test: {
          name: 'browser',
          include: ['test/e2e/**/*.test.ts'],
          globalSetup: ['test/helpers/vitest-setup-browser.ts'],
          ...shared,
          testTimeout: 180_000,
          hookTimeout: 120_000,
        },
      },
    ],
  },
});
