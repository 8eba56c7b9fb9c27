/** The warnings that one wish was refused with, one after another: what its words then confirm is all that was shown. */
import { blueprintWarnings, type BlueprintWarning } from '../../../server/rules/refusal-blueprints.ts';
import type { Failed } from '../../api/http.ts';

const nameOf = (failure: Failed | null): BlueprintWarning | null =>
  blueprintWarnings.find((name) => name === failure?.code) ?? null;

export const isWarning = (failure: Failed | null): boolean => nameOf(failure) !== null;

export class ShownWarnings {
  #shown = $state.raw<readonly { readonly name: BlueprintWarning; readonly failure: Failed }[]>([]);

  get names(): readonly BlueprintWarning[] {
    return this.#shown.map(({ name }) => name);
  }
  get failures(): readonly Failed[] {
    return this.#shown.map(({ failure }) => failure);
  }

  /** Anything but a warning leaves what was shown as it is. */
  take(failure: Failed | null): void {
    const name = nameOf(failure);
    if (failure === null || name === null) return;
    this.#shown = [...this.#shown.filter((one) => one.name !== name), { name, failure }];
  }

  /** Another decision begins. */
  clear(): void {
    this.#shown = [];
  }
}
