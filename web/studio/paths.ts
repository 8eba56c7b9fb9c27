/** Addresses of the studio's pages. */
export const tabs = ['dashboard', 'rounds', 'standings', 'prizes', 'journal'] as const;
export type Tab = (typeof tabs)[number];

export const paths = {
  overview: '/studio',
  setup: '/studio/setup',
  contests: '/studio/contests',
  tab: (contestId: string, tab: Tab) => `/studio/contests/${contestId}${tab === 'dashboard' ? '' : `/${tab}`}`,
  stage: (slug: string) => `/stage/${slug}/board`,
  publicPage: (slug: string) => `/c/${slug}`,
};
