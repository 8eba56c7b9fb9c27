/** The drafts that an import has made, and sending them to review. */
import { doInBulk, listQuestions } from '../../api/banks.ts';

/** Codes of the drafts of the import `batch`, page by page. */
export async function draftsOf(bankId: string, batch: string) {
  const codes: string[] = [];
  for (let page = 0; ; page += 1) {
    const reply = await listQuestions(bankId, { batch, state: 'draft', sort: 'code', page });
    if (!reply.ok) return reply;
    codes.push(...reply.value.rows.map(({ code }) => code));
    if ((page + 1) * reply.value.pageSize >= reply.value.total) return { ok: true, value: codes } as const;
  }
}

/** All or none is the server's rule: those that it refuses are left behind, and the rest go. */
export async function sendThose(bankId: string, codes: readonly string[]) {
  const first = await doInBulk(bankId, { deed: 'send', codes: [...codes], note: '' });
  if (!first.ok || first.value.refusals.length === 0) return first;
  const held = new Set(first.value.refusals.map(({ code }) => code));
  const rest = codes.filter((code) => !held.has(code));
  if (rest.length === 0) return first;
  const second = await doInBulk(bankId, { deed: 'send', codes: rest, note: '' });
  return second.ok ? { ...second, value: { ...second.value, refusals: first.value.refusals } } : second;
}
