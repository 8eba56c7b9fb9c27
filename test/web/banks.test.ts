/** Question banks in the studio, without a screen: topics, selecting, keys of the table, pastes, kinds switched, undo. */
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { questionKinds, type Question, type QuestionKind } from '../../server/rules/question.ts';
import type { TopicView } from '../../server/wire/http/banks.ts';
import {
  addPart,
  blankQuestion,
  emptyShelf,
  isWorthKeeping,
  keptAside,
  markRight,
  movePart,
  orderParts,
  pairOf,
  pairUp,
  removePart,
  switchKind,
  writePart,
} from '../../web/studio/banks/content.ts';
import { goalOf, tabSeparated } from '../../web/studio/banks/grid-keys.ts';
import { History } from '../../web/studio/banks/history.svelte.ts';
import { toMarkdown, type HtmlNode } from '../../web/studio/banks/html-to-markdown.ts';
import { applyTool } from '../../web/studio/banks/markup-edit.ts';
import { saveStateOf } from '../../web/studio/banks/save-state.ts';
import { extend, nothingSelected, toggle, togglePage } from '../../web/studio/banks/selection.ts';
import { splitBlock } from '../../web/studio/banks/split-block.ts';
import { takeBlock } from '../../web/studio/banks/take-block.ts';
import { addTopic, moveTopic, removeTopic, renameTopic, stepTopic, treeOf } from '../../web/studio/banks/topic-tree.ts';

const topic = (id: string, parentId: string | null, questions = 0): TopicView => ({
  ...{ id, name: id.toUpperCase(), parentId, questions, approved: 0 },
});
const picture = (topics: readonly TopicView[] | null): string =>
  topics === null
    ? 'none'
    : treeOf(topics)
        .map((one) => '-'.repeat(one.level - 1) + one.topic.id)
        .join(' ');

describe('topics', () => {
  const topics = [topic('a', null, 3), topic('a1', 'a', 2), topic('a2', 'a'), topic('b', null, 1)];

  test('a topic counts what lies below it, also when it is closed', () => {
    expect(treeOf(topics, new Set(['a'])).map((one) => [one.topic.id, one.questions])).toEqual([
      ['a', 5],
      ['b', 1],
    ]);
  });

  test('moved by key: among siblings, in, out; a topic takes all below it along', () => {
    expect(picture(topics)).toBe('a -a1 -a2 b');
    expect(picture(stepTopic(topics, 'b', 'up'))).toBe('b a -a1 -a2');
    expect(picture(stepTopic(topics, 'a2', 'up'))).toBe('a -a2 -a1 b');
    expect(picture(stepTopic(topics, 'b', 'in'))).toBe('a -a1 -a2 -b');
    expect(picture(stepTopic(topics, 'a1', 'out'))).toBe('a -a2 a1 b');
    expect(picture(stepTopic(topics, 'a', 'in'))).toBe('none');
    expect(picture(stepTopic(topics, 'b', 'down'))).toBe('none');
  });

  test('never into itself, nor beside one of the same name', () => {
    expect(picture(moveTopic(topics, 'a', 'inside', 'a2'))).toBe('none');
    expect(picture(moveTopic([...topics, { ...topic('c', 'b'), name: 'A' }], 'c', 'after', 'b'))).toBe('none');
  });

  test('a new name is free, a name that a sibling has is refused, only an empty topic goes', () => {
    const added = addTopic(addTopic(topics, 'x', 'Mới', 'a'), 'y', 'Mới', 'a');
    expect(added.filter(({ parentId }) => parentId === 'a').map(({ name }) => name)).toEqual([
      'A1',
      'A2',
      'Mới',
      'Mới 2',
    ]);
    expect(renameTopic(topics, 'a1', 'A2')).toBeNull();
    expect(renameTopic(topics, 'a1', '  Luật  mới ')?.[1]?.name).toBe('Luật mới');
    expect([removeTopic(topics, 'a'), removeTopic(topics, 'a1')]).toEqual([null, null]);
    expect(picture(removeTopic(topics, 'a2'))).toBe('a -a1 b');
  });
});

