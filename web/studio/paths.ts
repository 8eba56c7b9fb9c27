/** Addresses of the studio's pages. */
export const tabs = ['dashboard', 'rounds', 'blueprint', 'standings', 'statistics', 'prizes', 'journal'] as const;
export type Tab = (typeof tabs)[number];

export type Path = `/${string}`;

export const paths = {
  overview: '/studio' as Path,
  setup: '/studio/setup' as Path,
  contests: '/studio/contests' as Path,
  banks: '/studio/banks' as Path,
  bank: (bankId: string): Path => `/studio/banks/${bankId}`,
  /** A question that is not there yet. */
  writing: (bankId: string): Path => `/studio/banks/${bankId}/write`,
  question: (bankId: string, code: string): Path => `/studio/banks/${bankId}/questions/${encodeURIComponent(code)}`,
  /** The queue, or one question of it. */
  review: (bankId: string, code = ''): Path =>
    `/studio/banks/${bankId}/review${code === '' ? '' : `/${encodeURIComponent(code)}`}`,
  import: (bankId: string, batchId = ''): Path =>
    `/studio/banks/${bankId}/import${batchId === '' ? '' : `/${batchId}`}`,
  formats: '/studio/help/formats' as Path,
  export: (bankId: string): Path => `/studio/banks/${bankId}/export`,
  tab: (contestId: string, tab: Tab): Path => `/studio/contests/${contestId}${tab === 'dashboard' ? '' : `/${tab}`}`,
  stage: (slug: string): Path => `/stage/${slug}/board`,
  publicPage: (slug: string): Path => `/c/${slug}`,
};
