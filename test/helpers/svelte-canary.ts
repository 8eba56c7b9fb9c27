/**
 * Proves that svelte-check sees mistakes: under some settings it reports nothing whatever is wrong, and a check that
 * cannot fail is worse than none. Plants one type error in a component of its own and asks for exactly that complaint.
 */
import { spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

const PLANTED = `<script lang="ts">
  const places: number = 'ba';
</script>

<p>{places.toFixed()}</p>
`;

mkdirSync('test-results', { recursive: true });
const folder = mkdtempSync(join('test-results', 'canary-'));
try {
  writeFileSync(join(folder, 'Canary.svelte'), PLANTED);
  writeFileSync(
    join(folder, 'tsconfig.json'),
    JSON.stringify({ extends: '../../tsconfig.json', include: ['*.svelte'] }),
  );
  const options = ['--workspace', folder, '--tsconfig', './tsconfig.json', '--output', 'machine'];
  const check = spawnSync('npx', ['svelte-check', ...options], { encoding: 'utf8' });
  const caught = check.status !== 0 && /ERROR "Canary\.svelte" 2:\d+ .*not assignable/.test(check.stdout);
  console.log(
    caught ? 'svelte-check found the planted error' : `svelte-check missed it:\n${check.stdout}${check.stderr}`,
  );
  process.exitCode = caught ? 0 : 1;
} finally {
  rmSync(folder, { recursive: true, force: true });
}
