/** A blueprint from a draft to the public: copied, changed, refused, published, and begun. */
import { describe, expect, it } from 'vitest';
import type { Blueprint } from '../../server/rules/contest.ts';
import type { RoundId } from '../../server/rules/ids.ts';
import { blueprintWarnings, type BlueprintWarning } from '../../server/rules/refusal-blueprints.ts';
import { closeDueRounds } from '../../server/services/close-due-rounds.ts';
import { closeRound } from '../../server/services/close-round.ts';
import { copyContest } from '../../server/services/copy-contest.ts';
import { editDraft, readDraft } from '../../server/services/edit-draft.ts';
import type { Ctx } from '../../server/services/context.ts';
import { loadContest, loadPublicContest, type LoadedContest } from '../../server/services/load-contest.ts';
import { makeSamplePapers } from '../../server/services/make-sample-papers.ts';
import { publishContest } from '../../server/services/publish-contest.ts';
import { readBlueprint } from '../../server/services/read-blueprint.ts';
import { readJournal } from '../../server/services/read-journal.ts';
import { saveBlueprint } from '../../server/services/save-blueprint.ts';
import { startAttempt } from '../../server/services/start-attempt.ts';
import { writeContest, writeRound } from '../../server/store/contests.ts';
import { openApp, type TestApp } from '../helpers/build-app.ts';
import { actorOf, draftOf, draftSlug, must } from '../helpers/drafts.ts';
import { makeParticipant, makeStaff, roundIdOf, sampleContest } from '../helpers/make.ts';

async function draftWorld() {
  const hoithi = await openApp();
  const { ctx } = hoithi;
  const staff = await makeStaff(ctx, { role: 'organiser', fullName: 'Lê Thị Tổ Chức' });
  const source = await sampleContest(ctx);
  const draft = await draftOf(ctx, source, staff);
  return { ...hoithi, actor: actorOf(staff), staff, source, draft, roundId: must(draft.rounds[0]).id };
}

const view = async (ctx: Ctx, roundId: RoundId) => {
  const read = await readBlueprint(ctx, roundId);
  if (!read.ok) throw new Error(JSON.stringify(read.refusal));
  return read.value;
};
const refusalOf = (outcome: { ok: boolean; refusal?: unknown }) => (outcome.ok ? 'accepted' : outcome.refusal);
const reload = async (ctx: Ctx, { id }: LoadedContest) => must(await loadContest(ctx, id));
const actions = async (ctx: Ctx, { id }: LoadedContest) => {
  const journal = await readJournal(ctx, id);
  return journal.ok ? journal.value.entries : [];
};
const publish = async (
  world: TestApp & Pick<Awaited<ReturnType<typeof draftWorld>>, 'draft' | 'actor'>,
  confirmation = '',
  confirmed: readonly BlueprintWarning[] = blueprintWarnings,
) => {
  const { definitionVersion } = await reload(world.ctx, world.draft);
  const { id: contestId } = world.draft;
  const { actor } = world;
  return publishContest(world.ctx, { contestId, revision: definitionVersion, confirmation, confirmed, actor });
};
async function save(
  world: TestApp & { actor: ReturnType<typeof actorOf> },
  roundId: RoundId,
  blueprint: Blueprint,
  confirmation = '',
  confirmed: readonly BlueprintWarning[] = blueprintWarnings,
) {
  const { revision } = await view(world.ctx, roundId);
  return saveBlueprint(world.ctx, { roundId, revision, blueprint, confirmation, confirmed, actor: world.actor });
}

