/** The prize report as files: what an organiser finds on opening them. */
import { readXlsx } from 'hucre/xlsx';
import JSZip from 'jszip';
import { describe, expect, it, vi } from 'vitest';
import {
  renderPrizeReportDocx,
  renderPrizeReportPdf,
  renderPrizeReportXlsx,
  totalsOf,
  type PrizeReport,
} from '../../server/documents/prize-report.ts';
import { pdfPages } from './pdf-text.ts';
import { collective, crowd, prize, report, weekly, winner } from './sample-report.ts';

// Laying out a long paper takes seconds on a busy machine; how long is no matter here.
vi.setConfig({ testTimeout: 120_000 });

async function partOf(archive: Uint8Array, path: string): Promise<string> {
  const part = (await JSZip.loadAsync(archive)).file(path);
  if (part === null) throw new Error(`no ${path}`);
  return part.async('text');
}

const unescaped = (xml: string) =>
  xml
    .replaceAll('&lt;', '<')
    .replaceAll('&gt;', '>')
    .replaceAll('&quot;', '"')
    .replaceAll('&apos;', "'")
    .replaceAll('&amp;', '&');

/** The document's paragraphs as they are read from top to bottom. */
async function paragraphsOf(docx: Uint8Array): Promise<string[]> {
  const xml = await partOf(docx, 'word/document.xml');
  return [...xml.matchAll(/<w:p>.*?<\/w:p>/gs)]
    .map(([paragraph]) =>
      [...paragraph.matchAll(/<w:t[^>]*>(.*?)<\/w:t>/gs)].map(([, text = '']) => unescaped(text)).join(''),
    )
    .filter((text) => text !== '');
}

const pdfText = async (value: PrizeReport) => pdfPages(await renderPrizeReportPdf(value)).join(' ');
const doan = () =>
  report({
    heading: 'doan',
    parentBody: 'Tỉnh đoàn Kiên Giang',
    issuingBody: 'Ban Tổ chức Hội thi',
    placeName: 'Kiên Giang',
    symbol: 'TB/TĐTN',
    number: '',
    date: { day: 15, month: 10, year: 2026 },
  });

