/** A question whose legal source lapses: flagged for those who write, and gone from papers, samples, practice and supply on the day. */
import { expect, it } from 'vitest';
import { drawSamples } from '../../server/services/make-sample-papers.ts';
import { readBlueprint } from '../../server/services/read-blueprint.ts';
import { startAttempt } from '../../server/services/start-attempt.ts';
import type { LegalSource } from '../../server/rules/question.ts';
import { versionsOfQuestion } from '../../server/store/question-versions.ts';
import { openBank, type BankWorld } from '../helpers/bank-world.ts';
import { makeParticipant, roundIdOf, sampleContest } from '../helpers/make.ts';

/** A whole bank is loaded and written in for each, on a machine that may be busy with other work. */
const patient = { timeout: 120_000 };
/** Midnight in Việt Nam at the beginning of 23 November 2026. */
const midnight = Date.UTC(2026, 10, 22, 17);
const lapsing: LegalSource[] = [
  {
    instrument: 'Nghị định 13/2023/NĐ-CP',
    article: '2',
    clause: '',
    inForceFrom: '2023-07-01',
    inForceTo: '2026-11-23',
  },
];

/** The sample contest whose open round has nothing but lapsing questions for one cell of its blueprint. */
async function lapsingWorld() {
  const world = await openBank({ samples: true, bankId: 'chuyen-doi-so' });
  const contest = await sampleContest(world.ctx);
  const roundId = roundIdOf(contest, 'open');
  const round = contest.rounds.find(({ id }) => id === roundId);
  const cell = round?.definition.blueprint.cells[0];
  if (!round || !cell) throw new Error('the sample has a blueprint');
  const { topic } = cell;
  const difficulty = cell.difficulty ?? 'recognise';
  const rivals = (await world.table(`?topic=${topic}&difficulty=${difficulty}&state=approved&practice=false`)).rows;
  const codes: string[] = [];
  for (let n = 0; n < cell.count; n += 1)
    codes.push(await world.approved({ topic, difficulty, stem: `Theo Nghị định 13, điều thứ ${n}?`, legal: lapsing }));
  await world.post(
    `/api/staff/banks/${world.bankId}/bulk`,
    { deed: 'retire', codes: rivals.map(({ code }) => code), note: 'Để dành' },
    { cookie: world.organiser.cookie },
  );
  const supply = async (of = roundId) => {
    const view = await readBlueprint(world.ctx, of);
    if (!view.ok) throw new Error(view.refusal.name);
    const groups = view.value.supply.filter((group) => group.topic === topic && group.difficulty === difficulty);
    return groups.reduce((sum, { count }) => sum + count, 0);
  };
  return { ...world, world, contest, round, cell, codes, supply };
}

const starts = async ({ ctx }: BankWorld, roundId: ReturnType<typeof roundIdOf>) => {
  const { id: participantId, user } = await makeParticipant(ctx);
  const started = await startAttempt(ctx, { userId: user.id, participantId, roundId });
  return started.ok ? started.value.paper.slots.map(({ versionId }) => versionId) : started.refusal;
};

it('on papers to the last minute before, on none from midnight on', patient, async () => {
  await using it = await lapsingWorld();
  const { world, round, cell, codes, contest } = it;
  expect(round.closesAt).toBeGreaterThan(midnight);
  world.clock.set(midnight - 60_000);
  const paper = await starts(world, round.id);
  const versions = await world.ctx.store.read((tx) => tx.db.select().from(tx.tables.questionVersion));
  const asked = versions.filter(
    ({ id, questionId }) => Array.isArray(paper) && paper.includes(id) && codes.includes(questionId),
  );
  expect(asked.map(({ questionId }) => questionId).sort()).toEqual(codes.toSorted());
  expect((await drawSamples(world.ctx, { roundId: round.id, count: 1, seed: '' })).ok).toBe(true);

  world.clock.set(midnight);
  const topic = contest.topics.find(({ id }) => id === cell.topic)?.name;
  expect(await starts(world, round.id)).toMatchObject({ name: 'blueprint-unmet', topic, needed: cell.count, have: 0 });
  expect(await drawSamples(world.ctx, { roundId: round.id, count: 1, seed: '' })).toMatchObject({
    refusal: { name: 'cell-unmet', have: 0 },
  });
});

it('is no supply for a round that closes after that day, however early one looks', patient, async () => {
  await using it = await lapsingWorld();
  expect(it.round.closesAt).toBeGreaterThan(midnight);
  expect(await it.supply()).toBe(0);
  const earlier = it.contest.rounds.find(({ closesAt }) => closesAt < midnight);
  if (!earlier) throw new Error('the sample has a round that closes before that day');
  expect(await it.supply(earlier.id)).toBe(it.codes.length);
  it.world.clock.set(midnight);
  expect(await it.supply(earlier.id)).toBe(0);
});

it(
  'the table and the editor say so on the day, for drafts as for what is approved, and nobody approves it any more',
  patient,
  async () => {
    await using it = await lapsingWorld();
    const { world, codes } = it;
    const [approved = ''] = codes;
    const draft = await world.write({ legal: lapsing, topic: it.cell.topic, stem: 'Bản nháp theo Nghị định 13?' });
    const waiting = await world.write({ legal: lapsing, topic: it.cell.topic, stem: 'Chờ duyệt theo Nghị định 13?' });
    await world.step(waiting, 'send', world.author);
    const flagged = async () => (await world.table('?flag=lapsed')).rows.map(({ code }) => code).sort();
    world.clock.set(midnight - 1);
    expect(await flagged()).toEqual([]);
    expect(await world.view(approved)).toMatchObject({ lapsesOn: '2026-11-23', isDrawn: true });
    world.clock.set(midnight);
    expect(await flagged()).toEqual([...codes, draft, waiting].sort());
    for (const code of [approved, draft, waiting])
      expect((await world.view(code)).hints.map(({ name }) => name)).toContain('instrument-lapsed');
    await expect(world.step(waiting, 'approve', world.reviewer)).rejects.toThrow('question-lapsed');

    // Brought up to date it is agreed on again, and drawn again.
    const mended = {
      ...(await world.view(approved)).content,
      legal: [{ ...lapsing[0], inForceTo: '' } as LegalSource],
    };
    await world.save(approved, mended);
    await world.step(approved, 'send', world.author);
    await world.step(approved, 'approve', world.reviewer);
    expect(await flagged()).not.toContain(approved);
    expect(await it.supply()).toBe(1);
    const drawn = (await world.ctx.store.read((tx) => versionsOfQuestion(tx, world.bankId, approved)))[0]?.id;
    expect(await starts(world, it.round.id)).toContain(drawn);
  },
);
