/**
 * What a deed on many questions leaves with whoever did it, so that it can be undone: how each question was before, and
 * its revision afterwards. Sealed, so that nothing can be written into it; kept by the browser, so that nothing grows here.
 */
import { deflateRawSync, inflateRawSync } from 'node:zlib';
import type { UserId } from '../rules/ids.ts';
import type { QuestionRow } from '../store/questions.ts';
import type { BulkDeed } from '../wire/http/banks.ts';
import { questionLimits } from '../wire/http/banks.ts';
import type { Ctx } from './context.ts';

/** The columns that the deed changed, as they were. */
export type Before = Partial<Pick<QuestionRow, 'topic' | 'tags' | 'reservedFor' | 'state' | 'drawnVersionId'>>;

export interface Undoable {
  readonly code: string;
  /** Of the head after the deed: whoever changes it later ends the way back. */
  readonly revision: number;
  readonly before: Before;
}

export interface UndoTicket {
  readonly bankId: string;
  readonly actorId: UserId;
  readonly deed: BulkDeed['deed'];
  readonly questions: readonly Undoable[];
}

/** Far above what many questions need; it bounds what a ticket is unpacked to. */
const unpackedBytesMax = 8_000_000;

/** '' when nothing was changed, or when it would be too long to be sent back. */
export function sealTicket(ctx: Ctx, ticket: UndoTicket): string {
  if (ticket.questions.length === 0) return '';
  const sealed = ctx.secrets.encrypt(deflateRawSync(JSON.stringify(ticket)).toString('base64'));
  return sealed.length > questionLimits.undoMax ? '' : sealed;
}

/** null for what was not sealed here. */
export function openTicket(ctx: Ctx, sealed: string): UndoTicket | null {
  try {
    const packed = Buffer.from(ctx.secrets.decrypt(sealed), 'base64');
    return JSON.parse(inflateRawSync(packed, { maxOutputLength: unpackedBytesMax }).toString('utf8')) as UndoTicket;
  } catch {
    return null;
  }
}