describe('as a Word document', () => {
  it('of a state body begins and ends as Nghị định 30/2020 asks', async () => {
    const texts = await paragraphsOf(
      await renderPrizeReportDocx(report({ groups: [prize('Giải Nhất', 2_000_000, [winner(1)])] })),
    );
    expect(texts).toEqual([
      'ỦY BAN NHÂN DÂN TỈNH TIỀN GIANG',
      'BAN TỔ CHỨC CUỘC THI TÌM HIỂU VỀ CHUYỂN ĐỔI SỐ',
      'CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM',
      'Độc lập - Tự do - Hạnh phúc',
      'Số: 07/TB-BTC',
      'Tiền Giang, ngày 05 tháng 01 năm 2026',
      'THÔNG BÁO',
      'Kết quả Tuần 1 Cuộc thi “Tìm hiểu về chuyển đổi số tỉnh Tiền Giang” năm 2026',
      'Căn cứ Kế hoạch số 15/KH-UBND ngày 02 tháng 01 năm 2026 của Ủy ban nhân dân tỉnh Tiền Giang;',
      'Căn cứ Thể lệ Cuộc thi và biên bản họp xét giải của Ban Tổ chức.',
      'Ban Tổ chức Cuộc thi “Tìm hiểu về chuyển đổi số tỉnh Tiền Giang” thông báo kết quả và danh sách đạt giải (Tuần 1) như sau:',
      ...['STT', 'Họ và tên', 'Năm sinh', 'Đơn vị', 'Số câu đúng', 'Điểm', 'Dự đoán (độ lệch)', 'Thời gian', 'Giải'],
      'Tiền thưởng (đồng)',
      'Giải Nhất: 01 giải, mỗi giải 2.000.000 đồng',
      ...[
        '1',
        'Đặng Văn Bảo',
        '1991',
        'Trường THPT Chuyên Tiền Giang',
        '19',
        '19,5/20',
        '12.346 (1)',
        '05 phút 33 giây',
      ],
      ...['Nhất', '2.000.000', 'Tổng cộng', '2.000.000'],
      'Tổng số: 01 giải; tổng số tiền thưởng: 2.000.000 đồng.',
      '(Bằng chữ: Hai triệu đồng)./.',
      ...['Nơi nhận:', '- Như trên;', '- Ủy ban nhân dân tỉnh (để báo cáo);', '- Lưu: VT, BTC.'],
      ...['TM. BAN TỔ CHỨC', 'TRƯỞNG BAN', 'Nguyễn Văn Thành'],
      'Mã đối chiếu kết quả: 3f2a9c41d07be658',
    ]);
  });

  it('of the Đoàn carries its own name, stars and number, and no quốc hiệu', async () => {
    const texts = await paragraphsOf(await renderPrizeReportDocx(doan()));
    expect(texts.slice(0, 6)).toEqual([
      ...['TỈNH ĐOÀN KIÊN GIANG', 'BAN TỔ CHỨC HỘI THI', '***', 'ĐOÀN TNCS HỒ CHÍ MINH'],
      ...['Số:       -TB/TĐTN', 'Kiên Giang, ngày 15 tháng 10 năm 2026'],
    ]);
    expect(texts.join()).not.toMatch(/CỘNG HÒA|Độc lập/);
  });

  it('is A4 with the decree’s margins, repeats the titles of its table and numbers pages from the second', async () => {
    const docx = await renderPrizeReportDocx(report());
    const xml = await partOf(docx, 'word/document.xml');
    expect(xml).toContain('<w:pgSz w:w="16838" w:h="11906" w:orient="landscape"/>');
    expect(xml).toMatch(/<w:pgMar w:top="1134" w:right="850" w:bottom="1134" w:left="1701"/);
    expect(xml).toContain('<w:titlePg/>');
    expect(xml.match(/<w:tblHeader\/>/g)).toHaveLength(1);
    expect(await partOf(docx, 'word/styles.xml')).toContain('w:ascii="Times New Roman"');
  });

  it('says that results are provisional, and only then', async () => {
    const notice = '(Kết quả tạm thời, chưa được công nhận)';
    expect(await paragraphsOf(await renderPrizeReportDocx(report({ isProvisional: true })))).toContain(notice);
    expect(await paragraphsOf(await renderPrizeReportDocx(report()))).not.toContain(notice);
  });

  it('leaves out the prediction when no question asked for one, and shows notes when there are any', async () => {
    const groups = [prize('Ba', 1_000, [winner(4, { prediction: null, predictionGap: null, note: 'Đồng hạng' })])];
    const texts = await paragraphsOf(await renderPrizeReportDocx(report({ groups })));
    expect(texts).not.toContain('Dự đoán (độ lệch)');
    expect(texts).toEqual(expect.arrayContaining(['Ghi chú', 'Đồng hạng', 'Giải Ba: 01 giải, mỗi giải 1.000 đồng']));
  });

  it('holds what people typed as text, whatever it was', async () => {
    const fullName = '</w:t><w:br/>&amp;\u0000\u0001\u202E\uD800 Nguyễn\tAn';
    const docx = await renderPrizeReportDocx(report({ groups: [prize('Nhất', 1_000, [winner(1, { fullName })])] }));
    expect(await paragraphsOf(docx)).toContain('</w:t><w:br/>&amp;  \uFFFD Nguyễn An');
    expect(await partOf(docx, 'word/document.xml')).not.toContain('<w:br/>');
  });
});

