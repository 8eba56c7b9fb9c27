/** What may truthfully be said of a text on the screen; pure. */
import { isPassing, type Failed } from '../../api/http.ts';

/** `new`: nothing to keep yet. `waiting`: written, not sent. `failed`: will be tried again. `refused`: will not. */
export type SaveState = 'new' | 'saved' | 'waiting' | 'saving' | 'failed' | 'refused' | 'conflict';

export interface Keeping {
  readonly hasConflict: boolean;
  readonly isSaving: boolean;
  readonly failure: Failed | null;
  /** The screen differs from what the server has. */
  readonly isDirty: boolean;
  /** The server has none of it, and nothing is worth keeping. */
  readonly isBlank: boolean;
}

export function saveStateOf({ hasConflict, isSaving, failure, isDirty, isBlank }: Keeping): SaveState {
  if (hasConflict) return 'conflict';
  if (isSaving) return 'saving';
  if (failure) return isPassing(failure) ? 'failed' : 'refused';
  if (isBlank) return 'new';
  return isDirty ? 'waiting' : 'saved';
}
