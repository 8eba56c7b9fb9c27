import { readAny } from './content/read-any.ts';
const n = 100000;
for (const unit of ['A. ', 'x ', '(', '$', '*', '_', '*a ', '\t', ' ', 'Câu 1 ', 'ĐS', 'A, ', '1.A ', '- ', '~', '`', '\\', '|-', 'đúng ', '{', '=', '[', '&a;', 'a;b,', 'và A ', '![', '1. ', '§¸p ', 'aø', 'A.\n', 'Câu 1.\n', 'A. x\n', '1. x\n','Đáp án: A\n','PHẦN I\n', 'x\n', '1.A 2.B\n', 'ĐÁP ÁN\n', '- x\n']) {
  for (const pre of ['Câu 1. ', 'Câu 1. x\nA. ']) {
  const t = process.hrtime.bigint();
  const r = await readAny({ name: 'x', bytes: Buffer.from(pre + unit.repeat(n / unit.length | 0) + '\nB. y\nC. z\nĐáp án: ' + unit.repeat(3000)) });
  const ms = Number(process.hrtime.bigint() - t) / 1e6;
  if (ms > 700) console.log(JSON.stringify(pre), JSON.stringify(unit), Math.round(ms), r.ok ? 'ok' : r.refusal);
  }
}
