/** `hoithi user add`: a staff account, with a password made here and shown once. */
import { addStaff } from '../services/add-staff.ts';
import type { Ctx } from '../services/context.ts';
import { refusalMessage } from '../wire/refusal-text.ts';
import { CommandProblem, say } from './command-context.ts';

const roles = ['owner', 'organiser', 'author', 'reviewer', 'viewer'] as const;

export async function addUser(ctx: Ctx, given: { login: string; name: string; role: string }): Promise<void> {
  const role = roles.find((known) => known === given.role);
  if (!role) throw new CommandProblem(`Vai trò là một trong: ${roles.join(', ')}.`);
  // 96 bits in letters that are read out and typed without mistakes.
  const password = ctx.randomHex(12).replace(/(.{4})(?=.)/g, '$1-');
  const added = await addStaff(ctx, { login: given.login, fullName: given.name, role, password });
  if (!added.ok) throw new CommandProblem(refusalMessage(added.refusal, 'vi'));
  say(`Đã thêm ${given.name} (${role}).\nTên đăng nhập: ${given.login}\nMật khẩu (chỉ in một lần): ${password}`);
}
