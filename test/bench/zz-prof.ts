import { withBenchServer } from './bench-process.ts';
import { answersOf } from './answers.ts';
import { closedLoop } from './load-client.ts';
await withBenchServer({ seated: 500 }, async (s) => {
  await closedLoop({ port: s.port, lanes: 128, next: answersOf(s, process.argv[2] as 'answers', true) }, 12000).then((m) => console.log(m));
}, ['--cpu-prof', '--cpu-prof-dir=/tmp/prof', '--cpu-prof-interval=500']);
process.exit(0);
