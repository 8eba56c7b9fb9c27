/** `hoithi exclude` as somebody at the terminal runs it, on the database of an installation. */
import { execFile } from 'node:child_process';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { afterAll, beforeAll, expect, it, vi } from 'vitest';
import { readExclusionList } from '../../server/services/read-exclusion-list.ts';
import { readJournal } from '../../server/services/read-journal.ts';
import { testApp, testKey, type TestApp } from '../helpers/build-app.ts';
import { makeParticipant, makeUser, sampleContest } from '../helpers/make.ts';

let hoithi: TestApp;
let folder: string;
beforeAll(async () => {
  hoithi = await testApp();
  folder = await mkdtemp(join(tmpdir(), 'hoithi-exclude-'));
});
afterAll(async () => {
  await hoithi.close();
  await rm(folder, { recursive: true });
});

// Each command is a process that reads the whole server's code.
vi.setConfig({ testTimeout: 180_000 });

interface Said {
  readonly code: number;
  readonly stdout: string;
  readonly stderr: string;
}

async function hoithiExclude(...args: string[]): Promise<Said> {
  const env = { ...process.env, HOITHI_KEY: testKey, HOITHI_DATA: folder, DATABASE_URL: `sqlite:${hoithi.file}` };
  const command = ['--import', 'tsx', 'server/cli/hoithi.ts', 'exclude', ...args];
  try {
    return { code: 0, ...(await promisify(execFile)(process.execPath, command, { env })) };
  } catch (problem) {
    return problem as Said;
  }
}

async function fileOf(...rows: string[]): Promise<string> {
  const file = join(folder, 'to-thu-ky.csv');
  await writeFile(file, ['Họ và tên,Số điện thoại,Số căn cước,Nhiệm vụ', ...rows].join('\n'));
  return file;
}

it('brings people in, says what it did and who had entered, and refuses a file row by row', async () => {
  const { ctx } = hoithi;
  await makeParticipant(ctx, { user: await makeUser(ctx, { phone: '+84911222333' }) });
  const file = await fileOf('Lê Văn Út,0911222333,,Tổ Thư ký', 'Đỗ Thị An,,082090001234,');
  const done = await hoithiExclude('tien-giang', file);
  expect(done).toMatchObject({ code: 0, stderr: '' });
  expect(done.stdout.split('\n')).toEqual([
    'Thêm 2 người, cập nhật 0 người; danh sách không được dự thi nay có 2 người.',
    '1 người trong danh sách đã đăng ký từ trước. Không ai bị loại tự động: hãy xem trong trang quản trị.',
    '',
  ]);
  const { id } = await sampleContest(ctx);
  const list = await readExclusionList(ctx, id);
  expect(list.ok && list.value.people.map(({ fullName }) => fullName)).toEqual(['Đỗ Thị An', 'Lê Văn Út']);
  const journal = await readJournal(ctx, id);
  const [entry] = journal.ok ? journal.value.entries : [];
  expect([entry?.action, JSON.parse(entry?.detail ?? '')]).toEqual([
    'import-exclusions',
    { added: 2, changed: 0, entered: 1, listed: 2 },
  ]);

  const wrong = await hoithiExclude('tien-giang', await fileOf('Lê Văn Út,,,'));
  expect([wrong.code, wrong.stdout]).toEqual([1, '']);
  expect(wrong.stderr.split('\n').slice(0, 2)).toEqual([
    `Chưa nhập gì: 1 lỗi trong ${file}.`,
    'Dòng 2: cần số điện thoại hoặc số căn cước: chỉ có tên thì có thể chặn nhầm người trùng tên',
  ]);
});

it('names the contest or the file that is not there, and tells how it is used', async () => {
  const unknown = await hoithiExclude('khong-co', await fileOf('A,0911222333,,'));
  expect([unknown.code, unknown.stderr]).toEqual([1, 'Không có cuộc thi nào ở địa chỉ "khong-co".\n']);
  const missing = await hoithiExclude('tien-giang', join(folder, 'khong-co.csv'));
  expect([missing.code, missing.stderr]).toEqual([1, `${join(folder, 'khong-co.csv')}: không đọc được.\n`]);
  const help = await hoithiExclude('--help');
  expect(help.stdout).toContain('Họ và tên, Số điện thoại, Số căn cước, Nhiệm vụ');
});
