/** Names of files to save: Vietnamese for browsers that know RFC 5987, plain letters for the others, and nothing that leads elsewhere. */
import { expect, it } from 'vitest';
import { attachment } from '../../server/http/download.ts';

it.each([
  [
    'Kết quả Tuần 1.docx',
    `attachment; filename="ket-qua-tuan-1.docx"; filename*=UTF-8''K%E1%BA%BFt%20qu%E1%BA%A3%20Tu%E1%BA%A7n%201.docx`,
  ],
  [
    'Đợt “A”; (1)*.pdf',
    `attachment; filename="dot-a-1.pdf"; filename*=UTF-8''%C4%90%E1%BB%A3t%20%E2%80%9CA%E2%80%9D%3B%20%281%29.pdf`,
  ],
  ['../../etc/passwd.xlsx', `attachment; filename="etc-passwd.xlsx"; filename*=UTF-8''..%20..%20etc%20passwd.xlsx`],
  ['a\r\nSet-Cookie: x.pdf', `attachment; filename="a-set-cookie-x.pdf"; filename*=UTF-8''a%20Set-Cookie%20x.pdf`],
  ['"".pdf', `attachment; filename="tep.pdf"; filename*=UTF-8''tep.pdf`],
])('%j', (name, header) => {
  expect(attachment(name)).toBe(header);
});

it('is never longer than file systems take', () => {
  expect(attachment(`${'ễ'.repeat(500)}.pdf`).length).toBeLessThan(1_400);
});
