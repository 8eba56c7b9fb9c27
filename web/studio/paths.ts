/** Addresses of the studio's pages. */
export const tabs = ['dashboard', 'rounds', 'standings', 'prizes', 'journal'] as const;
export type Tab = (typeof tabs)[number];

export type Path = `/${string}`;

export const paths = {
  overview: '/studio' as Path,
  setup: '/studio/setup' as Path,
  contests: '/studio/contests' as Path,
  tab: (contestId: string, tab: Tab): Path => `/studio/contests/${contestId}${tab === 'dashboard' ? '' : `/${tab}`}`,
  stage: (slug: string): Path => `/stage/${slug}/board`,
  publicPage: (slug: string): Path => `/c/${slug}`,
};
