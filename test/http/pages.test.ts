/** A shared link shows its contest, and a title cannot break out of its tag. */
import { mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Resvg } from '@resvg/resvg-js';
import { describe, expect, it } from 'vitest';
import { wrapped } from '../../server/documents/card-drawing.ts';
import { shareCardSvg } from '../../server/documents/share-card.ts';
import { openGraphTags } from '../../server/http/open-graph.ts';
import { installContest } from '../../server/services/install-contest.ts';
import { openApp } from '../helpers/build-app.ts';
import { sampleContest } from '../helpers/make.ts';

const webFolder = mkdtempSync(join(tmpdir(), 'hoithi-pages-'));
writeFileSync(
  join(webFolder, 'index.html'),
  '<!doctype html><html><head><title>app</title></head><body></body></html>',
);

const hostile = `"><script>alert('x')</script> $& $' <!-- \u202e`;

describe('the page of a contest', () => {
  it('carries its title, summary, address and picture', async () => {
    await using hoithi = await openApp({
      overrides: { webFolder },
      settings: { PUBLIC_ORIGIN: 'https://thi.example.vn' },
    });
    const page = await hoithi.get('/c/tien-giang', { headers: { host: 'evil.example' } });
    expect(page.body).toContain('<meta property="og:url" content="https://thi.example.vn/c/tien-giang">');
    expect(page.body).toContain('content="https://thi.example.vn/api/contests/tien-giang/share.png"');
    expect(page.body).toContain('Tìm hiểu về chuyển đổi số');
    expect(page.body).not.toContain('evil.example');
    expect(page.body.match(/<\/head>/g)).toHaveLength(1);
  });

  it('has nothing executable in it, whatever the title', async () => {
    await using hoithi = await openApp({ overrides: { webFolder } });
    const { definition } = await sampleContest(hoithi.ctx);
    const title = { vi: hostile, en: hostile };
    await installContest(hoithi.ctx, { ...definition, slug: 'hostile', title, summary: title });
    const page = await hoithi.get('/c/hostile/board');
    expect(page.statusCode).toBe(200);
    expect(page.body).not.toContain('<script');
    expect(page.body).not.toContain('<!-- ');
    expect(page.body).toContain('$&amp; $&#39;');
    const picture = await hoithi.get('/api/contests/hostile/share.png');
    expect(picture.rawPayload.subarray(1, 4).toString()).toBe('PNG');
  });

  it('tags close every quote they open', async () => {
    await using hoithi = await openApp();
    const contest = await sampleContest(hoithi.ctx);
    const title = { vi: hostile, en: hostile };
    const tags = openGraphTags({ ...contest, definition: { ...contest.definition, title } }, 'http://localhost');
    for (const tag of tags.split('\n')) expect(tag).toMatch(/^<(meta|link)( [a-z]+="[^"<>]*")+>$/);
  });
});

describe('the picture', () => {
  it('is 1200 × 630 and shows every Vietnamese letter of the title', () => {
    const card = { title: 'Tìm hiểu về chuyển đổi số tỉnh Tiền Giang', subtitle: 'Mọi công dân', issuer: 'Sở' };
    const svg = shareCardSvg(card);
    const drawn = new Resvg(svg);
    expect([drawn.width, drawn.height]).toEqual([1200, 630]);
    expect(svg).toContain('Tìm hiểu về chuyển đổi<');
    expect(svg).toContain('SỞ');
  });

  it('wraps whole words and ends what is too long', () => {
    expect(wrapped('một hai ba bốn năm sáu', 8, 2)).toEqual(['một hai', 'ba bốn…']);
    expect(wrapped('ngắn', 8, 2)).toEqual(['ngắn']);
    expect(wrapped('', 8, 2)).toEqual([]);
  });

  it('keeps control characters and markup out of the drawing', () => {
    const svg = shareCardSvg({ title: '<script>&\u0000\u0008', subtitle: '"', issuer: '' });
    expect(svg).toContain('&lt;script&gt;&amp;');
    for (const sign of ['\u0000', '\u0008']) expect(svg).not.toContain(sign);
  });
});

describe('without a built interface', () => {
  it('says what to do', async () => {
    await using hoithi = await openApp({ samples: false });
    const page = await hoithi.get('/');
    expect(page.statusCode).toBe(503);
    expect(page.body).toContain('npm run build');
  });
});
