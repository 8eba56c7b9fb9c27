/** The only file of the studio that knows the router. Pages load when they are first needed. */
import { createRouter, type Routes } from 'sv-router';
import type { Path } from './paths.ts';

const routes: Routes = {
  '/studio': () => import('./pages/Overview.svelte'),
  '/studio/setup': () => import('./pages/Setup.svelte'),
  '/studio/contests': () => import('./pages/Contests.svelte'),
  '/studio/contests/:contest': () => import('./pages/Dashboard.svelte'),
  '/studio/contests/:contest/rounds': () => import('./pages/Rounds.svelte'),
  '/studio/contests/:contest/blueprint': () => import('./blueprint/pages/Blueprint.svelte'),
  '/studio/contests/:contest/standings': () => import('./pages/Standings.svelte'),
  '/studio/contests/:contest/statistics': () => import('./statistics/pages/Statistics.svelte'),
  '/studio/contests/:contest/prizes': () => import('./pages/Prizes.svelte'),
  '/studio/contests/:contest/journal': () => import('./pages/Journal.svelte'),
  '/studio/banks': () => import('./banks/pages/Banks.svelte'),
  '/studio/banks/:bank': () => import('./banks/pages/Bank.svelte'),
  '/studio/banks/:bank/write': () => import('./banks/pages/Question.svelte'),
  '/studio/banks/:bank/questions/:question': () => import('./banks/pages/Question.svelte'),
  '/studio/banks/:bank/review': () => import('./banks/pages/Review.svelte'),
  '/studio/banks/:bank/review/:question': () => import('./banks/pages/Review.svelte'),
  '/studio/banks/:bank/import': () => import('./imports/pages/Import.svelte'),
  '/studio/banks/:bank/import/:batch': () => import('./imports/pages/Import.svelte'),
  '/studio/banks/:bank/export': () => import('./imports/pages/Export.svelte'),
  '/studio/help/formats': () => import('./imports/pages/Formats.svelte'),
  '*': () => import('./pages/NotFound.svelte'),
};

const router = createRouter(routes);

const param = (name: string): string => (router.route.params as Partial<Record<string, string>>)[name] ?? '';

/** What the address says; reactive. Missing parts are ''. */
export const here = {
  get path(): string {
    return router.route.pathname;
  },
  get contest(): string {
    return param('contest');
  },
  get bank(): string {
    return param('bank');
  },
  /** A question's code. */
  get question(): string {
    return param('question');
  },
  /** An import's id. */
  get batch(): string {
    return param('batch');
  },
  /** What follows `#`, read once: it is never sent to a server, so it is in no log. */
  fragment: (): string => location.hash.slice(1),
};

/** Goes to a page of `paths`; `replace` leaves no way back to this one. */
export const go = (path: Path, { replace = false } = {}): void => {
  void router.navigate(path, { replace });
};
