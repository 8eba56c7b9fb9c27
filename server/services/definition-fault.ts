/** The first thing of a definition that must be put right before people may see it, as a refusal. */
import { checkDefinition, type ProblemName } from '../rules/contest-check.ts';
import type { ContestDefinition } from '../rules/contest.ts';
import { refused, type Refused } from '../rules/refusal.ts';

/** `only` leaves out what cannot have changed. null when all is well. */
export function definitionFault(definition: ContestDefinition, only?: ReadonlySet<ProblemName>): Refused | null {
  const problem = checkDefinition(definition).find(({ name }) => only?.has(name) ?? true);
  return problem ? refused({ name: 'contest-problem', problem: problem.name, place: problem.at }) : null;
}
