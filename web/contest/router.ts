/** The only file that knows the router. Pages load when they are first needed; the contest page comes with the first load. */
import { createRouter, type Routes } from 'sv-router';
import Contest from './pages/Contest.svelte';

const routes: Routes = {
  '/': () => import('./pages/List.svelte'),
  '/c/:slug': Contest,
  '/c/:slug/enter': () => import('./pages/Enter.svelte'),
  '/c/:slug/sign-in': () => import('./pages/SignIn.svelte'),
  '/c/:slug/board': () => import('./pages/Board.svelte'),
  '/c/:slug/practice': () => import('./pages/Practice.svelte'),
  '/c/:slug/ready/:round': () => import('./pages/Ready.svelte'),
  '/c/:slug/attempts/:attempt': () => import('./pages/Attempt.svelte'),
  '/c/:slug/attempts/:attempt/result': () => import('./pages/Result.svelte'),
  '*': () => import('./pages/NotFound.svelte'),
};

const router = createRouter(routes);

/** What the address says; reactive. Missing parts are ''. */
export const here = {
  get path(): string {
    return router.route.pathname;
  },
  get slug(): string {
    return part('slug');
  },
  get round(): string {
    return part('round');
  },
  get attempt(): string {
    return part('attempt');
  },
};

const part = (name: string): string => (router.route.params as Partial<Record<string, string>>)[name] ?? '';

/** Goes to a page of `paths`; `replace` leaves no way back to this one. */
export const go = (path: string, { replace = false } = {}): void => {
  void router.navigate(path as `/${string}`, { replace });
};
