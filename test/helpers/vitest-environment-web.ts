/**
 * Lets rune classes of web/ run in plain Node as the browser runs them: Svelte compiles them for the client (effects
 * and deriveds live), with no DOM around. What needs a real page belongs to test/e2e.
 */
import type { Environment } from 'vitest/environments';

const environment: Environment = {
  name: 'web',
  viteEnvironment: 'client',
  setup: () => ({ teardown: () => undefined }),
};

export default environment;
