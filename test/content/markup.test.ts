/** Texts of questions as HTML: what is kept, what is never markup, and that nothing is fetched from another host. */
import fc from 'fast-check';
import { describe, expect, it, test } from 'vitest';
import { addressesIn, mediaIn, toHtml, toInlineHtml, toPlain } from '../../server/content/markup.ts';
import type { MediaOf } from '../../server/content/markup-media.ts';
import { readBank } from '../../server/content/read-bank.ts';
import { textsOf } from '../../server/rules/question.ts';

const id = 'a1'.repeat(32);
const flat = (html: string) => html.replace(/\n/g, '');

describe('what people write', () => {
  it.each([
    ['**đậm** và _nghiêng_ và ~~gạch~~', '<p><strong>đậm</strong> và <em>nghiêng</em> và <s>gạch</s></p>'],
    ['dòng một\ndòng hai\n\nđoạn hai', '<p>dòng một<br>dòng hai</p><p>đoạn hai</p>'],
    ['- một\n- hai', '<ul><li>một</li><li>hai</li></ul>'],
    ['1. một\n2. hai', '<ol><li>một</li><li>hai</li></ol>'],
    ['`a < b`', '<p><code>a &lt; b</code></p>'],
    ['\\*không nghiêng\\*', '<p>*không nghiêng*</p>'],
    ['# không phải tiêu đề', '<p># không phải tiêu đề</p>'],
    ['giá $5 và $10', '<p>giá $5 và $10</p>'],
    ['giá 5$ và 10$', '<p>giá 5$ và 10$</p>'],
  ])('%j', (markdown, html) => {
    expect(flat(toHtml(markdown))).toBe(html);
  });

  it('a table', () => {
    expect(flat(toHtml('|a|b|\n|-|-|\n|1|2|'))).toBe(
      '<table><thead><tr><th>a</th><th>b</th></tr></thead><tbody><tr><td>1</td><td>2</td></tr></tbody></table>',
    );
  });

  it('an option is one line: no paragraph, no list', () => {
    expect(toInlineHtml(' 1. **Luật** ')).toBe('1. <strong>Luật</strong>');
  });

  it('formulas become MathML, broken ones stay as they were typed', () => {
    expect(toInlineHtml('$x^2$')).toContain('<msup><mi>x</mi><mn>2</mn></msup>');
    expect(toHtml('$$\\frac{1}{2}$$')).toContain('display="block"');
    expect(toInlineHtml('$\\frac{1$')).toBe('<code>\\frac{1</code>');
    expect(toInlineHtml('$\\def\\a{\\a\\a}\\a$')).toContain('<code>');
  });

  it('plain text is what one would read aloud', () => {
    const markdown = `**Câu** về $x^2$:\n\n- một\n- ![Bản đồ](media:${id})\n\n|a|b|\n|-|-|\n|1|2|`;
    expect(toPlain(markdown)).toBe('Câu về x^2: một Bản đồ a b 1 2');
  });
});

describe('uploaded files', () => {
  const mediaOf: MediaOf = (wanted) =>
    ({
      image: { kind: 'image', width: 640, height: 480 } as const,
      audio: { kind: 'audio', width: 0, height: 0 } as const,
      video: { kind: 'video', width: 320, height: 200 } as const,
    })[wanted];

  it.each([
    [`![Bản đồ](media:${id})`, `<img src="/api/media/${id}" alt="Bản đồ" decoding="async">`],
    ['![a](media:image)', '<img src="/api/media/image" width="640" height="480" alt="a" decoding="async">'],
    [
      '![Bài ca](media:audio)',
      '<audio controls preload="metadata" src="/api/media/audio" aria-label="Bài ca"></audio>',
    ],
    [
      '![Phim](media:video)',
      '<video controls playsinline preload="metadata" src="/api/media/video" width="320" height="200" aria-label="Phim"></video>',
    ],
    [
      '![" onerror="alert(1)](media:x)',
      '<img src="/api/media/x" alt="&quot; onerror=&quot;alert(1)" decoding="async">',
    ],
  ])('%s', (markdown, html) => {
    expect(toInlineHtml(markdown, mediaOf)).toBe(html);
  });

  it('are found with their alt text, other addresses apart', () => {
    const text = `![Bản đồ](media:${id}) ![](media:b) ![x](http://e.example/x.png) [trang](https://e.example)`;
    expect(mediaIn(text)).toEqual([
      { id, alt: 'Bản đồ' },
      { id: 'b', alt: '' },
    ]);
    expect(addressesIn(text)).toEqual(['http://e.example/x.png', 'https://e.example']);
  });
});