describe('the table', () => {
  const rows = ['1', '2', '3', '4'];

  test('a range grows and shrinks from its anchor; what other pages hold stays', () => {
    const elsewhere = toggle(nothingSelected, '9');
    const wide = extend(toggle(elsewhere, '2'), rows, '4');
    expect([...wide.codes]).toEqual(['9', '2', '3', '4']);
    expect([...extend(wide, rows, '1').codes]).toEqual(['9', '1', '2']);
  });

  test('the whole page, then nothing of it', () => {
    const all = togglePage(toggle(nothingSelected, '9'), rows);
    expect([...all.codes]).toEqual(['9', '1', '2', '3', '4']);
    expect([...togglePage(all, rows).codes]).toEqual(['9']);
  });

  test('keys go from cell to cell, over columns that the width has left out, and stay inside', () => {
    const size = { rows: 3, columns: [0, 2, 5], step: 10 };
    const from =
      (row: number, column: number) =>
      (key: string, isToEnd = false) => {
        const goal = goalOf(key, isToEnd, { row, column }, size);
        return goal && [goal.row, goal.column];
      };
    expect(from(1, 2)('ArrowRight')).toEqual([1, 5]);
    expect(from(1, 2)('ArrowLeft', true)).toEqual([1, 0]);
    expect(from(1, 2)('PageDown')).toEqual([2, 2]);
    expect(from(0, 0)('ArrowUp')).toEqual([0, 0]);
    expect(from(1, 5)('Home', true)).toEqual([0, 0]);
    expect(from(1, 5)('x')).toBeNull();
  });

  test('what is copied opens in Excel as cells, and none as a formula', () => {
    expect(
      tabSeparated([
        ['a\tb', '=1+1'],
        ['c\nd', '-5'],
      ]),
    ).toBe("a b\t'=1+1\nc d\t'-5");
  });
});

const written = (texts: readonly string[], kind: QuestionKind = 'single'): Question => ({
  ...blankQuestion('t', '2026-11-20'),
  kind,
  stem: 'Ngày nào?',
  options: texts.map((text, at) => ({ id: 'abcdefgh'[at] ?? '', text })),
  key: ['b'],
});

describe('parts and the key', () => {
  test('what is taken out leaves the key, too', () => {
    expect(removePart(written(['x', 'y']), 'options', 'b').key).toEqual([]);
    const pairs = switchKind(written(['x', 'y']), emptyShelf, 'matching').content;
    const paired = pairUp(pairUp(pairs, 'p1', 'a'), 'p2', 'b');
    expect(removePart(paired, 'options', 'a').key).toEqual(['p2=b']);
    expect(removePart(paired, 'prompts', 'p2').key).toEqual(['p1=a']);
    expect(pairOf(pairUp(paired, 'p1', ''), 'p1')).toBe('');
  });

  test('the order of items is their key', () => {
    const items = switchKind(written(['x', 'y', 'z']), emptyShelf, 'ordering').content;
    expect(movePart(items, 'options', 'c', -1).key).toEqual(['a', 'c', 'b']);
    expect(orderParts(items, 'options', ['c', 'a', 'b']).key).toEqual(['c', 'a', 'b']);
    expect(addPart(items, 'options', 'a', 'mới').key).toEqual(['a', 'd', 'b', 'c']);
  });

  test('another order of options or prompts takes neither their texts nor the key along', () => {
    const single = markRight(written(['x', 'y', 'z']), 'b');
    const turned = orderParts(single, 'options', ['c', 'b', 'a']);
    expect(turned.options.map(({ id, text }) => `${id}=${text}`)).toEqual(['c=z', 'b=y', 'a=x']);
    expect(turned.key).toEqual(['b']);
    const pairs = pairUp(switchKind(single, emptyShelf, 'matching').content, 'p1', 'a');
    const promptsTurned = orderParts(pairs, 'prompts', ['p3', 'p2', 'p1']);
    expect([promptsTurned.prompts?.map(({ id }) => id), promptsTurned.key]).toEqual([['p3', 'p2', 'p1'], ['p1=a']]);
  });

  test('an id that is free again is given again, and one in use never', () => {
    const gone = removePart(written(['x', 'y', 'z']), 'options', 'b');
    expect(addPart(gone, 'options').options.map(({ id }) => id)).toEqual(['a', 'c', 'b']);
  });

  test('one key of a single choice, several of a multiple one', () => {
    expect(markRight(written(['x', 'y']), 'a').key).toEqual(['a']);
    expect(markRight({ ...written(['x', 'y']), kind: 'multiple' }, 'a').key).toEqual(['a', 'b']);
  });

  test('a blank question is not worth keeping, one word makes it so', () => {
    const blank = blankQuestion('t', '2026-11-20');
    expect(isWorthKeeping(blank)).toBe(false);
    expect(isWorthKeeping(switchKind(blank, emptyShelf, 'true-false').content)).toBe(false);
    expect(isWorthKeeping(writePart(blank, 'options', 'a', 'x'))).toBe(true);
  });
});

