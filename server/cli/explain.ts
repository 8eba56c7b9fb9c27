/** What the person at the terminal is told when a command fails: a line for what they can mend, the stack for the rest. */
import { ConfigProblem } from '../config.ts';
import { StoreFailure } from '../store/failures.ts';
import { CommandProblem } from './command-context.ts';

export function explain(problem: unknown): string {
  if (problem instanceof ConfigProblem) return `Cấu hình chưa đúng. ${problem.message}`;
  if (problem instanceof CommandProblem || problem instanceof StoreFailure) return problem.message;
  return problem instanceof Error ? (problem.stack ?? problem.message) : String(problem);
}
