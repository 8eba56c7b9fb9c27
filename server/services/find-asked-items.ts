/** Questions that a round may ask, found by code or words: for ruling on one before there are figures of it. */
import { toPlain } from '../content/markup.ts';
import { searchKey } from '../rules/names.ts';
import { accepted, refused, type Outcome } from '../rules/refusal.ts';
import type { RoundId } from '../rules/ids.ts';
import type { Question } from '../rules/question.ts';
import type { KeyRuling } from '../rules/ruling.ts';
import { roundById } from '../store/contests.ts';
import { drawnContents } from '../store/question-versions.ts';
import { rulingsOfRound } from '../store/rulings.ts';
import { askedItemsMax, type AskedItem, type AskedItems } from '../wire/http/statistics.ts';
import type { Ctx } from './context.ts';
import { copied } from './list-rulings.ts';
import { loadContest } from './load-contest.ts';
import { newestRulings } from './newest-rulings.ts';

/** At most `askedItemsMax`, by code; those whose code it is first. Refusal: `not-found`. */
export async function findAskedItems(ctx: Ctx, roundId: RoundId, sought: string): Promise<Outcome<AskedItems>> {
  const round = await ctx.store.read((tx) => roundById(tx, roundId));
  const contest = round && (await loadContest(ctx, round.contestId));
  if (!contest) return refused({ name: 'not-found' });
  const { questions, rulings } = await ctx.store.read(async (tx) => ({
    questions: await drawnContents(tx, contest.definition.bankId),
    rulings: newestRulings(await rulingsOfRound(tx, roundId)),
  }));
  const wanted = searchKey(sought);
  const fitting = questions.filter(
    ({ isPractice, id, stem }) => !isPractice && (searchKey(id).includes(wanted) || searchKey(stem).includes(wanted)),
  );
  const isCode = ({ id }: Question) => searchKey(id) === wanted;
  const found = [...fitting.filter(isCode), ...fitting.filter((question) => !isCode(question))];
  const items = found.slice(0, askedItemsMax).map((question) => askedItem(question, rulings.get(question.id)?.ruling));
  return accepted({ items });
}

/** In plain texts. */
export function askedItem(question: Question, ruling: KeyRuling | undefined): AskedItem {
  const plain = ({ id, text }: { readonly id: string; readonly text: string }) => ({ id, text: toPlain(text) });
  const { id: questionId, kind, stem, options, prompts = [], key } = question;
  return {
    ...{ questionId, kind, stem: toPlain(stem), options: options.map(plain), prompts: prompts.map(plain) },
    key: [...key],
    ruling: ruling === undefined ? null : copied(ruling),
  };
}
