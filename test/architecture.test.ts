/**
 * The shape of the code, held by reading it: who may import whom, which library lives where, what nobody may call,
 * how long a file may be. When a rule must bend, the exception is one line in a table below, with its reason.
 */
import { readdirSync, readFileSync } from 'node:fs';
import { dirname, join, posix, relative, sep } from 'node:path';
import { fileURLToPath } from 'node:url';
import { describe, expect, test } from 'vitest';

const ROOT = join(dirname(fileURLToPath(import.meta.url)), '..');

const GROUND = ['server/rules', 'server/clock.ts', 'server/config.ts'];
const LEVEL_1 = ['server/wire', 'server/content', 'server/store', 'server/auth', 'server/documents'];
const DOORS = ['server/http', 'server/ws', 'server/jobs'];
const SHARED_WEB = ['web/api', 'web/i18n', 'web/live', 'web/parts'];
const OF_SERVER_FOR_WEB = ['server/wire', 'server/rules'];

/** The ladder: each area with all that it may import besides itself. What is not named here does not exist. */
const LADDER: Record<string, readonly string[]> = {
  'server/rules': [],
  'server/clock.ts': ['server/rules'],
  'server/config.ts': ['server/rules', 'server/clock.ts'],
  'server/wire': ['server/rules'],
  'server/content': GROUND,
  'server/store': GROUND,
  'server/auth': GROUND,
  'server/documents': GROUND,
  'server/services': [...GROUND, ...LEVEL_1],
  'server/live': [...GROUND, 'server/wire', 'server/store', 'server/services'],
  // The doors to the world ask a service or the live rooms; that there is a store is not theirs to know.
  'server/http': [...GROUND, 'server/wire', 'server/auth', 'server/documents', 'server/services', 'server/live'],
  'server/ws': [...GROUND, 'server/wire', 'server/auth', 'server/services', 'server/live'],
  'server/jobs': [...GROUND, 'server/services', 'server/live'],
  // A command opens the store by itself: there is no running server to ask.
  'server/cli': [...GROUND, ...LEVEL_1, 'server/services', 'server/live'],
  'server/app.ts': [...GROUND, ...LEVEL_1, 'server/services', 'server/live', ...DOORS],
  'server/main.ts': [...GROUND, 'server/services', 'server/app.ts'],

  'web/api': [...OF_SERVER_FOR_WEB, ...SHARED_WEB],
  'web/i18n': [...OF_SERVER_FOR_WEB, ...SHARED_WEB],
  'web/live': [...OF_SERVER_FOR_WEB, ...SHARED_WEB],
  'web/parts': [...OF_SERVER_FOR_WEB, ...SHARED_WEB],
  'web/contest': [...OF_SERVER_FOR_WEB, ...SHARED_WEB],
  'web/studio': [...OF_SERVER_FOR_WEB, ...SHARED_WEB],
  'web/stage': [...OF_SERVER_FOR_WEB, ...SHARED_WEB],
};

/** Single files that bend the ladder: `from` may import `to`, because. */
const LADDER_EXCEPTIONS: ReadonlyArray<{ from: string; to: string; because: string }> = [
  { from: 'server/http/errors.ts', to: 'server/store/failures.ts', because: 'a full disk or a busy store is a 503' },
];

/** Libraries that only some areas may know. `@scope/` stands for the whole scope. */
const LIBRARIES: Record<string, readonly string[]> = {
  ws: ['server/ws'],
  fastify: ['server/http', 'server/ws', 'server/app.ts', 'server/main.ts'],
  '@fastify/': ['server/http', 'server/ws', 'server/app.ts'],
  'fastify-plugin': ['server/http', 'server/ws'],
  'drizzle-orm': ['server/store'],
  'better-sqlite3': ['server/store'],
  pg: ['server/store'],
  lucia: ['server/auth'],
  '@node-rs/argon2': ['server/auth'],
  pdfmake: ['server/documents'],
  docx: ['server/documents'],
  hucre: ['server/documents', 'server/content'],
  yaml: ['server/content'],
  'markdown-it': ['server/content'],
  katex: ['server/content'],
};

