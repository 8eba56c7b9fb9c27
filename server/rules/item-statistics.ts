/**
 * What results say of the questions of a closed round. Papers are drawn at random, so no two people sat the same one: an
 * item is compared with the rest of each paper as a share of that rest's points, and only among attempts that are alike
 * (`peers`). Everything is counted in whole numbers, so the order of the attempts changes nothing. Pure; who reads the
 * answers, and in which steps, is `services/compute-round-statistics.ts`.
 */
import { addPair, combined, type Pairs } from './correlation.ts';
import type { Millis } from './ids.ts';
import { flagsOf, type ItemFlag } from './item-flags.ts';
import { answersSeen, type Seen } from './item-answers.ts';
import type { QuestionKind } from './question.ts';
import { bandCount } from './score-bands.ts';

export type { ItemFlag } from './item-flags.ts';

export interface ItemStatistics {
  readonly questionId: string;
  /** Attempts that had it on their paper. */
  readonly attempts: number;
  /** The same by fifth of the total score, lowest first. */
  readonly bands: readonly number[];
  /** Mean share of its points earned, 0 to 1. */
  readonly facility: number;
  /** Correlation of the item with the rest of the paper, −1 to 1; null where too few attempts can be compared. */
  readonly discrimination: number | null;
  /** Attempts that `discrimination` rests on. */
  readonly compared: number;
  /** Of the attempts in which it can be told, to the second; null without any. */
  readonly medianMs: Millis | null;
  /**
   * By option id, statement (`a=1`), pair (`p1=b`) or answer text: how many chose it, by fifth. `''` is no answer. Of free answers the most frequent `answersMax`.
   */
  readonly chosen: Readonly<Record<string, readonly number[]>>;
  /** Free answers that are not in `chosen`, by fifth. */
  readonly others: readonly number[];
  readonly flags: readonly ItemFlag[];
}

export interface RoundStatistics {
  readonly attempts: number;
  readonly items: readonly ItemStatistics[];
}

/** One slot of an ended attempt. */
export interface SatItem {
  readonly questionId: string;
  readonly kind: QuestionKind;
  readonly response: string;
  /** `earned` of `of` equal parts of `points`, by the key as it is now. */
  readonly earned: number;
  readonly of: number;
  readonly points: number;
  /** A question that was made void says nothing of who is good: it is no part of any rest. */
  readonly isVoid: boolean;
  /** null where the log does not tell. */
  readonly tookMs: Millis | null;
}

export interface SatAttempt {
  /** Fifth of the round, from `bandsOf`. */
  readonly band: number;
  /** Which attempts are alike: the same time of sitting (a second try knows more than a first). */
  readonly peers: string;
  readonly items: readonly SatItem[];
}

/** Other items a paper must have, and attempts a group, before they are compared: heig-quiz's minimum counts. */
const restItemsMin = 5;
const comparedMin = 10;

interface ItemTally {
  readonly kind: QuestionKind;
  attempts: number;
  /** Sum of shares, each in `unit`s. */
  shares: number;
  readonly bands: number[];
  readonly peers: Map<string, Pairs>;
  /** Attempts by whole seconds. */
  readonly seconds: Map<number, number>;
  readonly seen: Seen;
}

/** What has been counted so far; made by `emptyTally`, grown by `countAttempt`. */
export interface Tally {
  attempts: number;
  readonly items: Map<string, ItemTally>;
}

export const emptyTally = (): Tally => ({ attempts: 0, items: new Map() });

/** A share is a whole number of these, so that sums of any order are the same. */
const unit = 10_000;
const secondsMax = 3_600;

/** Counts one ended attempt; the tally grows in place. */
export function countAttempt(tally: Tally, { band, peers, items }: SatAttempt): void {
  tally.attempts += 1;
  const counted = items.filter(({ isVoid }) => !isVoid);
  const earned = counted.reduce((sum, item) => sum + pointsOf(item), 0);
  const points = counted.reduce((sum, item) => sum + item.points, 0);
  for (const item of items) {
    const of = tallyOf(tally, item);
    const share = Math.round((unit * item.earned) / item.of);
    of.attempts += 1;
    of.bands[band] = (of.bands[band] ?? 0) + 1;
    of.shares += share;
    of.seen.add(item.response, band);
    if (item.tookMs !== null) {
      const seconds = Math.min(secondsMax, Math.round(item.tookMs / 1_000));
      of.seconds.set(seconds, (of.seconds.get(seconds) ?? 0) + 1);
    }
    const others = counted.length - (item.isVoid ? 0 : 1);
    const restPoints = points - (item.isVoid ? 0 : item.points);
    if (others < restItemsMin || restPoints <= 0) continue;
    const rest = Math.round((unit * (earned - (item.isVoid ? 0 : pointsOf(item)))) / restPoints);
    of.peers.set(peers, addPair(of.peers.get(peers), share, rest));
  }
}

const pointsOf = ({ earned, of, points }: SatItem): number => Math.floor((points * earned) / of);

function tallyOf(tally: Tally, { questionId, kind }: SatItem): ItemTally {
  const known = tally.items.get(questionId);
  if (known !== undefined) return known;
  const bands = Array.from({ length: bandCount }, () => 0);
  const made = { kind, attempts: 0, shares: 0, bands, peers: new Map(), seconds: new Map(), seen: answersSeen(kind) };
  tally.items.set(questionId, made);
  return made;
}

/** What an item is judged by beside its answers: the options it offers, and which of them are right. */
export interface ItemOptions {
  readonly options: readonly string[];
  readonly key: readonly string[];
}

/** The figures, items by id. `optionsOf` tells of every question counted. */
export function itemStatistics(tally: Tally, optionsOf: (questionId: string) => ItemOptions): RoundStatistics {
  const ids = [...tally.items.keys()].sort();
  return { attempts: tally.attempts, items: ids.flatMap((id) => figuresOf(id, tally.items.get(id), optionsOf(id))) };
}

function figuresOf(questionId: string, item: ItemTally | undefined, options: ItemOptions): ItemStatistics[] {
  if (item === undefined) return [];
  const { attempts, bands, kind } = item;
  const facility = item.shares / (unit * attempts);
  const together = combined(
    [...item.peers].sort(byName).map(([, pairs]) => pairs),
    comparedMin,
  );
  const { chosen, others } = item.seen.table();
  const discrimination = together === null ? null : rounded(together.r);
  const flags = flagsOf({ attempts, kind, facility, together, chosen, ...options });
  const medianMs = medianOf(item.seconds);
  const compared = together?.n ?? 0;
  return [{ questionId, attempts, bands, facility, discrimination, compared, medianMs, chosen, others, flags }];
}

const byName = ([a]: readonly [string, unknown], [b]: readonly [string, unknown]): number => (a < b ? -1 : 1);

/** Beyond three places it is noise. */
const rounded = (r: number): number => Math.round(r * 1_000) / 1_000;

/** The lower one of two in the middle. */
function medianOf(seconds: ReadonlyMap<number, number>): Millis | null {
  const total = [...seconds.values()].reduce((sum, count) => sum + count, 0);
  let passed = 0;
  for (const [second, count] of [...seconds].sort(([a], [b]) => a - b)) {
    passed += count;
    if (2 * passed >= total) return second * 1_000;
  }
  return null;
}