describe('as a PDF', () => {
  it('has its four fonts inside and no other', async () => {
    const file = Buffer.from(await renderPrizeReportPdf(report())).toString('latin1');
    expect(file.slice(0, 8)).toBe('%PDF-1.7');
    expect(file.match(/\/FontFile2 \d+ 0 R/g)).toHaveLength(4);
    expect(new Set(file.match(/Tinos-\w+/g))).toEqual(
      new Set(['Tinos-Regular', 'Tinos-Bold', 'Tinos-Italic', 'Tinos-BoldItalic']),
    );
    expect(file).not.toMatch(/\/BaseFont \/(?![A-Z]{6}\+Tinos)/);
  });

  it.each([
    ['a state body', report()],
    ['the Đoàn', doan()],
    ['a closing with collective prizes', report({ collective, isProvisional: true })],
  ])('says for %s what the Word document says', async (_name, value) => {
    const tight = (text: string) => text.replace(/\s/g, '');
    const typed = await paragraphsOf(await renderPrizeReportDocx(value));
    const titles = tight(
      typed.slice(typed.indexOf('STT'), typed.indexOf('Giải Nhất: 01 giải, mỗi giải 2.000.000 đồng')).join(''),
    );
    // Word flows as one page: the numbers of pages and the repeated titles are all that a PDF has beyond it.
    const pages = pdfPages(await renderPrizeReportPdf(value)).map((page, at) => {
      if (at === 0) return tight(page);
      const text = tight(page.replace(new RegExp(` ${at + 1}$`), ''));
      return text.startsWith(titles) ? text.slice(titles.length) : text;
    });
    const drawn = pages.join('');
    expect(drawn).toBe(tight(typed.join('')));
    expect(drawn).not.toContain('\uFFFD');
  });

  it('numbers its pages from the second and repeats the titles of the table', async () => {
    const pages = pdfPages(await renderPrizeReportPdf(report({ groups: crowd })));
    expect(pages.length).toBeGreaterThan(10);
    expect(pages[0]).toMatch(/^ỦY BAN NHÂN DÂN/);
    pages.slice(1, -1).forEach((page, at) => {
      expect(page).toMatch(new RegExp(`^STT Họ và tên Năm sinh .* ${at + 2}$`));
    });
  });
});

describe('of any size', () => {
  it('without a winner states nothing but zero', async () => {
    const value = report({ groups: [prize('Nhất', 2_000_000, [])] });
    const texts = await paragraphsOf(await renderPrizeReportDocx(value));
    expect(texts).toEqual(
      expect.arrayContaining([
        'Giải Nhất: 00 giải, mỗi giải 2.000.000 đồng (không có người đạt giải)',
        'Tổng số: 00 giải; tổng số tiền thưởng: 0 đồng.',
        '(Bằng chữ: Không đồng)./.',
      ]),
    );
    expect(await pdfText(value)).toContain('(Bằng chữ: Không đồng) ./.');
    expect((await readXlsx(await renderPrizeReportXlsx(value))).sheets[0]?.rows[4]?.slice(0, 2)).toEqual([
      null,
      'Tổng cộng',
    ]);
  });

  it('with three hundred winners names each once, in all three forms', async () => {
    const groups = [
      prize(
        'Khuyến khích',
        200_000,
        (crowd[0]?.winners ?? []).map((each) => ({ ...each, fullName: `${each.fullName} Số${each.rank}Z` })),
      ),
    ];
    const value = report({ groups });
    const places = Array.from({ length: 300 }, (_unused, at) => `Số${at + 1}Z`);
    const inOrder = (text: string) => text.match(/Số\d+Z/g);
    expect(inOrder((await paragraphsOf(await renderPrizeReportDocx(value))).join(' '))).toEqual(places);
    const drawn = await pdfText(value);
    expect(inOrder(drawn)).toEqual(places);
    expect(drawn).toContain('(Bằng chữ: Sáu mươi triệu đồng) ./.');
    const [sheet] = (await readXlsx(await renderPrizeReportXlsx(value))).sheets;
    expect(inOrder((sheet?.rows ?? []).map((row) => row.join(' ')).join(' '))).toEqual(places);
  });

  it('stands in order of rank, and of tên where ranks are shared', async () => {
    const shared = ['Lê Thị Bình', 'Trần Văn An', 'Nguyễn Thị Ánh'].map((fullName) => winner(2, { fullName }));
    const groups = [prize('Nhất', 1_000, [...shared, winner(1, { fullName: 'Vũ Thị Yến' })])];
    const texts = await paragraphsOf(await renderPrizeReportDocx(report({ groups })));
    const names = texts.filter((text) => ['Vũ Thị Yến', ...shared.map((each) => each.fullName)].includes(text));
    expect(names).toEqual(['Vũ Thị Yến', 'Trần Văn An', 'Nguyễn Thị Ánh', 'Lê Thị Bình']);
  });

  it('never states a sum that its rows do not give', async () => {
    const wrong = { ...report(), totals: { prizes: 16, amount: 13_000_001 } };
    await expect(renderPrizeReportDocx(wrong)).rejects.toThrow('13000001');
    await expect(renderPrizeReportPdf(wrong)).rejects.toThrow('13000001');
    await expect(renderPrizeReportXlsx(wrong)).rejects.toThrow('13000001');
  });

  it('sums individual and collective prizes', () => {
    expect(totalsOf({ groups: weekly, collective })).toEqual({ prizes: 17, amount: 18_000_000 });
  });
});

