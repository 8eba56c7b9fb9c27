/** Changes of XML as text: depth, size, names, namespaces, entities, and attributes that point somewhere else. */
import type { TextMutation } from './mutate-text.ts';

const tagsOf = (text: string): string[] => text.split(/(?=<)/u);

/** Values that mean something to some reader of attributes. */
const values = [
  ...[
    '',
    '0',
    '-1',
    '1',
    '99999999',
    '2147483648',
    '1e9',
    'NaN',
    'true',
    'off',
    'A1:XFD1048576',
    'XFD1048576',
    'A0',
    'ZZZZZZ999999',
  ],
  ...[
    '1000000000',
    '16384',
    'constructor',
    '__proto__',
    'toString',
    'rId1',
    '../../x',
    '/etc/passwd',
    'http://x.example/',
    'file:///etc',
  ],
  ...[
    'single',
    'multiple',
    'ordered',
    'none',
    'heading 1',
    'Dung',
    'Goc',
    'RESPONSE',
    'A',
    'media:x',
    'data:image/png;base64,AAAA',
    '%',
    '%1.',
  ],
  ...[
    '&#x1F600;',
    '&lt;b&gt;',
    'x'.repeat(100_000),
    ' '.repeat(100_000),
    '%1'.repeat(20_000),
    'true',
    'preserve',
    's',
    'd',
    'e',
    'inlineStr',
  ],
];

const deep: TextMutation = (text, dice) => {
  const tags = tagsOf(text);
  const at = 1 + dice.below(tags.length - 1);
  const name = /^<([\w:.-]+)/u.exec(tags[at] ?? '')?.[1] ?? 'x';
  const depth = dice.oneOf([30, 60, 90, 110, 20_000]);
  const closes = dice.oncePer(4) ? '' : `</${name}>`.repeat(depth);
  return [...tags.slice(0, at), `<${name}>`.repeat(depth), closes, ...tags.slice(at)].join('');
};

/** One element and all in it, again and again. */
const many: TextMutation = (text, dice) => {
  const elements = [...text.matchAll(/<([\w:.-]+)(?:\s[^<>]*)?>(?:[^<]|<(?!\/\1>)){0,2000}<\/\1>/gu)];
  if (elements.length === 0) return text;
  const [element = ''] = dice.oneOf(elements);
  const copies = Math.min(
    dice.oneOf([10, 300, 5_000]),
    Math.ceil(dice.length(30_000, 300_000, 3_000_000) / element.length),
  );
  return text.replace(element, () => element.repeat(copies));
};

