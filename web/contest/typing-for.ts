/** The typing of one attempt: what its questions take, the outbox it is written to, the device that keeps the rest. */
import type { KindName } from '../../server/wire/http/given.ts';
import { sentText } from './kinds/given.ts';
import type { Outbox } from './outbox.svelte.ts';
import type { OnDevice } from './paper-on-device.ts';
import { Typing } from './typing.svelte.ts';

interface Attempt {
  /** null while the paper is not here. */
  readonly kindAt: (slot: number) => KindName | null;
  readonly outbox: () => Outbox | null;
}

export const typingFor = (device: OnDevice, { kindAt, outbox }: Attempt): Typing =>
  new Typing({
    sent: (slot, typed) => {
      const kind = kindAt(slot);
      return kind && sentText(kind, typed);
    },
    // Also after the deadline: it was typed before, and the server's grace is for what is on its way.
    write: (slot, text) => {
      if ((outbox()?.shown(slot)?.text ?? '') !== text) outbox()?.write(slot, { choice: [], text, prediction: null });
    },
    kept: device.read('typed'),
    keep: (rough) => device.keep('typed', rough),
  });
