/** Where one is in a paper and which questions are marked to be looked at again; kept on the device. */
import type { OnDevice } from './paper-on-device.ts';

export class PaperPlace {
  readonly #device: OnDevice;
  #position = $state(0);
  #flags = $state.raw<ReadonlySet<number>>(new Set());

  constructor(device: OnDevice) {
    this.#device = device;
    this.#flags = new Set((device.read('flags') ?? '').split(',').filter(Boolean).map(Number));
    this.#position = Number(device.read('at') ?? 0) || 0;
  }

  get flags(): ReadonlySet<number> {
    return this.#flags;
  }

  /** Among `count` screens. */
  positionOf(count: number): number {
    return Math.min(this.#position, Math.max(0, count - 1));
  }

  goTo(position: number, count: number): void {
    this.#position = Math.max(0, Math.min(count - 1, position));
    this.#device.keep('at', String(this.#position));
  }

  toggleFlag(slot: number): void {
    const flags = new Set(this.#flags);
    if (!flags.delete(slot)) flags.add(slot);
    this.#flags = flags;
    this.#device.keep('flags', [...flags].join(','));
  }
}