const attributes: TextMutation = (text, dice) => {
  const odds = dice.oneOf([1, 4, 30]);
  const only = dice.oncePer(2)
    ? dice.oneOf([...text.matchAll(/(?<![\w:.-])[\w:.-]+(?==")/gu)].map(([name]) => name).concat('x'))
    : null;
  const all = [...text.matchAll(/="([^"<]*)"/gu)].map(([, value = '']) => value);
  return text.replace(/(?<![\w:.-])([\w:.-]+)="([^"<]*)"/gu, (found, name: string) => {
    const isMeant = only === null ? dice.oncePer(odds * 4) : name === only;
    if (!isMeant) return found;
    const value = dice.oncePer(2) || all.length === 0 ? dice.oneOf(values) : dice.oneOf(all);
    return dice.oncePer(8) ? '' : `${name}="${value}"`;
  });
};

const hugeAttribute: TextMutation = (text, dice) => {
  const tags = tagsOf(text);
  const at = dice.below(tags.length);
  const extra = dice.oncePer(2)
    ? ` x="${'y'.repeat(dice.length(1_000, 100_000, 3_000_000))}"`
    : Array.from({ length: dice.oneOf([100, 20_000]) }, (_, i) => ` x${i}="1"`).join('');
  tags[at] = (tags[at] ?? '').replace(/^(<[\w:.-]+)/u, (open) => open + extra);
  return tags.join('');
};

const namespaces: TextMutation = (text, dice) => {
  const change = dice.below(4);
  if (change === 0) return text.replace(/\sxmlns(?::[\w.-]+)?="[^"]*"/gu, '');
  if (change === 1) return text.replace(/\sxmlns="[^"]*"/gu, ' xmlns="urn:x"');
  if (change === 2) return text.replace(/(<\/?)[\w.-]+:/gu, '$1');
  return text.replace(/(<\/?)(?=[a-z])/gu, '$1q:').replace(/^([^]*?<q:[\w.-]+)/u, '$1 xmlns:q="urn:q"');
};

const entities: TextMutation = (text, dice) => {
  const levels = Array.from({ length: 9 }, (_, at) => `<!ENTITY l${at + 1} "${`&l${at};`.repeat(10)}">`).join('');
  const types = [
    `<!DOCTYPE a [<!ENTITY l0 "ha">${levels}]>`,
    '<!DOCTYPE a SYSTEM "file:///etc/passwd">',
    '<!DOCTYPE a [<!ENTITY % p SYSTEM "http://x.example/x"> %p;]>',
    '',
  ];
  const body = text.replace(/^(?:<\?xml[^>]*\?>)?/u, (head) => head + dice.oneOf(types));
  const name = dice.oneOf([
    '&l9;',
    '&x;',
    '&amp;',
    '&#0;',
    '&#xFFFF;',
    '&#xD800;',
    '&',
    '&lt;!DOCTYPE',
    ']]>',
    '&#38;#60;',
  ]);
  const ends = [...body.matchAll(/>/gu)].map(({ index }) => index + 1);
  const at = ends.length === 0 ? 0 : dice.oneOf(ends);
  return body.slice(0, at) + name + body.slice(at);
};

const mixTags: TextMutation = (text, dice, other) => {
  const tags = tagsOf(text);
  const others = tagsOf(other);
  for (let left = 1 + dice.below(8); left > 0; left -= 1) {
    const [from, to] = [dice.below(tags.length), dice.below(tags.length)];
    const change = dice.below(5);
    if (change === 0) tags.splice(from, 1);
    else if (change === 1) tags.splice(to, 0, tags[from] ?? '');
    else if (change === 2) [tags[from], tags[to]] = [tags[to] ?? '', tags[from] ?? ''];
    else if (change === 3) tags.splice(to, 0, dice.oneOf(others));
    else tags[from] = (tags[from] ?? '').replace(/^<([\w:.-]+)/u, () => `<${nameOf(dice.oneOf(tags))}`);
  }
  return tags.join('');
};

const nameOf = (tag: string): string => /^<\/?([\w:.-]+)/u.exec(tag)?.[1] ?? 'x';

/** Elements renamed on both sides, so that what comes is whole but not where it belongs. */
const rename: TextMutation = (text, dice) => {
  const names = [...new Set([...text.matchAll(/<([\w:.-]+)/gu)].map(([, name = '']) => name))];
  const [from, to] = [dice.oneOf([...names, 'x']), dice.oneOf([...names, 'x'])];
  return text.replace(/(<\/?)([\w:.-]+)/gu, (found, open: string, name: string) => (name === from ? open + to : found));
};

/** What stands between tags, changed as any text is. */
export const inWords =
  (mutate: TextMutation): TextMutation =>
  (text, dice, other) => {
    const words = [...text.matchAll(/>([^<]+)</gu)];
    if (words.length === 0) return mutate(text, dice, other);
    const chosen = dice.oneOf(words);
    const changed = mutate(chosen[1] ?? '', dice, words.map(([, word = '']) => word).join(' '));
    const safe = dice.oncePer(8) ? changed : changed.replaceAll('&', '&amp;').replaceAll('<', '&lt;');
    return `${text.slice(0, chosen.index + 1)}${safe}${text.slice(chosen.index + chosen[0].length - 1)}`;
  };

const declared: TextMutation = (text, dice) => {
  const name = dice.oneOf(['utf-16', 'iso-8859-1', 'windows-1258', 'utf-7', 'x-mac', 'UTF-8', '']);
  return `<?xml version="${dice.oneOf(['1.0', '1.1', '2.0', ''])}" encoding="${name}"?>${text.replace(/^<\?xml[^>]*\?>/u, '')}`;
};

export const xmlMutations: Readonly<Record<string, TextMutation>> = {
  ...{ deep, many, attributes, hugeAttribute, namespaces, entities, mixTags, rename, declared },
};
