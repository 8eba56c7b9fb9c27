/** A question that comes back from retirement comes back into the bank as it is now. */
import { expect, it } from 'vitest';
import type { BankView } from '../../server/wire/http/banks.ts';
import { openBank } from '../helpers/bank-world.ts';

it('is not drawn under a topic that is gone', async () => {
  await using world = await openBank();
  const at = `/api/staff/banks/${world.bankId}`;
  const code = await world.approved({ topic: 'du-lieu-so' });
  await world.step(code, 'retire', world.reviewer, 'Thôi dùng');
  const { revision, name, topics } = (await world.get(at, { cookie: world.organiser.cookie })).json<BankView>();
  const kept = topics.filter(({ id }) => id !== 'du-lieu-so').map(({ id, name, parentId }) => ({ id, name, parentId }));
  const edited = await world.ask('PUT', `${at}/topics`, {
    cookie: world.organiser.cookie,
    body: { revision, name, topics: kept },
  });
  expect(edited.statusCode).toBe(200);
  const seen = await world.view(code);
  const restored = await world.post(
    `${at}/questions/${code}/restore`,
    { revision: seen.revision, note: '' },
    { cookie: world.reviewer.cookie },
  );
  expect(restored.json()).toMatchObject({ error: { code: 'question-not-ready' } });
  expect(await world.view(code)).toMatchObject({ state: 'retired', isDrawn: false });
});
