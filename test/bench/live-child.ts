/** Runs one of the live benches in a process of its own, where nothing else moves the collector; sends what it found. */
import { benchBroadcast } from './broadcast.ts';
import { benchRanking } from './ranking.ts';

process.once('message', ({ which, size }: { which: 'ranking' | 'broadcast'; size: number }) => {
  const measured = which === 'ranking' ? benchRanking(size) : benchBroadcast(size);
  measured.then(
    (figures) => process.send?.(figures, () => process.disconnect()),
    (problem: unknown) => {
      console.error(problem);
      process.exit(1);
    },
  );
});