/** Elements that a text may become, with every attribute that they may have. */
const allowed =
  /^(?:\/?(?:p|strong|em|s|ul|li|code|pre|table|thead|tbody|tr|th|td|br)|\/?ol(?: start="\d+")?|(?:th|td) style="text-align:(?:left|right|center)"|code class="language-[^"<>]*"|\/?(?:span class="katex"|span|math|semantics|m[a-z]+|annotation)(?: [a-z]+="[^"<>]*")*|img src="\/api\/media\/[\w-]+" alt="[^"<>]*" decoding="async")$/;
const foreign = (html: string) =>
  [...html.matchAll(/<([^>]*)>?/g)].map(([, tag = '']) => tag).filter((tag) => !allowed.test(tag));

describe('hostile texts', () => {
  const hostile = [
    '<script>alert(1)</script>',
    '<img src=x onerror=alert(1)>',
    '<svg/onload=alert(1)>',
    '&lt;script&gt;alert(1)&lt;/script&gt;',
    '[a](javascript:alert(1))',
    '<javascript:alert(1)>',
    '![x](https://evil.example/pixel.png)',
    '![x](data:image/svg+xml;base64,PHN2Zz4=)',
    '![x](media:../../etc/passwd)',
    '![x](media:a"onload="alert(1))',
    '[x]: https://evil.example\n\n[x]',
    '$\\href{javascript:alert(1)}{x}$',
    '$\\includegraphics{https://evil.example/x.png}$',
    '$\\htmlData{x=y}{a}$ $\\htmlStyle{color:red}{a}$',
    '$<img src=x onerror=alert(1)>$',
    '$\\text{</annotation><script>alert(1)</script>}$',
    '$\\unicode{x3c}script>$',
    '```"><script>\n</code><script>alert(1)</script>\n```',
    '`</code><script>`',
    '$$\\rule{99999999em}{99999999em}$$',
  ];

  it.each(hostile)('%j becomes nothing but text', (text) => {
    for (const html of [toHtml(text), toInlineHtml(text), toHtml(`- ${text}`)]) {
      expect(foreign(html)).toEqual([]);
      expect(html).not.toMatch(/(?:src|href|action)="(?!\/api\/media\/)/);
    }
  });

  it('whatever is typed, only what is named comes out', () => {
    const pieces = fc.constantFrom(
      ...hostile,
      '**',
      '_',
      '`',
      '$',
      '|',
      '\n',
      '- ',
      '![',
      '](',
      '"',
      "'",
      '<',
      '>',
      '\\',
    );
    const typed = fc.array(fc.oneof(pieces, fc.string({ maxLength: 8 })), { maxLength: 12 }).map((all) => all.join(''));
    fc.assert(
      fc.property(typed, (text) => {
        expect(foreign(toHtml(text))).toEqual([]);
        expect(foreign(toInlineHtml(text))).toEqual([]);
        expect(toPlain(text)).not.toMatch(/\s{2}/);
      }),
      { numRuns: 1_500 },
    );
  });

  it('a text beyond the limit is shown as it was typed', () => {
    const long = `**${'a'.repeat(20_000)}** <b>`;
    expect(toHtml(long)).toBe(long.replace('<b>', '&lt;b&gt;'));
  });
});

test('every text of the bank that ships says in HTML what it said before', async () => {
  const { bank } = await readBank('questions/chuyen-doi-so');
  expect(bank.questions.length).toBe(249);
  const shown = (html: string) =>
    html
      .replace(/<\/?p>/g, '')
      .replaceAll('&lt;', '<')
      .replaceAll('&gt;', '>')
      .replaceAll('&quot;', '"')
      .replaceAll('&amp;', '&');
  for (const text of bank.questions.flatMap(textsOf)) {
    expect(shown(toHtml(text))).toBe(text);
    expect(shown(toInlineHtml(text))).toBe(text);
    expect(toPlain(text)).toBe(text.replace(/\s+/g, ' '));
  }
});
