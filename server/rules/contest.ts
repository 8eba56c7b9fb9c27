/**
 * A contest as its organisers declare it (thể lệ as data). A definition is
 * frozen as a version when it is published; everything here is a plain value.
 * The instants live on the rounds; what they mean at a given time is `timing.ts`.
 */
import type { Difficulty, QuestionKind } from './question.ts';
import type { Millis } from './ids.ts';

/** A text in both languages of the product; Vietnamese is the original. */
export interface Localised {
  readonly vi: string;
  readonly en: string;
}

/** How a person belongs to the area: sinh sống, học tập, làm việc. */
export const residenceWays = ['lives', 'studies', 'works'] as const;
export type ResidenceWay = (typeof residenceWays)[number];

export interface ResidenceRule {
  /** The ways that are accepted. */
  readonly ways: readonly ResidenceWay[];
  /** `any`: one of the ways is enough (hoặc); `all`: every way is needed (và). */
  readonly needs: 'any' | 'all';
  /** As printed in the rules, e.g. "địa bàn tỉnh Tiền Giang (nay thuộc tỉnh Đồng Tháp)". */
  readonly areaName: Localised;
}

export interface Eligibility {
  /** Full years on the reference date (từ đủ … tuổi); null is no floor. */
  readonly minAge: number | null;
  readonly maxAge: number | null;
  /** The day on which age is counted: the day of entering, or a fixed calendar date `YYYY-MM-DD`. */
  readonly ageOn: 'entry' | string;
  readonly residence: ResidenceRule | null;
}

export interface Category {
  readonly id: string;
  readonly name: Localised;
}

/** Keys of the ranking in order; equal on all of them is a tie. The first is always the score. */
export const rankingKeys = ['score', 'correct', 'predictionGap', 'elapsed', 'submittedAt'] as const;
export type RankingKey = (typeof rankingKeys)[number];

export interface BlueprintCell {
  /** Questions of the topic itself and of every topic under it. */
  readonly topic: string;
  /** null draws from every difficulty of the topic. */
  readonly difficulty: Difficulty | null;
  /** null or absent draws from every kind. */
  readonly kind?: QuestionKind | null;
  readonly count: number;
  /** Of each question of the cell; absent: as the blueprint says. */
  readonly points?: number;
}

/** Ma trận đề: how many questions of which kind a paper has. */
export interface Blueprint {
  readonly cells: readonly BlueprintCell[];
  /** Points of a question that is right in full; how parts of it earn is the question's scheme. */
  readonly pointsPerQuestion: number;
}

export const questionCountOf = ({ cells }: Pick<Blueprint, 'cells'>): number =>
  cells.reduce((sum, cell) => sum + cell.count, 0);

/** Points of a paper that is right in full. */
export const fullScoreOf = ({ cells, pointsPerQuestion }: Blueprint): number =>
  cells.reduce((sum, cell) => sum + cell.count * (cell.points ?? pointsPerQuestion), 0);

/** What the prediction question asks for; the server computes the truth at close. */
export type PredictionKind = 'perfect-participants' | 'participants';

export interface RoundDefinition {
  /** Unique in the contest, used in addresses: `tuan-1`. */
  readonly key: string;
  readonly name: Localised;
  readonly opensAt: Millis;
  readonly closesAt: Millis;
  readonly durationMs: number;
  /** Published tolerance for answers on the wire at the deadline; never a gain in rank. */
  readonly graceMs: number;
  readonly attemptsMax: number;
  readonly blueprint: Blueprint;
  readonly prediction: PredictionKind | null;
  /** From this instant the public board stands still until results are announced; null never freezes. */
  readonly freezesAt: Millis | null;
  /** Whether one's own rank is told before the round has closed. */
  readonly showsRank: boolean;
}

/** What happens when equals stand on both sides of a prize's last place. */
export const tiePolicies = ['share', 'more-prizes', 'draw'] as const;
export type TiePolicy = (typeof tiePolicies)[number];

export const collectiveCriteria = ['entrants', 'rate', 'mean', 'total'] as const;
export type CollectiveCriterion = (typeof collectiveCriteria)[number];

interface PrizeCommon {
  /** Unique in the contest: `nhat-tuan`. */
  readonly id: string;
  readonly name: Localised;
  readonly quota: number;
  /** Đồng for each prize. */
  readonly amount: number;
  readonly tiePolicy: TiePolicy;
}

export interface IndividualPrize extends PrizeCommon {
  readonly kind: 'individual';
  /** `round`: given again in every round; `overall`: once over all rounds. */
  readonly scope: 'round' | 'overall';
  /** Only this category competes for it; null is everybody. */
  readonly categoryId: string | null;
  /** Least score that can win it. */
  readonly minScore: number;
}

export interface CollectivePrize extends PrizeCommon {
  readonly kind: 'collective';
  readonly scope: 'overall';
  readonly criterion: CollectiveCriterion;
  /** Units with fewer entrants do not compete; guards a rate of 1 out of 1. */
  readonly minEntrants: number;
}

export type Prize = IndividualPrize | CollectivePrize;

export interface RulesChapter {
  readonly title: Localised;
  readonly articles: readonly { readonly title: Localised; readonly text: Localised }[];
}

export interface ContestDefinition {
  readonly slug: string;
  readonly title: Localised;
  readonly summary: Localised;
  /** Who may enter, in one line. */
  readonly audience: Localised;
  /** Form of the documents: state (Nghị định 30/2020) or the Đoàn's heading. */
  readonly heading: 'state' | 'doan';
  readonly parentBody: string;
  readonly issuingBody: string;
  readonly placeName: string;
  readonly organisers: readonly string[];
  readonly contactPhone: string;
  readonly rules: readonly RulesChapter[];
  readonly eligibility: Eligibility;
  readonly categories: readonly Category[];
  /** `scheme:code` of the units under which participants choose theirs. */
  readonly unitRoots: readonly string[];
  readonly bankId: string;
  readonly ranking: readonly RankingKey[];
  readonly rounds: readonly RoundDefinition[];
  readonly prizes: readonly Prize[];
  /** A person wins at most one individual prize per round, or per contest. */
  readonly onePrizePer: 'round' | 'contest';
}