describe('a copy as a draft', () => {
  it('has all that was declared, secrets of its own, dates to come on the same days of the week, and nobody in it', async () => {
    await using world = await draftWorld();
    const { draft, source, clock } = world;
    expect(draft).toMatchObject({ slug: draftSlug, isDraft: true });
    const { slug: _slug, title: _title, rounds: _rounds, ...declared } = draft.definition;
    expect(source.definition).toMatchObject(declared);
    draft.rounds.forEach((round, at) => {
      const before = must(source.rounds[at]);
      expect((round.opensAt - before.opensAt) % (7 * 86_400_000)).toBe(0);
      expect(round.closesAt - round.opensAt).toBe(before.closesAt - before.opensAt);
      expect(round.opensAt).toBeGreaterThan(clock.now());
      expect(round.secret).not.toBe(before.secret);
      expect(world.ctx.secrets.digest(round.secret)).toBe(round.secretDigest);
    });
    expect((await actions(world.ctx, draft)).map(({ action, detail }) => [action, detail])).toEqual([
      ['copy-contest', '{"from":"tien-giang","slug":"ban-nhap"}'],
    ]);
  });

  it('is refused an address that is taken', async () => {
    await using world = await draftWorld();
    const again = { contestId: world.source.id, slug: draftSlug, title: { vi: 'A', en: 'A' }, actor: world.actor };
    expect(refusalOf(await copyContest(world.ctx, again))).toEqual({ name: 'slug-taken', slug: draftSlug });
  });

  it('is never opened or closed by its clock, nor by hand', async () => {
    await using world = await draftWorld();
    world.clock.set(must(world.draft.rounds.at(-1)).closesAt + 86_400_000);
    await closeDueRounds(world.ctx);
    expect((await reload(world.ctx, world.draft)).rounds.map(({ closedAt }) => closedAt)).toEqual([0, 0, 0]);
    const closing = { roundId: world.roundId, actor: world.actor, early: true };
    expect(refusalOf(await closeRound(world.ctx, closing))).toEqual({ name: 'contest-is-draft' });
  });

  it('takes another title, address and dates, and not such as no round can have', async () => {
    await using world = await draftWorld();
    const { ctx, draft, actor } = world;
    const read = await readDraft(ctx, draft.id);
    if (!read.ok) throw new Error('no draft');
    const { revision, rounds } = read.value;
    const later = rounds.map(({ key, opensAt, closesAt }) => ({
      key,
      opensAt: opensAt + 3_600_000,
      closesAt: closesAt + 3_600_000,
    }));
    const edit = {
      contestId: draft.id,
      revision,
      slug: 'hoi-thi-moi',
      title: { vi: 'Hội thi mới', en: 'New' },
      rounds: later,
      actor,
    };
    const backwards = later.map((round) => ({ ...round, closesAt: round.opensAt - 1 }));
    expect(refusalOf(await editDraft(ctx, { ...edit, rounds: backwards }))).toMatchObject({
      problem: 'round-window',
      place: 'rounds.0.closesAt',
    });
    expect(refusalOf(await editDraft(ctx, { ...edit, slug: 'tien-giang' }))).toEqual({
      name: 'slug-taken',
      slug: 'tien-giang',
    });
    expect(refusalOf(await editDraft(ctx, edit))).toBe('accepted');
    const edited = await reload(ctx, draft);
    expect(edited).toMatchObject({ slug: 'hoi-thi-moi', definition: { slug: 'hoi-thi-moi', title: edit.title } });
    expect(edited.rounds.map(({ opensAt, definition }) => [opensAt, definition.opensAt])).toEqual(
      later.map(({ opensAt }) => [opensAt, opensAt]),
    );
    expect(refusalOf(await editDraft(ctx, edit))).toMatchObject({
      name: 'changed-meanwhile',
      byName: 'Lê Thị Tổ Chức',
    });
  });
});

