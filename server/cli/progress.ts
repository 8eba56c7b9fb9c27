/** One line on the terminal that tells how far long work has come; a few plain lines where there is no terminal. */

const width = 30;
/** Lines written to a file or a pipe: one each tenth. */
const steps = 10;

export interface Progress {
  to(done: number): void;
  end(): void;
}

export function showProgress(label: string, total: number, out: NodeJS.WriteStream = process.stderr): Progress {
  let last = -1;
  const draw = (done: number): void => {
    const share = total === 0 ? 1 : Math.min(1, done / total);
    const step = Math.floor(share * (out.isTTY ? 100 : steps));
    if (step === last) return;
    last = step;
    const filled = Math.round(share * width);
    const bar = '█'.repeat(filled) + '░'.repeat(width - filled);
    const line = `${label} ${bar} ${Math.floor(share * 100)}% (${done}/${total})`;
    out.write(out.isTTY ? `\r${line}` : `${line}\n`);
  };
  draw(0);
  return {
    to: draw,
    end() {
      draw(total);
      if (out.isTTY) out.write('\n');
    },
  };
}
