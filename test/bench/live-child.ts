/** Runs one of the live benches in a process of its own, where nothing else moves the collector; sends what it found. */
import { benchBroadcast } from './broadcast.ts';
import { benchLongWork } from './long-work.ts';
import { benchRanking } from './ranking.ts';
import { benchRuling } from './ruling.ts';

const benches = { ranking: benchRanking, broadcast: benchBroadcast, 'long-work': benchLongWork, ruling: benchRuling };

export type LiveBench = keyof typeof benches;

process.once('message', ({ which, size }: { which: LiveBench; size: number }) => {
  benches[which](size).then(
    (figures) => process.send?.(figures, () => process.disconnect()),
    (problem: unknown) => {
      console.error(problem);
      process.exit(1);
    },
  );
});
