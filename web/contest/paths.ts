/** Addresses of the pages. */
export const paths = {
  list: '/',
  contest: (slug: string) => `/c/${slug}`,
  enter: (slug: string) => `/c/${slug}/enter`,
  signIn: (slug: string) => `/c/${slug}/sign-in`,
  board: (slug: string) => `/c/${slug}/board`,
  practice: (slug: string) => `/c/${slug}/practice`,
  ready: (slug: string, roundId: string) => `/c/${slug}/ready/${roundId}`,
  attempt: (slug: string, attemptId: string) => `/c/${slug}/attempts/${attemptId}`,
  result: (slug: string, attemptId: string) => `/c/${slug}/attempts/${attemptId}/result`,
};
