/** Typing that has not been told to the outbox yet. No DOM, no real time. */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { sentText } from '../../web/contest/kinds/given.ts';
import { Typing } from '../../web/contest/typing.svelte.ts';

/** Slot 1 asks for a number, the others for a text. */
function sitDown(kept: string | null = null) {
  const written: [number, string][] = [];
  let waiting: (() => void) | null = null;
  let rough = kept;
  const typing = new Typing({
    sent: (slot, typed) => sentText(slot === 1 ? 'number' : 'text', typed),
    write: (slot, text) => void written.push([slot, text]),
    kept,
    keep: (text) => (rough = text),
    later: (_ms, then) => {
      waiting = then;
      return () => (waiting = null);
    },
  });
  return {
    typing,
    written,
    pause: () => waiting?.(),
    get rough() {
      return rough;
    },
  };
}

describe('typing', () => {
  it('is shown at once and written once, after a pause', () => {
    const { typing, written, pause } = sitDown();
    for (const text of ['H', 'Hà', 'Hà Nội ']) typing.type(2, text);
    expect([typing.shown(2), typing.isWaiting, written]).toEqual(['Hà Nội ', true, []]);
    pause();
    expect([typing.shown(2), typing.isWaiting, written]).toEqual([null, false, [[2, 'Hà Nội']]]);
  });

  it('is written when the question is left before the pause, and not again after it', () => {
    const { typing, written, pause } = sitDown();
    typing.type(2, 'Huế');
    typing.settle();
    pause();
    typing.settle();
    expect(written).toEqual([[2, 'Huế']]);
  });

  it('of everything taken out is written, too: it withdraws the answer', () => {
    const { typing, written } = sitDown();
    typing.type(2, '  ');
    expect(typing.isAnswered(2)).toBe(false);
    typing.settle();
    expect(written).toEqual([[2, '']]);
  });
});

describe('what is no number', () => {
  it('stays as it was typed, is never written, and makes no answer', () => {
    const place = sitDown();
    place.typing.type(1, '12 con');
    place.pause();
    expect(place.written).toEqual([]);
    expect([place.typing.shown(1), place.typing.isAnswered(1), place.typing.isWaiting]).toEqual([
      '12 con',
      null,
      false,
    ]);
  });

  it('survives a reload, and is forgotten once it is put right', () => {
    const first = sitDown();
    first.typing.type(1, '12 con');
    first.typing.settle();
    const second = sitDown(first.rough);
    expect(second.typing.shown(1)).toBe('12 con');
    second.typing.type(1, '12.50');
    second.typing.settle();
    expect([second.written, second.rough, second.typing.shown(1)]).toEqual([[[1, '12,5']], null, null]);
  });

  it('and a store that holds something else is as good as empty', () => {
    expect(sitDown('{"a":1}').typing.shown(1)).toBeNull();
    expect(sitDown('not json').typing.shown(1)).toBeNull();
  });
});

it('whatever is typed where and however often it is left: the last text of each question is what was written last', () => {
  const happening = fc.oneof(
    fc.record({ slot: fc.integer({ min: 2, max: 4 }), text: fc.string({ maxLength: 5 }) }),
    fc.constantFrom('pause' as const, 'leave' as const),
  );
  fc.assert(
    fc.property(fc.array(happening, { maxLength: 30 }), (happenings) => {
      const { typing, written, pause } = sitDown();
      const last = new Map<number, string>();
      for (const one of happenings) {
        if (one === 'pause') pause();
        else if (one === 'leave') typing.settle();
        else {
          typing.type(one.slot, one.text);
          last.set(one.slot, one.text);
        }
      }
      typing.settle();
      const standing = new Map(written);
      expect(typing.isWaiting).toBe(false);
      for (const [slot, text] of last) expect(standing.get(slot)).toBe(sentText('text', text));
    }),
  );
});
