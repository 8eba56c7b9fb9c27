/** Where the thread of `write-bank.ts` starts; in JavaScript for the reason that `import-thread.js` tells. */
import { register } from 'tsx/esm/api';

register();
await import('./export-worker.ts');
