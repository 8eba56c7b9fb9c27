/**
 * Where the thread of `write-paper.ts` starts. It is JavaScript because a thread starts without the loader that makes
 * TypeScript run, and this is what brings it.
 */
import { register } from 'tsx/esm/api';

register();
await import('./document-worker.ts');
