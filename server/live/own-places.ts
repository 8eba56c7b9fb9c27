/**
 * Tells each watching participant their own place, which is not in the frame that all share. Members are
 * spread over lanes and one lane is served a beat: nobody hears more often than every two seconds, only
 * when something changed, and a full room never sends to everybody at once.
 */
import type { OwnPlace } from '../wire/http/leaderboard.ts';
import { encodeToClient } from '../wire/to-client.ts';
import { hasRoomFor, type RoomSocket } from './room.ts';

/** Beats of a quarter of a second between two places told to one member. */
export const laneCount = 8;

interface Member {
  readonly place: () => OwnPlace;
  told: string;
}

export class OwnPlaces {
  readonly #lanes = Array.from({ length: laneCount }, () => new Map<RoomSocket, Member>());
  #joined = 0;
  #beat = 0;

  /** The first place is told at once. */
  join(socket: RoomSocket, place: () => OwnPlace): void {
    const member: Member = { place, told: '' };
    this.#lanes[this.#joined % laneCount]!.set(socket, member);
    this.#joined += 1;
    tell(socket, member);
  }

  leave(socket: RoomSocket): void {
    for (const lane of this.#lanes) lane.delete(socket);
  }

  beat(): void {
    this.#beat += 1;
    for (const [socket, member] of this.#lanes[this.#beat % laneCount]!) tell(socket, member);
  }
}

function tell(socket: RoomSocket, member: Member): void {
  if (!hasRoomFor(socket)) return;
  const place = member.place();
  // How many are ranked comes with every board and changes all the time: it is no news by itself.
  const news = `${place.rank} ${place.score} ${place.correct} ${place.elapsedMs}`;
  if (news === member.told) return;
  member.told = news;
  socket.send({ text: encodeToClient({ type: 'own-place', place }) });
}
