import { readCsv } from './server/content/formats/csv.ts';
import { readSheet } from './server/content/formats/sheet.ts';
import { readQti } from './server/content/formats/qti.ts';
import { readMoodleXml } from './server/content/formats/moodle-xml.ts';
import { writeXlsx } from 'hucre/xlsx';
const enc = (s: string) => new TextEncoder().encode(s);
async function time(name: string, f: () => unknown) { const t = process.hrtime.bigint(); let r; try { r = await f() } catch (e) { r = 'THROWN ' + (e as Error).message.slice(0, 200); } const o = r as any; console.log(name, Number((process.hrtime.bigint() - t) / 1000000n), 'ms', Math.round(process.memoryUsage().rss/1e6),'MB', typeof r === 'string' ? r.slice(0,200) : o.ok === false ? JSON.stringify(o) : o.ok ? o.value.questions.length + ' q ' + JSON.stringify(o.value.questions[0]?.problems.map((p:any)=>p.name)).slice(0, 200) : ''); }
for (const x of [' ', '=> ', '| ', 'a,', 'A ', 'và ', '1', 'Đ', 'Đ,', '-', '; ','> ']) for (const kind of ['','Ghép đôi','Bảng đúng/sai','Sắp xếp','Trả lời ngắn','Điền số']) { const v = x.repeat(20_000 / x.length); const t=process.hrtime.bigint(); readCsv({ name: 'a.csv', bytes: enc(`Câu hỏi;Loại;A;B;C;Đáp án;Chủ đề\n` + `"z${v}";${kind};"x${v}y";"b${v}y";"c";"z${v}y";"t${v}x"\n`.repeat(20)) }); const ms=Number((process.hrtime.bigint()-t)/1000000n); if (ms>600) console.log('csv cell', JSON.stringify(x), kind, ms); }
await time('csv 100k', () => readCsv({ name: 'a.csv', bytes: enc('Câu hỏi;A;B;C;Đáp án\n' + 'x;1;2;3;A\n'.repeat(100_000)) }));
const big = await writeXlsx({ sheets: [{ name: 'a', rows: [['Câu hỏi', 'A', 'B', 'C', 'Đáp án'], ...Array.from({ length: 100_000 }, (_, i) => [`c ${i}`, 'a', 'b', 'c', 'A'])] }] });
await time('xlsx 100k ' + big.length, () => readSheet({ name: 'a.xlsx', bytes: big }));
const ok = await writeXlsx({ sheets: [{ name: 'a', rows: [['Câu hỏi', 'A', 'B', 'C', 'Đáp án'], ...Array.from({ length: 5_000 }, (_, i) => [`c ${i}`, 'a', 'b', 'c', 'A'])] }] });
await time('xlsx 5k', () => readSheet({ name: 'a.xlsx', bytes: ok }));
const cell = await writeXlsx({ sheets: [{ name: 'a', rows: [['Câu hỏi', 'A', 'B', 'C', 'Đáp án'], ['x'.repeat(5_000_000), 'a', 'b', 'c', 'A']] }] });
await time('xlsx huge cell', () => readSheet({ name: 'a.xlsx', bytes: cell }));
await time('moodle many files', () => readMoodleXml({ name: 'a.xml', bytes: enc('<quiz><question type="multichoice"><questiontext><text>' + '&lt;img src=&quot;@@PLUGINFILE@@/a.png&quot;&gt;'.repeat(20000) + '</text><file name="a.png" encoding="base64">' + 'AAAA'.repeat(250000) + '</file></questiontext></question></quiz>') }));
await time('moodle 5000', () => readMoodleXml({ name: 'a.xml', bytes: enc('<quiz>' + '<question type="multichoice"><questiontext format="html"><text>&lt;p&gt;a&lt;b&gt;c&lt;/b&gt;</text></questiontext><answer fraction="100"><text>a</text></answer><answer><text>b</text></answer><answer><text>c</text></answer></question>'.repeat(5000)+'</quiz>') }));
await time('moodle empty 1M', () => readMoodleXml({ name: 'a.xml', bytes: enc('<quiz>' + '<question/>'.repeat(1000000)+'</quiz>') }));
await time('qti many interactions', () => readQti({ name: 'a.xml', bytes: enc('<assessmentItem><itemBody>' + '<choiceInteraction/>'.repeat(300000)+'</itemBody></assessmentItem>') }));
await time('qti many choices', () => readQti({ name: 'a.xml', bytes: enc('<assessmentItem><responseDeclaration identifier="R"><correctResponse>'+ '<value>a</value>'.repeat(100000) +'</correctResponse></responseDeclaration><itemBody><matchInteraction responseIdentifier="R"><simpleMatchSet>' + '<simpleAssociableChoice identifier="a">x</simpleAssociableChoice>'.repeat(100000)+'</simpleMatchSet><simpleMatchSet><simpleAssociableChoice identifier="a">Đúng</simpleAssociableChoice><simpleAssociableChoice identifier="b">Sai</simpleAssociableChoice></simpleMatchSet></matchInteraction></itemBody></assessmentItem>') }));
