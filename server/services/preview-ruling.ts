/**
 * What a ruling on a wrong key would change, before it is made: attempts, people, ranks and prizes on the round's board
 * and on the overall one. Nothing is written. Its digest is named when the ruling is made, so that what is applied is
 * what was seen.
 */
import { setImmediate as nextTurn } from 'node:timers/promises';
import type { Localised } from '../rules/contest.ts';
import type { UnitId } from '../rules/ids.ts';
import { accepted, type Outcome } from '../rules/refusal.ts';
import { rulingsOfRound } from '../store/rulings.ts';
import { awardsOnBoard } from '../store/awards.ts';
import { rulingPeopleMax, type RulingBoard, type RulingPerson, type RulingPreview } from '../wire/http/statistics.ts';
import { isSealed } from './board-digest.ts';
import { boardOf } from './board-of.ts';
import type { Ctx } from './context.ts';
import { proposeOn, type Proposal, type RankedRow } from './propose-awards.ts';
import { isSameAwards, isStanding, winnersOf } from './read-awards.ts';
import { countTruth } from './round-truth.ts';
import { boardsAfter, type BoardChange } from './ruling-boards.ts';
import { effectsOf, type Effects } from './ruling-effects.ts';
import { ruledQuestion, type Ruled, type RulingWish } from './ruled-question.ts';
import { otherWordings } from './other-wordings.ts';
import { mapInTurns } from './sort-in-turns.ts';

/** Thrown by who hears of the progress, when nobody wants the preview any more. */
export class GivenUp extends Error {}

/** `onProgress` hears how many attempts are counted, and then on that it goes on. Refusals: those of `ruledQuestion`. */
export async function previewRuling(
  ctx: Ctx,
  wish: RulingWish,
  onProgress: (done: number) => void = () => {},
): Promise<Outcome<RulingPreview>> {
  const ruled = await ruledQuestion(ctx, wish);
  if (!ruled.ok) return ruled;
  const effects = await effectsOf(ctx, ruled.value, wish, onProgress);
  return accepted(await preview(ctx, ruled.value, wish, effects, () => onProgress(effects.counted)));
}

async function preview(
  ctx: Ctx,
  ruled: Ruled,
  wish: RulingWish,
  effects: Effects,
  onTurn: () => void,
): Promise<RulingPreview> {
  const { round } = ruled;
  const { asked, changes } = effects;
  const isProvisional = round.closedAt === 0;
  const correctAfter = new Map(changes.map(({ attemptId, after }) => [attemptId, after.correct]));
  const truthAfter = isProvisional
    ? round.predictionTruth
    : await countTruth(ctx, round, ({ id, correct }) => correctAfter.get(id) ?? correct);
  const boards = [];
  for await (const change of boardsAfter(ctx, ruled, { changes, truthAfter, onTurn }))
    boards.push(await viewBoard(ctx, ruled, change));
  return {
    digest: await rulingDigest(ctx, ruled, wish, () => effects),
    questionId: wish.questionId,
    asked,
    attemptsChanged: changes.length,
    gained: changes.filter(({ before, after }) => after.score > before.score).length,
    lost: changes.filter(({ before, after }) => after.score < before.score).length,
    peopleChanged: new Set(changes.map(({ participantId }) => participantId)).size,
    predictionTruth: round.predictionTruth,
    predictionTruthAfter: truthAfter,
    isProvisional,
    otherWordings: await otherWordings(ctx, ruled, wish.ruling),
    outdatesAwards: boards.some(({ outdates }) => outdates),
    boards: boards.map(({ view }) => view),
  };
}

/**
 * Of everything that the applying rests on, the versions of the question too. While a round runs people hand in between looking and applying: then it holds
 * the ruling and those made before it, and the numbers are those of the moment. A seal holds the standings and every log,
 * so only of a round that is closed and not sealed the effects themselves are asked for.
 */
export async function rulingDigest(
  ctx: Ctx,
  { round, versions }: Ruled,
  wish: RulingWish,
  effects: () => Effects | Promise<Effects>,
): Promise<string> {
  const made = (await ctx.store.read((tx) => rulingsOfRound(tx, round.id))).map(({ id }) => id);
  const { questionId, ruling } = wish;
  const settled = round.closedAt === 0 ? 'running' : isSealed(round) ? round.sealDigest : (await effects()).digest;
  return ctx.secrets.digest(
    JSON.stringify([round.id, questionId, ruling, versions.map(({ id }) => id), made, settled]),
  );
}

interface ViewedBoard {
  readonly view: RulingBoard;
  readonly outdates: boolean;
}

