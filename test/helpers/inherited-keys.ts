/** What a `for … in` over something empty finds: nothing, unless somebody added to the prototype itself. */
export function inheritedKeys(prototype: object): string[] {
  const found: string[] = [];
  for (const name in prototype) found.push(name);
  return found;
}
