/**
 * Papers of a round drawn to be looked at: by the very drawing of the round, from seeds that no round has. They show keys,
 * so they are for those who may approve questions.
 */
import { makeDraw, fullScoreOfPaper, pointsOfSlot, type Paper } from '../rules/paper.ts';
import type { RoundId } from '../rules/ids.ts';
import { decodeGiven, rightResponse } from '../rules/marking/index.ts';
import { topicName, type Question } from '../rules/question.ts';
import { accepted, refused, type Outcome, type Refusal } from '../rules/refusal.ts';
import type { RoundRow } from '../store/contests.ts';
import type { SamplePapers } from '../wire/http/blueprints.ts';
import type { Ctx } from './context.ts';
import type { LoadedContest } from './load-contest.ts';
import { loadPool, type QuestionPool } from './question-pool.ts';
import { contestOfRound } from './read-blueprint.ts';
import { shownQuestion } from './shown-question.ts';

export interface SampleWish {
  readonly roundId: RoundId;
  readonly count: number;
  /** 16 bytes in hexadecimal; '' draws new papers. */
  readonly seed: string;
}

export interface DrawnSamples {
  readonly contest: LoadedContest;
  readonly round: RoundRow;
  readonly pool: QuestionPool;
  readonly seed: string;
  readonly papers: readonly Paper[];
}

const seedBytes = 16;

/** The same papers for the same seed while the bank and the blueprint stay. Refusals: `not-found`, `blueprint-empty`, `cell-unmet`. */
export async function drawSamples(
  ctx: Ctx,
  { roundId, count, seed: wanted }: SampleWish,
): Promise<Outcome<DrawnSamples>> {
  const found = await contestOfRound(ctx, roundId);
  if (found === null) return refused({ name: 'not-found' });
  const { contest, round } = found;
  const { blueprint, name } = round.definition;
  const pool = await loadPool(ctx, contest);
  const draw = makeDraw(blueprint, pool.drawableIn(contest.id, Math.max(ctx.clock.now(), round.opensAt)));
  const seed = wanted === '' ? ctx.randomHex(seedBytes) : wanted;
  const papers: Paper[] = [];
  for (let number = 1; number <= count; number += 1) {
    // A digest over words that no attempt's id has: whatever seed is sent, it is none of a round.
    const paper = draw(ctx.secrets.digest(`sample paper ${number} of ${seed}`));
    if (!paper.ok) return unmet(paper.refusal, name.vi, contest);
    if (paper.value.slots.length === 0) return refused({ name: 'blueprint-empty', round: name.vi });
    papers.push(paper.value);
  }
  return accepted({ contest, round, pool, seed, papers });
}

/** The participant's words ("tell the organisers") are not the organiser's. */
function unmet(refusal: Refusal, round: string, { topics }: LoadedContest) {
  if (refusal.name !== 'blueprint-unmet') return refused(refusal);
  const { difficulty, kind, needed, have } = refusal;
  return refused({
    ...{ name: 'cell-unmet', round, needed, have },
    topic: topicName(topics, refusal.topic),
    difficulty: difficulty === 'any' ? '' : difficulty,
    kind: kind === 'any' ? '' : kind,
  });
}

/** For the screen. */
export async function makeSamplePapers(ctx: Ctx, wish: SampleWish): Promise<Outcome<SamplePapers>> {
  const drawn = await drawSamples(ctx, wish);
  if (!drawn.ok) return drawn;
  const { round, pool, seed, papers } = drawn.value;
  const { blueprint } = round.definition;
  return accepted({
    seed,
    papers: papers.map((paper, at) => ({
      number: at + 1,
      fullScore: fullScoreOfPaper(paper, blueprint),
      questions: paper.slots.map((slot) => {
        const question = pool.question(slot.versionId);
        const shown = shownQuestion(question, pool.mediaOf);
        const { choice, text } = rightGiven(question, slot.options);
        return {
          ...{ code: question.id, kind: question.kind, points: pointsOfSlot(slot, blueprint) },
          ...{ stem: shown.stem, options: shown.options(slot.options), prompts: [...shown.prompts] },
          right: { choice: [...choice], text },
        };
      }),
    })),
  });
}

/** What is right, in the order of the paper's slot. */
export const rightGiven = (question: Question, options: readonly string[]) =>
  decodeGiven(question, options, rightResponse(question));
