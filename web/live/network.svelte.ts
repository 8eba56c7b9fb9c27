/**
 * Whether the network seems to be there: what the browser says, corrected by what requests found.
 * `navigator.onLine` is true on a Wi-Fi that leads nowhere, so a missed request counts more than it does.
 */
class Network {
  #isOnline = $state(typeof navigator === 'undefined' || navigator.onLine !== false);

  constructor() {
    if (typeof addEventListener === 'undefined') return;
    addEventListener('online', () => (this.#isOnline = true));
    addEventListener('offline', () => (this.#isOnline = false));
  }

  get isOnline(): boolean {
    return this.#isOnline;
  }

  /** A request came back, whatever it said. */
  reached(): void {
    this.#isOnline = true;
  }

  /** A request found nobody. */
  missed(): void {
    this.#isOnline = false;
  }
}

export const network = new Network();
