/** Topics that somebody renames or adds while a contest runs are the contest's a second later, on its page and on papers. */
import { expect, it } from 'vitest';
import { loadContest } from '../../server/services/load-contest.ts';
import { editTopics } from '../../server/services/edit-topics.ts';
import { readBankView } from '../../server/services/list-banks.ts';
import { openBank } from '../helpers/bank-world.ts';
import { sampleSlug } from '../helpers/make.ts';
import { must } from '../helpers/organising.ts';

it('a renamed topic and a new one under it', async () => {
  await using world = await openBank({ samples: true, bankId: 'chuyen-doi-so' });
  const { ctx, bankId, clock } = world;
  const namesOf = async () => (await loadContest(ctx, sampleSlug))?.topics.map(({ name }) => name);
  const before = await namesOf();
  const [first, ...others] = (await loadContest(ctx, sampleSlug))?.topics ?? [];
  const bank = must(await readBankView(ctx, bankId));
  const renamed = bank.topics.map(({ id, name, parentId }) => ({
    id,
    name: id === first?.id ? 'Tên mới' : name,
    parentId,
  }));
  const topics = [...renamed, { id: '', name: 'Chủ đề con', parentId: first?.id ?? null }];
  must(
    await editTopics(ctx, {
      revision: bank.revision,
      name: bank.name,
      topics,
      bankId,
      actor: world.actor(world.organiser, 'organiser'),
    }),
  );
  expect(await namesOf()).toEqual(before);
  clock.advance(1_000);
  expect(new Set(await namesOf())).toEqual(new Set(['Tên mới', 'Chủ đề con', ...others.map(({ name }) => name)]));
});
