/** `npm run hoithi -- <command>`: what is done from the terminal. Each command is one call of a service. */
import { Command, InvalidArgumentError } from 'commander';
import { excludePeople } from './exclude.ts';
import { explain } from './explain.ts';
import { addUser } from './user-add.ts';
import { importUnitsFile } from './units-import.ts';
import { fillDemo } from './demo.ts';
import { verifyAll } from './verify.ts';
import { say, withContext } from './command-context.ts';
import { readConfig } from '../config.ts';
import { exclusionHeadings } from '../wire/exclusion-text.ts';
import { backupTo, restoreFrom } from '../store/backup.ts';

const program = new Command('hoithi').description('Công cụ quản trị Hội Thi');

const wholeNumber = (text: string): number => {
  const number = Number(text);
  if (!Number.isInteger(number) || number < 1 || number > 1_000_000)
    throw new InvalidArgumentError('là một số nguyên từ 1 đến 1.000.000');
  return number;
};
const hexSeed = (text: string): string => {
  if (!/^([0-9a-f]{2}){1,32}$/.test(text)) throw new InvalidArgumentError('là các chữ số thập lục phân, ví dụ 2026');
  return text;
};

const user = program.command('user').description('Tài khoản quản trị');
user
  .command('add')
  .description('Thêm một tài khoản; mật khẩu được tạo và in ra một lần')
  .requiredOption('--login <tên>', 'tên đăng nhập, ví dụ an.nguyen')
  .requiredOption('--name <họ tên>', 'họ và tên')
  .option('--role <vai trò>', 'owner, organiser hoặc viewer', 'organiser')
  .action((options: { login: string; name: string; role: string }) => withContext((ctx) => addUser(ctx, options)));

program
  .command('units')
  .description('Cây đơn vị')
  .command('import <tệp>')
  .description('Nhập cây đơn vị từ tệp CSV; báo lỗi theo từng dòng, có lỗi thì không nhập gì')
  .action((file: string) => withContext((ctx) => importUnitsFile(ctx, file)));

program
  .command('exclude <cuộc-thi> <tệp>')
  .description(
    'Nhập người không được dự thi (Ban Tổ chức, người soạn đề, thư ký…) từ tệp CSV; có lỗi thì không nhập gì',
  )
  .addHelpText(
    'after',
    `
Cuộc thi là địa chỉ của nó, ví dụ tien-giang. Dòng đầu của tệp là tên cột: ${Object.values(exclusionHeadings.vi).join(', ')}.
Mỗi người cần số điện thoại hoặc số căn cước. Nhập lại thì cập nhật, không trùng; ai không có trong tệp thì vẫn ở lại.`,
  )
  .action((slug: string, file: string) => withContext((ctx) => excludePeople(ctx, slug, file)));

program
  .command('demo')
  .description('Điền thí sinh và bài làm giả định vào cuộc thi mẫu')
  .option('--participants <số>', 'số thí sinh', wholeNumber, 500)
  .option('--contest <địa chỉ>', 'cuộc thi nào', 'tien-giang')
  .option('--seed <số>', 'cùng một số thì cùng một kết quả', hexSeed, '2026')
  .action((options: { participants: number; contest: string; seed: string }) =>
    withContext((ctx) => fillDemo(ctx, { ...options, slug: options.contest })),
  );

program
  .command('backup <tệp>')
  .description('Sao lưu cơ sở dữ liệu ra một tệp, cả khi máy chủ đang chạy')
  .action(async (file: string) => {
    const config = readConfig(process.env);
    await backupTo(config.databaseUrl, file);
    say(`Đã sao lưu vào ${file}. Khóa mã hóa nằm riêng trong ${config.dataFolder}: hãy cất một bản ở nơi khác.`);
  });

program
  .command('restore <tệp>')
  .description('Khôi phục từ bản sao lưu (khi máy chủ đã dừng)')
  .action(async (file: string) => {
    const before = await restoreFrom(readConfig(process.env).databaseUrl, file);
    say(before === '' ? `Đã khôi phục từ ${file}.` : `Đã khôi phục từ ${file}. Dữ liệu trước đó còn ở ${before}.`);
  });

program
  .command('verify')
  .description('Tính lại mọi thứ hạng từ bài làm gốc và so với kết quả đang lưu')
  .action(() => withContext(verifyAll));

program.parseAsync().catch((problem: unknown) => {
  process.stderr.write(`${explain(problem)}\n`);
  process.exitCode = 1;
});
