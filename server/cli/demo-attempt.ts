/** One made-up person's sitting of a round, through the same services that a browser's requests reach. */
import { decodeGiven, rightResponse } from '../rules/marking/index.ts';
import type { Given } from '../rules/marking/kind.ts';
import { shuffle, takeSome, type Random } from '../rules/random.ts';
import type { ParticipantId, UserId } from '../rules/ids.ts';
import { acceptAnswers } from '../services/accept-answers.ts';
import { endAttempt } from '../services/end-attempt.ts';
import { handIn } from '../services/hand-in.ts';
import type { LoadedContest } from '../services/load-contest.ts';
import type { QuestionPool } from '../services/question-pool.ts';
import { startAttempt } from '../services/start-attempt.ts';
import type { AttemptRow } from '../store/attempts.ts';
import type { RoundRow } from '../store/contests.ts';
import type { Question, QuestionKind } from '../rules/question.ts';
import type { AnswerDraft } from '../wire/http/attempts.ts';
import type { Ctx } from '../services/context.ts';
import type { DemoPerson } from './demo-people.ts';

export interface Sitting {
  readonly contest: LoadedContest;
  readonly round: RoundRow;
  readonly pool: QuestionPool;
  readonly userId: UserId;
  readonly participantId: ParticipantId;
  readonly person: DemoPerson;
  readonly random: Random;
  /** When the person taps start. */
  readonly startsAt: number;
}

/** People of a hundred who close the phone and never hand in: their time runs out. */
const forgetful = 3;

/** `ctxAt(t)` is the same context with its clock standing at `t`: what would have happened then. */
export async function sit(ctxAt: (at: number) => Ctx, sitting: Sitting): Promise<void> {
  const { userId, participantId, round, person, random, startsAt } = sitting;
  const started = await startAttempt(ctxAt(startsAt), { userId, participantId, roundId: round.id });
  if (!started.ok) throw new Error(`the demo could not start an attempt: ${started.refusal.name}`);
  const attempt = started.value;
  const answers = draftAnswers(attempt, sitting);
  const thinkingMs = answers.length * person.paceMs + random.below(20_000);
  const isForgetful = random.below(100) < forgetful;
  const endsAt = Math.min(startsAt + thinkingMs, attempt.deadlineAt - 1_000);
  const sent = await acceptAnswers(ctxAt(endsAt - 500), {
    userId,
    attemptId: attempt.id,
    answers,
    receivedAt: endsAt - 500,
  });
  if (!sent.ok) throw new Error(`the demo's answers were refused: ${sent.refusal.name}`);
  if (isForgetful) return timeOut(ctxAt(attempt.deadlineAt + round.definition.graceMs), sitting, attempt);
  const ended = await handIn(ctxAt(endsAt), { userId, attemptId: attempt.id, receivedAt: endsAt });
  if (!ended.ok) throw new Error(`the demo could not hand in: ${ended.refusal.name}`);
}

/** The sweep of the server, which looks at the real time, would find these only later. */
async function timeOut(ctx: Ctx, { contest, round, pool }: Sitting, attempt: AttemptRow): Promise<void> {
  const ending = { contest, round, pool, attempt, state: 'timed-out', at: ctx.clock.now() } as const;
  await ctx.store.write((tx) => endAttempt(tx, ctx, ending));
}

function draftAnswers(attempt: AttemptRow, { pool, person, random, round }: Sitting): AnswerDraft[] {
  const drafts = attempt.paper.slots.map(({ versionId, options }, index): AnswerDraft => {
    const question = pool.question(versionId);
    const knows = random.below(1_000) < person.skill * 1_000;
    const given = knows ? decodeGiven(question, options, rightResponse(question)) : guess(question, options, random);
    return {
      clientKey: `demo-${index + 1}-${attempt.id.slice(-8)}`,
      slot: index + 1,
      revision: 1,
      choice: [...given.choice],
      text: given.text,
      prediction: null,
    };
  });
  if (round.definition.prediction === null) return drafts;
  const clientKey = `demo-0-${attempt.id.slice(-8)}`;
  return [...drafts, { clientKey, slot: 0, revision: 1, choice: [], prediction: person.guess }];
}

/** What somebody taps who does not know: it may be right by chance, a number or a word hardly ever. */
function guess({ kind, prompts = [], key }: Question, options: readonly string[], random: Random): Given {
  const positions = options.map((_, position) => position);
  const guesses: Readonly<Record<QuestionKind, () => Given>> = {
    single: () => ({ choice: takeSome(positions, 1, random), text: '' }),
    'true-false': () => ({ choice: takeSome(positions, 1, random), text: '' }),
    multiple: () => ({ choice: takeSome(positions, 2, random), text: '' }),
    grid: () => ({ choice: options.map(() => 1 + random.below(2)), text: '' }),
    ordering: () => ({ choice: shuffle(positions, random), text: '' }),
    matching: () => ({ choice: prompts.map(() => 1 + random.below(options.length)), text: '' }),
    number: () => ({ choice: [], text: String(random.below(100)) }),
    text: () => ({ choice: [], text: `${key[0] ?? ''} ${random.below(10)}` }),
  };
  return guesses[kind]();
}
