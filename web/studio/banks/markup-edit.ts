/** Markdown around what is selected in a field; pure. */
export interface Written {
  readonly text: string;
  readonly from: number;
  readonly to: number;
}

export type Tool = 'bold' | 'italic' | 'list' | 'formula';

const around = { bold: '**', italic: '*', formula: '$' } as const;

/** Puts the marks on, or takes them off where they are; what was selected stays selected. */
export function applyTool({ text, from, to }: Written, tool: Tool): Written {
  if (tool === 'list') return listed({ text, from, to });
  const mark = around[tool];
  const selected = text.slice(from, to);
  const isOn =
    text.slice(0, from).endsWith(mark) &&
    text.slice(to).startsWith(mark) &&
    (tool !== 'italic' || !text.slice(0, from).endsWith('**'));
  if (isOn) {
    const without = text.slice(0, from - mark.length) + selected + text.slice(to + mark.length);
    return { text: without, from: from - mark.length, to: to - mark.length };
  }
  return {
    text: text.slice(0, from) + mark + selected + mark + text.slice(to),
    from: from + mark.length,
    to: to + mark.length,
  };
}

/** Every line of the selection becomes an item, or none is one any more. */
function listed({ text, from, to }: Written): Written {
  const start = text.lastIndexOf('\n', from - 1) + 1;
  const after = text.indexOf('\n', to);
  const end = after < 0 ? text.length : after;
  const lines = text.slice(start, end).split('\n');
  const isList = lines.every((line) => line.startsWith('- '));
  const changed = lines.map((line) => (isList ? line.slice(2) : `- ${line}`)).join('\n');
  return { text: text.slice(0, start) + changed + text.slice(end), from: start, to: start + changed.length };
}

/** In place of the selection; the cursor stands behind it. */
export function insertText({ text, from, to }: Written, added: string): Written {
  const at = from + added.length;
  return { text: text.slice(0, from) + added + text.slice(to), from: at, to: at };
}
