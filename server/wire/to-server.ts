/** Browser → server over the websocket: a closed union and one total `parse`. Answers never travel here. */
import { protocolVersion } from './version.ts';

export const frameBytesMax = 4_096;

export type ToServer =
  | {
      /** First frame. Joins one board of one contest; `lastVersion` -1 asks for a snapshot. */
      readonly type: 'hello';
      readonly version: number;
      readonly contest: string;
      readonly board: string;
      readonly categoryId: string;
      readonly lastVersion: number;
      /** One's own participant, checked against the login session; '' watches without a place. */
      readonly participantId: string;
      /** Asked for by the studio alone; left out is the public's. A stage on a projector shows what the public sees. */
      readonly audience?: 'staff';
    }
  | { readonly type: 'ping' };

export type Parsed = { readonly ok: true; readonly frame: ToServer } | { readonly ok: false; readonly problem: string };

const problem = (text: string): Parsed => ({ ok: false, problem: text });

/** Never throws, whatever the text. */
export function parseToServer(text: string): Parsed {
  if (text.length > frameBytesMax) return problem('too-long');
  let raw: unknown;
  try {
    raw = JSON.parse(text);
  } catch {
    return problem('not-json');
  }
  if (typeof raw !== 'object' || raw === null) return problem('not-an-object');
  const { type, version, contest, board, categoryId, lastVersion, participantId, audience } = raw as Record<
    string,
    unknown
  >;
  if (type === 'ping') return { ok: true, frame: { type } };
  if (type !== 'hello') return problem('unknown-type');
  if (version !== protocolVersion) return problem('version');
  if (![contest, board, categoryId, participantId].every((value) => typeof value === 'string' && value.length <= 80))
    return problem('hello-fields');
  if (audience !== undefined && audience !== 'staff') return problem('hello-fields');
  if (typeof lastVersion !== 'number' || !Number.isInteger(lastVersion)) return problem('hello-fields');
  return {
    ok: true,
    frame: {
      type,
      version,
      contest: String(contest),
      board: String(board),
      categoryId: String(categoryId),
      lastVersion,
      participantId: String(participantId),
      ...(audience === 'staff' && { audience }),
    },
  };
}