describe('changing a blueprint', () => {
  it('of a draft takes also what cannot be met, raises the version, and is written down once', async () => {
    await using world = await draftWorld();
    const { ctx, draft, roundId } = world;
    const before = await view(ctx, roundId);
    const topic = must(before.topics[0]).id;
    const blueprint: Blueprint = {
      cells: [{ topic, difficulty: 'apply', kind: 'grid', count: 9, points: 40 }],
      pointsPerQuestion: 10,
    };
    expect(refusalOf(await save(world, roundId, blueprint))).toBe('accepted');
    expect(refusalOf(await save(world, roundId, blueprint))).toBe('accepted');
    const after = await reload(ctx, draft);
    expect(after.definitionVersion).toBe(draft.definitionVersion + 1);
    expect(must(after.rounds[0]).definition.blueprint).toEqual(blueprint);
    expect(must(after.definition.rounds[0]).blueprint).toEqual(blueprint);
    const changes = (await actions(ctx, draft)).filter(({ action }) => action === 'change-blueprint');
    expect(changes.map(({ detail }) => JSON.parse(detail))).toMatchObject([
      { questions: 9, points: 360, questionsBefore: 20 },
    ]);
  });

  it('of what somebody else has changed is refused, with who it was', async () => {
    await using world = await draftWorld();
    const { ctx, roundId, actor } = world;
    const { revision, blueprint } = await view(ctx, roundId);
    const [first, ...rest] = blueprint.cells;
    const less = { ...blueprint, cells: rest };
    expect(refusalOf(await saveBlueprint(ctx, { roundId, revision, blueprint: less, actor }))).toBe('accepted');
    const more = { ...blueprint, cells: [{ ...must(first), count: 2 }, ...rest] };
    expect(refusalOf(await saveBlueprint(ctx, { roundId, revision, blueprint: more, actor }))).toMatchObject({
      ...{ name: 'changed-meanwhile', byName: 'Lê Thị Tổ Chức' },
    });
  });

  it('names a strange topic and a cell that stands twice', async () => {
    await using world = await draftWorld();
    const { blueprint } = await view(world.ctx, world.roundId);
    const one = must(blueprint.cells[0]);
    const strange = { ...blueprint, cells: [{ ...one, topic: 'khong-co' }] };
    expect(refusalOf(await save(world, world.roundId, strange))).toEqual({ name: 'topic-unknown', topic: 'khong-co' });
    expect(refusalOf(await save(world, world.roundId, { ...blueprint, cells: [one, one] }))).toEqual({
      name: 'cell-repeated',
      topic: one.topic,
    });
  });

  it('of a published round is taken until it opens and only when it can be met; what keeps a definition sees it', async () => {
    await using world = await draftWorld();
    const { ctx, source } = world;
    const roundId = roundIdOf(source, 'to-come');
    const { blueprint } = await view(ctx, roundId);
    const [first, ...rest] = blueprint.cells;
    const doubled = { ...blueprint, cells: [{ ...must(first), count: 2 }, ...rest] };
    const tooMany = { ...blueprint, cells: [{ ...must(first), count: 90 }, ...rest] };
    const confirmation = 'Tăng câu nhận biết, chấp nhận câu trùng nhau.';
    expect(refusalOf(await save(world, roundId, tooMany))).toMatchObject({
      name: 'cell-unmet',
      round: 'Tuần 3',
      needed: 90,
    });
    expect(refusalOf(await save(world, roundId, { ...blueprint, cells: [] }))).toMatchObject({
      name: 'blueprint-empty',
    });
    // Everybody is on their way to this round: a pool of four papers is confirmed as at publishing.
    const small = { name: 'pool-small', round: 'Tuần 3', papers: 4, wanted: 5 };
    expect(refusalOf(await save(world, roundId, doubled))).toEqual(small);
    expect(refusalOf(await save(world, roundId, doubled, '  vẫn lưu  '))).toEqual(small);
    expect(refusalOf(await save(world, roundId, doubled, confirmation, ['pool-small']))).toMatchObject({
      ...{ name: 'key-may-leak', round: 'Tuần 3', attempts: 2 },
    });
    expect((await reload(ctx, source)).definitionVersion).toBe(source.definitionVersion);
    expect(refusalOf(await save(world, roundId, tooMany, confirmation))).toMatchObject({ name: 'cell-unmet' });
    expect(refusalOf(await save(world, roundId, doubled, ` ${confirmation} `))).toBe('accepted');
    expect((await reload(ctx, source)).definitionVersion).toBe(source.definitionVersion + 1);
    const [entry] = await actions(ctx, source);
    expect([entry?.action, JSON.parse(entry?.detail ?? '')]).toMatchObject([
      'change-blueprint',
      { questions: 21, papers: 4, confirmation },
    ]);
    expect(refusalOf(await save(world, roundIdOf(source, 'open'), doubled))).toEqual({ name: 'round-begun' });
    expect(refusalOf(await save(world, roundIdOf(source, 'over'), doubled))).toEqual({ name: 'round-begun' });
    const participant = await makeParticipant(ctx, { contest: source });
    world.clock.set(must(source.rounds[2]).opensAt + 1);
    const started = await startAttempt(ctx, { userId: participant.user.id, participantId: participant.id, roundId });
    expect(started.ok && started.value.paper.slots.length).toBe(21);
    world.clock.set(must(source.rounds[2]).opensAt - 1);
    expect(refusalOf(await save(world, roundId, blueprint))).toEqual({ name: 'round-begun' });
    expect((await view(ctx, roundId)).canChange).toBe(false);
  });
});

