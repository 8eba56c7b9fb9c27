/** A question's history as it is told: what was done to it, with what each version changed; comments stand elsewhere. Pure. */
import type {
  FieldDifference,
  QuestionEventView,
  QuestionFlag,
  QuestionView,
} from '../../../server/wire/http/banks.ts';
import { questionFlags } from '../../../server/wire/http/banks.ts';

type Deed = QuestionEventView['deed'];

export interface Happening extends QuestionEventView {
  /** What was undone, when something was. */
  readonly undone: Deed | null;
  /** The hint that was dismissed or taken back; `note` is then the reason alone. */
  readonly hint: QuestionFlag | null;
  /** Of the version that came by it, against the one before. */
  readonly difference: readonly FieldDifference[];
}

/** Deeds of a request by what they leave in the history. */
const leaves: Readonly<Record<string, Deed>> = {
  ...{ send: 'sent', approve: 'approved', return: 'returned', retire: 'retired', restore: 'restored' },
  ...{ move: 'moved', tag: 'tagged', reserve: 'reserved' },
};

/** Newest first. Versions that came as files left no word of their own: each is told as a change, too. */
export function happeningsOf({ events, versions }: Pick<QuestionView, 'events' | 'versions'>): Happening[] {
  const told = events.filter(({ deed }) => deed !== 'commented').map((event) => happening(event, versions));
  const oldest = versions.at(-1)?.version;
  const silent = versions.filter(({ createdAt }) => !events.some(({ at }) => at === createdAt));
  const fromFiles = silent.map(({ version, authorName, createdAt, difference }): Happening => {
    const deed = version === oldest ? 'made' : 'changed';
    const said = { deed, actorName: authorName, note: '', version, at: createdAt } as const;
    return { ...said, undone: null, hint: null, difference };
  });
  return [...told, ...fromFiles].sort((a, b) => b.at - a.at);
}

function happening(event: QuestionEventView, versions: QuestionView['versions']): Happening {
  const { deed, note } = event;
  const version = deed === 'changed' ? versions.find((one) => one.version === event.version) : undefined;
  const undone = deed === 'undone' ? (leaves[note] ?? null) : null;
  const isOfHint = deed === 'hint-dismissed' || deed === 'hint-restored';
  const [name = '', ...reason] = note.split(': ');
  const hint = isOfHint ? (questionFlags.find((flag) => flag === name) ?? null) : null;
  return { ...event, note: hint ? reason.join(': ') : note, undone, hint, difference: version?.difference ?? [] };
}
