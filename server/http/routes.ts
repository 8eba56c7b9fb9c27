/**
 * Every address of the API on one screen: each resource file puts its own routes. Pages and files
 * are in `pages.ts`; the websocket is in `ws/`. A flat list; the order does not matter.
 */
import { attemptRoutes } from './attempts.ts';
import { contestRoutes } from './contests.ts';
import type { App, Deps } from './deps.ts';
import { enteringRoutes } from './entering.ts';
import { healthRoutes } from './health.ts';
import { leaderboardRoutes } from './leaderboard.ts';
import { mediaRoutes } from './media.ts';
import { placeRoutes } from './places.ts';
import { practiceRoutes } from './practice.ts';
import { resultCardRoutes } from './result-card.ts';
import { sessionRoutes } from './session.ts';
import { setupRoutes } from './setup.ts';
import { shareRoutes } from './share.ts';
import { staffAwardRoutes } from './staff-awards.ts';
import { staffBankFileRoutes } from './staff-bank-files.ts';
import { staffBankBulkRoutes } from './staff-bank-bulk.ts';
import { staffBankRoutes } from './staff-banks.ts';
import { staffBlueprintRoutes } from './staff-blueprints.ts';
import { staffExclusionRoutes } from './staff-exclusions.ts';
import { staffImportRoutes } from './staff-imports.ts';
import { staffQuestionRoutes } from './staff-questions.ts';
import { staffRulingRoutes } from './staff-rulings.ts';
import { staffStatisticsRoutes } from './staff-statistics.ts';
import { staffTemplateRoutes } from './staff-templates.ts';
import { staffRoutes } from './staff.ts';
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
      await enteringRoutes(api, deps); //    /contests/:slug/age-check  consents  entries
      await placeRoutes(api, deps); //       /contests/:slug/me
      await attemptRoutes(api, deps); //     /attempts …
      await resultCardRoutes(api, deps); //  /attempts/:id/card.png
      await leaderboardRoutes(api, deps); // /contests/:slug/board  units-board  own-place
      await staffRoutes(api, deps); //       /staff/contests …
      await staffRulingRoutes(api, deps); // /staff/rounds/:id/close  /staff/participants/:id/…
      await staffStatisticsRoutes(api, deps); // /staff/rounds/:id/statistics  rulings  /contests/:slug/notices
      await staffAwardRoutes(api, deps); //  /staff/contests/:id/awards  report.docx|pdf|xlsx
      await staffBlueprintRoutes(api, deps); // /staff/rounds/:id/blueprint  sample-papers  /staff/contests/:id/draft  copy  publish
      await staffExclusionRoutes(api, deps); // /staff/contests/:id/exclusions
      await mediaRoutes(api, deps); //       /media/:id
      await staffBankRoutes(api, deps); //   /staff/banks …  topics  questions  look
      await staffBankBulkRoutes(api, deps); // /staff/banks/:bank/bulk  undo
      await staffQuestionRoutes(api, deps); // /staff/banks/:bank/questions/:code …
      await staffBankFileRoutes(api, deps); // /staff/banks/:bank/media  imports  export
      await staffImportRoutes(api, deps); // /staff/imports/:id …
      await staffTemplateRoutes(api, deps); // /staff/templates/:format  tables
    },
    { prefix: '/api' },
  );
}
