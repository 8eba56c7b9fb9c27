/**
 * What must hold after every step of a contest: each sheet is the fold of its answers and of what was delivered, each
 * answer came in its window, the standings follow from the answers alone, and the public's ranks are right.
 * The expected board is computed here again by plain sorting, with nothing of the product's ranking.
 */
import { expect } from 'vitest';
import type { AttemptId } from '../../server/rules/ids.ts';
import { buildSheet } from '../../server/rules/sheet.ts';
import { boardOfRound } from '../../server/rules/standings.ts';
import { decodeChoice } from '../../server/rules/response.ts';
import { brokenLink } from '../../server/services/answer-chain.ts';
import { loadPool } from '../../server/services/question-pool.ts';
import { verifyStandings } from '../../server/services/verify-standings.ts';
import { answersOf } from '../../server/store/answers.ts';
import { attemptById, attemptsOfRound, type AttemptRow } from '../../server/store/attempts.ts';
import { participantById } from '../../server/store/participants.ts';
import type { BoardView } from '../../server/wire/http/leaderboard.ts';
import type { Person, Played } from './person.ts';
import { blueprint } from './canary-bank.ts';
import { freezesAfterMs, graceMs, slug, type World } from './world.ts';

export async function checkAttempt(world: World, played: Played): Promise<void> {
  const id = played.view.id as AttemptId;
  const [attempt, log] = await world.ctx.store.read(async (tx) => [await attemptById(tx, id), await answersOf(tx, id)]);
  if (attempt === undefined) throw new Error(`attempt ${id} is gone`);
  expect(brokenLink(id, attempt.paper.seed, log), 'the chain of answers').toBeNull();
  for (const { receivedAt } of log)
    expect(receivedAt, 'an answer after its window').toBeLessThan(attempt.deadlineAt + graceMs);
  const held = [...buildSheet(attempt.paper.slots.length, log).held.values()].map(({ slot, revision, response }) => [
    slot,
    revision,
    response,
  ]);
  const delivered = [...played.counted.values()].map((draft) => [
    draft.slot,
    draft.revision,
    responseOf(attempt, draft),
  ]);
  const bySlot = (a: (string | number)[], b: (string | number)[]) => Number(a[0]) - Number(b[0]);
  expect(held.toSorted(bySlot), 'the sheet is what was delivered in time').toEqual(delivered.toSorted(bySlot));
  for (const [slot, draft] of played.acknowledged)
    expect(played.counted.get(slot)?.revision, 'acknowledged, and lost').toBeGreaterThanOrEqual(draft.revision);
  if (attempt.state === 'handed-in' || attempt.state === 'timed-out') {
    const correct = await correctOf(world, attempt, played);
    expect(attempt).toMatchObject({ correct, score: correct * blueprint.pointsPerQuestion });
  }
}

const responseOf = (attempt: AttemptRow, { slot, choice, prediction }: Played['journal'][number]): string => {
  if (slot === 0) return String(prediction ?? '');
  return choice
    .map((position) => attempt.paper.slots[slot - 1]?.options[position] ?? '')
    .toSorted()
    .join(',');
};

async function correctOf(world: World, attempt: AttemptRow, played: Played): Promise<number> {
  const pool = await loadPool(world.ctx, world.contest);
  return attempt.paper.slots.filter(({ versionId }, index) => {
    const draft = played.counted.get(index + 1);
    const chosen = draft === undefined ? [] : decodeChoice(responseOf(attempt, draft));
    return chosen.length > 0 && chosen.join() === pool.question(versionId).key.toSorted().join();
  }).length;
}

export async function checkStandings(world: World, people: readonly Person[]): Promise<void> {
  const { disagreements } = await verifyStandings(world.ctx, world.contest.id);
  expect(disagreements).toEqual([]);
  const board = boardOfRound(world.roundId);
  const reply = await world.ask('nobody', 'GET', `/api/contests/${slug}/board?board=${board}`);
  expect(reply.statusCode, reply.body).toBe(200);
  const shown = reply
    .json<BoardView>()
    .top.map(({ rank, name, correct, elapsedMs }) => [rank, name, correct, elapsedMs] as const);
  expect(sorted(shown)).toEqual(sorted(await expectedBoard(world, people)));
}

type Line = readonly [rank: number, name: string, correct: number, elapsedMs: number];

const sorted = (lines: readonly Line[]) => lines.toSorted((a, b) => a[0] - b[0] || (a[1] < b[1] ? -1 : 1));

async function expectedBoard(world: World, people: readonly Person[]): Promise<Line[]> {
  await world.reload();
  const [round] = world.contest.rounds;
  const truth = round?.closedAt ? round.predictionTruth : null;
  const freezesAt =
    !round || round.closedAt > 0 || round.definition.freezesAt === null ? Infinity : world.opensAt + freezesAfterMs;
  const lines = await world.ctx.store.read(async (tx) => {
    const found: { name: string; keys: number[]; attempt: AttemptRow }[] = [];
    for (const person of people) {
      if (person.participantId === '') continue;
      if (person.disqualifiedAt > 0 && person.disqualifiedAt < freezesAt) continue;
      const row = await participantById(tx, person.participantId as never);
      const ended = (await attemptsOfRound(tx, person.participantId as never, world.roundId)).filter(
        ({ state, finishedAt }) => (state === 'handed-in' || state === 'timed-out') && finishedAt < freezesAt,
      );
      const best = ended
        .map((attempt) => ({ attempt, keys: keysOf(attempt, truth) }))
        .toSorted((a, b) => compare(a.keys, b.keys))[0];
      if (best && row) found.push({ name: row.publicName, ...best });
    }
    return found.toSorted((a, b) => compare(a.keys, b.keys));
  });
  return lines.slice(0, 50).map(({ name, keys, attempt }) => {
    const rank = lines.findIndex((other) => compare(other.keys, keys) === 0) + 1;
    return [rank, name, attempt.correct, attempt.elapsedMs];
  });
}

/** Smaller is better, key by key: score, correct, gap, elapsed, submitted. No prediction is the worst gap. */
function keysOf({ score, correct, prediction, elapsedMs, finishedAt }: AttemptRow, truth: number | null): number[] {
  const gap = truth === null ? 0 : prediction === null ? Infinity : Math.abs(prediction - truth);
  return [-score, -correct, gap, elapsedMs, finishedAt];
}

function compare(a: readonly number[], b: readonly number[]): number {
  for (const [n, key] of a.entries()) {
    const other = b[n] ?? 0;
    if (key !== other) return key < other ? -1 : 1;
  }
  return 0;
}
