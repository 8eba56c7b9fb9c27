/** A question changed in the bank after people were asked it: papers keep the version they hold, and a ruling must fit it. */
import { eq } from 'drizzle-orm';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import type { AttemptId, UserId, VersionId } from '../../server/rules/ids.ts';
import type { Question } from '../../server/rules/question.ts';
import type { KeyRuling } from '../../server/rules/ruling.ts';
import { importBank } from '../../server/services/import-bank.ts';
import { makeRuling } from '../../server/services/make-ruling.ts';
import { rulingOf } from '../../server/services/newest-rulings.ts';
import { previewRuling } from '../../server/services/preview-ruling.ts';
import { verifyStandings } from '../../server/services/verify-standings.ts';
import { attemptById } from '../../server/store/attempts.ts';
import { versionsOfBank } from '../../server/store/question-versions.ts';
import { crowdRound, wrongQuestion, type CrowdWorld } from '../helpers/crowd-round.ts';
import { must } from '../helpers/organising.ts';

const people = 12;
let world: CrowdWorld;
beforeEach(async () => {
  world = await crowdRound(people);
  // As if the crowd's questions had come as a file.
  for (const { id, content } of await versions())
    await world.store.write(({ db, tables: { questionVersion } }) =>
      db
        .update(questionVersion)
        .set({ contentHash: world.ctx.secrets.digest(JSON.stringify(content)) })
        .where(eq(questionVersion.id, id)),
    );
});
afterEach(() => world.close());

const versions = () => world.store.read((tx) => versionsOfBank(tx, 'bank'));
const journal = () => world.store.read(({ db, tables }) => db.select().from(tables.journal));

/** The bank's file brought in again with one question written anew. */
async function reimport(change: Partial<Question>): Promise<void> {
  const questions = (await versions())
    .filter(({ isCurrent }) => isCurrent)
    .map(({ content }) => (content.id === wrongQuestion ? { ...content, ...change } : content));
  await importBank(world.ctx, { id: 'bank', name: 'Bộ đề', topics: [{ id: 'chung', name: 'Chung' }], questions });
}
const optionsOf = (...ids: string[]) => ids.map((id) => ({ id, text: `Phương án mới ${id}` }));
const wishOf = (ruling: KeyRuling) => ({ roundId: world.roundId, questionId: wrongQuestion, ruling });
const seen = async (ruling: KeyRuling) => {
  const outcome = await previewRuling(world.ctx, wishOf(ruling));
  return outcome.ok ? outcome.value.asked : outcome.refusal;
};
const correct = (...key: string[]): KeyRuling => ({ kind: 'correct', key });

describe('a bank file brought in again while a round is open', () => {
  test('makes a new version, changes none that was drawn, and is one entry of the journal', async () => {
    const before = await versions();
    const paper = async () => (await world.store.read((tx) => attemptById(tx, 'a1' as AttemptId)))!.paper;
    const held = await paper();
    await reimport({ options: optionsOf('a', 'b', 'e'), key: ['e'] });
    const after = await versions();
    const drawn = after.filter(({ id }) => before.some((version) => version.id === id));
    expect(drawn).toEqual(
      before.map((version) => ({ ...version, isCurrent: version.questionId !== wrongQuestion && version.isCurrent })),
    );
    expect(after.filter(({ id }) => !before.some((version) => version.id === id))).toMatchObject([
      { questionId: wrongQuestion, version: 2, isCurrent: true, content: { key: ['e'] } },
    ]);
    expect(await paper()).toEqual(held);
    expect((await journal()).map(({ action, actorName, detail }) => [action, actorName, JSON.parse(detail)])).toEqual([
      [
        'import-bank',
        'Máy chủ',
        { bankId: 'bank', questions: 1, codes: wrongQuestion, added: 0, changed: 1, retired: 0 },
      ],
    ]);
    await reimport({});
    expect(await journal()).toHaveLength(1);
  });

  test('gives no key away: what papers hold does not become practice, and the journal names it', async () => {
    await reimport({ isPractice: true });
    const current = (await versions()).filter(({ questionId, isCurrent }) => questionId === wrongQuestion && isCurrent);
    expect(current.map(({ version, content }) => [version, content.isPractice])).toEqual([[1, false]]);
    expect(JSON.parse((await journal())[0]!.detail)).toMatchObject({ keptForOpenRound: wrongQuestion, changed: 0 });
    await world.closeRound('r1');
    await world.closeRound('r2');
    await reimport({ isPractice: true });
    expect((await versions()).find(({ version }) => version === 2)?.content.isPractice).toBe(true);
  });
});

