/** What the stage's address says: the contest, and the scene shown, so that a reload comes back to it; pure but for `remember`. */

export interface Address {
  /** '' chooses a contest first. */
  readonly slug: string;
  /** A scene's id; '' is the one worth showing first. */
  readonly scene: string;
}

export function readAddress(path: string, search: string): Address {
  const slug = /^\/stage\/([a-z0-9-]{1,60})\/board\/?$/.exec(path)?.[1] ?? '';
  return { slug, scene: new URLSearchParams(search).get('show') ?? '' };
}

export const addressOf = (slug: string, scene = ''): string =>
  `/stage/${slug}/board${scene ? `?${new URLSearchParams({ show: scene })}` : ''}`;

/** Puts the scene into the address bar without leaving a step to go back to. */
export const remember = (slug: string, scene: string): void => history.replaceState(null, '', addressOf(slug, scene));
