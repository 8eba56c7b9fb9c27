/** Which test files go first where several run at once: the kills, which are few and long, or one of them runs on alone at the end. */
import { BaseSequencer, type TestSpecification } from 'vitest/node';

export default class KillsFirst extends BaseSequencer {
  override async sort(files: TestSpecification[]): Promise<TestSpecification[]> {
    const sorted = await super.sort(files);
    const isKill = ({ project }: TestSpecification): boolean => project.name === 'faults';
    return [...sorted.filter(isKill), ...sorted.filter((file) => !isKill(file))];
  }
}
