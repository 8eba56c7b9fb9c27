/**
 * A round that a crowd has played, written straight into the tables: eight questions of four options, everybody's answers in
 * the log, a known wrong key among them. For what is too large to be played through HTTP.
 */
import type { AttemptId, ParticipantId, PersonId, RoundId, UnitId, UserId, VersionId } from '../../server/rules/ids.ts';
import type { Question } from '../../server/rules/question.ts';
import { makeRandom } from '../../server/rules/random.ts';
import { makeNewId } from '../../server/services/context.ts';
import { rebuildStandings } from '../../server/services/rebuild-standings.ts';
import type { Tx } from '../../server/store/store.ts';
import { makeWorld, noon, type World, type WorldOptions } from './standings-world.ts';

export const crowdQuestions = 8;
/** `q1` has key `a`, but everybody who knows answers `b`. */
export const wrongQuestion = 'q1';
const options = ['a', 'b', 'c', 'd'];

const question = (n: number): Question => ({
  ...{ id: `q${n}`, topic: 'chung', kind: 'single', difficulty: 'recognise', stem: `Câu **số** ${n}` },
  options: options.map((id) => ({ id, text: `Phương án ${id}` })),
  ...{ key: ['a'], explanation: '', source: '', factId: '', checkedOn: '2026-01-01', isPractice: false },
});

export interface CrowdWorld extends World {
  readonly roundId: RoundId;
}

export async function crowdRound(people: number, given: WorldOptions = {}): Promise<CrowdWorld> {
  const world = await makeWorld({
    ranking: ['score', 'predictionGap', 'elapsed'],
    ...given,
    round: { blueprint: { cells: [], pointsPerQuestion: 5 }, ...given.round },
  });
  await world.store.write((tx) => fill(tx, people));
  const ctx = { ...world.ctx, newId: makeNewId(world.clock) };
  await rebuildStandings(ctx, world.contestId);
  return { ...world, ctx, roundId: 'r1' as RoundId };
}

/** Rows of a statement: databases allow so many bound values. */
const rowsMax = 100;

async function fill({ db, tables }: Tx, people: number): Promise<void> {
  const random = makeRandom('c0ffee');
  const questions = Array.from({ length: crowdQuestions }, (_none, at) => question(at + 1));
  await db.insert(tables.questionVersion).values(
    questions.map((content) => ({
      ...{ id: `v-${content.id}` as VersionId, bankId: 'bank', questionId: content.id, version: 1 },
      ...{ contentHash: content.id, content, isCurrent: true, approvedAt: 1 },
    })),
  );
  for (let start = 1; start <= people; start += rowsMax) {
    const numbers = Array.from({ length: Math.min(rowsMax, people - start + 1) }, (_none, at) => start + at);
    const sat = numbers.map((n) => {
      const skill = random.below(100);
      const responses = questions.map(({ id }) => {
        if (random.below(100) >= skill) return options[random.below(4)] ?? 'a';
        return id === wrongQuestion ? 'b' : 'a';
      });
      return { n, responses, correct: responses.filter((response) => response === 'a').length };
    });
    await db.insert(tables.participant).values(
      sat.map(({ n }) => ({
        ...{ id: `p${n}` as ParticipantId, contestId: 'c1' as World['contestId'], personId: `pp${n}` as PersonId },
        ...{
          userId: `u${n}` as UserId,
          fullName: `Người ${n}`,
          publicName: `${n}***`,
          birthYear: 2000,
          isChild: false,
        },
        ...{ categoryId: 'doan-vien', unitId: 'chogao' as UnitId, residence: 'lives', enteredAt: 1 },
        ...{ disqualifiedAt: 0, disqualifiedReason: '' },
      })),
    );
    await db.insert(tables.attempt).values(
      sat.map(({ n, correct }) => ({
        ...{ id: `a${n}` as AttemptId, contestId: 'c1' as World['contestId'], roundId: 'r1' as RoundId, ordinal: 1 },
        ...{ participantId: `p${n}` as ParticipantId, userId: `u${n}` as UserId, state: 'handed-in' as const },
        ...{
          startedAt: noon + n,
          deadlineAt: noon + 900_000,
          finishedAt: noon + n + 80_000 + (n % 50),
          elapsedMs: 80_000 + (n % 50),
        },
        paper: { seed: '00', slots: questions.map(({ id }) => ({ versionId: `v-${id}` as VersionId, options })) },
        ...{ score: 5 * correct, correct, prediction: n % 9 },
      })),
    );
    const log = sat.flatMap(({ n, responses }) => [
      ...responses.map((response, at) => ({ n, slot: at + 1, response })),
      { n, slot: 0, response: String(n % 9) },
    ]);
    for (let at = 0; at < log.length; at += rowsMax)
      await db.insert(tables.answer).values(
        log.slice(at, at + rowsMax).map(({ n, slot, response }) => ({
          ...{
            attemptId: `a${n}` as AttemptId,
            seq: slot === 0 ? crowdQuestions + 1 : slot,
            slot,
            revision: 1,
            response,
          },
          ...{ receivedAt: noon + n + 10_000 * (slot === 0 ? crowdQuestions : slot), clientKey: `k${n}-${slot}` },
          ...{ prevHash: '', hash: '' },
        })),
      );
  }
}
