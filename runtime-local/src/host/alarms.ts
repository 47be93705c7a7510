import type { Clock } from "./clock.js";

/** The timers of a run that have been set and have not rung. */
export interface Alarms {
  set(timer: string, at: number): void;
  clear(timer: string): void;
  clearAll(): void;
}

/** Alarms on a clock. */
export function createAlarms(clock: Clock, ring: (timer: string) => void): Alarms {
  const cancels = new Map<string, () => void>();
  const clear = (timer: string): void => {
    cancels.get(timer)?.();
    cancels.delete(timer);
  };
  return {
    set: (timer, at) => {
      clear(timer);
      const fire = (): void => {
        cancels.delete(timer);
        ring(timer);
      };
      cancels.set(timer, clock.at(at, fire));
    },
    clear,
    clearAll: () => {
      for (const timer of [...cancels.keys()]) clear(timer);
    },
  };
}