describe('a ruling on a question that was changed after the round began', () => {
  test('is refused, with the versions on papers that have no such key', async () => {
    await reimport({ options: optionsOf('a', 'b', 'e'), key: ['e'] });
    const misfit = (versions: string) => ({ name: 'ruling-key-versions', versions });
    expect(await seen(correct('e'))).toEqual(misfit('1'));
    expect(await seen({ kind: 'accept', keys: [['a'], ['e']] })).toEqual(misfit('1'));
    expect(await seen(correct('z'))).toEqual({ name: 'ruling-key-invalid' });
    expect(await seen(correct('b'))).toBe(people);
    expect(await seen({ kind: 'void' })).toBe(people);
    // Nobody holds the third yet, but whoever begins now is asked it; nobody holds the second, nor ever will.
    await reimport({ options: optionsOf('a', 'c'), key: ['c'] });
    expect(await seen(correct('b'))).toEqual(misfit('3'));
    expect(await seen(correct('e'))).toEqual(misfit('1, 3'));
    const order = { ...wishOf(correct('e')), reason: 'x', notice: 'y', previewDigest: '' };
    const made = await makeRuling(world.ctx, {
      ...order,
      actor: { id: 'staff' as UserId, fullName: 'Lê Thị Tổ Chức' },
    });
    expect(made).toMatchObject({ ok: false, refusal: misfit('1, 3') });
    await world.closeRound('r1');
    expect(await seen(correct('b'))).toBe(people);
    expect(await seen(correct('d'))).toBe(people);
    expect(await seen(correct('e'))).toEqual(misfit('1'));
  });

  test('tells what the key means in the versions that people hold, where their words are others', async () => {
    const wordings = async (ruling: KeyRuling) => must(await previewRuling(world.ctx, wishOf(ruling))).otherWordings;
    const [first] = (await versions()).filter(({ questionId }) => questionId === wrongQuestion);
    expect(await wordings(correct('b'))).toEqual([]);
    const before = must(await previewRuling(world.ctx, wishOf(correct('b')))).digest;
    await reimport({ explanation: 'Nói rõ hơn.' });
    expect(await wordings(correct('b')), 'no word that people read has changed').toEqual([]);
    await reimport({ options: optionsOf('a', 'b', 'c', 'd') });
    const asked = { version: 1, stem: 'Câu số 1', options: first!.content.options, key: first!.content.key };
    expect(await wordings(correct('b'))).toMatchObject([asked]);
    expect(await wordings({ kind: 'accept', keys: [['a'], ['b']] })).toMatchObject([asked]);
    expect(await wordings({ kind: 'void' }), 'whatever was asked counts for everybody').toEqual([]);
    const actor = { id: 'staff' as UserId, fullName: 'Lê Thị Tổ Chức' };
    const order = { ...wishOf(correct('b')), reason: 'x', notice: 'y', previewDigest: before, actor };
    expect(await makeRuling(world.ctx, order)).toMatchObject({ ok: false, refusal: { name: 'ruling-outdated' } });
  });

  test('a version that comes after it, without its option, stands by its own key', async () => {
    const { digest: previewDigest } = must(await previewRuling(world.ctx, wishOf(correct('d'))));
    const actor = { id: 'staff' as UserId, fullName: 'Lê Thị Tổ Chức' };
    must(await makeRuling(world.ctx, { ...wishOf(correct('d')), reason: 'x', notice: 'y', previewDigest, actor }));
    await reimport({ options: optionsOf('a', 'c'), key: ['c'] });
    const [first, second] = (await versions()).filter(({ questionId }) => questionId === wrongQuestion);
    const contents = new Map([first!, second!].map(({ id, content }) => [id as VersionId, content]));
    const marked = rulingOf(new Map([[wrongQuestion, { ruling: correct('d') }]]), {
      question: (id) => contents.get(id)!,
    });
    expect([marked(first!.id), marked(second!.id)]).toEqual([correct('d'), undefined]);
    expect((await verifyStandings(world.ctx, world.contestId)).disagreements).toEqual([]);
  });
});
