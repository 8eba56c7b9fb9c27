/** When a page is looked at and when it is left; listens until the returned function is called. */
interface Watcher {
  /** Somebody looks again, or the network is back. */
  readonly look: () => void;
  /** Nobody may look again: the page is hidden or left. */
  readonly leave: () => void;
  /** From time to time while somebody looks. */
  readonly beat: () => void;
  readonly everyMs: number;
}

export function watchPage({ look, leave, beat, everyMs }: Watcher): () => void {
  const isSeen = () => document.visibilityState === 'visible';
  const timer = setInterval(() => isSeen() && beat(), everyMs);
  const change = () => (isSeen() ? look() : leave());
  document.addEventListener('visibilitychange', change);
  for (const name of ['focus', 'online']) addEventListener(name, change);
  addEventListener('pagehide', leave);
  return () => {
    clearInterval(timer);
    document.removeEventListener('visibilitychange', change);
    for (const name of ['focus', 'online']) removeEventListener(name, change);
    removeEventListener('pagehide', leave);
  };
}
