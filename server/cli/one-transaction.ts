/**
 * A store whose every read and write joins one outer write. A demonstration's person enters, answers and hands in
 * at instants long past: written step by step beside a running server, its sweep would end the attempt in between.
 */
import type { Store, Tx } from '../store/store.ts';

export interface JoinedStore extends Store {
  /** Everything `work` does through this store is one transaction of the real one. One at a time. */
  inOne<T>(work: () => Promise<T>): Promise<T>;
}

export function joinedStore(store: Store): JoinedStore {
  let current: Tx | null = null;
  const joined = (): Tx => {
    if (current === null) throw new Error('outside of the one transaction');
    return current;
  };
  return {
    inOne: (work) =>
      store.write(async (tx) => {
        current = tx;
        try {
          return await work();
        } finally {
          current = null;
        }
      }),
    read: (work) => work(joined()),
    write: (work) => work(joined()),
    onWake: store.onWake.bind(store),
    close: () => store.close(),
  };
}
