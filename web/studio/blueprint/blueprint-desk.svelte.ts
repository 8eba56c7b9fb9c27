/** One round's blueprint while it is edited: what was typed, step by step, what the pool says to it, and saving. */
import {
  checkBlueprint,
  isUnmet,
  papersWanted,
  supplyFor,
  type CheckedBlueprint,
} from '../../../server/rules/blueprint-check.ts';
import { mayLeakKey, questionsSeenAgain } from '../../../server/rules/key-leak.ts';
import { questionKinds, type QuestionKind, type Topic } from '../../../server/rules/question.ts';
import type { BlueprintWarning } from '../../../server/rules/refusal-blueprints.ts';
import type { BlueprintView } from '../../../server/wire/http/blueprints.ts';
import { readBlueprint, saveBlueprint } from '../../api/blueprints.ts';
import { History } from '../banks/history.svelte.ts';
import { Deed } from '../deed.svelte.ts';
import { Loaded } from '../loaded.svelte.ts';
import {
  columnsOf,
  kindsIn,
  pasteBlock,
  rowsOf,
  toBlueprint,
  toSheet,
  typed,
  writeCell,
  type Column,
  type Layer,
  type Row,
  type Sheet,
} from './grid-model.ts';

const nothing: Sheet = { cells: new Map(), pointsPerQuestion: 1 };

export class BlueprintDesk {
  readonly roundId: string;
  readonly view: Loaded<BlueprintView>;
  readonly saving = new Deed();
  layer = $state<Layer>('count');
  #history = new History<Sheet>(nothing);
  #saved = $state.raw<Sheet>(nothing);
  #added = $state.raw<readonly QuestionKind[]>([]);
  #isRead = $state(false);

  readonly rows: readonly Row[] = $derived.by(() => (this.view.value ? rowsOf(this.view.value) : []));
  readonly columns: readonly Column[] = $derived.by(() => columnsOf(this.kinds));
  readonly #topics: readonly Topic[] = $derived.by(() =>
    (this.view.value?.topics ?? []).map(({ id, name, parentId }) => ({
      id,
      name,
      ...(parentId !== null && { parentId }),
    })),
  );
  readonly #shape = $derived.by(() => toBlueprint(this.sheet, this.rows));
  readonly checked: CheckedBlueprint = $derived.by(() =>
    checkBlueprint(this.#shape, this.view.value?.supply ?? [], this.#topics),
  );
  readonly have = $derived.by(() => supplyFor(this.view.value?.supply ?? [], this.#topics));

  constructor(roundId: string) {
    this.roundId = roundId;
    this.view = new Loaded(() => readBlueprint(roundId));
  }

  get sheet(): Sheet {
    return this.#history.now;
  }
  get kinds(): readonly QuestionKind[] {
    const used = this.view.value ? kindsIn(this.#shape) : [];
    return questionKinds.filter((kind) => used.includes(kind) || this.#added.includes(kind));
  }
  get isReady(): boolean {
    return this.#isRead;
  }
  get isDirty(): boolean {
    return this.#isRead && JSON.stringify(this.#shape) !== JSON.stringify(toBlueprint(this.#saved, this.rows));
  }
  get canUndo(): boolean {
    return this.#history.canUndo;
  }
  get canRedo(): boolean {
    return this.#history.canRedo;
  }
  get canBeDrawn(): boolean {
    return this.checked.problems.length === 0 && !this.checked.cells.some(isUnmet);
  }
  get isSmall(): boolean {
    return this.canBeDrawn && this.checked.papers < papersWanted;
  }
  /** Questions that come again in somebody's last attempt, about; 0 where none does often enough to be tried out. */
  get seenAgain(): number {
    const attempts = this.attempts;
    return this.canBeDrawn && mayLeakKey(this.checked, attempts)
      ? Math.round(questionsSeenAgain(this.checked, attempts))
      : 0;
  }
  get attempts(): number {
    return this.view.value?.attemptsMax ?? 1;
  }

  /** Reads what is saved, with the pool of now; what was typed and not saved is gone, but only for something newer. */
  async load(): Promise<void> {
    await this.view.ask();
    const value = this.view.value;
    if (!value || this.view.staleSince > 0) return;
    this.saving.clear();
    this.#take(value);
  }

  addKind(kind: QuestionKind): void {
    this.#added = [...this.#added, kind];
  }

  /** False for what is no number: the field keeps it and the sheet does not. */
  write(name: string, text: string): boolean {
    const value = typed(text, this.layer);
    if (value === null) return false;
    this.#history.write(writeCell(this.sheet, name, this.layer, value), `${this.layer} ${name}`);
    return true;
  }

  setPoints(text: string): boolean {
    const value = typed(text, 'points');
    if (!value) return false;
    this.#history.write({ ...this.sheet, pointsPerQuestion: value }, 'usual points');
    return true;
  }

  /** False when the block holds what is no number: then nothing is changed. */
  paste(text: string, row: number, column: number): boolean {
    const next = pasteBlock(this.sheet, text, this.layer, { rows: this.rows, columns: this.columns, row, column });
    if (next) this.#history.write(next);
    return next !== null;
  }

  /** The field is left: what is typed next is another step. */
  pause = (): void => this.#history.pause();
  undo = (): void => this.#history.undo();
  redo = (): void => this.#history.redo();

  /** Refused with a warning where the contest is published and the pool is small for it: asked again with words. */
  async save(confirmation = '', confirmed: readonly BlueprintWarning[] = []): Promise<boolean> {
    const revision = this.view.value?.revision;
    if (revision === undefined) return false;
    const done = await this.saving.run(() =>
      saveBlueprint(this.roundId, { revision, blueprint: this.#shape, confirmation, confirmed }),
    );
    if (!done) return false;
    this.view.put(done.value);
    this.#saved = this.sheet;
    this.#history.pause();
    return true;
  }

  #take(value: BlueprintView): void {
    this.#added = [];
    this.#saved = toSheet(value.blueprint);
    this.#history.begin(this.#saved);
    this.#isRead = true;
  }
}
