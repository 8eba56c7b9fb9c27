/** What only some questions say: how they are marked, what of a written answer does not matter, the law behind them, tags. */

import { isMap, isSeq } from 'yaml';
import type { YAMLMap } from 'yaml';
import { markingSchemes, type LegalSource, type Question, type TextFolding } from '../rules/question.ts';
import { oneOf, readText, readTexts, reportUnknownFields, type Report } from './read-fields.ts';
import { textOf } from './yaml-file.ts';

export const moreFields = ['scheme', 'tolerance', 'folding', 'keepsOrder', 'legal', 'tags'] as const;

type More = Pick<Question, (typeof moreFields)[number]>;

const yesNo = ['true', 'false'] as const;

/** Absent fields stay absent; null when one that is there cannot be read, which has been reported. */
export function readMore(map: YAMLMap, report: Report): More | null {
  const scheme = map.has('scheme') ? oneOf(map, 'scheme', markingSchemes, report) : undefined;
  const tolerance = map.has('tolerance') ? readText(map, 'tolerance', report) : undefined;
  const folding = map.has('folding') ? readFolding(map, report) : undefined;
  const keepsOrder = map.has('keepsOrder') ? oneOf(map, 'keepsOrder', yesNo, report) : undefined;
  const legal = map.has('legal') ? readLegal(map, report) : undefined;
  const tags = map.has('tags') ? readTexts(map, 'tags', report) : undefined;
  if (scheme === null || folding === null || keepsOrder === null || legal === null || tags === null) return null;
  return {
    ...(scheme && { scheme }),
    ...(tolerance !== undefined && { tolerance }),
    ...(folding && { folding }),
    ...(keepsOrder && { keepsOrder: keepsOrder === 'true' }),
    ...(legal && { legal }),
    ...(tags && { tags }),
  };
}

const foldingFields = ['ignoresCase', 'ignoresMarks', 'ignoresSpaces'] as const;

/** A field that is left out is false. */
function readFolding(map: YAMLMap, report: Report): TextFolding | null {
  const node: unknown = map.get('folding', true);
  if (!isMap(node)) {
    report('not-a-mapping', node, { field: 'folding' });
    return null;
  }
  reportUnknownFields(node, foldingFields, report);
  const [ignoresCase, ignoresMarks, ignoresSpaces] = foldingFields.map((field) =>
    node.has(field) ? oneOf(node, field, yesNo, report) : 'false',
  );
  if (!ignoresCase || !ignoresMarks || !ignoresSpaces) return null;
  return {
    ignoresCase: ignoresCase === 'true',
    ignoresMarks: ignoresMarks === 'true',
    ignoresSpaces: ignoresSpaces === 'true',
  };
}

const legalFields = ['instrument', 'article', 'clause', 'inForceFrom', 'inForceTo'] as const;

function readLegal(map: YAMLMap, report: Report): LegalSource[] | null {
  const node: unknown = map.get('legal', true);
  if (!isSeq(node)) {
    report('not-a-list', node, { field: 'legal' });
    return null;
  }
  const sources = node.items.map((item) => (isMap(item) ? readSource(item, report) : null));
  const good = sources.filter((source) => source !== null);
  if (good.length === sources.length) return good;
  report('not-a-mapping', node, { field: 'legal' });
  return null;
}

function readSource(map: YAMLMap, report: Report): LegalSource {
  reportUnknownFields(map, legalFields, report);
  const said = (field: (typeof legalFields)[number]): string => {
    const node: unknown = map.get(field, true);
    const text = textOf(node);
    if (node !== undefined && text === null) report('not-a-text', node, { field: `legal.${field}` });
    return text ?? '';
  };
  return {
    instrument: readText(map, 'instrument', report),
    article: said('article'),
    clause: said('clause'),
    inForceFrom: said('inForceFrom'),
    inForceTo: said('inForceTo'),
  };
}
