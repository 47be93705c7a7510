/** Time as the host sees it. */
export interface Clock {
  now(): number;
  /** Calls back at a time and returns how to call it off. */
  at(time: number, fire: () => void): () => void;
}

const LONGEST = 2 ** 31 - 1;

/** The clock of this machine. */
export const systemClock: Clock = {
  now: () => Date.now(),
  at: (time, fire) => {
    let handle: NodeJS.Timeout;
    const arm = (): void => {
      const left = time - Date.now();
      handle = setTimeout(left > LONGEST ? arm : fire, Math.max(0, Math.min(left, LONGEST)));
    };
    arm();
    return () => clearTimeout(handle);
  },
};