describe('kinds switched', () => {
  test('through any kinds and back, every text and the key are as they were', () => {
    fc.assert(
      fc.property(fc.array(fc.constantFrom(...questionKinds), { maxLength: 6 }), (way) => {
        const first = written(['một', 'hai', 'ba', 'bốn']);
        const { content } = [...way, 'single' as const].reduce(
          ({ content, shelf }, kind) => switchKind(content, shelf, kind),
          { content: first, shelf: emptyShelf },
        );
        expect(content.options).toEqual(first.options);
        expect(content.stem).toBe(first.stem);
        expect(content.kind).toBe('single');
        expect(content).not.toHaveProperty('prompts');
      }),
    );
  });

  test('a number lies aside while it is a choice, and comes back', () => {
    const number = { ...switchKind(written(['x', 'y']), emptyShelf, 'number').content, key: ['9.5'], tolerance: '0.1' };
    const shelf = switchKind(written(['x', 'y']), emptyShelf, 'number').shelf;
    expect(keptAside(number, shelf)).toBe(2);
    const single = switchKind(number, shelf, 'single');
    expect(single.content).toMatchObject({ key: ['b'], options: [{ text: 'x' }, { text: 'y' }] });
    expect(single.content).not.toHaveProperty('tolerance');
    expect(switchKind(single.content, single.shelf, 'number').content).toMatchObject({
      key: ['9.5'],
      tolerance: '0.1',
    });
  });
});

describe('a pasted question', () => {
  const lines = 'Câu 12. Ngày Chuyển đổi số quốc gia là ngày nào?\nA. 10/9\nB. 10/10\nC. 22/4\nD. 1/10\nĐáp án: B';

  test('line by line, with its answer', () => {
    expect(splitBlock(lines)).toEqual({
      stem: 'Ngày Chuyển đổi số quốc gia là ngày nào?',
      options: ['10/9', '10/10', '22/4', '1/10'],
      right: [1],
      explanation: '',
    });
  });

  test.each([
    ['on one line, with tabs', 'Câu 1: Vì sao?\nA. Một\tB. Hai\tC. Ba', ['Một', 'Hai', 'Ba'], []],
    ['on one line, with spaces', 'Vì sao? A. Một B. Hai C. Ba', ['Một', 'Hai', 'Ba'], []],
    ['stars mark the right ones', '1) Chọn hai\n*a) Một\nb) Hai\n*c) Ba', ['Một', 'Hai', 'Ba'], [0, 2]],
    ['a letter out of its turn is text', 'Uống gì?\nA. Vitamin C. Bổ\nB. Nước', ['Vitamin C. Bổ', 'Nước'], []],
    ['Windows line ends', 'Gì?\r\nA. Một\r\nB. Hai\r\nĐáp án: A, B', ['Một', 'Hai'], [0, 1]],
  ] as const)('%s', (_, text, options, right) => {
    expect(splitBlock(text)).toMatchObject({ options, right });
  });

  test('what is no question stays a text', () => {
    expect([splitBlock('Nghị định 30. Điều A. Một'), splitBlock('Chỉ một dòng'), splitBlock('')]).toEqual([
      null,
      null,
      null,
    ]);
  });

  test('is laid into an empty form, never over what somebody wrote', () => {
    const block = splitBlock(lines);
    if (!block) throw new Error('it is one');
    const blank = blankQuestion('t', '2026-11-20');
    expect(takeBlock(blank, block)).toMatchObject({ stem: block.stem, key: ['b'], kind: 'single' });
    expect(takeBlock({ ...blank, stem: 'Đã viết' }, block)).toBeNull();
    expect(takeBlock(written(['x', 'y']), block)).toBeNull();
  });
});

