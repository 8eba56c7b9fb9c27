/** How a QTI item says what is right: declarations of responses, and the few ways of processing that we can hold. */
import { allOf, childOf, childrenOf, textIn } from './xml.ts';
import type { XmlElement } from './xml.ts';
import { draftLimits } from './draft.ts';
import { middleOf, plainDecimal } from './decimal-range.ts';

export interface QtiResponse {
  readonly isMultiple: boolean;
  readonly baseType: string;
  readonly correct: readonly string[];
  /** null: the item has no mapping. */
  readonly mapping: QtiMapping | null;
  /** Points come from the mapping, not from being all right. */
  readonly isMapped: boolean;
}

export interface QtiMapping {
  readonly entries: ReadonlyMap<string, number>;
  readonly otherwise: number;
  /** Of every entry. */
  readonly ignoresCase: boolean;
}

export function responseOf(item: XmlElement, identifier: string): QtiResponse | null {
  const declaration = childrenOf(item, 'responseDeclaration').find(
    (one) => one.attributes['identifier'] === identifier,
  );
  if (!declaration) return null;
  const correct = childrenOf(childOf(declaration, 'correctResponse') ?? nothing, 'value')
    .slice(0, draftLimits.partsMax)
    .map((value) => textIn(value).replace(/\s+/g, ' ').trim());
  const mapping = mappingOf(childOf(declaration, 'mapping'));
  const processing = childOf(item, 'responseProcessing');
  const template = `${processing?.attributes['template'] ?? ''} ${processing?.attributes['templateLocation'] ?? ''}`;
  const isMapped =
    mapping !== null &&
    (/map_response/.test(template) ||
      (processing !== undefined && allOf(processing, 'mapResponse').length > 0) ||
      correct.length === 0);
  return {
    isMultiple: declaration.attributes['cardinality'] === 'multiple',
    baseType: declaration.attributes['baseType'] ?? 'string',
    correct,
    mapping,
    isMapped,
  };
}

const nothing: XmlElement = { name: '', uri: '', attributes: {}, children: [], line: 0 };

function mappingOf(mapping: XmlElement | undefined): QtiMapping | null {
  if (!mapping) return null;
  const entries = childrenOf(mapping, 'mapEntry').slice(0, draftLimits.partsMax);
  return {
    entries: new Map(
      entries.map(({ attributes }): [string, number] => [
        (attributes['mapKey'] ?? '').replace(/\s+/g, ' ').trim(),
        Number(attributes['mappedValue'] ?? 0) || 0,
      ]),
    ),
    otherwise: Number(mapping.attributes['defaultValue'] ?? 0) || 0,
    ignoresCase: entries.length > 0 && entries.every(({ attributes }) => attributes['caseSensitive'] === 'false'),
  };
}

/** Percent of each id, positive ones adding up to a hundred. */
export function percentages({ entries, otherwise }: QtiMapping, ids: readonly string[], isSingle: boolean): number[] {
  const values = ids.map((id) => entries.get(id) ?? otherwise);
  const positive = values.filter((value) => value > 0);
  const whole = isSingle ? Math.max(0, ...positive) : positive.reduce((sum, value) => sum + value, 0);
  return values.map((value) => (whole === 0 ? 0 : (value * 100) / whole));
}

export interface QtiNumber {
  readonly key: string;
  readonly tolerance: string;
  /** The tolerance is of a sort that we do not have. */
  readonly isExact: boolean;
}

/** The right number: near the correct response, or between two bounds. */
export function numberOf(item: XmlElement, response: QtiResponse): QtiNumber | null {
  const processing = childOf(item, 'responseProcessing') ?? nothing;
  const bounds = [...allOf(processing, 'gte'), ...allOf(processing, 'lte')].flatMap((one) =>
    childrenOf(one, 'baseValue').map((value) => textIn(value).trim()),
  );
  const [low, high] = bounds;
  if (bounds.length === 2 && low !== undefined && high !== undefined) {
    const range = middleOf(low, high);
    if (range !== null) return { ...range, isExact: true };
  }
  const mapped = [...(response.mapping?.entries ?? [])].find(([, value]) => value > 0)?.[0];
  const key = plainDecimal((response.correct[0] ?? mapped ?? '').replace(',', '.'));
  if (key === null) return null;
  const { toleranceMode = 'exact', tolerance = '' } = allOf(processing, 'equal')[0]?.attributes ?? {};
  const [below = '0', above = below] = tolerance.trim().split(/\s+/);
  const isAbsolute = toleranceMode === 'absolute';
  const width = isAbsolute ? plainDecimal(below) : '0';
  return { key, tolerance: width ?? '0', isExact: toleranceMode === 'exact' || (isAbsolute && below === above) };
}
