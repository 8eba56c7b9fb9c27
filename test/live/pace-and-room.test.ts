/** How often a room speaks, and to whom: pictures of one room with sockets whose network the test owns. */
import { describe, expect, test } from 'vitest';
import { Pace } from '../../server/live/pace.ts';
import { bufferedBytesCut, bufferedBytesMax, Room } from '../../server/live/room.ts';
import { HandClock } from '../helpers/hand-clock.ts';
import { SocketPair } from '../helpers/socket-pair.ts';

describe('pace', () => {
  function paced(run: () => Promise<void> = async () => {}) {
    const clock = new HandClock(0);
    const ran: number[] = [];
    const pace = new Pace(clock, 250, async () => {
      ran.push(clock.now());
      await run();
    });
    return { clock, ran, pace };
  }

  test('the first at once, a burst becomes one at the end of the gap, and the last is never lost', async () => {
    const { clock, ran, pace } = paced();
    pace.ask();
    for (let n = 0; n < 50; n++) pace.ask();
    await clock.pass(249);
    expect(ran).toEqual([0]);
    await clock.pass(2_000);
    expect(ran).toEqual([0, 250]);
  });

  test('asked all the time it runs four times a second', async () => {
    const { clock, ran, pace } = paced();
    for (let ms = 0; ms < 3_000; ms += 10) {
      pace.ask();
      await clock.pass(10);
    }
    expect(ran).toEqual([0, 250, 500, 750, 1_000, 1_250, 1_500, 1_750, 2_000, 2_250, 2_500, 2_750, 3_000]);
  });

  test('a slow run is never overlapped by the next', async () => {
    let resolve = () => {};
    const promise = new Promise<void>((done) => (resolve = done));
    const { clock, ran, pace } = paced(() => promise);
    pace.ask();
    pace.ask();
    await clock.pass(5_000);
    expect(ran).toEqual([0]);
    resolve();
    await clock.pass(0);
    expect(ran).toEqual([0, 5_000]);
  });

  test('stopped, it runs no more', async () => {
    const { clock, ran, pace } = paced();
    pace.ask();
    pace.ask();
    pace.stop();
    await clock.pass(5_000);
    expect(ran).toEqual([0]);
  });
});

describe('room', () => {
  const frame = (body: string) => (version: number) => JSON.stringify({ type: 'board', version, view: body }) as string;
  const publish = (room: Room, body: string) => room.publish(body, frame(body));
  const versions = (pair: SocketPair) => {
    pair.flush();
    return pair.arrived.map((one) => (one.type === 'board' ? one.version : one.type));
  };

  test('everybody gets the very same frame, made once', () => {
    const room = new Room(100);
    const [an, binh] = [new SocketPair(), new SocketPair()];
    room.join(an.server, -1);
    room.join(binh.server, -1);
    publish(room, 'a');
    expect(an.frames).toHaveLength(1);
    expect(an.frames[0]).toBe(binh.frames[0]);
    expect(versions(an)).toEqual([101]);
  });

  test('a view that has not changed is not sent and counts no version', () => {
    const room = new Room(100);
    const an = new SocketPair();
    room.join(an.server, -1);
    expect([publish(room, 'a'), publish(room, 'a'), publish(room, 'b')]).toEqual([true, false, true]);
    expect(versions(an)).toEqual([101, 102]);
  });

  test('back after a short drop: up to date gets nothing, behind gets the newest alone', () => {
    const room = new Room(100);
    room.join(new SocketPair().server, -1);
    publish(room, 'a');
    const current = new SocketPair();
    room.join(current.server, 101);
    expect(current.waiting).toBe(0);
    publish(room, 'b');
    publish(room, 'c');
    const behind = new SocketPair();
    room.join(behind.server, 101);
    expect(versions(behind)).toEqual([103]);
    expect(versions(current)).toEqual([102, 103]);
  });

  test('a version of before a restart is never taken for one of now', () => {
    const before = new Room(1_000);
    for (const body of 'abcdef') publish(before, body);
    const restarted = new Room(2_000);
    publish(restarted, 'a');
    const back = new SocketPair();
    restarted.join(back.server, before.version);
    expect(versions(back)).toEqual([2_001]);
  });

  test('a slow reader is passed over, and gets the newest when it has drained', () => {
    const room = new Room(0);
    const [slow, quick] = [new SocketPair(), new SocketPair()];
    room.join(slow.server, -1);
    room.join(quick.server, -1);
    publish(room, 'a');
    slow.flush();
    slow.stalledBytes = bufferedBytesMax + 1;
    publish(room, 'b');
    publish(room, 'c');
    room.catchUp();
    expect(slow.waiting).toBe(0);
    slow.stalledBytes = 0;
    room.catchUp();
    room.catchUp();
    expect(versions(slow)).toEqual([1, 3]);
    expect(versions(quick)).toEqual([1, 2, 3]);
  });

  test('a reader that is hopelessly behind is cut', () => {
    const room = new Room(0);
    const stalled = new SocketPair();
    room.join(stalled.server, -1);
    stalled.stalledBytes = bufferedBytesCut + 1;
    publish(room, 'a');
    expect([stalled.isTerminated, stalled.waiting]).toEqual([true, 0]);
  });

  test('who has left hears nothing more', () => {
    const room = new Room(0);
    const an = new SocketPair();
    room.join(an.server, -1);
    room.leave(an.server);
    publish(room, 'a');
    expect([room.count, an.waiting]).toEqual([0, 0]);
  });
});
