/** Asks now and every `everyMs` until the returned function is called; not while nobody looks at the page. */
export function repeat(everyMs: number, ask: () => Promise<void>): () => void {
  let isAsking = false;
  const askOnce = async () => {
    if (isAsking || document.visibilityState === 'hidden') return;
    isAsking = true;
    await ask();
    isAsking = false;
  };
  const askNow = () => void askOnce();
  askNow();
  const timer = setInterval(askNow, everyMs);
  document.addEventListener('visibilitychange', askNow);
  return () => {
    clearInterval(timer);
    document.removeEventListener('visibilitychange', askNow);
  };
}
