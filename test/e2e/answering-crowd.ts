/**
 * Two hundred people who have answered thirty questions of the sample's open round, written straight into the tables: too
 * many to play, and as many as figures of questions need. Of the first single choice everybody who knows chooses the same
 * wrong option, as when its key was mistyped.
 */
import type { AttemptId, ParticipantId, PersonId, VersionId } from '../../server/rules/ids.ts';
import { kinds } from '../../server/rules/marking/index.ts';
import type { Question } from '../../server/rules/question.ts';
import { makeRandom, takeSome } from '../../server/rules/random.ts';
import { buildSheet, scoreSheet } from '../../server/rules/sheet.ts';
import { loadPool } from '../../server/services/question-pool.ts';
import { rebuildStandings } from '../../server/services/rebuild-standings.ts';
import { makeUser, roundIdOf, sampleContest } from '../helpers/make.ts';
import type { Site } from './site.ts';

const people = 200;
const asked = 30;
const paperLength = 20;

/** The question whose key looks wrong, and the option that people who know choose. */
export async function answeringCrowd(site: Site): Promise<{ question: Question; chosen: string }> {
  const { ctx } = site;
  const contest = await sampleContest(ctx);
  const roundId = roundIdOf(contest, 'open');
  const pool = await loadPool(ctx, contest);
  const drawn = pool.pool
    .filter(({ kind }) => kind === 'single')
    .slice(0, asked)
    .map(({ versionId }) => ({ versionId, question: pool.question(versionId) }));
  const suspect = drawn[0]!.question;
  const wrong = suspect.options.find(({ id }) => !suspect.key.includes(id))!.id;
  const unitId = await site.unitOf('xa cho gao');
  const user = await makeUser(ctx);
  const random = makeRandom('5eed');
  const { blueprint } = contest.rounds.find(({ id }) => id === roundId)!.definition;
  const markedBy = { questionOf: pool.question, blueprint };

  for (let n = 0; n < people; n += 1) {
    const skill = 10 + random.below(85);
    const [id, participantId] = [ctx.newId<AttemptId>(), ctx.newId<ParticipantId>()];
    const slots = takeSome(drawn, paperLength, random).map(({ versionId, question }) => ({
      versionId: versionId as VersionId,
      options: question.options.map((option) => option.id),
    }));
    const startedAt = ctx.clock.now() - 900_000 + n;
    const log = slots.map(({ versionId }, at) => {
      const question = pool.question(versionId);
      const knows = random.below(100) < skill;
      const guess = question.options[random.below(question.options.length)]?.id ?? '';
      const right = question === suspect ? wrong : kinds[question.kind].keyResponse(question);
      const response = knows ? right : random.below(12) === 0 ? '' : guess;
      return { seq: at + 1, slot: at + 1, revision: 1, response, receivedAt: startedAt + 12_000 * (at + 1) };
    });
    const paper = { seed: '00', slots };
    const { score, correct } = scoreSheet(buildSheet(slots.length, log), paper, markedBy);
    const elapsedMs = 300_000 + 1_000 * n;
    await ctx.store.write(async ({ db, tables }) => {
      await db.insert(tables.participant).values({
        ...{ id: participantId, contestId: contest.id, personId: ctx.newId<PersonId>(), userId: user.id, unitId },
        ...{ fullName: `Nguyễn Văn ${n + 1}`, publicName: `N. V. ${n + 1}***`, birthYear: 1990, isChild: false },
        ...{ categoryId: contest.definition.categories[0]?.id ?? '', residence: 'lives', enteredAt: startedAt },
        ...{ disqualifiedAt: 0, disqualifiedReason: '' },
      });
      await db.insert(tables.attempt).values({
        ...{ id, contestId: contest.id, roundId, participantId, userId: user.id, ordinal: 1, state: 'handed-in' },
        ...{ startedAt, deadlineAt: startedAt + 900_000, finishedAt: startedAt + elapsedMs, elapsedMs },
        ...{ paper, score, correct, prediction: n },
      });
      await db
        .insert(tables.answer)
        .values(
          log.map((answer) => ({ ...answer, attemptId: id, clientKey: `${id}-${answer.seq}`, prevHash: '', hash: '' })),
        );
    });
  }
  await rebuildStandings(ctx, contest.id);
  return { question: suspect, chosen: wrong };
}
