import { setImmediate as nextTurn } from "node:timers/promises";
import type { RunEvent } from "../core/index.js";

/** Events on their way into a run. */
export interface Inbox {
  post(event: RunEvent): void;
  close(): void;
}

/** What takes events out of an inbox. */
export interface Reader {
  /** Takes all events that have come; those it posts itself come with the next batch. */
  take(batch: readonly RunEvent[]): void;
  fail(error: unknown): void;
}

const SLICE_MILLIS = 20;

/** An inbox that hands over events in batches, and lets processes and timers have their turn in between. */
export function createInbox(reader: Reader): Inbox {
  let events: RunEvent[] = [];
  let reading = false;
  let closed = false;
  const read = async (): Promise<void> => {
    let sliceEnd = performance.now() + SLICE_MILLIS;
    while (events.length > 0 && !closed) {
      const batch = events;
      events = [];
      reader.take(batch);
      if (performance.now() < sliceEnd) continue;
      await nextTurn();
      sliceEnd = performance.now() + SLICE_MILLIS;
    }
    reading = false;
  };
  return {
    post: (event) => {
      events.push(event);
      if (reading || closed) return;
      reading = true;
      void nextTurn().then(read).catch(reader.fail);
    },
    close: () => {
      closed = true;
    },
  };
}
