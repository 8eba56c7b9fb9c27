/**
 * Lines of a list dragged by their grips into another order, by touch, pen or mouse. The arrows beside them do the same
 * for everybody else, so nothing here is needed to answer or to write.
 */
interface Dragging {
  readonly item: number;
  readonly order: readonly number[];
}

export class DragOrder {
  #dragging = $state.raw<Dragging | null>(null);
  readonly #lines: () => readonly Element[];
  readonly #drop: (order: readonly number[], item: number) => void;
  #before: readonly number[] = [];

  /** `lines` as they stand on the page; `drop` is told once, of an order that is another. */
  constructor(lines: () => readonly Element[], drop: (order: readonly number[], item: number) => void) {
    this.#lines = lines;
    this.#drop = drop;
  }

  /** The order while something is dragged, else null. */
  get order(): readonly number[] | null {
    return this.#dragging?.order ?? null;
  }
  get item(): number | null {
    return this.#dragging?.item ?? null;
  }

  start(press: PointerEvent, order: readonly number[], item: number): void {
    // The second finger and the other buttons mean something else.
    if (!press.isPrimary || press.button !== 0) return;
    press.preventDefault();
    [this.#before, this.#dragging] = [order, { item, order }];
  }

  move({ clientY }: PointerEvent): void {
    const dragging = this.#dragging;
    if (dragging === null) return;
    const others = dragging.order.filter((one) => one !== dragging.item);
    const middles = this.#lines().map((line) => {
      const { top, height } = line.getBoundingClientRect();
      return top + height / 2;
    });
    const place = others.filter((one) => (middles[dragging.order.indexOf(one)] ?? Infinity) < clientY).length;
    const next = [...others.slice(0, place), dragging.item, ...others.slice(place)];
    if (next.join() !== dragging.order.join()) this.#dragging = { item: dragging.item, order: next };
  }

  end(isKept: boolean): void {
    const dragging = this.#dragging;
    if (dragging === null) return;
    this.#dragging = null;
    if (isKept && dragging.order.join() !== this.#before.join()) this.#drop(dragging.order, dragging.item);
  }
}
