import type { Writable } from "node:stream";

/** Where a command prints and what it may show there. */
export interface Output {
  /** Results. */
  readonly out: (text: string) => void;
  /** Progress, findings and errors. */
  readonly err: (text: string) => void;
  readonly color: boolean;
  /** True when progress may redraw itself. */
  readonly interactive: boolean;
  readonly width: number;
}

type Terminal = Writable & { readonly isTTY?: boolean; readonly columns?: number };

/** Prints to the process's own streams; `NO_COLOR` and `FORCE_COLOR` are respected. */
export function processOutput(color: boolean | undefined): Output {
  const terminal: Terminal = process.stderr;
  const tty = terminal.isTTY === true && process.env["TERM"] !== "dumb";
  const wanted = color ?? (process.env["FORCE_COLOR"] ? true : process.env["NO_COLOR"] ? false : tty);
  return {
    out: (text) => void process.stdout.write(`${text}\n`),
    err: (text) => void process.stderr.write(`${text}\n`),
    color: wanted,
    interactive: tty && !process.env["CI"],
    width: terminal.columns ?? 80,
  };
}

const codes = { red: 31, green: 32, yellow: 33, blue: 34, cyan: 36, bold: 1, dim: 2 } as const;

/** A text in a colour, where colours are shown. */
export function paint(output: Output, style: keyof typeof codes, text: string): string {
  return output.color ? `\u001b[${codes[style]}m${text}\u001b[0m` : text;
}
