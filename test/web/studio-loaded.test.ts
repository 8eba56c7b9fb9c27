/** What the studio keeps showing while the server is asked again: no answer overtaken by a later question, none lost to a weak network. */
import { describe, expect, test } from 'vitest';
import type { Failed, Reply } from '../../web/api/http.ts';
import { Deed } from '../../web/studio/deed.svelte.ts';
import { Loaded } from '../../web/studio/loaded.svelte.ts';

const failed = (status: number, code: string): Failed => ({ ok: false, status, code, message: '', params: {} });

/** A server that answers when told to. */
function slowServer() {
  const waiting: ((reply: Reply<string>) => void)[] = [];
  const read = () => new Promise<Reply<string>>((answer) => waiting.push(answer));
  return { read, answer: (at: number, reply: Reply<string>) => waiting[at]?.(reply) };
}

describe('a value that is asked for again', () => {
  test('an old answer that comes last does not replace a newer one', async () => {
    const server = slowServer();
    const value = new Loaded(server.read);
    const [first, second] = [value.ask(), value.ask()];
    server.answer(1, { ok: true, value: 'mới' });
    server.answer(0, { ok: true, value: 'cũ' });
    await Promise.all([first, second]);
    expect(value.value).toBe('mới');
  });

  test('without network the old value stays and no failure hides it; the next answer heals', async () => {
    const replies: Reply<string>[] = [{ ok: true, value: 'một' }, failed(0, 'offline'), { ok: true, value: 'hai' }];
    const value = new Loaded(() => Promise.resolve(replies.shift() ?? failed(500, 'failed')));
    await value.ask();
    await value.ask();
    expect([value.value, value.failure]).toEqual(['một', null]);
    await value.ask();
    expect([value.value, value.failure, value.staleSince]).toEqual(['hai', null, 0]);
  });

  test('a refusal is shown even over an old value', async () => {
    const replies: Reply<string>[] = [{ ok: true, value: 'một' }, failed(404, 'not-found')];
    const value = new Loaded(() => Promise.resolve(replies.shift() ?? failed(500, 'failed')));
    await value.ask();
    await value.ask();
    expect(value.failure?.code).toBe('not-found');
  });

  test('what was asked before the question changed is dropped', async () => {
    const server = slowServer();
    const value = new Loaded(server.read);
    const asking = value.ask();
    value.forget();
    server.answer(0, { ok: true, value: 'bảng khác' });
    await asking;
    expect(value.value).toBeNull();
  });
});

test('a deed runs once however often it is pressed, and keeps its refusal until it is tried anew', async () => {
  const server = slowServer();
  const deed = new Deed();
  const first = deed.run(server.read);
  expect(await deed.run(server.read)).toBeNull();
  expect(deed.isBusy).toBe(true);
  server.answer(0, failed(409, 'awards-outdated'));
  expect(await first).toBeNull();
  expect([deed.isBusy, deed.failure?.code]).toEqual([false, 'awards-outdated']);
  deed.clear();
  expect(deed.failure).toBeNull();
});
