/** What every component of a kind is given; each draws one answer and says how it changes, and knows no attempt. */
import type { GivenAnswer } from '../../../server/wire/http/given.ts';

export interface KindProps {
  /** HTML of the server, in the paper's order. */
  readonly options: readonly string[];
  readonly prompts: readonly string[];
  readonly given: GivenAnswer;
  readonly isDisabled: boolean;
  /** Id of the stem. */
  readonly labelledBy: string;
  /** At every change, of a typed answer at every key. */
  readonly ongive: (given: GivenAnswer) => void;
  /** Typing is over: the field is left. */
  readonly onsettle: () => void;
}