/** What may not be written, in which files, and where it is allowed after all. */
const BANS: ReadonlyArray<{ what: RegExp; where: RegExp; except?: RegExp; because: string }> = [
  {
    what: /\bDate\.now\b|\bnew Date\(\s*\)|(?<!new )\bDate\(\s*\)/,
    where: /^(server|web)\//,
    except: /^server\/clock\.ts$/,
    because: 'time is passed in',
  },
  { what: /\bMath\.random\b/, where: /^(server|web|test)\//, because: 'chance comes from a seed or node:crypto' },
  {
    what: /\{@html\b/,
    where: /^web\//,
    except: /^web\/parts\/Rich\.svelte$/,
    because: 'text of others is never markup, except what the server has made of it',
  },
  { what: /@ts-(ignore|nocheck)|\bas any\b/, where: /./, because: 'types are not silenced' },
  {
    what: /['"`](\/(work|home|root|Users|tmp)\b|[A-Z]:\\)/,
    where: /./,
    because: 'no path of one machine is written down',
  },
  {
    what: /\bhttps?:\/\/(?!(www\.w3\.org|www\.imsglobal\.org\/xsd|localhost|127\.0\.0\.1|\$\{)|[\w.-]*\b(example|invalid|test)\b)/,
    where: /^web\/(?!i18n\/)/,
    because: 'nothing is fetched from another host',
  },
];

const LINES_MAX: ReadonlyArray<{ where: RegExp; max: number }> = [
  { where: /^server\/store\/schema[\w-]*\.ts$/, max: 350 },
  { where: /^test\//, max: 400 },
  // A catalogue is a flat list of sentences in the order of the screens.
  { where: /^web\/i18n\//, max: 400 },
  { where: /^(server|web)\//, max: 250 },
];

interface SourceFile {
  readonly path: string;
  readonly text: string;
}

const files: readonly SourceFile[] = ['server', 'web', 'test']
  .flatMap((folder) => readdirSync(join(ROOT, folder), { recursive: true, withFileTypes: true }))
  .filter((entry) => entry.isFile() && /\.(ts|js|svelte|css|html)$/.test(entry.name))
  .map((entry) => join(entry.parentPath, entry.name))
  .map((file) => ({ path: relative(ROOT, file).split(sep).join('/'), text: readFileSync(file, 'utf8') }))
  .filter((file) => file.path !== 'test/architecture.test.ts');

const sources = files.filter((file) => /^(server|web)\/.*\.(ts|svelte)$/.test(file.path));

/** Every module named by an import or export, static or dynamic, types too: knowing a type is knowing. */
function importsOf(file: SourceFile): string[] {
  const code = withoutComments(file.text);
  const named = /(?:\bfrom|\bimport)\s*\(?\s*['"]([^'"]+)['"]/g;
  return [...code.matchAll(named)].map((match) => match[1] ?? '');
}

function withoutComments(text: string): string {
  return text.replace(/\/\*[\s\S]*?\*\/|<!--[\s\S]*?-->|(?<![:'"`])\/\/.*$/gm, '');
}

/** `server/store/units.ts` is of the area `server/store`; a file right in `server` is an area of its own. */
function areaOf(path: string): string {
  const [top = '', second = ''] = path.split('/');
  return `${top}/${second}`;
}

function target(file: SourceFile, specifier: string): string | undefined {
  if (!specifier.startsWith('.')) return undefined;
  return posix.normalize(posix.join(posix.dirname(file.path), specifier));
}

function climbs(file: SourceFile, to: string): boolean {
  const from = areaOf(file.path);
  if (from === areaOf(to)) return false;
  if (LADDER_EXCEPTIONS.some((exception) => exception.from === file.path && exception.to === to)) return false;
  return !LADDER[from]?.includes(areaOf(to));
}

function allowedIn(specifier: string): readonly string[] | undefined {
  const name = Object.keys(LIBRARIES).find(
    (library) => specifier === library || specifier.startsWith(library.endsWith('/') ? library : `${library}/`),
  );
  return name === undefined ? undefined : LIBRARIES[name];
}

describe('the import ladder', () => {
  test('has a rung for every source file', () => {
    const homeless = sources.map((file) => file.path).filter((path) => !(areaOf(path) in LADDER));
    expect(homeless).toEqual([]);
  });

  test('is only climbed down', () => {
    const climbing = sources.flatMap((file) =>
      importsOf(file)
        .map((specifier) => target(file, specifier))
        .filter((to) => to !== undefined && climbs(file, to))
        .map((to) => `${file.path} imports ${to}`),
    );
    expect(climbing).toEqual([]);
  });

  test('has no exception that nobody uses', () => {
    const idle = LADDER_EXCEPTIONS.filter(({ from, to }) => {
      const file = sources.find((source) => source.path === from);
      return !file || !importsOf(file).some((specifier) => target(file, specifier) === to);
    });
    expect(idle).toEqual([]);
  });

  test('names no two areas of the server that import each other', () => {
    const server = Object.entries(LADDER).filter(([area]) => area.startsWith('server/'));
    const mutual = server.flatMap(([area, below]) =>
      below.filter((other) => LADDER[other]?.includes(area)).map((other) => `${area} and ${other}`),
    );
    expect(mutual).toEqual([]);
  });
});

describe('libraries', () => {
  test('rules use none, and no part of Node', () => {
    const used = sources
      .filter((file) => areaOf(file.path) === 'server/rules')
      .flatMap((file) => importsOf(file).map((specifier) => ({ file: file.path, specifier })))
      .filter(({ specifier }) => !specifier.startsWith('.'));
    expect(used).toEqual([]);
  });

  test('stay where they belong', () => {
    const strayed = sources.flatMap((file) =>
      importsOf(file)
        .filter((specifier) => allowedIn(specifier)?.includes(areaOf(file.path)) === false)
        .map((specifier) => `${file.path} imports ${specifier}`),
    );
    expect(strayed).toEqual([]);
  });

  test('the browser gets no part of Node', () => {
    const nodeInWeb = sources
      .filter((file) => file.path.startsWith('web/') || file.path.startsWith('server/wire/'))
      .filter((file) => importsOf(file).some((specifier) => specifier.startsWith('node:')))
      .map((file) => file.path);
    expect(nodeInWeb).toEqual([]);
  });
});

describe('bans', () => {
  test.each(BANS)('$because', ({ what, where, except }) => {
    const found = files
      .filter((file) => where.test(file.path) && !except?.test(file.path))
      .filter((file) => what.test(withoutComments(file.text)))
      .map((file) => file.path);
    expect(found).toEqual([]);
  });
});

describe('sizes', () => {
  test('no file is over its cap', () => {
    const tooLong = files
      .map(({ path, text }) => ({ path, lines: text.split('\n').length - 1 }))
      .filter(({ path, lines }) => lines > (LINES_MAX.find(({ where }) => where.test(path))?.max ?? Infinity));
    expect(tooLong).toEqual([]);
  });
});

describe('this test itself', () => {
  const file = (path: string, text: string): SourceFile => ({ path, text });

  test('sees every way to import', () => {
    const ways = `import a from './a.ts';\nimport type { B } from "./b.ts";\nexport * from './c.ts';
      import {\n  d,\n} from './d.ts';\nconst e = await import('./e.ts');\nimport './f.css';
      // import x from './not.ts'\n/* from './neither.ts' */`;
    const seen = ['./a.ts', './b.ts', './c.ts', './d.ts', './e.ts', './f.css'];
    expect(importsOf(file('server/http/x.ts', ways))).toEqual(seen);
  });

  test('refuses what must be refused', () => {
    expect(climbs(file('server/rules/x.ts', ''), 'server/store/units.ts')).toBe(true);
    expect(climbs(file('server/store/x.ts', ''), 'server/auth/password.ts')).toBe(true);
    expect(climbs(file('server/http/x.ts', ''), 'server/store/units.ts')).toBe(true);
    expect(climbs(file('server/http/x.ts', ''), 'server/ws/y.ts')).toBe(true);
    expect(climbs(file('web/contest/x.ts', ''), 'web/studio/y.ts')).toBe(true);
    expect(climbs(file('web/parts/x.ts', ''), 'server/services/y.ts')).toBe(true);
    expect(climbs(file('server/services/x.ts', ''), 'server/store/units.ts')).toBe(false);
    expect(allowedIn('pg')).toEqual(['server/store']);
    expect(allowedIn('drizzle-orm/pg-core')).toEqual(['server/store']);
    expect(allowedIn('@fastify/static')).toContain('server/http');
    expect(allowedIn('pgpass')).toBeUndefined();
  });
});
