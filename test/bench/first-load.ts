/** P10: what a phone loads before a contest's page stands, in bytes on the wire, and when its largest part is painted. */
import { existsSync } from 'node:fs';
import type { CDPSession } from 'playwright';
import { launchBrowser } from '../helpers/browser.ts';
import { withBenchServer } from './bench-process.ts';
import { median, round, type Figure } from './figure.ts';

/** Chromium's own figures for a slow 4G, as Lighthouse uses them. */
const slow4g = {
  offline: false,
  latency: 150,
  downloadThroughput: (1_600 * 1024) / 8,
  uploadThroughput: (750 * 1024) / 8,
};
const cpuSlowdown = 4;
const bytesMax = 100_000;
const paintMaxMs = 2_500;
const quietMs = 1_500;

export async function benchFirstLoad(runs: number): Promise<Figure[]> {
  const built = new URL('../../dist/web/index.html', import.meta.url);
  if (!existsSync(built)) throw new Error('dist/web is missing: run `npm run build` first');
  return withBenchServer({}, async ({ port }) => {
    const browser = await launchBrowser();
    try {
      const loads: Load[] = [];
      for (let n = 0; n < runs; n += 1) {
        const context = await browser.newContext({
          viewport: { width: 360, height: 740 },
          deviceScaleFactor: 3,
          isMobile: true,
        });
        const page = await context.newPage();
        loads.push(await load(await context.newCDPSession(page), page, `http://localhost:${port}/c/tien-giang`));
        await context.close();
      }
      return figuresOf(loads);
    } finally {
      await browser.close();
    }
  });
}

interface Load {
  readonly bytes: number;
  readonly fontBytes: number;
  readonly files: number;
  readonly paintMs: number;
}

type Page = Awaited<
  ReturnType<Awaited<ReturnType<Awaited<ReturnType<typeof launchBrowser>>['newContext']>>['newPage']>
>;

async function load(devtools: CDPSession, page: Page, url: string): Promise<Load> {
  const kinds = new Map<string, string>();
  const files: { bytes: number; kind: string }[] = [];
  let lastAt = performance.now();
  devtools.on('Network.responseReceived', ({ requestId, type }) => void kinds.set(requestId, type));
  devtools.on('Network.loadingFinished', ({ requestId, encodedDataLength }) => {
    lastAt = performance.now();
    files.push({ bytes: encodedDataLength, kind: kinds.get(requestId) ?? '' });
  });
  await devtools.send('Network.enable');
  await devtools.send('Network.emulateNetworkConditions', slow4g);
  await devtools.send('Emulation.setCPUThrottlingRate', { rate: cpuSlowdown });
  await page.goto(url, { waitUntil: 'load' });
  while (performance.now() - lastAt < quietMs) await page.waitForTimeout(100);
  const paintMs = await page.evaluate(
    () =>
      new Promise<number>((resolve) => {
        new PerformanceObserver((list) => resolve(list.getEntries().at(-1)?.startTime ?? NaN)).observe({
          type: 'largest-contentful-paint',
          buffered: true,
        });
      }),
  );
  const sum = (list: typeof files) => list.reduce((total, { bytes }) => total + bytes, 0);
  const fonts = files.filter(({ kind }) => kind === 'Font');
  return { bytes: sum(files) - sum(fonts), fontBytes: sum(fonts), files: files.length, paintMs };
}

function figuresOf(loads: readonly Load[]): Figure[] {
  const of = (name: keyof Load) => Math.round(median(loads.map((one) => one[name])));
  const [bytes, fontBytes, files, paintMs] = [of('bytes'), of('fontBytes'), of('files'), of('paintMs')];
  const common = { bar: 'P10', ratio: null } as const;
  return [
    {
      ...common,
      what: 'first load of a contest’s page, all told but fonts',
      measured: `${round(bytes / 1000, 1)} kB`,
      raw: `fonts besides: ${round(fontBytes / 1000, 1)} kB`,
      must: '<= 100 kB',
      ok: bytes <= bytesMax,
      how: `bytes on the wire, heads included, of everything that Chromium loads for /c/tien-giang with an empty cache (${files} replies), as the server sends them to a browser; median of ${loads.length}`,
      figures: { bytes, fontBytes, files },
    },
    {
      ...common,
      what: 'largest paint on a slow 4G with a slow processor',
      measured: `${paintMs} ms`,
      raw: '',
      must: '<= 2500 ms',
      ok: paintMs <= paintMaxMs,
      how: `Chromium at 360 px, 150 ms and 1.6 Mbit/s, processor ${cpuSlowdown} times slower; median of ${loads.length}`,
      figures: { paintMs },
    },
  ];
}
