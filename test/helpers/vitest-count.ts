/** Counts what a vitest run proved, from its JSON report. Stricter than vitest: what did not run has failed. */
import { existsSync, readFileSync } from 'node:fs';

export interface Count {
  readonly passed: number;
  readonly failed: number;
  /** What failed and how it began, and why tests count as failed that vitest itself does not call so. */
  readonly remarks: readonly string[];
}

interface Report {
  testResults: Array<{
    name: string;
    status: string;
    assertionResults: Array<{ fullName: string; status: string; failureMessages?: string[] }>;
  }>;
}

/**
 * A test skipped or left to do counts as failed and is named; so does a file that broke before its tests, a run
 * without a report, a run without tests, and an exit code that no failed test explains.
 */
export function countReport(file: string, exitCode: number): Count {
  if (!existsSync(file)) return { passed: 0, failed: 1, remarks: ['vitest wrote no report'] };
  const { testResults } = JSON.parse(readFileSync(file, 'utf8')) as Report;
  const tests = testResults.flatMap((of) => of.assertionResults);
  const notRun = tests.filter((test) => test.status !== 'passed' && test.status !== 'failed');
  const broken = testResults.filter(
    (of) => of.status === 'failed' && !of.assertionResults.some((test) => test.status === 'failed'),
  );
  const passed = tests.filter((test) => test.status === 'passed').length;
  const failed = tests.length - passed + broken.length;
  const fallen = tests.filter((test) => test.status === 'failed');
  const remarks = [
    ...fallen.map((test) => `failed: ${test.fullName}: ${beginning(test.failureMessages)}`),
    ...notRun.map((test) => `not run (${test.status}): ${test.fullName}`),
    ...broken.map((of) => `broke before its tests ended: ${of.name}`),
  ];
  if (failed > 0 || (exitCode === 0 && passed > 0)) return { passed, failed, remarks };
  const why = passed === 0 ? 'no test ran' : `vitest ended with code ${exitCode}, though no test failed`;
  return { passed, failed: 1, remarks: [...remarks, why] };
}

/** The reason and where it was seen: all that is left when only the end of an output is kept. */
function beginning(messages: readonly string[] = []): string {
  const lines = messages.join('\n').split('\n');
  const place = lines.find((line) => /\/test\/.*\.ts:\d+/u.test(line));
  return [...lines.slice(0, 1), ...(place ? [place.trim()] : [])].join(' ').slice(0, 400);
}
