/** The server's clock and the socket that comes back by itself, with a fake line and hand-turned time. */
import { describe, expect, it } from 'vitest';
import type { ToClient } from '../../server/wire/to-client.ts';
import { LiveSocket, type Line } from '../../web/live/socket.svelte.ts';
import { ServerClock } from '../../web/live/server-clock.svelte.ts';

describe("the server's clock", () => {
  const make = () => {
    const time = { now: 1_000 };
    return { time, clock: new ServerClock(() => time.now) };
  };

  it('runs on from the middle of the round trip', () => {
    const { time, clock } = make();
    time.now = 1_200;
    clock.learn(500_000, 1_000);
    expect(clock.read()).toBe(500_100);
    time.now += 5_000;
    expect(clock.read()).toBe(505_100);
  });

  it('prefers the word with the shorter way', () => {
    const { time, clock } = make();
    time.now = 1_020;
    clock.learn(500_000, 1_000);
    const before = clock.read();
    time.now = 2_020;
    clock.learn(500_900, 1_020);
    expect(clock.read()).toBe(before + 1_000);
  });

  it('follows the server when the device has slept', () => {
    const { time, clock } = make();
    clock.learn(500_000, 1_000);
    time.now = 1_100;
    clock.learn(4_100_000, 1_050);
    expect(clock.read()).toBe(4_100_025);
  });
});

describe('the socket', () => {
  const room = { contest: 'tien-giang', board: 'r:1', categoryId: '', participantId: '' };
  const boardFrame = (version: number) => JSON.stringify({ type: 'board', version });

  function make() {
    const lines: (Line & { sent: { type: string; lastVersion?: number }[]; isClosed: boolean })[] = [];
    const waits: { ms: number; then: () => void }[] = [];
    const heard: ToClient[] = [];
    const socket = new LiveSocket({
      open: () => {
        const line = {
          onopen: null,
          onmessage: null,
          onclose: null,
          sent: [] as { type: string; lastVersion?: number }[],
          isClosed: false,
          send: (text: string) => void line.sent.push(JSON.parse(text) as { type: string }),
          close: () => void (line.isClosed = true),
        };
        lines.push(line);
        return line;
      },
      hear: (frame) => void heard.push(frame),
      later: (ms, then) => {
        const wait = { ms, then };
        waits.push(wait);
        return () => void waits.splice(waits.indexOf(wait), waits.includes(wait) ? 1 : 0);
      },
      spread: (ms) => ms,
    });
    const line = () => {
      const last = lines.at(-1);
      if (!last) throw new Error('no line');
      return last;
    };
    const lastWait = () => waits.at(-1);
    return { socket, lines, line, heard, lastWait };
  }

  it('says hello, hears frames, and after a break asks to go on from the last version', () => {
    const { socket, line, heard, lastWait, lines } = make();
    socket.join(room);
    line().onopen?.();
    expect(line().sent).toMatchObject([{ type: 'hello', lastVersion: -1, board: 'r:1' }]);
    line().onmessage?.({ data: boardFrame(7) });
    line().onclose?.();
    expect([socket.state, heard.length]).toEqual(['waiting', 1]);
    lastWait()?.then();
    line().onopen?.();
    expect(lines).toHaveLength(2);
    expect(line().sent).toMatchObject([{ type: 'hello', lastVersion: 7 }]);
  });

  it('waits longer after each miss, and no longer than half a minute', () => {
    const { socket, line, lastWait } = make();
    socket.join(room);
    const waited: number[] = [];
    for (let miss = 0; miss < 7; miss += 1) {
      line().onclose?.();
      waited.push(lastWait()?.ms ?? 0);
      lastWait()?.then();
    }
    expect(waited).toEqual([1_000, 2_000, 4_000, 8_000, 16_000, 30_000, 30_000]);
  });

  it('comes back when the server that stops says to', () => {
    const { socket, line, lastWait } = make();
    socket.join(room);
    line().onopen?.();
    line().onmessage?.({ data: JSON.stringify({ type: 'bye', retryMs: 3_000 }) });
    expect([socket.state, lastWait()?.ms, line().isClosed]).toEqual(['waiting', 3_000, true]);
  });

  it('takes a line that says nothing for dead', () => {
    const { socket, line, lastWait } = make();
    socket.join(room);
    expect(lastWait()?.ms).toBe(50_000);
    lastWait()?.then();
    expect([socket.state, line().isClosed]).toEqual(['waiting', true]);
  });

  it('lets garbage pass', () => {
    const { socket, line, heard } = make();
    socket.join(room);
    line().onopen?.();
    line().onmessage?.({ data: '{' });
    expect([socket.state, heard]).toEqual(['live', []]);
  });
});
