import { type Output, paint } from "./output.js";

/** A line that tells how far long work has come. */
export interface Progress {
  step(done: number, note?: string): void;
  end(): void;
}

const REDRAW_MS = 80;

/** A bar on a terminal; a plain line now and then elsewhere. */
export function createProgress(output: Output, what: string, total?: number): Progress {
  return output.interactive ? bar(output, what, total) : lines(output, what, total);
}

function bar(output: Output, what: string, total: number | undefined): Progress {
  let drawn = 0;
  const draw = (text: string): void => void process.stderr.write(`\r\u001b[2K${text}`);
  return {
    step(done, note = "") {
      const now = Date.now();
      if (now - drawn < REDRAW_MS) return;
      drawn = now;
      const count = total === undefined ? `${done}` : `${done}/${total}`;
      const blocks = total === undefined ? "" : ` ${blocksOf(done / Math.max(1, total))}`;
      draw(`${what}${paint(output, "cyan", blocks)} ${count} ${note}`.slice(0, output.width + 20));
    },
    end: () => draw(""),
  };
}

function blocksOf(part: number): string {
  const full = Math.round(Math.min(1, part) * 24);
  return "█".repeat(full) + "░".repeat(24 - full);
}

const LINE_MS = 5000;

function lines(output: Output, what: string, total: number | undefined): Progress {
  let printed = Date.now();
  return {
    step(done, note = "") {
      const now = Date.now();
      if (now - printed < LINE_MS) return;
      printed = now;
      output.err(`${what} ${done}${total === undefined ? "" : ` of ${total}`} ${note}`.trimEnd());
    },
    end() {},
  };
}
