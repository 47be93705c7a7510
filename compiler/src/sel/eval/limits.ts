/** How much one evaluation may use; the defaults are Maestro's. */
export interface SelLimits {
  /** Slots of the operand stack. */
  readonly stack: number;
  /** Times a loop may complete its body. */
  readonly loops: number;
  /** Elements of an array made with `new`. */
  readonly array: number;
  /** Syntax nodes visited. */
  readonly visits: number;
  /** Bytes, as Maestro counts them: 32 for each value and 2 for each character, never given back. */
  readonly memory: number;
  /** Steps inside of texts and patterns, which Maestro bounds only by its clock. */
  readonly work: number;
}

export const DEFAULT_LIMITS: SelLimits = {
  stack: 128,
  loops: 25_000,
  array: 25_000,
  visits: 100_000_000,
  memory: 100_000_000,
  work: 300_000_000,
};

/** Longer texts are refused although Java would hold them. */
export const TEXT_LIMIT: number = 2 ** 28;
