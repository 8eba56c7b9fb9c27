/**
 * Small texts kept in the browser across visits. Private windows and full disks make storage throw:
 * then nothing is kept and nothing breaks.
 */

/** The text kept under `name`, or null. */
export function kept(name: string): string | null {
  try {
    return localStorage.getItem(name);
  } catch {
    return null;
  }
}

/** Keeps `text` under `name`; null forgets it. Says whether it could. */
export function keep(name: string, text: string | null): boolean {
  try {
    if (text === null) localStorage.removeItem(name);
    else localStorage.setItem(name, text);
    return true;
  } catch {
    return false;
  }
}
