/** The detail of a journal entry as pairs to show: plain values, without what only machines compare; pure. */

export type Fact = readonly [name: string, value: string | number | boolean];

/** Digests are for checking by `verify`, and a round's key says more than its id; people read the rest. Text that is no JSON object is shown as it is. */
export function journalFacts(detail: string): Fact[] {
  let value: unknown;
  try {
    value = JSON.parse(detail);
  } catch {
    return detail ? [['', detail]] : [];
  }
  if (typeof value !== 'object' || value === null) return [];
  const isNamed = 'round' in value;
  return Object.entries(value).flatMap(([name, one]): Fact[] => {
    const isShown = typeof one === 'string' || typeof one === 'number' || typeof one === 'boolean';
    const isForMachines = /digest/i.test(name) || (isNamed && name === 'roundId');
    return isShown && one !== '' && !isForMachines ? [[name, one]] : [];
  });
}
