/** Writes XML: elements as text, everything that people typed escaped. The way in is xml.ts. */

export type XmlText = { readonly xml: string };

const escapedText = (text: string): string =>
  text
    .replace(/(?![\t\n])\p{Cc}|[\ufffe\uffff]|\p{Cs}/gu, '')
    .replaceAll('&', '&amp;')
    .replaceAll('<', '&lt;')
    .replaceAll('>', '&gt;');

/** Attributes without a value are left out; children that are texts are escaped. */
export function element(
  name: string,
  attributes: Readonly<Record<string, string | number | boolean | undefined>> = {},
  children: readonly (XmlText | string)[] = [],
): XmlText {
  const written = Object.entries(attributes)
    .filter(([, value]) => value !== undefined)
    .map(
      ([key, value]) => ` ${key}="${escapedText(String(value)).replaceAll('"', '&quot;').replaceAll('\n', '&#10;')}"`,
    )
    .join('');
  const inner = children.map((child) => (typeof child === 'string' ? escapedText(child) : child.xml)).join('');
  return { xml: inner === '' ? `<${name}${written}/>` : `<${name}${written}>${inner}</${name}>` };
}

/** A whole file. */
export const xmlFile = (root: XmlText): string => `<?xml version="1.0" encoding="UTF-8"?>\n${root.xml}\n`;
