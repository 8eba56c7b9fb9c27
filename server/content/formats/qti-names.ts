/**
 * QTI 2.1 and 3.0 are one vocabulary in two spellings (`simpleChoice`, `qti-simple-choice`): the tree is read in the
 * older, and written in either.
 */
import { isElement } from './xml.ts';
import type { XmlElement, XmlNode } from './xml.ts';
import { element } from './xml-write.ts';
import type { XmlText } from './xml-write.ts';

export type QtiVersion = '2.1' | '3.0';

/** The same tree with the names of 2.1; HTML inside stays as it is. */
export function inOldNames(tree: XmlElement): XmlElement {
  const children = tree.children.map((child): XmlNode => (isElement(child) ? inOldNames(child) : child));
  if (!tree.name.startsWith('qti-')) return { ...tree, children };
  const attributes = Object.fromEntries(Object.entries(tree.attributes).map(([name, value]) => [camel(name), value]));
  return { ...tree, name: camel(tree.name.slice('qti-'.length)), attributes, children };
}

const camel = (name: string): string => name.replace(/-([a-z])/g, (_, letter: string) => letter.toUpperCase());
const kebab = (name: string): string => name.replace(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`);

export type QtiElement = (
  name: string,
  attributes?: Readonly<Record<string, string | number | boolean | undefined>>,
  children?: readonly (XmlText | string)[],
) => XmlText;

/** Makes elements of a version out of names of 2.1. */
export const qtiElements = (version: QtiVersion): QtiElement =>
  version === '2.1'
    ? element
    : (name, attributes = {}, children = []) =>
        element(
          `qti-${kebab(name)}`,
          Object.fromEntries(
            Object.entries(attributes).map(([key, value]) => [/^xml/.test(key) ? key : kebab(key), value]),
          ),
          children,
        );

export const qtiAddresses = {
  '2.1': {
    item: 'http://www.imsglobal.org/xsd/imsqti_v2p1',
    template: (name: string) => `http://www.imsglobal.org/question/qti_v2p1/rptemplates/${name}`,
    manifest: 'http://www.imsglobal.org/xsd/imscp_v1p1',
    schema: ['QTIv2.1 Package', '1.0.0'],
    resource: 'imsqti_item_xmlv2p1',
  },
  '3.0': {
    item: 'http://www.imsglobal.org/xsd/imsqtiasi_v3p0',
    template: (name: string) => `https://purl.imsglobal.org/spec/qti/v3p0/rptemplates/${name}.xml`,
    manifest: 'http://www.imsglobal.org/xsd/qti/qtiv3p0/imscp_v1p1',
    schema: ['QTI Package', '3.0.0'],
    resource: 'imsqti_item_xmlv3p0',
  },
} as const;
