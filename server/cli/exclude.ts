/** `hoithi exclude CONTEST FILE`: people who may not take part in a contest, whole or not at all, with a plain problem for each row. */
import { readFile, stat } from 'node:fs/promises';
import { exclusionLimits } from '../rules/exclusion-list.ts';
import type { Ctx } from '../services/context.ts';
import { importExclusions } from '../services/import-exclusions.ts';
import { loadContest } from '../services/load-contest.ts';
import { exclusionProblemText } from '../wire/exclusion-text.ts';
import { exclusionProblemsShownMax } from '../wire/http/exclusions.ts';
import { refusalMessage } from '../wire/refusal-text.ts';
import { CommandProblem, say } from './command-context.ts';

export async function excludePeople(ctx: Ctx, slug: string, file: string): Promise<void> {
  const contest = await loadContest(ctx, slug);
  if (contest === null) throw new CommandProblem(`Không có cuộc thi nào ở địa chỉ "${slug}".`);
  const bytes = await readTable(file);
  const imported = await importExclusions(ctx, { contestId: contest.id, bytes, actor: null });
  if (!imported.ok) throw new CommandProblem(refusalMessage(imported.refusal, 'vi'));
  const { added, changed, listed, entered, problems } = imported.value;
  if (problems.length > 0) {
    const shown = problems.slice(0, exclusionProblemsShownMax).map((one) => exclusionProblemText(one, 'vi'));
    const rest = problems.length - shown.length;
    if (rest > 0) shown.push(`… và ${rest} lỗi nữa.`);
    throw new CommandProblem([`Chưa nhập gì: ${problems.length} lỗi trong ${file}.`, ...shown].join('\n'));
  }
  say(`Thêm ${added} người, cập nhật ${changed} người; danh sách không được dự thi nay có ${listed} người.`);
  if (entered > 0)
    say(
      `${entered} người trong danh sách đã đăng ký từ trước. Không ai bị loại tự động: hãy xem trong trang quản trị.`,
    );
}

async function readTable(file: string): Promise<Uint8Array> {
  try {
    // Looked at before reading: a mistaken name may be a film of 4 GB.
    if ((await stat(file)).size > exclusionLimits.bytesMax) throw new CommandProblem(`${file} quá lớn.`);
    return await readFile(file);
  } catch (problem) {
    if (problem instanceof CommandProblem) throw problem;
    throw new CommandProblem(`${file}: không đọc được.`);
  }
}
