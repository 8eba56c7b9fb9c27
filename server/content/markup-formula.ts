/** Formulas in texts of questions: `$…$` in a line, `$$…$$` on its own, as MathML that browsers read and speak themselves. */
import katex from 'katex';
import type { StateInline } from 'markdown-it';
import { escaped } from './markup-escape.ts';

const formulaLengthMax = 1_000;
/** Of one text; any more are shown as they were typed: each costs as much as pages of words. */
const formulasMax = 100;
/** Macro steps of one formula, and em: what no question needs is an attack. */
const expansionsMax = 200;
const sizeMax = 20;

/** A single dollar opens before and closes after something that is no space, and no digit follows: prices stay prices. */
export const formulaRule = (state: StateInline, silent: boolean): boolean => {
  const rest = state.src.slice(state.pos, state.pos + formulaLengthMax + 4);
  const found = /^\$\$([^$]+)\$\$/.exec(rest) ?? /^\$(?!\s)((?:\\\$|[^$\\]|\\[^$])+?)(?<!\s)\$(?!\d)/.exec(rest);
  const env = state.env as { formulas?: number };
  const before = env.formulas ?? 0;
  if (!found || before >= formulasMax) return false;
  if (!silent) {
    env.formulas = before + 1;
    const token = state.push('formula', '', 0);
    token.content = (found[1] ?? '').trim();
    token.block = found[0].startsWith('$$');
  }
  state.pos += found[0].length;
  return true;
};

/** A formula that cannot be read is shown as it was typed. */
export function formulaHtml(formula: string, isBlock: boolean): string {
  try {
    return katex.renderToString(formula, {
      output: 'mathml',
      displayMode: isBlock,
      throwOnError: true,
      strict: 'ignore',
      trust: false,
      maxExpand: expansionsMax,
      maxSize: sizeMax,
    });
  } catch {
    return `<code>${escaped(formula)}</code>`;
  }
}
