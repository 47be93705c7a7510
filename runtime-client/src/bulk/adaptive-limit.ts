import type { Clock } from "../clock.js";

/** How much may be in flight at once. */
export interface LimitOptions {
  readonly initial: number;
  readonly max: number;
  readonly clock: Clock;
  /** Ends pauses early. */
  readonly signal?: AbortSignal | undefined;
}

/**
 * A limit on what is in flight that follows the server: it grows by one with each success until the server first asks
 * for less, halves when it does, and grows by one with each full round of successes after that.
 */
export class AdaptiveLimit {
  readonly max: number;
  readonly #clock: Clock;
  readonly #signal: AbortSignal | undefined;
  #limit: number;
  #inFlight = 0;
  #credit = 0;
  #probing = true;
  #pausedUntil = 0;
  #slowedAt = 0;
  #waiting: (() => void)[] = [];

  constructor(options: LimitOptions) {
    this.max = options.max;
    this.#limit = Math.min(options.initial, options.max);
    this.#clock = options.clock;
    this.#signal = options.signal;
  }

  /** How much may be in flight now. */
  get current(): number {
    return Math.floor(this.#limit);
  }

  /** Waits for a place; the place is given back with {@link AdaptiveLimit.leave}. */
  async enter(): Promise<void> {
    while (this.#inFlight >= this.current) await new Promise<void>((resolve) => this.#waiting.push(resolve));
    this.#inFlight++;
    await this.#rest(this.#pausedUntil - this.#clock.now());
  }

  async #rest(ms: number): Promise<void> {
    if (ms <= 0 || this.#signal?.aborted) return;
    try {
      await this.#clock.sleep(ms, this.#signal);
    } catch (error) {
      // The work that follows sees the abort itself.
      if (!this.#signal?.aborted) throw error;
    }
  }

  leave(): void {
    this.#inFlight--;
    this.#wake();
  }

  /** The server coped. */
  succeeded(): void {
    this.#credit++;
    if (!this.#probing && this.#credit < this.#limit) return;
    this.#credit = 0;
    this.#limit = Math.min(this.max, this.#limit + 1);
    this.#wake();
  }

  /** The server asked for less, perhaps for some time; answers to one burst count once. */
  slowDown(pauseMs: number): void {
    const now = this.#clock.now();
    this.#pausedUntil = Math.max(this.#pausedUntil, now + pauseMs);
    if (!this.#probing && now < this.#slowedAt) return;
    this.#slowedAt = now + Math.max(pauseMs, 100);
    this.#probing = false;
    this.#credit = 0;
    this.#limit = Math.max(1, this.#limit / 2);
  }

  #wake(): void {
    const waiting = this.#waiting;
    this.#waiting = [];
    for (const resume of waiting) resume();
  }
}