async function viewBoard(ctx: Ctx, { contest }: Ruled, { board, before, after }: BoardChange): Promise<ViewedBoard> {
  const known = boardOf(contest, board);
  if (known === null) throw new Error(`no board ${board}`);
  const [then, now] = [await proposeOn(ctx, contest, known, before), await proposeOn(ctx, contest, known, after)];
  const nameOf = (prizeId: string): Localised =>
    contest.definition.prizes.find(({ id }) => id === prizeId)?.name ?? { vi: prizeId, en: prizeId };
  const prizes = [prizesIn(then, nameOf), prizesIn(now, nameOf)] as const;
  const moved = await movedRows(before, after, prizes);
  const units = [...new Set([...prizes[0].keys(), ...prizes[1].keys()])].filter(
    (key) => key.startsWith(unitMark) && differ(prizes, key),
  );
  const named = await winnersOf(ctx, board, [
    ...moved.shown,
    ...units.map((key) => ({ participantId: '' as const, unitId: key.slice(unitMark.length) as UnitId })),
  ]);
  const people = moved.shown.map((row): RulingPerson => {
    const { fullName = '', unitName = '' } = named.people.get(row.participantId) ?? {};
    return { ...row, fullName, unitName };
  });
  const decided = (await ctx.store.read((tx) => awardsOnBoard(tx, contest.id, board))).filter(isStanding);
  return {
    outdates: decided.length > 0 && isSameAwards(decided, then.awards) && !isSameAwards(decided, now.awards),
    view: {
      board,
      ranksChanged: moved.ranksChanged,
      prizesChanged: moved.prizesChanged + units.length,
      people,
      units: units.map((key) => {
        const unitId = key.slice(unitMark.length);
        const name = named.units.get(unitId as UnitId) ?? '';
        return { unitId, name, prizesBefore: prizes[0].get(key) ?? [], prizesAfter: prizes[1].get(key) ?? [] };
      }),
    },
  };
}

type Prizes = ReadonlyMap<string, Localised[]>;
/** Ids of units and of people are told apart by it. */
const unitMark = 'unit ';

function prizesIn({ awards }: Proposal, nameOf: (prizeId: string) => Localised): Prizes {
  const prizes = new Map<string, Localised[]>();
  for (const { prizeId, participantId, unitId } of awards) {
    const key = participantId === '' ? unitMark + unitId : participantId;
    prizes.set(key, [...(prizes.get(key) ?? []), nameOf(prizeId)]);
  }
  return prizes;
}

const differ = ([before, after]: readonly [Prizes, Prizes], key: string): boolean =>
  JSON.stringify(before.get(key) ?? []) !== JSON.stringify(after.get(key) ?? []);

type MovedRow = Omit<RulingPerson, 'participantId' | 'fullName' | 'unitName'> & Pick<RankedRow, 'participantId'>;

interface MovedRows {
  /** Whose prize changes first, then by the new rank. */
  readonly shown: readonly MovedRow[];
  readonly ranksChanged: number;
  readonly prizesChanged: number;
}

/** Rows compared in one turn. */
const turnMax = 5_000;

/** Everybody whose score, rank or prize changes is counted, the first of them are shown. */
async function movedRows(
  before: readonly RankedRow[],
  after: readonly RankedRow[],
  prizes: readonly [Prizes, Prizes],
): Promise<MovedRows> {
  const rowBefore = new Map(await mapInTurns(before, (row) => [row.participantId, row] as const));
  const otherPrize: MovedRow[] = [];
  const others: MovedRow[] = [];
  let [ranksChanged, prizesChanged] = [0, 0];
  for (const [at, { participantId, score, rank }] of after.entries()) {
    if (at % turnMax === turnMax - 1) await nextTurn();
    const was = rowBefore.get(participantId);
    const hasOtherPrize = differ(prizes, participantId);
    if (was === undefined || (was.score === score && was.rank === rank && !hasOtherPrize)) continue;
    if (was.rank !== rank) ranksChanged += 1;
    if (hasOtherPrize) prizesChanged += 1;
    const shown = hasOtherPrize ? otherPrize : others;
    if (shown.length >= rulingPeopleMax) continue;
    shown.push({
      participantId,
      ...{ scoreBefore: was.score, scoreAfter: score, rankBefore: was.rank, rankAfter: rank },
      prizesBefore: prizes[0].get(participantId) ?? [],
      prizesAfter: prizes[1].get(participantId) ?? [],
    });
  }
  return { shown: [...otherPrize, ...others].slice(0, rulingPeopleMax), ranksChanged, prizesChanged };
}