/** As if the draft had been written without prizes. */
async function withoutPrizes(ctx: Ctx, draft: LoadedContest): Promise<void> {
  const { definition, definitionVersion } = await reload(ctx, draft);
  const change = { definition: { ...definition, prizes: [] }, definitionVersion: definitionVersion + 1 };
  await ctx.store.write((tx) => writeContest(tx, draft.id, change));
}

describe('publishing', () => {
  it('makes a draft public at once, writes it down, and is done once', async () => {
    await using world = await draftWorld();
    expect(await loadPublicContest(world.ctx, draftSlug)).toBeNull();
    const first = await publish(world, 'Ngân hàng nhỏ nhưng đã được Ban Tổ chức đồng ý');
    expect(first).toEqual({ ok: true, value: world.clock.now() });
    expect((await loadPublicContest(world.ctx, draftSlug))?.id).toBe(world.draft.id);
    expect((await actions(world.ctx, world.draft)).map(({ action }) => action)).toEqual([
      'publish-contest',
      'copy-contest',
    ]);
    expect(refusalOf(await publish(world))).toEqual({ name: 'contest-is-public' });
    const edit = {
      contestId: world.draft.id,
      revision: 1,
      slug: 'x',
      title: { vi: 'x', en: 'x' },
      rounds: [],
      actor: world.actor,
    };
    expect(refusalOf(await editDraft(world.ctx, edit))).toEqual({ name: 'contest-is-public' });
  });

  it('names the cell that cannot be met', async () => {
    await using world = await draftWorld();
    const { topics, blueprint } = await view(world.ctx, world.roundId);
    const { id: topic, name } = must(topics[0]);
    const impossible = { topic, difficulty: 'apply', kind: 'matching', count: 2 } as const;
    await save(world, world.roundId, { ...blueprint, cells: [...blueprint.cells, impossible] });
    expect(refusalOf(await publish(world, 'Đã được Ban Tổ chức đồng ý'))).toEqual({
      ...{
        name: 'cell-unmet',
        round: 'Tuần 1',
        topic: name,
        difficulty: 'apply',
        kind: 'matching',
        needed: 2,
        have: 0,
      },
    });
    expect((await reload(world.ctx, world.draft)).isDraft).toBe(true);
  });

  it('on fewer than five papers needs a confirmation, which the journal keeps', async () => {
    await using world = await draftWorld();
    const { topics, supply } = await view(world.ctx, world.roundId);
    const topic = must(topics[0]).id;
    const have = supply.filter((group) => group.topic === topic).reduce((sum, { count }) => sum + count, 0);
    const count = Math.floor(have / 2);
    await save(world, world.roundId, { cells: [{ topic, difficulty: null, count, points: 5 }], pointsPerQuestion: 5 });
    for (const round of world.draft.rounds.slice(1)) {
      const { blueprint } = await view(world.ctx, round.id);
      await save(world, round.id, { ...blueprint, cells: blueprint.cells.slice(0, 1) });
    }
    const small = { name: 'pool-small', round: 'Tuần 1', papers: 2, wanted: 5 };
    // The prizes' least scores are out of reach of so short papers: that is told first.
    expect(refusalOf(await publish(world))).toMatchObject({ name: 'contest-problem', problem: 'prize-score' });
    await withoutPrizes(world.ctx, world.draft);
    expect(refusalOf(await publish(world))).toEqual(small);
    expect(refusalOf(await publish(world, '   vẫn làm  '))).toEqual(small);
    const words = 'Vòng thử nội bộ, chấp nhận câu trùng nhau.';
    expect(refusalOf(await publish(world, ` ${words} `))).toBe('accepted');
    const [entry] = await actions(world.ctx, world.draft);
    expect(JSON.parse(entry?.detail ?? '')).toEqual({ confirmation: words, papers: 2, seenAgain: 4, slug: draftSlug });
  });

  it('with attempts that bring questions again is confirmed for that too: each warning by those who were shown it', async () => {
    await using world = await draftWorld();
    const small = { name: 'pool-small', round: 'Tuần 1', papers: 4, wanted: 5 };
    const leak = { name: 'key-may-leak', round: 'Tuần 1', attempts: 2, again: 3 };
    const words = 'Vòng thử nội bộ, chấp nhận câu gặp lại.';
    expect(refusalOf(await publish(world, '', []))).toEqual(small);
    expect(refusalOf(await publish(world, words, []))).toEqual(small);
    expect(refusalOf(await publish(world, words, ['key-may-leak']))).toEqual(small);
    expect(refusalOf(await publish(world, words, ['pool-small']))).toEqual(leak);
    expect(refusalOf(await publish(world, '', ['pool-small', 'key-may-leak']))).toEqual(small);
    expect((await reload(world.ctx, world.draft)).isDraft).toBe(true);
    expect(refusalOf(await publish(world, words, ['pool-small', 'key-may-leak']))).toBe('accepted');
    const [entry] = await actions(world.ctx, world.draft);
    expect(JSON.parse(entry?.detail ?? '')).toEqual({ confirmation: words, papers: 4, seenAgain: 3, slug: draftSlug });
  });

  it('with one attempt a round has nothing to leak', async () => {
    await using world = await draftWorld();
    for (const { id, definition } of world.draft.rounds)
      await world.ctx.store.write((tx) => writeRound(tx, id, { definition: { ...definition, attemptsMax: 1 } }));
    const { definition, definitionVersion } = await reload(world.ctx, world.draft);
    const rounds = definition.rounds.map((round) => ({ ...round, attemptsMax: 1 }));
    const change = { definition: { ...definition, rounds }, definitionVersion: definitionVersion + 1 };
    await world.ctx.store.write((tx) => writeContest(tx, world.draft.id, change));
    expect(refusalOf(await publish(world, 'Ngân hàng nhỏ, đã đồng ý.', ['pool-small']))).toBe('accepted');
    const [entry] = await actions(world.ctx, world.draft);
    expect(JSON.parse(entry?.detail ?? '')).not.toHaveProperty('seenAgain');
  });

  it('waits for rounds that are still to come, and for what was changed since it was looked at', async () => {
    await using world = await draftWorld();
    const { ctx, draft, actor, clock } = world;
    const words = { confirmation: 'Đã được Ban Tổ chức đồng ý', confirmed: blueprintWarnings };
    const stale = { contestId: draft.id, revision: 77, ...words, actor };
    expect(refusalOf(await publishContest(ctx, stale))).toMatchObject({ name: 'changed-meanwhile' });
    clock.set(must(draft.rounds[0]).opensAt);
    expect(refusalOf(await publish(world))).toEqual({ name: 'round-in-past', round: 'Tuần 1' });
  });
});