describe('undo', () => {
  test('typing in one field is one step, another field or a pause begins the next; redo ends with a new word', () => {
    const history = new History('');
    history.write('a', 'stem');
    history.write('ab', 'stem');
    history.write('ab!', 'key');
    history.pause();
    history.write('ab!!', 'key');
    history.undo();
    expect(history.now).toBe('ab!');
    history.undo();
    history.undo();
    expect([history.now, history.canUndo, history.canRedo]).toEqual(['', false, true]);
    history.redo();
    expect(history.now).toBe('ab');
    history.write('abc', 'stem');
    expect(history.canRedo).toBe(false);
  });
});

test('marks are put around a selection and taken off again', () => {
  const bold = applyTool({ text: 'không phải', from: 0, to: 5 }, 'bold');
  expect(bold).toEqual({ text: '**không** phải', from: 2, to: 7 });
  expect(applyTool(bold, 'bold')).toEqual({ text: 'không phải', from: 0, to: 5 });
  expect(applyTool({ text: 'một\nhai', from: 0, to: 7 }, 'list').text).toBe('- một\n- hai');
});

test('what is said of a text is never better than the truth', () => {
  const good = { hasConflict: false, isSaving: false, failure: null, isDirty: false, isBlank: false };
  const failed = (status: number) => ({ ok: false as const, status, code: 'x', message: '', params: {} });
  expect(saveStateOf(good)).toBe('saved');
  expect(saveStateOf({ ...good, isDirty: true })).toBe('waiting');
  expect(saveStateOf({ ...good, isDirty: true, isSaving: true })).toBe('saving');
  expect(saveStateOf({ ...good, isDirty: true, failure: failed(0) })).toBe('failed');
  expect(saveStateOf({ ...good, isDirty: true, failure: failed(403) })).toBe('refused');
  expect(saveStateOf({ ...good, hasConflict: true, isSaving: true })).toBe('conflict');
  expect(saveStateOf({ ...good, isDirty: true, isBlank: true })).toBe('new');
});

describe('pasted markup', () => {
  const text = (textContent: string): HtmlNode => ({ nodeType: 3, nodeName: '#text', textContent, childNodes: [] });
  const tag = (nodeName: string, children: readonly (HtmlNode | string)[], className = ''): HtmlNode => ({
    ...{ nodeType: 1, nodeName, textContent: null, getAttribute: () => className },
    childNodes: children.map((child) => (typeof child === 'string' ? text(child) : child)),
  });
  const written = (...children: (HtmlNode | string)[]): string =>
    toMarkdown(tag('BODY', children), () => '![](pasted:0)');

  test('paragraphs, emphasis with its spaces outside, pictures', () => {
    expect(written(tag('P', ['Điều ', tag('B', ['một ']), 'và']), tag('P', [tag('IMG', [])]))).toBe(
      'Điều **một** và\n\n![](pasted:0)',
    );
  });

  test('lists of pages and of Word, one in another', () => {
    const inner = tag('OL', [tag('LI', ['một']), tag('LI', ['hai'])]);
    expect(written(tag('UL', [tag('LI', ['ngoài', inner])]))).toBe('- ngoài\n  1. một\n  2. hai');
    const item = (words: string) => tag('P', [words], 'MsoListParagraphCxSpMiddle');
    expect(written(item('một'), item('hai'), item('ba'))).toBe('- một\n- hai\n- ba');
  });

  test('tables', () => {
    const row = (...cells: string[]) =>
      tag(
        'TR',
        cells.map((cell) => tag('TD', [cell])),
      );
    expect(written(tag('TABLE', [tag('TBODY', [row('a', 'b|c'), row('d', 'e')])]))).toBe(
      '| a | b\\|c |\n| --- | --- |\n| d | e |',
    );
  });

  test('what was typed never becomes a mark', () => {
    expect(written(tag('P', ['2 * 3 = $6, a_b']), tag('P', ['- 5 độ']), tag('P', ['1. Một']))).toBe(
      '2 \\* 3 = \\$6, a\\_b\n\n\\- 5 độ\n\n1\\. Một',
    );
  });
});
