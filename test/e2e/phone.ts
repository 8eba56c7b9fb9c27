/**
 * A phone (or a PC, or a projector) that looks at a site. Whatever breaks on one of its pages fails the test that
 * opened it: an error nobody caught, a refusal of the security policy, a complaint of the browser.
 */
import type { Browser, BrowserContext, BrowserContextOptions, CDPSession, Page } from 'playwright';
import { expect } from 'vitest';
import type { Site } from './site.ts';

/** The bars' phone: 360 px wide, touched, in Việt Nam. Motion is reduced, so that nothing is looked at half-way. */
const phoneLook: BrowserContextOptions = {
  viewport: { width: 360, height: 740 },
  deviceScaleFactor: 2,
  hasTouch: true,
  isMobile: true,
  locale: 'vi-VN',
  timezoneId: 'Asia/Ho_Chi_Minh',
  reducedMotion: 'reduce',
};

const slow3G = { latency: 400, downloadThroughput: 50_000, uploadThroughput: 50_000 };

/** For `expect.poll`: the machine may be busy with other work. */
export const soon = { timeout: 60_000 };

export const desktopLook: BrowserContextOptions = {
  viewport: { width: 1280, height: 800 },
  hasTouch: false,
  isMobile: false,
  deviceScaleFactor: 1,
};

export interface Phone extends AsyncDisposable {
  readonly page: Page;
  readonly context: BrowserContext;
  readonly cdp: CDPSession;
  /** Slow 3G from now on: 400 ms there and back, 400 kbit/s. */
  slow(): Promise<void>;
  /** The network is gone, also for the service worker. */
  drop(): Promise<void>;
  /** It is back, as slow as it was. */
  reconnect(): Promise<void>;
  visit(path: string): Promise<void>;
  /** Waits until this text can be read on the page. */
  sees(text: string | RegExp): Promise<void>;
  /** Touches the button or link of this name. */
  tap(name: string | RegExp): Promise<void>;
}

interface Given extends BrowserContextOptions {
  /** Who is signed in from the start. */
  readonly cookie?: string;
}

export async function openPhone(browser: Browser, site: Site, { cookie, ...look }: Given = {}): Promise<Phone> {
  const context = await browser.newContext({ ...phoneLook, baseURL: site.origin, ...look });
  // The machine may be busy with other work: a person would wait, too.
  context.setDefaultTimeout(20_000);
  if (cookie !== undefined) await context.addCookies([cookieOf(cookie, site.origin)]);
  const page = await context.newPage();
  const cdp = await context.newCDPSession(page);
  const troubles: string[] = [];
  page.on('pageerror', (problem) => troubles.push(`error: ${problem.stack ?? problem.message}`));
  page.on('console', (message) => {
    if (message.type() === 'error' && !isExpected(message.text())) troubles.push(`console: ${message.text()}`);
  });

  let isSlow = false;
  const setNetwork = async (offline: boolean) => {
    // Our own word first: while it says that there is a network, the context's does not count for the page.
    if (isSlow) await cdp.send('Network.emulateNetworkConditions', { offline, ...slow3G });
    await context.setOffline(offline);
    if (isSlow && !offline) await cdp.send('Network.emulateNetworkConditions', { offline, ...slow3G });
  };
  return {
    page,
    context,
    cdp,
    async slow() {
      isSlow = true;
      await setNetwork(false);
    },
    drop: () => setNetwork(true),
    reconnect: () => setNetwork(false),
    visit: async (path) => void (await page.goto(path, { waitUntil: 'commit' })),
    sees: (text) => page.getByText(text).filter({ visible: true }).first().waitFor(),
    tap: async (name) => {
      const control = page.getByRole('button', { name }).or(page.getByRole('link', { name })).first();
      // A mouse on PCs, where nothing can be touched.
      await (look.hasTouch === false ? control.click() : control.tap());
    },
    async [Symbol.asyncDispose]() {
      await context.close();
      expect(troubles).toEqual([]);
    },
  };
}

function cookieOf(cookie: string, url: string) {
  const [name = '', value = ''] = cookie.split('=');
  return { name, value, url };
}

/** What browsers complain about when a network is gone or a reply is a refusal; both are what the tests are about. */
const isExpected = (text: string): boolean =>
  ['Failed to load resource', 'WebSocket connection to', 'An unknown error occurred when fetching the script'].some(
    (known) => text.startsWith(known),
  );
