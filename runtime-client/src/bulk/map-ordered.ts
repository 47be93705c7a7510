/** A place where something in flight waits for room; see `AdaptiveLimit`. */
export interface Gate {
  enter(): Promise<void>;
  leave(): void;
}

/** How an iterable is worked through. */
export interface MapOptions {
  readonly gate: Gate;
  /** How many items may be taken from the input before their results are taken. */
  readonly window: number;
}

/**
 * Works on the items of an iterable side by side and gives the results in the order of the items. The input is read no
 * further than a window ahead of the consumer; a consumer that stops early waits only for what is in flight.
 */
export async function* mapOrdered<I, O>(
  items: Iterable<I> | AsyncIterable<I>,
  work: (item: I, index: number) => Promise<O>,
  options: MapOptions,
): AsyncGenerator<O, void, undefined> {
  const feed = new Feed<O>(options.window);
  const feeding = fill(feed, items, work, options.gate);
  // It is awaited below, once the results before the failure are out.
  feeding.catch(() => undefined);
  try {
    for (;;) {
      const head = feed.results[0];
      if (head !== undefined) {
        const result = await head;
        feed.take();
        yield result;
      } else if (feed.ended) {
        return await feeding;
      } else {
        await feed.changed();
      }
    }
  } finally {
    feed.stop();
    await Promise.allSettled(feed.results);
  }
}

async function fill<I, O>(
  feed: Feed<O>,
  items: Iterable<I> | AsyncIterable<I>,
  work: (item: I, index: number) => Promise<O>,
  gate: Gate,
): Promise<void> {
  let index = 0;
  try {
    for await (const item of items) {
      await feed.room();
      await gate.enter();
      if (feed.stopped) return gate.leave();
      feed.put(work(item, index++).finally(() => gate.leave()));
    }
  } finally {
    feed.end();
  }
}

/** Results in the order of their items, some still being worked on. */
class Feed<O> {
  readonly results: Promise<O>[] = [];
  ended = false;
  stopped = false;
  readonly #window: number;
  #listeners: (() => void)[] = [];

  constructor(window: number) {
    this.#window = window;
  }

  put(result: Promise<O>): void {
    result.catch(() => undefined);
    this.results.push(result);
    this.#tell();
  }

  take(): void {
    this.results.shift();
    this.#tell();
  }

  end(): void {
    this.ended = true;
    this.#tell();
  }

  stop(): void {
    this.stopped = true;
    this.#tell();
  }

  async room(): Promise<void> {
    while (!this.stopped && this.results.length >= this.#window) await this.changed();
  }

  changed(): Promise<void> {
    return new Promise((resolve) => this.#listeners.push(resolve));
  }

  #tell(): void {
    const listeners = this.#listeners;
    this.#listeners = [];
    for (const listener of listeners) listener();
  }
}
