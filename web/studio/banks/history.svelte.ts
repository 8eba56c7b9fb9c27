/** What was written, step by step, over all fields: typing in one field is one step until the field changes or a pause. */

const stepsMax = 300;

export class History<T> {
  #past = $state.raw<readonly T[]>([]);
  #future = $state.raw<readonly T[]>([]);
  #now: T = $state.raw() as T;
  #where = '';

  constructor(first: T) {
    this.#now = first;
  }

  get now(): T {
    return this.#now;
  }
  get canUndo(): boolean {
    return this.#past.length > 0;
  }
  get canRedo(): boolean {
    return this.#future.length > 0;
  }

  /** Another text altogether, with no way back to this one. */
  begin(first: T): void {
    [this.#past, this.#future, this.#now, this.#where] = [[], [], first, ''];
  }

  /** `where` names the field that is typed in; '' is a step of its own. */
  write(next: T, where = ''): void {
    if (next === this.#now) return;
    if (where === '' || where !== this.#where) this.#past = [...this.#past, this.#now].slice(-stepsMax);
    this.#where = where;
    this.#now = next;
    this.#future = [];
  }

  /** A pause: what is typed next is another step. */
  pause(): void {
    this.#where = '';
  }

  undo(): void {
    const before = this.#past.at(-1);
    if (before === undefined) return;
    this.#future = [...this.#future, this.#now];
    this.#past = this.#past.slice(0, -1);
    this.#now = before;
    this.#where = '';
  }

  redo(): void {
    const next = this.#future.at(-1);
    if (next === undefined) return;
    this.#past = [...this.#past, this.#now];
    this.#future = this.#future.slice(0, -1);
    this.#now = next;
    this.#where = '';
  }
}
