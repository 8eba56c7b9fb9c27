/** The first thing of a definition that must be put right before people may see it, as a refusal. */
import { checkDefinition, type ProblemName } from '../rules/contest-check.ts';
import { questionsMax } from '../rules/blueprint-check.ts';
import type { ContestDefinition } from '../rules/contest.ts';
import { refused, type Refused } from '../rules/refusal.ts';

/** Whether questions are there is not asked here, and `only` leaves out what cannot have changed. null when all is well. */
export function definitionFault(definition: ContestDefinition, only?: ReadonlySet<ProblemName>): Refused | null {
  const problem = checkDefinition(definition, () => questionsMax).find(
    ({ name }) => name !== 'blueprint-unmet' && (only?.has(name) ?? true),
  );
  return problem ? refused({ name: 'contest-problem', problem: problem.name, place: problem.at }) : null;
}
