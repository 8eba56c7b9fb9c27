/** What `npm test` counts: nothing that did not run may look like a success. */
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, expect, test } from 'vitest';
import { countReport } from './helpers/vitest-count.ts';

const folder = mkdtempSync(join(tmpdir(), 'hoithi-count-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

interface File {
  status: 'passed' | 'failed';
  tests: string[];
}

function report(...files: File[]): string {
  const path = join(folder, 'report.json');
  const testResults = files.map(({ status, tests }, at) => ({
    name: `file ${at}`,
    status,
    assertionResults: tests.map((outcome, no) => ({
      fullName: `test ${at}.${no}`,
      status: outcome,
      failureMessages:
        outcome === 'failed' ? ['Error: 2 is not 3\n    at node:x\n    at /here/test/a.test.ts:7:9'] : [],
    })),
  }));
  writeFileSync(path, JSON.stringify({ testResults }));
  return path;
}

test('passed and failed tests are counted over all files; a failed one is named with its reason and place', () => {
  const path = report(
    { status: 'passed', tests: ['passed', 'passed'] },
    { status: 'failed', tests: ['passed', 'failed'] },
  );
  const remarks = ['failed: test 1.1: Error: 2 is not 3 at /here/test/a.test.ts:7:9'];
  expect(countReport(path, 1)).toEqual({ passed: 3, failed: 1, remarks });
});

test('a skipped test and one left to do have failed, and are named', () => {
  const path = report({ status: 'passed', tests: ['passed', 'skipped', 'todo'] });
  const remarks = ['not run (skipped): test 0.1', 'not run (todo): test 0.2'];
  expect(countReport(path, 0)).toEqual({ passed: 1, failed: 2, remarks });
});

test('a file that broke before its tests has failed once', () => {
  const path = report({ status: 'failed', tests: [] }, { status: 'passed', tests: ['passed'] });
  expect(countReport(path, 1)).toEqual({ passed: 1, failed: 1, remarks: ['broke before its tests ended: file 0'] });
});

test('an unhandled failure outside every test is a failure', () => {
  const path = report({ status: 'passed', tests: ['passed'] });
  const remarks = ['vitest ended with code 1, though no test failed'];
  expect(countReport(path, 1)).toEqual({ passed: 1, failed: 1, remarks });
});

test('no report and no tests are failures', () => {
  expect(countReport(join(folder, 'absent.json'), 0)).toEqual({
    passed: 0,
    failed: 1,
    remarks: ['vitest wrote no report'],
  });
  expect(countReport(report(), 0)).toEqual({ passed: 0, failed: 1, remarks: ['no test ran'] });
});
