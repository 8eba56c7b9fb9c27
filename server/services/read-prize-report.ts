/**
 * The prize report of a board as a value. What has been decided is printed as it was decided; where nothing has, or where
 * it no longer is what the rules give, the proposal is printed and marked provisional: a paper never
 * names a winner who was disqualified since. Staff only: full names of children stand in it.
 */
import { localDate } from '../rules/calendar.ts';
import { accepted, refused, type Outcome } from '../rules/refusal.ts';
import type { ContestId } from '../rules/ids.ts';
import { fullScoreOf, type Prize } from '../rules/contest.ts';
import { totalsOf, type CollectivePrize, type IndividualPrize, type PrizeReport } from '../documents/prize-report.ts';
import { namedContest } from '../documents/prize-report-value.ts';
import { awardNote, criterionFigure, criterionName, reportWords } from '../documents/prize-report-words.ts';
import { awardsOnBoard } from '../store/awards.ts';
import { boardOf, type BoardOf } from './board-of.ts';
import type { Ctx } from './context.ts';
import { loadContest, type LoadedContest } from './load-contest.ts';
import { proposeAwards, type AwardFacts } from './propose-awards.ts';
import { isSameAwards, isStanding, winnersOf, type Winners } from './read-awards.ts';

/** Refusal: `not-found` for contest or board. */
export async function readPrizeReport(
  ctx: Ctx,
  { contestId, board: name }: { contestId: ContestId; board: string },
): Promise<Outcome<PrizeReport>> {
  const contest = await loadContest(ctx, contestId);
  const board = contest && boardOf(contest, name);
  if (!contest || !board) return refused({ name: 'not-found' });
  const proposal = await proposeAwards(ctx, contest, board);
  const decided = (await ctx.store.read((tx) => awardsOnBoard(tx, contest.id, name))).filter(isStanding);
  const isProvisional = !board.isFinal || decided.length === 0 || !isSameAwards(decided, proposal.awards);
  const awards = isProvisional ? proposal.awards : decided;
  const winners = await winnersOf(ctx, name, awards);
  const prizes = contest.definition.prizes.filter(({ scope }) => scope === board.scope);
  const rows = {
    groups: prizes
      .filter(({ kind }) => kind === 'individual')
      .map((prize) => group(contest, board, prize, awards, winners)),
    collective: prizes.filter(({ kind }) => kind === 'collective').map((prize) => unitGroup(prize, awards, winners)),
  };
  return accepted({ ...formalities(ctx, contest, board), isProvisional, ...rows, totals: totalsOf(rows) });
}

/** Everything around the tables. */
function formalities(ctx: Ctx, { definition }: LoadedContest, board: BoardOf) {
  const { heading, parentBody, issuingBody, placeName, title } = definition;
  const contestName = namedContest(title.vi);
  const boardTitle = board.roundName?.vi ?? reportWords.wholeContest;
  return {
    heading,
    parentBody,
    issuingBody,
    placeName,
    symbol: reportWords.symbol,
    number: '',
    date: localDate(ctx.clock.now()),
    title: reportWords.title,
    subject: reportWords.subject(board.roundName?.vi ?? '', contestName),
    contestTitle: title.vi,
    boardTitle,
    basis: reportWords.basis(contestName),
    signer: reportWords.signer,
    recipients: reportWords.recipients(parentBody),
    verify: { digest: digestOf(ctx, board) },
  };
}

/** Of one round the seal itself; of several a digest over their seals, in the order of the rounds. */
function digestOf(ctx: Ctx, { rounds, isFinal }: BoardOf): string {
  const seals = rounds.map(({ sealDigest }) => sealDigest);
  if (!isFinal) return '';
  return seals.length === 1 ? (seals[0] ?? '') : ctx.secrets.digest(seals.join('\n'));
}

function scoreMaxOf({ rounds }: BoardOf): number {
  return rounds.reduce((sum, { definition }) => sum + fullScoreOf(definition.blueprint), 0);
}

function group(
  { definition }: LoadedContest,
  board: BoardOf,
  prize: Prize,
  awards: readonly AwardFacts[],
  { people }: Winners,
): IndividualPrize {
  const scoreMax = scoreMaxOf(board);
  const winners = awards
    .filter(({ prizeId }) => prizeId === prize.id)
    .flatMap(({ participantId, amount, rank, reason }) => {
      const person = participantId === '' ? undefined : people.get(participantId);
      if (person === undefined) return [];
      const { categoryId, score, correct, prediction, predictionGap, elapsedMs } = person.standing;
      const category = definition.categories.find(({ id }) => id === categoryId)?.name.vi ?? '';
      const { fullName, birthYear, unitName } = person;
      const figures = { score, scoreMax, correct, prediction, predictionGap, elapsedMs, amount, rank };
      return [{ fullName, birthYear, unitName, category, ...figures, note: awardNote(reason) }];
    });
  return { prizeName: prize.name.vi, amount: prize.amount, quota: prize.quota, winners };
}

function unitGroup(prize: Prize, awards: readonly AwardFacts[], { units }: Winners): CollectivePrize {
  const winners = awards
    .filter(({ prizeId }) => prizeId === prize.id)
    .map(({ unitId, amount, rank, reason }) => ({
      unitName: unitId === '' ? '' : (units.get(unitId) ?? ''),
      criterion: criterionName(reason),
      figure: criterionFigure(reason),
      amount,
      rank,
    }));
  return { prizeName: prize.name.vi, amount: prize.amount, winners };
}
