/** The detail of a journal entry as pairs to show: plain values, without what only machines compare; pure. */

export type Fact = readonly [name: string, value: string | number | boolean];

/** Digests are for checking by `verify`; people read the rest. Text that is no JSON object is shown as it is. */
export function journalFacts(detail: string): Fact[] {
  let value: unknown;
  try {
    value = JSON.parse(detail);
  } catch {
    return detail ? [['', detail]] : [];
  }
  if (typeof value !== 'object' || value === null) return [];
  return Object.entries(value).flatMap(([name, one]): Fact[] => {
    const isShown = typeof one === 'string' || typeof one === 'number' || typeof one === 'boolean';
    return isShown && one !== '' && !/digest$/i.test(name) ? [[name, one]] : [];
  });
}
