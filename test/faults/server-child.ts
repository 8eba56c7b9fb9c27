/**
 * The server as its own process, for tests that kill it: everything is imported first, then it waits for the word, so
 * that a test pays the loading of modules beside its work and not between two kills. From the word on it is
 * `main.ts` as it is. FAULT_AT names a happening at which the process kills itself, before anybody else could be told.
 */
import { main } from '../../server/main.ts';

const killsItselfAt = process.env['FAULT_AT'] ?? '';

process.once('message', () => {
  main().then(
    (app) => {
      app.ctx.bus.hear(({ what }) => {
        if (what === killsItselfAt) process.kill(process.pid, 'SIGKILL');
      });
      process.send?.('listens');
    },
    (problem: unknown) => {
      process.stderr.write(`${String(problem)}\n`);
      process.exit(1);
    },
  );
});
// Whatever becomes of the test, no server stays behind.
process.on('disconnect', () => process.exit(0));
process.send?.('is warm');