describe('as a workbook', () => {
  it('holds the rows with real numbers under a frozen header, and the sum', async () => {
    const value = report({ collective });
    const { sheets } = await readXlsx(await renderPrizeReportXlsx(value), { readStyles: true });
    const [people, units] = sheets;
    expect(sheets.map((sheet) => sheet.name)).toEqual(['Cá nhân', 'Tập thể']);
    expect(people?.freezePane).toEqual({ rows: 4, columns: 2 });
    expect(people?.rows[3]).toEqual([
      ...[
        'STT',
        'Họ và tên',
        'Năm sinh',
        'Đơn vị',
        'Đối tượng dự thi',
        'Số câu đúng',
        'Điểm',
        'Điểm tối đa',
        'Dự đoán',
      ],
      ...['Độ lệch dự đoán', 'Thời gian làm bài', 'Hạng', 'Giải', 'Tiền thưởng (đồng)', 'Ghi chú'],
    ]);
    const first = people?.rows[4] ?? [];
    expect(first.slice(0, 10)).toEqual([
      ...[1, 'Đặng Văn Bảo', 1991, 'Trường THPT Chuyên Tiền Giang', 'Đoàn viên', 19, 19.5, 20, 12_346, 1],
    ]);
    expect(first.slice(11, 14)).toEqual([1, 'Nhất', 2_000_000]);
    expect(people?.rows[20]?.[13]).toBe(13_000_000);
    expect(people?.rows[21]?.[0]).toBe('Bằng chữ: Mười ba triệu đồng');
    expect(units?.rows[4]).toEqual([1, 'Xã Tân Hội', 'Tỷ lệ tham gia', '87,65%', 1, 'Nhất', 5_000_000]);
  });

  it('keeps every typed formula as text, unchanged', async () => {
    const hostile = ["=cmd|' /C calc'!A0", '+1', '-x', '@a', '=HYPERLINK("http://a.b";"x")', '=1+1'];
    const groups = [
      prize(
        'Nhất',
        1_000,
        hostile.map((text, at) => winner(at + 1, { fullName: text, unitName: text, category: text, note: text })),
      ),
    ];
    const value = report({ groups, collective: [{ prizeName: '=1+1', amount: 0, winners: [] }] });
    const file = await renderPrizeReportXlsx(value);
    const [sheet] = (await readXlsx(file)).sheets;
    hostile.forEach((text, at) => {
      const row = sheet?.rows[4 + at];
      expect([row?.[1], row?.[3], row?.[4], row?.[14]]).toEqual([text, text, text, text]);
    });
    const xml = await partOf(file, 'xl/worksheets/sheet1.xml');
    expect(xml).not.toMatch(/<f[\s>/]/);
    expect(xml).toMatch(/<c r="B5"[^>]* t="s"/);
    expect(await partOf(file, 'xl/worksheets/sheet2.xml')).not.toMatch(/<f[\s>/]/);
  });

  it('makes one harmless line of TAB, CR and control characters', async () => {
    const groups = [prize('Nhất', 1_000, [winner(1, { fullName: '\t=1+1', unitName: '\r@a', note: 'a\u0000b' })])];
    const [sheet] = (await readXlsx(await renderPrizeReportXlsx(report({ groups })))).sheets;
    const row = sheet?.rows[4];
    expect([row?.[1], row?.[3], row?.[14]]).toEqual([' =1+1', ' @a', 'a b']);
  });
});
