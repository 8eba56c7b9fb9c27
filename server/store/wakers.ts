/** Who listens for which topic in this process. How the word travels between instances is the business of `open-*`. */
import type { WakeTopic } from './store.ts';

export class Wakers {
  readonly #listeners = new Set<{ readonly topic: WakeTopic; readonly listener: () => void }>();
  readonly #report: (problem: unknown) => void;

  constructor(report: (problem: unknown) => void) {
    this.#report = report;
  }

  add(topic: WakeTopic, listener: () => void): () => void {
    const entry = { topic, listener };
    this.#listeners.add(entry);
    return () => void this.#listeners.delete(entry);
  }

  /** Calls the listeners of `topic`, or all of them when no topic is given; one that throws stops no other. */
  call(topic?: string): void {
    for (const entry of [...this.#listeners]) {
      if (topic !== undefined && entry.topic !== topic) continue;
      try {
        entry.listener();
      } catch (problem) {
        this.#report(problem);
      }
    }
  }
}