describe('sample papers', () => {
  it('are the same for the same seed, differ among themselves, and are none that the round draws from its secret', async () => {
    await using world = await draftWorld();
    const { ctx, draft, roundId } = world;
    const draw = async (seed: string) => {
      const made = await makeSamplePapers(ctx, { roundId, count: 3, seed });
      if (!made.ok) throw new Error(JSON.stringify(made.refusal));
      return made.value;
    };
    const first = await draw('');
    expect(await draw(first.seed)).toEqual(first);
    expect(new Set(first.papers.map(({ questions }) => questions.map(({ code }) => code).join())).size).toBe(3);
    expect(first.papers.map(({ questions, fullScore }) => [questions.length, fullScore])).toEqual([[20, 100], [20, 100], [20, 100]]); // prettier-ignore
    const { secret } = must(draft.rounds[0]);
    const live = await draw(secret.slice(0, 32));
    expect(JSON.stringify(live)).not.toContain(secret);
  });

  it('are refused by the cell that cannot be met', async () => {
    await using world = await draftWorld();
    const { topics } = await view(world.ctx, world.roundId);
    await save(world, world.roundId, {
      cells: [{ topic: must(topics[0]).id, difficulty: null, kind: 'grid', count: 1 }],
      pointsPerQuestion: 5,
    });
    expect(refusalOf(await makeSamplePapers(world.ctx, { roundId: world.roundId, count: 1, seed: '' }))).toMatchObject({
      name: 'cell-unmet',
      round: 'Tuần 1',
      needed: 1,
      have: 0,
    });
  });
});
