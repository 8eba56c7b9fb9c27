/**
 * The real server behind a real port, for browsers: samples loaded, jobs running, the built pages served.
 * Its clock runs from the usual day on and can be moved, so that a quarter of an hour passes in a line.
 */
import type { Duplex } from 'node:stream';
import { fileURLToPath } from 'node:url';
import { startEverySecond } from '../../server/jobs/every-second.ts';
import type { ParticipantId, UnitId } from '../../server/rules/ids.ts';
import type { UnitHits } from '../../server/wire/http/contests.ts';
import { testApp, type TestApp } from '../helpers/build-app.ts';
import { runningClock } from '../helpers/fake-clock.ts';
import { makeParticipant, type MadeParticipant, type ParticipantRow } from '../helpers/make.ts';
import { sitThrough } from '../helpers/sitting.ts';

const webFolder = fileURLToPath(new URL('../../dist/web', import.meta.url));

export interface Site extends TestApp {
  /** `http://127.0.0.1:…` */
  readonly origin: string;
  /** Every websocket is gone, as when a cable is pulled. */
  cutLines(): void;
  /** The unit of the sample contest whose name this is the beginning of. */
  unitOf(name: string): Promise<UnitId>;
  /** An adult of Chợ Gạo who has entered, with a signed-in account. */
  person(fullName: string, row?: Partial<ParticipantRow>): Promise<MadeParticipant>;
  /** Somebody answers the first `right` questions rightly and hands in after `takesMs`, without a browser. */
  handsIn(fullName: string, right: number, takesMs?: number, predicted?: number): Promise<ParticipantId>;
}

export async function openSite(): Promise<Site> {
  const hoithi = await testApp({
    clock: runningClock(),
    settings: { PUBLIC_ORIGIN: '' },
    overrides: { webFolder },
  });
  const stopJobs = startEverySecond(hoithi.ctx);
  const lines = new Set<Duplex>();
  hoithi.app.server.on('upgrade', (_request, line: Duplex) => {
    lines.add(line);
    line.once('close', () => lines.delete(line));
  });
  const origin = await hoithi.app.listen({ port: 0, host: '127.0.0.1' });

  const unitOf = async (name: string): Promise<UnitId> => {
    const found = await hoithi.get(`/api/contests/tien-giang/units?q=${encodeURIComponent(name)}`);
    const [unit] = found.json<UnitHits>().units;
    if (!unit) throw new Error(`no unit ${name}`);
    return unit.id as UnitId;
  };
  const person: Site['person'] = async (fullName, row = {}) =>
    makeParticipant(hoithi.ctx, { fullName, row: { unitId: await unitOf('xa cho gao'), ...row } });

  return {
    ...hoithi,
    origin,
    cutLines: () => lines.forEach((line) => line.destroy()),
    unitOf,
    person,
    async handsIn(fullName, right, takesMs = 1_000, predicted) {
      const participant = await person(fullName);
      await sitThrough(hoithi, { participant, right, takesMs, ...(predicted !== undefined && { predicted }) });
      return participant.id;
    },
    async close() {
      await stopJobs();
      await hoithi.close();
    },
  };
}
