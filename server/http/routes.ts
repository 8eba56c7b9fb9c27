/**
 * Every address of the API on one screen: each resource file puts its own routes. Pages and files
 * are in `pages.ts`; the websocket is in `ws/`. A flat list; the order does not matter.
 */
import { contestRoutes } from './contests.ts';
import type { App, Deps } from './deps.ts';
import { healthRoutes } from './health.ts';
import { practiceRoutes } from './practice.ts';
import { sessionRoutes } from './session.ts';
import { setupRoutes } from './setup.ts';
import { shareRoutes } from './share.ts';
import { unitRoutes } from './units.ts';

export async function registerRoutes(app: App, deps: Deps): Promise<void> {
  await healthRoutes(app, deps); //      /healthz /readyz
  await app.register(
    async (api) => {
      await contestRoutes(api, deps); //     /contests  /contests/:slug
      await practiceRoutes(api, deps); //    /contests/:slug/practice
      await unitRoutes(api, deps); //        /contests/:slug/units
      await shareRoutes(api, deps); //       /contests/:slug/qr.svg  share.png
      await sessionRoutes(api, deps); //     /session  /staff/session
      await setupRoutes(api, deps); //       /setup
      // Put the next ones here, one line each, as their files arrive:
      // enteringRoutes      /contests/:slug/age-check  consents  entries  me
      // attemptRoutes       /attempts …
      // leaderboardRoutes   /contests/:slug/board  units-board  own-place
      // staffRoutes         /staff/contests …  /staff/rounds …  /staff/participants …
    },
    { prefix: '/api' },
  );
}
