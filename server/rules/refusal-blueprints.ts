/** What somebody may do all the same once they have confirmed it, in the order in which it is shown. */
export const blueprintWarnings = ['pool-small', 'key-may-leak'] as const;
export type BlueprintWarning = (typeof blueprintWarnings)[number];

/** What blueprints, drafts of contests and their publishing can refuse; a part of `Refusal`. `round` is its name. */
export type BlueprintRefusal =
  | { readonly name: 'round-begun' }
  | { readonly name: 'blueprint-empty'; readonly round: string }
  | { readonly name: 'blueprint-too-long'; readonly round: string; readonly max: number }
  | { readonly name: 'blueprint-too-many-points'; readonly round: string; readonly max: number }
  | {
      readonly name: 'cell-unmet';
      readonly round: string;
      /** Its name. */
      readonly topic: string;
      /** '' is any. */
      readonly difficulty: string;
      readonly kind: string;
      readonly needed: number;
      readonly have: number;
    }
  | { readonly name: 'cell-repeated'; readonly topic: string }
  | { readonly name: 'pool-small'; readonly round: string; readonly papers: number; readonly wanted: number }
  /** `again`: questions of the last attempt that were seen in earlier ones, about. */
  | { readonly name: 'key-may-leak'; readonly round: string; readonly attempts: number; readonly again: number }
  | { readonly name: 'round-in-past'; readonly round: string }
  | { readonly name: 'contest-problem'; readonly problem: string; readonly place: string }
  | { readonly name: 'contest-is-draft' }
  | { readonly name: 'contest-is-public' }
  | { readonly name: 'slug-taken'; readonly slug: string };
